"""Whose calls count: those of a snippet, once each; and what the page on permissions says of the SDK's own."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import botocore.handlers
import pytest
from moto import mock_aws

import snippets
from rehearsal.command import results
from rehearsal.wire import permissions, replies
from rehearsal.wire.requests import Recorder
from tests.rehearsal.needed import REGION, ROLE, call
from tests.rehearsal.rehearsing import ROOT


@pytest.fixture
def listening(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[permissions.Calls, Recorder]]:
    """Listen to the clients of this test only, in front of moto."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "ensaio")
    monkeypatch.setattr(botocore.handlers, "BUILTIN_HANDLERS", [*botocore.handlers.BUILTIN_HANDLERS])
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    calls, recorder = permissions.Calls(), Recorder()
    with mock_aws():
        calls.install()
        recorder.install()
        yield calls, recorder


def test_a_snippets_calls_are_heard_once_and_without_their_contents(
    listening: tuple[permissions.Calls, Recorder],
) -> None:
    calls, recorder = listening
    s3 = boto3.client("s3", region_name=REGION)
    s3.create_bucket(Bucket="balde")
    for _ in range(2):
        s3.put_object(Bucket="balde", Key="a.csv", Body=b"1,2")
    assert calls.seen == [
        call("s3", "CreateBucket", Bucket="balde"),
        call("s3", "PutObject", Bucket="balde", Key="a.csv"),
    ]
    assert [each["operation"] for each in recorder.telling] == ["CreateBucket", "PutObject", "PutObject"]
    assert recorder.telling[1]["parameters"]["Body"] == "…"


def test_what_changes_sagemaker_is_shown_before_what_changes_s3_and_that_before_what_is_read(
    listening: tuple[permissions.Calls, Recorder],
) -> None:
    _, recorder = listening
    sagemaker, s3 = (boto3.client(service, region_name=REGION) for service in ("sagemaker", "s3"))
    for _ in range(2):
        sagemaker.list_endpoints()
    assert recorder.telling == [{"operation": "ListEndpoints", "parameters": {}}]
    s3.create_bucket(Bucket="balde")
    s3.head_bucket(Bucket="balde")
    assert [each["operation"] for each in recorder.telling] == ["CreateBucket"]
    sagemaker.create_model(ModelName="m", ExecutionRoleArn=ROLE)
    assert [each["operation"] for each in recorder.telling] == ["CreateModel"]


def test_the_rehearsals_own_calls_count_neither_as_sent_nor_as_permitted(
    listening: tuple[permissions.Calls, Recorder],
) -> None:
    calls, recorder = listening
    replies.client("s3", REGION).create_bucket(Bucket="balde")
    replies.client("sagemaker", REGION).list_endpoints()
    assert (calls.seen, recorder.telling) == ([], [])


def test_the_rehearsal_makes_its_clients_in_one_place() -> None:
    modules = (path for path in (ROOT / "rehearsal").rglob("*.py") if "inside" not in path.parts)
    assert {path.name for path in modules if "boto3.client(" in path.read_text()} == {"replies.py"}


def test_a_result_is_not_kept_while_an_action_is_unknown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    report = dict.fromkeys(results.KEPT, "x") | {"stand_ins": [], "permissions": {"unknown": "s3.PutBucketAcl: …"}}
    monkeypatch.setattr(results, "RESULTS", tmp_path)
    monkeypatch.setattr(results, "rehearse", lambda *_: (subprocess.CompletedProcess([], 0, "", ""), report))
    assert results.update(["oi"]) == 1
    assert "oi: s3.PutBucketAcl" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


# -- what the page on permissions says of the SDK ------------------------------------------------------------------

WITH_A_FOLDER = """
import boto3
from sagemaker.core.helper.session_helper import Session

session = Session(boto_session=boto3.Session(region_name="us-east-1"), default_bucket_prefix="time-a")
{first}
print(session.upload_data(__file__, key_prefix="dados"))
"""
MAKING = 'boto3.client("s3", region_name="us-east-1").create_bucket(Bucket="sagemaker-us-east-1-111122223333")'
STAGING = f"""
import os
os.environ["AWS_DEFAULT_REGION"] = "us-east-1"
os.environ["SAGEMAKER_VALIDATE_ROLE"] = "false"
from sagemaker.core.training.configs import Compute, OutputDataConfig, SourceCode
from sagemaker.train import ModelTrainer
trainer = ModelTrainer(
    training_image="111122223333.dkr.ecr.us-east-1.amazonaws.com/x:1",
    role="{ROLE}",
    compute=Compute(instance_type="ml.m5.large", instance_count=1),
    source_code=SourceCode(command="ls"),
    output_data_config=OutputDataConfig(s3_output_path="s3://outro-balde/saida"),
)
print("STAGED", *trainer._resolve_staging_bucket())
"""


@pytest.mark.parametrize(
    ("first", "told"),
    [
        pytest.param("", "NoSuchBucket", id="a-bucket-that-is-not-there-is-not-made"),
        pytest.param(MAKING, "s3://sagemaker-us-east-1-111122223333/time-a/dados", id="a-folder-before-every-key"),
    ],
)
def test_with_a_folder_of_ones_own(rehearse: Any, tmp_path: Path, first: str, told: str) -> None:
    (tmp_path / "pasta.py").write_text(WITH_A_FOLDER.format(first=first))
    run = rehearse(str(tmp_path / "pasta.py"), "--region", "us-east-1")
    assert told in run.stdout + run.stderr
    assert run.code == (1 if told == "NoSuchBucket" else 0)


@pytest.mark.parametrize(
    ("simulating", "staged"),
    [
        pytest.param([], "STAGED sagemaker-us-east-1-111122223333 None", id="who-may-not-ask"),
        pytest.param(["iam:SimulatePrincipalPolicy"], "STAGED outro-balde saida", id="who-may-ask"),
    ],
)
def test_who_may_simulate_has_the_code_sent_where_least_privilege_does_not_reach(
    rehearse: Any, tmp_path: Path, simulating: list[str], staged: str
) -> None:
    published = json.loads((snippets.RESULTS / "modo-script.json").read_text(encoding="utf-8"))["permissions"]
    published["caller"]["Statement"].append({"Effect": "Allow", "Action": simulating, "Resource": [ROLE]})
    (tmp_path / "policies.json").write_text(json.dumps(published), encoding="utf-8")
    (tmp_path / "envia.py").write_text(STAGING)
    run = rehearse(str(tmp_path / "envia.py"), "--region", "", "--permissions", str(tmp_path / "policies.json"))
    assert staged in run.stdout, run.stdout + run.stderr
