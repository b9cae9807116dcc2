"""Models of the JumpStart hub: the SDK's real request from a card written here, and no training pretended."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rehearsal.aws import jumpstart
from rehearsal.command.report import CHECKED
from rehearsal.machine.contract import NotRehearsedError
from rehearsal.wire import requests
from rehearsal.wire.replies import FROM_A_CARD
from rehearsal.words import say
from snippets import FOLDER as SNIPPETS
from tests.rehearsal.rehearsing import Rehearsal, asked_for, said

NAMES = ("ajuste-em-job", "ajuste-serverless", "jumpstart-tarefa")
each_snippet = pytest.mark.parametrize("name", NAMES)
Once = Callable[[str], Rehearsal]

# What a reader may do that ends badly, each tried once in one rehearsal: its error, and what the requests held by then.
TRIALS = """\
import json
import os

os.environ["AWS_DEFAULT_REGION"] = "us-east-1"

from pathlib import Path

import boto3
from sagemaker.core.jumpstart.configs import JumpStartConfig
from sagemaker.core.training.configs import Compute, InputData, TrainingJobCompute
from sagemaker.train import ModelTrainer, SFTTrainer

GATED, OPEN = "meta-textgeneration-llama-3-2-1b-instruct", "huggingface-llm-qwen2-5-7b-instruct"
ROLE, DATA = "arn:aws:iam::111122223333:role/SageMakerTreino", "s3://balde/treino.jsonl"
s3 = boto3.client("s3")
s3.create_bucket(Bucket="balde")
s3.put_object(Bucket="balde", Key="treino.jsonl", Body=b"{}")


def jumpstart(**more):
    return ModelTrainer.from_jumpstart_config(
        JumpStartConfig(model_id=GATED, **more),
        compute=Compute(instance_type="ml.g5.2xlarge", instance_count=1),
        input_data_config=[InputData(channel_name="training", data_source=DATA)],
        role=ROLE,
        base_job_name="porta-jumpstart",
    )


def serverful(**more):
    compute = TrainingJobCompute(instance_type="ml.g5.12xlarge", instance_count=1)
    return SFTTrainer(model=OPEN, compute=compute, training_dataset=DATA, role=ROLE, base_job_name="espera", **more)


told = {}
for name, trial in {
    "jumpstart-licenca-recusada": jumpstart,
    "trainer-licenca-recusada": lambda: SFTTrainer(model=GATED, model_package_group="grupo"),
    "modelo-sem-ficha": lambda: SFTTrainer(model="nao-existe", model_package_group="grupo"),
    "jumpstart-licenca-aceita": lambda: jumpstart(accept_eula=True).train(wait=False),
    "espera-pelo-job": lambda: serverful().train(),
}.items():
    try:
        trial()
        told[name] = None
    except Exception as error:
        told[name] = [type(error).__name__, str(error)]
Path("contado.json").write_text(json.dumps(told))
"""


def sent(run: Rehearsal, operation: str = "CreateTrainingJob") -> list[dict[str, Any]]:
    """The parameters of the requests of one operation."""
    return [each["parameters"] for each in run.report["requests"] if each["operation"] == operation]


def channels(request: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The S3 source of each channel of a request, by the channel's name."""
    return {each["ChannelName"]: each["DataSource"]["S3DataSource"] for each in request["InputDataConfig"]}


@each_snippet
def test_its_request_is_checked_and_nothing_is_trained(rehearsed: Once, name: str) -> None:
    run = rehearsed(name)
    assert (run.code, run.report["degree"]) == (0, CHECKED), run.stdout + run.stderr
    assert (run.report["jobs"], run.report["score"]) == ([], None)
    assert "InProgress" in run.report["output"]


@each_snippet
def test_its_request_passes_the_strict_check_and_sets_a_time_limit(rehearsed: Once, name: str) -> None:
    (request,) = sent(rehearsed(name))
    assert requests.faults("CreateTrainingJob", request | {"TrainingJobName": name}) == []
    assert request["StoppingCondition"]["MaxRuntimeInSeconds"] != 3600


@each_snippet
def test_the_end_says_that_the_card_was_written_here_and_the_job_was_not_trained(rehearsed: Once, name: str) -> None:
    run = rehearsed(name)
    ending = said("summary.title").split(run.stdout)[1]
    assert jumpstart.STAND_IN in run.report["stand_ins"]
    assert "shared-kernel" not in run.report["stand_ins"]
    assert said("summary.accepted").search(ending)
    assert say(f"stand_ins.{jumpstart.STAND_IN}") in said("summary.stand_ins").split(ending)[1]


@each_snippet
def test_it_reaches_for_nothing_outside_this_computer(rehearsed: Once, name: str) -> None:
    assert rehearsed(name).report["refused_connections"] == []


@pytest.mark.parametrize("name", ["ajuste-em-job", "jumpstart-tarefa"])
def test_what_comes_from_the_card_is_seen_to_come_from_it(rehearsed: Once, name: str) -> None:
    (request,) = sent(rehearsed(name))
    assert f"/{FROM_A_CARD}:" in request["AlgorithmSpecification"]["TrainingImage"]
    assert channels(request)["model"]["S3Uri"].startswith(f"s3://{FROM_A_CARD}/")


def test_the_task_model_gets_its_own_table_and_only_the_hyperparameters_of_the_snippet(rehearsed: Once) -> None:
    (request,) = sent(rehearsed("jumpstart-tarefa"))
    assert list(channels(request)) == ["train", "validation", "model", "code", "sm_drivers"]
    assert request["HyperParameters"] == {"num_boost_round": "200", "learning_rate": "0.05"}
    assert {tag["Key"] for tag in request["Tags"]} == {
        "sagemaker-sdk:jumpstart-model-id",
        "sagemaker-sdk:jumpstart-model-version",
    }


