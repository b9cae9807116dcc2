"""The rules of SageMaker's service: each refuses a request that breaks it and takes the nearest that does not."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rehearsal import words
from rehearsal.wire import requests, rules
from snippets import RESULTS
from tests.rehearsal.rehearsing import Rehearsal, asked_for, channel
from tests.rehearsal.rule_cases import TABLE
from tests.rehearsal.sound_requests import LINEAR, image, times

RULES = rules.load()
OF_REQUESTS = {id_ for id_, rule in RULES.items() if rule.where == "request"}
each_case = pytest.mark.parametrize(
    ("id_", "case", "text"), TABLE, ids=[f"{id_}-{number}" for number, (id_, *_) in enumerate(TABLE)]
)


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
