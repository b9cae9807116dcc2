"""The rules of SageMaker's service: each refuses a request that breaks it and takes the nearest that does not."""

import copy
import json
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rehearsal import words
from rehearsal.wire import predicates, requests, rules
from snippets import RESULTS
from tests.rehearsal.rehearsing import Rehearsal, asked_for, channel
from tests.rehearsal.test_searches import asked as search

RULES = rules.load()
REPORTS = tomllib.loads((rules.FILE.parent / "reports.toml").read_text(encoding="utf-8"))["report"]
OF_REQUESTS = {id_ for id_, rule in RULES.items() if rule.where == "request"}
TRAIN, SEARCH, PROCESS = "CreateTrainingJob", "CreateHyperParameterTuningJob", "CreateProcessingJob"
ECR = "dkr.ecr.us-east-1.amazonaws.com"
XGBOOST = f"683313688378.{ECR}/sagemaker-xgboost:3.2-0"
DEEPAR = f"522234722520.{ECR}/forecasting-deepar:1"
PICTURES = f"811284229777.{ECR}/image-classification:1"
LINEAR = f"382416733822.{ECR}/linear-learner:1"
ML = "/opt/ml/processing"

IMAGE = asked_for()["AlgorithmSpecification"]
MACHINE = asked_for()["ResourceConfig"]
MINE = {"MetricDefinitions": [{"Name": "minha", "Regex": "minha=([0-9.]+)"}]}
SPOT = {"EnableManagedSpotTraining": True}
GROUPS = {"InstanceGroups": [{"InstanceType": "ml.m5.large", "InstanceCount": 1, "InstanceGroupName": "a"}]}
PREFERRED = {"InstancePreferences": [{"InstanceType": "ml.m5.large", "InstanceCount": 1}], "VolumeSizeInGB": 10}
KEY = {"VolumeKmsKeyId": "alias/chave"}
EFS = {
    "ChannelName": "files",
    "DataSource": {
        "FileSystemDataSource": {
            "FileSystemId": "fs-0123456789a",
            "FileSystemAccessMode": "ro",
            "FileSystemType": "EFS",
            "DirectoryPath": "/d",
        }
    },
}
VPC = {"VpcConfig": {"Subnets": ["subnet-1"], "SecurityGroupIds": ["sg-1"]}}
WHOLE = {"Name": "depth", "MinValue": "2", "MaxValue": "6"}


def image(uri: str, **more: Any) -> dict[str, Any]:
    return {"AlgorithmSpecification": {"TrainingImage": uri, "TrainingInputMode": "File", **more}}


def times(run: int | None, wait: int | None) -> dict[str, Any]:
    said = {"MaxRuntimeInSeconds": run, "MaxWaitTimeInSeconds": wait}
    return {"StoppingCondition": {name: value for name, value in said.items() if value is not None}}


def of_group(name: str) -> dict[str, Any]:
    made = channel(name, f"s3://b/{name}")
    made["DataSource"]["S3DataSource"]["InstanceGroupNames"] = ["a"]
    return made


def searched(job: dict[str, Any] | None = None, ranges: dict[str, Any] | None = None, **config: Any) -> dict[str, Any]:
    """A sound search, with changes of its jobs, of its ranges and of the rest of its configuration."""
    made = copy.deepcopy(search())
    made["TrainingJobDefinition"] |= job or {}
    made["HyperParameterTuningJobConfig"] |= config | ({"ParameterRanges": ranges} if ranges is not None else {})
    return made


def processed(**changes: Any) -> dict[str, Any]:
    """A sound CreateProcessingJob request, with changes of its members."""
    made = {
        "ProcessingJobName": "ensaio",
        "RoleArn": asked_for()["RoleArn"],
        "AppSpecification": {"ImageUri": f"683313688378.{ECR}/sagemaker-scikit-learn:1.9-0"},
        "ProcessingResources": {
            "ClusterConfig": {"InstanceCount": 1, "InstanceType": "ml.m5.large", "VolumeSizeInGB": 10}
        },
    }
    return made | {
        key: {**made.get(key, {}), **value} if key == "AppSpecification" else value for key, value in changes.items()
    }