def test_the_serverless_job_has_no_machine_and_no_image_and_carries_the_accepted_licence(rehearsed: Once) -> None:
    (request,) = sent(rehearsed("ajuste-serverless"))
    assert not {"AlgorithmSpecification", "ResourceConfig"} & request.keys()
    config = dict(request["ServerlessJobConfig"])
    assert "/Model/meta-textgeneration-llama-3-2-1b-instruct/" in config.pop("BaseModelArn")
    assert config == {"JobType": "FineTuning", "AcceptEula": True, "CustomizationTechnique": "SFT", "Peft": "LORA"}


def test_the_serverless_snippet_creates_the_group_that_receives_the_model(rehearsed: Once) -> None:
    run = rehearsed("ajuste-serverless")
    (group,) = sent(run, "CreateModelPackageGroup")
    arn = sent(run)[0]["ModelPackageConfig"]["ModelPackageGroupArn"]
    assert arn.endswith(f":model-package-group/{group['ModelPackageGroupName']}")


def test_the_job_on_chosen_machines_brings_its_recipe_as_a_channel(rehearsed: Once) -> None:
    (request,) = sent(rehearsed("ajuste-em-job"))
    assert list(channels(request)) == ["train", "validation", "model", "recipe"]
    assert request["ResourceConfig"]["InstanceType"] == "ml.g5.12xlarge"
    assert "ServerlessJobConfig" not in request


@pytest.mark.parametrize("name", ["ajuste-em-job", "ajuste-serverless"])
def test_the_examples_are_pairs_of_question_and_answer(rehearsed: Once, name: str) -> None:
    files = sorted(rehearsed(name).folder.glob("ajuste-*.jsonl"))
    keys = {tuple(json.loads(line)) for file in files for line in file.read_text(encoding="utf-8").splitlines()}
    assert ([file.stem for file in files], keys) == (["ajuste-treino", "ajuste-validacao"], {("prompt", "completion")})


def test_licence_and_waiting_end_in_errors_that_say_what_to_do(
    rehearse: Callable[..., Rehearsal], tmp_path: Path
) -> None:
    (tmp_path / "tentativas.py").write_text(TRIALS)
    run = rehearse(str(tmp_path / "tentativas.py"))
    assert run.code == 0, run.stdout + run.stderr
    told = json.loads((tmp_path / "contado.json").read_text())
    expected = {
        "jumpstart-licenca-recusada": ("ValueError", "`accept_eula` parameter"),
        "trainer-licenca-recusada": ("ValueError", "accept_eula=True"),
        "modelo-sem-ficha": ("ValueError", "is not available in SageMaker Hub"),
        "espera-pelo-job": ("NotRehearsedError", "wait=False"),
    }
    assert {name: (told[name][0], part) for name, (_, part) in expected.items() if part in told[name][1]} == expected
    assert told["jumpstart-licenca-aceita"] is None
    accepted, waited = sent(run)
    assert channels(accepted)["model"]["ModelAccessConfig"] == {"AcceptEula": True}
    assert (waited["TrainingJobName"][:6], run.report["degree"]) == ("espera", CHECKED)


@pytest.mark.parametrize("name", jumpstart.MODELS)
def test_a_card_is_what_the_sdk_reads(name: str) -> None:
    from sagemaker.core.jumpstart.models import HubContentDocument  # seconds, which only who runs this has to wait

    read = HubContentDocument(**jumpstart.card(name, "us-east-1"))
    assert (read.TrainingSupported, read.GatedBucket) == (True, jumpstart.MODELS[name])


@pytest.mark.parametrize("name", jumpstart.MODELS)
def test_no_address_of_a_card_is_one_of_aws(name: str) -> None:
    card = jumpstart.card(name, "us-east-1")
    found = [value for part in (card, *card["RecipeCollection"]) for key, value in part.items() if key.endswith("Uri")]
    assert found
    assert [address for address in found if f"/{FROM_A_CARD}" not in address] == []


def test_every_card_has_a_snippet_that_asks_for_it() -> None:
    texts = [(SNIPPETS / f"{name}.py").read_text() for name in NAMES]
    assert {model for model in jumpstart.MODELS if any(f'"{model}"' in text for text in texts)} == set(jumpstart.MODELS)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, False, id="imagem-propria"),
        pytest.param({"ServerlessJobConfig": {"JobType": "FineTuning"}}, True, id="sem-servidor"),
        pytest.param({"AlgorithmSpecification": {"TrainingImage": f"{FROM_A_CARD}:0"}}, True, id="imagem-da-ficha"),
    ],
)
def test_a_job_that_only_aws_can_run_is_known_by_its_request(changes: dict[str, Any], expected: bool) -> None:
    assert jumpstart.only_in_aws(asked_for(**changes)) is expected


def test_an_accepted_job_stays_at_its_start_until_it_is_stopped() -> None:
    job = jumpstart.AcceptedJob(asked_for(Tags=[]), "arn", "us-east-1")
    first = job.description()
    job.stop.set()
    second = job.description()
    assert [each["TrainingJobStatus"] for each in (first, second)] == ["InProgress", "Stopped"]
    assert "Tags" not in first
    assert "ModelArtifacts" not in first


def test_an_accepted_job_does_not_let_itself_be_waited_for() -> None:
    job = jumpstart.AcceptedJob(asked_for(), "arn", "us-east-1")
    for _ in range(jumpstart.MOST_LOOKS):
        job.description()
    with pytest.raises(NotRehearsedError, match="wait=False"):
        job.description()