def read_from(name: str, folder: str) -> dict[str, Any]:
    return {"InputName": name, "S3Input": {"S3Uri": "s3://b/p", "LocalPath": folder, "S3DataType": "S3Prefix"}}


def table(metric: str | None, kind: str | None) -> dict[str, Any]:
    """A CreateAutoMLJobV2 request for a table."""
    job: dict[str, Any] = {"TargetAttributeName": "y", **({"ProblemType": kind} if kind else {})}
    source = {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://b/p"}}
    return {
        "AutoMLJobName": "ensaio",
        "AutoMLJobInputDataConfig": [{"ChannelType": "training", "DataSource": source}],
        "OutputDataConfig": {"S3OutputPath": "s3://b/s"},
        "AutoMLProblemTypeConfig": {"TabularJobConfig": job},
        "RoleArn": asked_for()["RoleArn"],
        **({"AutoMLJobObjective": {"MetricName": metric}} if metric else {}),
    }


def train(wrong: dict[str, Any], right: dict[str, Any]) -> tuple[str, dict[str, Any], dict[str, Any]]:
    return TRAIN, asked_for(**wrong), asked_for(**right)


# Of each rule that a request breaks by itself: a request that breaks it, the nearest that does not, and AWS's words.
TABLE: list[tuple[str, tuple[str, dict[str, Any], dict[str, Any]], str]] = [
    (
        "metricas-em-algoritmo-da-aws",
        train(image(XGBOOST, **MINE), image(XGBOOST.replace("683313688378", "444455556666"), **MINE)),
        "You can't override the metric definitions for Amazon SageMaker algorithms. Please retry the request without "
        "specifying metric definitions.",
    ),
    (
        "metricas-em-algoritmo-da-aws",
        (SEARCH, searched(image(XGBOOST, **MINE)), searched(image(XGBOOST))),
        "You can't override the metric definitions for Amazon SageMaker algorithms. Please retry the request without "
        "specifying metric definitions.",
    ),
    (
        "metricas-em-algoritmo-da-aws",
        train(image(LINEAR, **MINE), image(f"683313688378.{ECR}/sagemaker-scikit-learn:1.9-0", **MINE)),
        "You can't override the metric definitions for Amazon SageMaker algorithms. Please retry the request without "
        "specifying metric definitions.",
    ),
    (
        "espera-sem-spot",
        train(times(600, 700), SPOT | times(600, 700)),
        "Invalid MaxWaitTimeInSeconds. It is only supported when EnableManagedSpotTraining is set to true",
    ),
    (
        "espera-sem-spot",
        (SEARCH, searched(times(600, 700)), searched(SPOT | times(600, 700))),
        "Invalid MaxWaitTimeInSeconds. It is only supported when EnableManagedSpotTraining is set to true",
    ),
    (
        "spot-sem-espera",
        train(SPOT | times(600, None), times(600, None)),
        "Invalid MaxWaitTimeInSeconds. It must be present and be greater than or equal to MaxRuntimeInSeconds",
    ),
    (
        "spot-sem-espera",
        train(SPOT | times(600, 599), SPOT | times(600, 600)),
        "Invalid MaxWaitTimeInSeconds. It must be present and be greater than or equal to MaxRuntimeInSeconds",
    ),
    (
        "spot-sem-espera",
        train(SPOT | times(None, 86_399), SPOT | times(None, 86_400)),
        "Invalid MaxWaitTimeInSeconds. It must be present and be greater than or equal to MaxRuntimeInSeconds",
    ),
    (
        "spot-de-mais-de-uma-hora",
        train(SPOT | times(600, 3601) | image(DEEPAR), SPOT | times(600, 3600) | image(DEEPAR)),
        "MaxWaitTimeInSeconds above 3600 is not supported for the given algorithm",
    ),
    (
        "spot-de-mais-de-uma-hora",
        train(SPOT | times(600, 7200) | image(DEEPAR), SPOT | times(600, 7200) | image(XGBOOST)),
        "MaxWaitTimeInSeconds above 3600 is not supported for the given algorithm",
    ),
    (
        "spot-com-pool-aquecido",
        train(
            SPOT | times(600, 700) | {"ResourceConfig": MACHINE | {"KeepAlivePeriodInSeconds": 600}},
            {"ResourceConfig": MACHINE | {"KeepAlivePeriodInSeconds": 600}},
        ),
        "ResourceConfig.KeepAlivePeriodInSeconds: a warm pool cannot be used with managed spot training",
    ),
    (
        "spot-com-pool-aquecido",
        train(
            SPOT | times(600, 700) | {"ResourceConfig": MACHINE | {"KeepAlivePeriodInSeconds": 1}},
            SPOT
            | times(600, 700)
            | {"ResourceConfig": MACHINE | {"KeepAlivePeriodInSeconds": 0}},  # as @remote says it
        ),
        "ResourceConfig.KeepAlivePeriodInSeconds: a warm pool cannot be used with managed spot training",
    ),
    (
        "spot-com-lista-de-maquinas",
        train(SPOT | times(600, 700) | {"ResourceConfig": PREFERRED}, {"ResourceConfig": PREFERRED}),
        "ResourceConfig.InstancePreferences: cannot be used with managed spot training",
    ),
    (
        "mais-de-28-dias",
        train(times(2_419_201, None), times(2_419_200, None)),
        "StoppingCondition.MaxRuntimeInSeconds: above 28 days (2419200)",
    ),
    (
        "imagem-ou-algoritmo",
        train(
            {"AlgorithmSpecification": {"TrainingInputMode": "File"}},
            {"AlgorithmSpecification": {"TrainingInputMode": "File", "AlgorithmName": "meu-algoritmo"}},
        ),
        "AlgorithmSpecification: exactly one of TrainingImage and AlgorithmName is needed",
    ),
    (
        "imagem-ou-algoritmo",
        train({"AlgorithmSpecification": IMAGE | {"AlgorithmName": "meu-algoritmo"}}, {}),
        "AlgorithmSpecification: exactly one of TrainingImage and AlgorithmName is needed",
    ),
    (
        "imagem-fora-do-ecr",
        train(image("minha-imagem:1"), image(f"444455556666.{ECR}/minha-imagem:1")),
        "Invalid training image. Please provide a valid Amazon Elastic Container Registry path of the Docker image to "
        "run.",
    ),
    (
        "imagem-fora-do-ecr",
        train(
            image("registro.exemplo/minha:1"),
            image("registro.exemplo/minha:1", TrainingImageConfig={"TrainingRepositoryAccessMode": "Vpc"}),
        ),
        "Invalid training image. Please provide a valid Amazon Elastic Container Registry path of the Docker image to "
        "run.",
    ),
    (
        "tipo-com-grupos",
        train({"ResourceConfig": MACHINE | GROUPS}, {"ResourceConfig": GROUPS | {"VolumeSizeInGB": 10}}),
        "InstanceType or InstanceCount cannot be specified with InstanceGroups",
    ),
    (
        "maquinas-de-um-so-modo",
        train({"ResourceConfig": {"VolumeSizeInGB": 10}}, {"ResourceConfig": MACHINE}),
        "ResourceConfig: exactly one of InstanceType, InstanceGroups and InstancePreferences, not []",
    ),
    (
        "maquinas-de-um-so-modo",
        train({"ResourceConfig": MACHINE | PREFERRED}, {"ResourceConfig": PREFERRED}),
        "ResourceConfig: exactly one of InstanceType, InstanceGroups and InstancePreferences, not "
        "['InstanceType', 'InstancePreferences']",
    ),
    (
        "tipo-sem-quantidade",
        train({"ResourceConfig": {"InstanceType": "ml.m5.large"}}, {"ResourceConfig": MACHINE}),
        "ResourceConfig.InstanceCount: required with InstanceType",
    ),
    (
        "algoritmo-sem-gpu",
        train(
            image(PICTURES) | {"ResourceConfig": MACHINE | {"InstanceType": "ml.c4.2xlarge"}},
            image(PICTURES) | {"ResourceConfig": MACHINE | {"InstanceType": "ml.g4dn.xlarge"}},
        ),
        "Instance type ml.c4.2xlarge is not supported by algorithm image-classification; only GPU instances are "
        "supported.",
    ),
    (
        "chave-em-disco-local",
        train(
            {"ResourceConfig": MACHINE | KEY | {"InstanceType": "ml.g5.xlarge"}},
            {"ResourceConfig": MACHINE | KEY | {"InstanceType": "ml.p3.2xlarge"}},
        ),
        "ResourceConfig.VolumeKmsKeyId: cannot be used with ml.g5.xlarge, which has local storage",
    ),
    (
        "chave-em-disco-local",
        train(
            {"ResourceConfig": MACHINE | KEY | {"InstanceType": "ml.m5d.large"}},
            {"ResourceConfig": MACHINE | KEY | {"InstanceType": "ml.m5.large"}},
        ),
        "ResourceConfig.VolumeKmsKeyId: cannot be used with ml.m5d.large, which has local storage",
    ),
    (
        "canal-repetido",
        train(
            {"InputDataConfig": [channel("train", "s3://b/c")] * 2},
            {"InputDataConfig": [channel("train", "s3://b/c"), channel("validation", "s3://b/c")]},
        ),
        "InputDataConfig: channel 'train' is named more than once",
    ),
    (
        "canal-sem-uma-fonte",
        train(
            {"InputDataConfig": [{"ChannelName": "a", "DataSource": {}}]},
            {"InputDataConfig": [channel("a", "s3://b/c")]},
        ),
        "InputDataConfig: channel 'a' needs exactly one data source",
    ),
    (
        "canal-sem-uma-fonte",
        train(
            VPC
            | {
                "InputDataConfig": [
                    channel("files", "s3://b/c")
                    | {"DataSource": EFS["DataSource"] | channel("a", "s3://b/c")["DataSource"]}
                ]
            },
            VPC | {"InputDataConfig": [EFS]},
        ),
        "InputDataConfig: channel 'files' needs exactly one data source",
    ),
    (
        "gzip-em-modo-file",
        train(
            {"InputDataConfig": [channel("training", "s3://b/c") | {"CompressionType": "Gzip"}]},
            {"InputDataConfig": [channel("training", "s3://b/c") | {"CompressionType": "Gzip", "InputMode": "Pipe"}]},
        ),
        "Invalid compression type for channel training: File mode only supports NONE, got Gzip instead",
    ),
    (
        "canais-sem-grupo",
        train(
            {"InputDataConfig": [of_group("test"), of_group("train"), channel("code", "s3://b/c")]},
            {"InputDataConfig": [of_group("test"), of_group("train"), of_group("code")]},
        ),
        "Some channels have assigned instance groups: [test, train] while others not: [code]",
    ),
    (
        "sistema-de-arquivos-sem-vpc",
        train({"InputDataConfig": [EFS]}, VPC | {"InputDataConfig": [EFS]}),
        "VpcConfig: required with FileSystemDataSource",
    ),
    (
        "metrica-repetida",
        train(
            image(IMAGE["TrainingImage"], MetricDefinitions=MINE["MetricDefinitions"] * 2),
            image(IMAGE["TrainingImage"], **MINE),
        ),
        "MetricDefinitions: metric 'minha' is named more than once",
    ),
    (
        "busca-com-uma-definicao",
        (SEARCH, search(TrainingJobDefinitions=[search()["TrainingJobDefinition"]]), search()),
        "exactly one of TrainingJobDefinition and TrainingJobDefinitions is needed",
    ),
    (
        "busca-com-uma-definicao",
        (SEARCH, {key: value for key, value in search().items() if key != "TrainingJobDefinition"}, search()),
        "exactly one of TrainingJobDefinition and TrainingJobDefinitions is needed",
    ),
    (
        "busca-sem-a-metrica",
        (SEARCH, searched(image(IMAGE["TrainingImage"], **MINE)), searched()),
        "A metric is required for this hyperparameter tuning job objective. Provide a metric in the metric "
        "definitions.",
    ),
    (
        "busca-sem-a-metrica",
        (SEARCH, searched(image(IMAGE["TrainingImage"])), searched(image(XGBOOST))),
        "A metric is required for this hyperparameter tuning job objective. Provide a metric in the metric "
        "definitions.",
    ),
    (
        "combinacoes-de-menos",
        (
            SEARCH,
            searched(
                ranges={"IntegerParameterRanges": [WHOLE | {"MaxValue": "4"}]},
                ResourceLimits={"MaxNumberOfTrainingJobs": 10, "MaxParallelTrainingJobs": 1},
            ),
            searched(
                ranges={"IntegerParameterRanges": [WHOLE | {"MaxValue": "4"}]},
                ResourceLimits={"MaxNumberOfTrainingJobs": 3, "MaxParallelTrainingJobs": 1},
            ),
        ),
        "You don't have enough combinations of hyperparameter ranges. The total number of hyperparameter combinations "
        "for the provided ranges [3.0] must be equal or greater than the value of MaxNumberOfJobs, [10]. Provide "
        "additional ranges.",
    ),
    (
        "faixa-repetida",
        (
            SEARCH,
            searched(ranges={"IntegerParameterRanges": [WHOLE, WHOLE]}),
            searched(ranges={"IntegerParameterRanges": [WHOLE]}),
        ),
        "ParameterRanges: hyperparameter 'depth' is named more than once",
    ),
    (
        "fixo-e-com-faixa",
        (
            SEARCH,
            searched({"StaticHyperParameters": {"depth": "3"}}),
            searched({"StaticHyperParameters": {"rounds": "3"}}),
        ),
        "StaticHyperParameters: 'depth' also has a range",
    ),
    (
        "grade-so-de-categorias",
        (SEARCH, searched(Strategy="Grid"), search(strategy="Grid")),
        "ParameterRanges: a Grid search takes only CategoricalParameterRanges",
    ),
    (
        "busca-sem-numero-de-jobs",
        (
            SEARCH,
            searched(ResourceLimits={"MaxParallelTrainingJobs": 2}),
            search(strategy="Grid", config={"ResourceLimits": {"MaxParallelTrainingJobs": 2}}),
        ),
        "ResourceLimits.MaxNumberOfTrainingJobs: required unless the strategy is Grid",
    ),
    (
        "imagem-de-outra-regiao",
        (
            PROCESS,
            processed(AppSpecification={"ImageUri": "415577184552.dkr.ecr.us-east-2.amazonaws.com/dw:1.1.1"}),
            processed(AppSpecification={"ImageUri": f"663277389841.{ECR}/dw:1.1.1"}),
        ),
        "Invalid region us-east-2 in image URI 415577184552.dkr.ecr.us-east-2.amazonaws.com/dw:1.1.1. Please provide "
        "an image URI in region us-east-1.",
    ),
    (
        "imagem-de-processamento-fora-do-ecr",
        (PROCESS, processed(AppSpecification={"ImageUri": "CLARIFY"}), processed()),
        "Invalid image URI CLARIFY. Please provide a valid Amazon Elastic Container Registry path of the Docker image "
        "to run.",
    ),
    (
        "argumento-vazio",
        (
            PROCESS,
            processed(AppSpecification={"ContainerArguments": ["--model_name", ""]}),
            processed(AppSpecification={"ContainerArguments": ["--model_name", "a"]}),
        ),
        "Found null or empty string in ContainerArguments at index 1. ContainerArguments and ContainerEntrypoint may "
        "not contain null or empty strings.",
    ),
    (
        "entradas-na-mesma-pasta",
        (
            PROCESS,
            processed(ProcessingInputs=[read_from("a", f"{ML}/input"), read_from("b", f"{ML}/input/")]),
            processed(ProcessingInputs=[read_from("a", f"{ML}/input"), read_from("b", f"{ML}/input/b")]),
        ),
        "",
    ),
    (
        "pasta-fora-do-processamento",
        (
            PROCESS,
            processed(ProcessingInputs=[read_from("a", "/opt/ml/processings")]),
            processed(ProcessingInputs=[read_from("a", ML)]),
        ),
        "LocalPath /opt/ml/processings: must begin with /opt/ml/processing/",
    ),
    (
        "objetivo-e-tipo-de-problema",
        ("CreateAutoMLJobV2", table("AUC", None), table("AUC", "BinaryClassification")),
        "AutoMLJobObjective and ProblemType: give both, or none",
    ),
    (
        "objetivo-e-tipo-de-problema",
        ("CreateAutoMLJobV2", table(None, "BinaryClassification"), table(None, None)),
        "AutoMLJobObjective and ProblemType: give both, or none",
    ),
]
each_case = pytest.mark.parametrize(
    ("id_", "case", "text"), TABLE, ids=[f"{id_}-{number}" for number, (id_, *_) in enumerate(TABLE)]
)
each_rule = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)


@each_case
def test_a_request_that_breaks_a_rule_is_refused_in_awss_words(
    id_: str, case: tuple[str, dict[str, Any], dict[str, Any]], text: str
) -> None:
    operation, wrong, _ = case
    found = rules.broken(operation, wrong, "us-east-1")
    assert [(broken.rule.id, broken.text) for broken in found] == [(id_, text)]


@each_case
def test_the_nearest_request_that_keeps_it_has_no_faults(
    id_: str, case: tuple[str, dict[str, Any], dict[str, Any]], text: str
) -> None:
    operation, _, right = case
    assert requests.faults(operation, right, region="us-east-1") == []


@pytest.mark.parametrize("result", sorted(RESULTS.glob("*.json")), ids=lambda path: path.stem)
def test_no_rule_is_broken_by_a_request_of_the_guides_own(result: Path) -> None:
    sent = [(each["operation"], each["parameters"], "us-east-1") for each in json.loads(result.read_text())["requests"]]
    assert [found for each in sent for found in rules.broken(*each) + rules.failing(*each)] == []


def test_every_rule_of_requests_has_a_case() -> None:
    assert {id_ for id_, *_ in TABLE} == OF_REQUESTS
    assert (len(RULES), len(OF_REQUESTS)) == (42, 33)


# What only a rehearsal can tell: what the account holds, and how a job ends.


def on_the_account(run: Rehearsal, id_: str) -> tuple[bool, bool]:
    """Whether AWS's words were said, and whether what to do about the rule was."""
    words.choose("pt")
    said = run.stdout + run.stderr
    return rules.FIELD.split(RULES[id_].text)[0] in said, words.say(f"rules.{id_}") in said


@pytest.mark.parametrize(
    ("id_", "objects", "request_"),
    [
        pytest.param("prefixo-vazio", {}, {"InputDataConfig": [channel("train", "s3://balde/dado")]}, id="empty"),
        pytest.param(
            "content-type-sem-leitor",
            {"dados/a.csv": "1"},
            image(LINEAR) | {"InputDataConfig": [channel("train", "s3://balde/dados") | {"ContentType": "csv"}]},
            id="content-type",
        ),
        pytest.param("espera-sem-spot", {}, times(600, 700), id="of-the-request"),
    ],
)
def test_what_a_rehearsal_refuses_or_fails_is_told_as_aws_does_with_what_to_do(
    id_: str, objects: dict[str, str], request_: dict[str, Any], job: Callable[..., Rehearsal]
) -> None:
    run = job("echo treinei", objects=objects, **request_)
    assert on_the_account(run, id_) == (True, True), run.stdout + run.stderr
    assert run.code == 1
    assert "treinei" not in run.log


REGIONS = """\
import boto3
s3 = boto3.client("s3", region_name="us-east-1")
s3.create_bucket(Bucket="aqui")
elsewhere = boto3.client("s3", region_name="us-west-2")
elsewhere.create_bucket(Bucket="longe", CreateBucketConfiguration={{"LocationConstraint": "us-west-2"}})
for name in ("aqui", "longe"):
    s3.put_object(Bucket=name, Key="{key}", Body=b"1")
sagemaker, request = boto3.client("sagemaker", region_name="us-east-1"), {request}
sagemaker.create_training_job(**request)
while sagemaker.describe_training_job(TrainingJobName="ensaio")["TrainingJobStatus"] == "InProgress":
    pass
{after}
"""


def in_regions(
    folder: Path,
    rehearse: Callable[..., Rehearsal],
    data: str,
    output: str,
    after: str = "",
    key: str = "dados/a.csv",
) -> Rehearsal:
    """Rehearse a job with data and output in these buckets, `aqui` in its Region and `longe` in another."""
    (folder / "Dockerfile").write_text('FROM scratch\nENTRYPOINT ["/bin/sh", "-c", "echo 1 > /opt/ml/model/m"]\n')
    request = asked_for(
        InputDataConfig=[channel("train", f"s3://{data}/dados")], OutputDataConfig={"S3OutputPath": f"s3://{output}/s"}
    )
    (folder / "launch.py").write_text(REGIONS.format(request=request, after=after, key=key))
    return rehearse(str(folder / "launch.py"))


@pytest.mark.parametrize(
    ("data", "output", "id_", "trained"),
    [
        pytest.param("longe", "aqui", "balde-de-outra-regiao", False, id="data-elsewhere"),
        pytest.param("aqui", "longe", "saida-em-outra-regiao", True, id="output-elsewhere"),
    ],
)
def test_a_bucket_in_another_region_is_refused_for_data_and_loses_what_was_made_for_output(
    data: str, output: str, id_: str, trained: bool, tmp_path: Path, rehearse: Callable[..., Rehearsal]
) -> None:
    run = in_regions(tmp_path, rehearse, data, output)
    assert on_the_account(run, id_) == (True, True), run.stdout + run.stderr
    assert [job["status"] for job in run.report["jobs"]] == (["Failed"] if trained else [])
    assert [job["failure_reason"] for job in run.report["jobs"]] == [
        "ClientError: Artifact upload failed:Unable to upload file to s3://longe/s/ensaio/output/model.tar.gz "
        "(BucketRegionError: bucket must be in the same region as the job)"
    ] * trained


def test_a_name_that_is_taken_is_refused_in_awss_words_and_with_its_code(
    tmp_path: Path, rehearse: Callable[..., Rehearsal]
) -> None:
    run = in_regions(tmp_path, rehearse, "aqui", "aqui", "sagemaker.create_training_job(**request)")
    assert on_the_account(run, "nome-de-treino-ja-usado") == (True, True), run.stdout + run.stderr
    assert "(ResourceInUse) when calling the CreateTrainingJob operation: Training job names must be" in run.stderr
    assert "already exists (arn:aws:sagemaker:us-east-1:111122223333:training-job/ensaio)" in run.stderr


def test_two_slashes_in_a_key_fail_the_job_before_it_begins(tmp_path: Path, rehearse: Callable[..., Rehearsal]) -> None:
    run = in_regions(tmp_path, rehearse, "aqui", "aqui", key="dados//a.csv")
    assert on_the_account(run, "barra-dupla") == (True, True), run.stdout + run.stderr
    assert run.job["failure_reason"].endswith("s3://aqui/dados//a.csv has an illegal char sub-sequence '//' in it")


# The records.


def test_every_rule_that_is_not_of_a_request_is_tried_by_a_rehearsal() -> None:
    tried = {"prefixo-vazio", "balde-de-outra-regiao", "nome-de-treino-ja-usado"}
    tried |= {"saida-em-outra-regiao", "barra-dupla", "content-type-sem-leitor"}
    tried |= {"nome-de-busca-ja-usado", "partida-com-outros-hiperparametros"}  # in test_searches
    tried |= {"csv-lido-como-libsvm"}  # in test_builtin_xgboost and test_errors
    assert RULES.keys() - OF_REQUESTS == tried


@each_rule
def test_every_rule_has_advice_in_every_language(rule: rules.Rule) -> None:
    assert [language for language in words.languages() if words.table(language).get(f"rules.{rule.id}")] == [
        "pt",
        "en",
        "es",
    ]


def test_there_is_no_advice_for_a_rule_that_does_not_exist() -> None:
    assert {key for key in words.table("pt") if key.startswith("rules.")} == {f"rules.{id_}" for id_ in RULES}


@each_rule
def test_a_text_that_nobody_quoted_is_not_said_to_be_awss(rule: rules.Rule) -> None:
    """Whoever quotes a text can be opened: a report, not a page of documentation."""
    documented = {source for source in rule.sources if source.startswith("https://docs.aws.amazon.com/")}
    assert rule.evidence != "quoted" or set(rule.sources) - documented
    assert rule.evidence not in ("documented", "deduced") or documented


@each_rule
def test_a_rule_was_not_read_after_today(rule: rules.Rule) -> None:
    assert date(2026, 11, 1) <= rule.seen <= date.today()


def test_at_least_forty_reports_were_read_and_each_says_what_it_yielded() -> None:
    addresses = [report["url"] for report in REPORTS]
    assert len(addresses) == len(set(addresses)) >= 40
    assert {report.get("rule") for report in REPORTS} - {None} <= RULES.keys() | {"model"}
    assert [report["url"] for report in REPORTS if bool(report.get("rule")) == bool(report.get("why"))] == []
    assert [report["url"] for report in REPORTS if not report["said"].strip()] == []


def test_every_quoted_rule_has_its_reports_among_those_read() -> None:
    read = {report["url"] for report in REPORTS if report.get("rule")}
    quoted = {source for rule in RULES.values() if rule.evidence == "quoted" for source in rule.sources}
    assert quoted - read == set()


@pytest.mark.parametrize("name", sorted(predicates.PREDICATES))
def test_every_predicate_is_used_and_finds_nothing_in_an_empty_request(name: str) -> None:
    assert name in {rule.predicate for rule in RULES.values()}


def test_an_algorithm_is_awss_in_awss_registries_alone() -> None:
    assert predicates.registries("sagemaker-xgboost") >= {"683313688378"}
    assert {name for name in predicates.ALGORITHMS if len(predicates.registries(name)) < 5} == set()
    assert predicates.CHECKPOINTING | predicates.FOR_GPUS | predicates.READERS <= predicates.ALGORITHMS


SOUND = """
[regra]
operations = ["CreateTrainingJob"]
forbids = "x"
when = [{ given = "VpcConfig" }]
text = "x"
evidence = "quoted"
sources = ["https://github.com/a/b/issues/1"]
seen = 2026-11-28
"""


@pytest.mark.parametrize(
    ("find", "instead", "fault"),
    [
        pytest.param('text = "x"', "", "'regra' has no 'text'; add it", id="no-text"),
        pytest.param('text = "x"', 'text = "x"\nnota = "y"', "has the unknown key 'nota'; remove it", id="unknown-key"),
        pytest.param("[regra]", "[Regra]", "'Regra' is no sound id; use lower-case", id="id"),
        pytest.param("[regra]", "[[regra]]", "is no table; write it as [regra]", id="no-table"),
        pytest.param('"quoted"', '"heard"', "evidence is 'heard'; write one of deduced, documented", id="evidence"),
        pytest.param(
            "evidence =", 'where = "hall"\nevidence =', "where is 'hall'; write one of account, job", id="where"
        ),
        pytest.param("2026-11-28", '"2026-11-28"', "'seen' is no day; write it as 2026-11-28, without", id="day"),
        pytest.param("https://", "http://", "'sources' has no address, or one that is none", id="source"),
        pytest.param("CreateTrainingJob", "CreateTrainJob", "has no operation CreateTrainJob; mend", id="operation"),
        pytest.param("when =", 'predicate = "moon"\nwhen =', "predicates.py has no 'moon'; write it", id="predicate"),
        pytest.param('when = [{ given = "VpcConfig" }]', "", "never holds; give it 'when', a 'predicate'", id="never"),
        pytest.param("given", "had", "the condition {'had': 'VpcConfig'} is none; write one of above", id="condition"),
        pytest.param('given = "VpcConfig"', 'above = ["VpcConfig"]', "is none; write one of above, given", id="pair"),
        pytest.param('"VpcConfig"', '"VpcConfig.Subnet"', "has VpcConfig.Subnet; mend the path", id="path"),
        pytest.param('"VpcConfig"', '"InputDataConfig.ChannelName"', "InputDataConfig.ChannelName; mend", id="list"),
        pytest.param("[regra]", "[regra]\n[regra]", "mend the TOML, or the id that stands twice", id="twice"),
    ],
)
def test_a_broken_record_is_refused_with_file_id_and_what_to_do(
    find: str, instead: str, fault: str, tmp_path: Path
) -> None:
    file = tmp_path / "regras.toml"
    file.write_text(SOUND)
    assert list(rules.load(file)) == ["regra"]
    file.write_text(SOUND.replace(find, instead))
    with pytest.raises(rules.RulesError) as refused:
        rules.load.__wrapped__(file)
    assert refused.value.faults[0].startswith("regras.toml: ")
    assert fault in refused.value.faults[0]
