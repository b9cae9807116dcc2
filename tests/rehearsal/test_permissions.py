"""Least privilege: what each call needs, what policies come of it, and whose calls count."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import boto3
import botocore.handlers
import pytest
from moto import mock_aws

import snippets
from rehearsal.command import results
from rehearsal.command.report import VARYING
from rehearsal.wire import permissions, replies
from rehearsal.wire.actions import NEEDS, Need, UnknownPermissionError, asked_needs, call_needs
from rehearsal.wire.constraints import service_model
from rehearsal.wire.requests import Recorder
from tests.rehearsal.rehearsing import ROOT, asked_for, channel

Policy = Mapping[str, Any]
ACCOUNT, REGION, MOMENT = "111122223333", "us-east-1", "AAAAMMDDHHMMSS"
OURS = f"arn:aws:sagemaker:{REGION}:{ACCOUNT}:"
ROLE = asked_for()["RoleArn"]
PASSED = (("iam:PassedToService", "sagemaker.amazonaws.com"),)
CALLED_VARYING = [instead for _, instead in VARYING]


def call(service: str, operation: str, **parameters: Any) -> dict[str, Any]:
    return {"service": service, "operation": operation, "region": REGION, "parameters": parameters}


def training(**changes: Any) -> dict[str, Any]:
    return call("sagemaker", "CreateTrainingJob", **asked_for(**changes))


def documents(*calls: Mapping[str, Any], asked: tuple[tuple[str, str], ...] = ()) -> dict[str, Any]:
    return permissions.documents(calls, asked, ACCOUNT, CALLED_VARYING)


def resources(policy: Policy, action: str) -> list[str]:
    return [each for one in policy["Statement"] if action in one["Action"] for each in one["Resource"]]


@pytest.mark.parametrize(
    ("made", "needs"),
    [
        pytest.param(call("sts", "GetCallerIdentity"), [], id="identity-needs-none"),
        pytest.param(call("s3", "HeadBucket", Bucket="b"), [Need("s3:ListBucket", "arn:aws:s3:::b")], id="head-bucket"),
        pytest.param(
            call("s3", "HeadObject", Bucket="b", Key="k"), [Need("s3:GetObject", "arn:aws:s3:::b/k")], id="head-object"
        ),
        pytest.param(
            call("s3", "DeleteObject", Bucket="b", Key="k"),
            [Need("s3:DeleteObject", "arn:aws:s3:::b/k")],
            id="delete-object",
        ),
        pytest.param(
            call("s3", "ListObjectsV2", Bucket="b"), [Need("s3:ListBucket", "arn:aws:s3:::b")], id="list-objects"
        ),
        pytest.param(
            call("s3", "UploadPart", Bucket="b", Key="k"), [Need("s3:PutObject", "arn:aws:s3:::b/k")], id="part"
        ),
        pytest.param(
            call("iam", "GetRole", RoleName="X"), [Need("iam:GetRole", f"arn:aws:iam::{ACCOUNT}:role/X")], id="role"
        ),
        pytest.param(
            call("sagemaker", "DescribeTrainingJob", TrainingJobName="x"),
            [Need("sagemaker:DescribeTrainingJob", f"{OURS}training-job/x")],
            id="a-job",
        ),
        pytest.param(
            call("sagemaker", "DeleteApp", DomainId="d", UserProfileName="u", AppType="Canvas", AppName="a"),
            [Need("sagemaker:DeleteApp", f"{OURS}app/d/u/Canvas/a")],
            id="app-of-a-profile",
        ),
        pytest.param(
            call("sagemaker", "DeleteApp", DomainId="d", SpaceName="s", AppType="JupyterLab", AppName="a"),
            [Need("sagemaker:DeleteApp", f"{OURS}app/d/s/JupyterLab/a")],
            id="app-of-a-space",
        ),
        pytest.param(call("sagemaker", "ListApps"), [Need("sagemaker:ListApps", "*")], id="a-list"),
        pytest.param(
            training(Tags=[{"Key": "a", "Value": "b"}]),
            [
                Need("sagemaker:CreateTrainingJob", f"{OURS}training-job/ensaio"),
                Need("iam:PassRole", ROLE, PASSED),
                Need("sagemaker:AddTags", f"{OURS}training-job/ensaio"),
            ],
            id="creating-with-tags",
        ),
        pytest.param(
            call(
                "sagemaker",
                "CreateHyperParameterTuningJob",
                HyperParameterTuningJobName="t",
                TrainingJobDefinition=asked_for(),
            ),
            [
                Need("sagemaker:CreateHyperParameterTuningJob", f"{OURS}hyper-parameter-tuning-job/t"),
                Need("iam:PassRole", ROLE, PASSED),
            ],
            id="a-role-passed-inside",
        ),
    ],
)
def test_a_call_needs_its_action_on_the_resource_it_names(made: Mapping[str, Any], needs: list[Need]) -> None:
    assert call_needs(made, ACCOUNT) == needs


def test_every_action_of_sagemaker_that_a_call_needs_is_an_operation_of_its_api() -> None:
    named = {need.action for needs in NEEDS.values() for need in needs if need.action.startswith("sagemaker:")}
    known = set(service_model().operation_names)
    assert {name.removeprefix("sagemaker:") for name in named} - known == set()
    assert {operation for service, operation in NEEDS if service == "sagemaker"} - known == set()


def test_an_operation_without_a_known_action_is_named() -> None:
    with pytest.raises(UnknownPermissionError, match=r"s3\.PutBucketAcl: its IAM action is not known"):
        documents(call("s3", "PutBucketAcl", Bucket="b"))


@pytest.mark.parametrize(
    ("method", "target", "need"),
    [
        ("GET", "/b/a/c%20d.csv", Need("s3:GetObject", "arn:aws:s3:::b/a/c d.csv")),
        ("HEAD", "/b/a.csv", Need("s3:GetObject", "arn:aws:s3:::b/a.csv")),
        ("PUT", "/b/a.csv?uploadId=1", Need("s3:PutObject", "arn:aws:s3:::b/a.csv")),
        ("POST", "/b/a.csv?uploads", Need("s3:PutObject", "arn:aws:s3:::b/a.csv")),
        ("DELETE", "/b/a.csv", Need("s3:DeleteObject", "arn:aws:s3:::b/a.csv")),
        ("GET", "/b?list-type=2&prefix=a%2F", Need("s3:ListBucket", "arn:aws:s3:::b", (("s3:prefix", "a/"),))),
    ],
)
def test_what_a_job_asks_of_s3_needs_its_action(method: str, target: str, need: Need) -> None:
    assert asked_needs(method, target) == [need]


def test_a_job_that_asks_something_unknown_of_a_bucket_is_an_error() -> None:
    with pytest.raises(UnknownPermissionError, match="PUT /b"):
        asked_needs("PUT", "/b?acl")


def test_names_that_change_become_stars_for_the_caller() -> None:
    caller = documents(
        call("s3", "PutObject", Bucket="b", Key=f"x/x-{MOMENT}/input/a.csv"),
        call("s3", "PutObject", Bucket="b", Key=f"x/x-{MOMENT}/input/b.csv"),
        call("logs", "DescribeLogStreams", logGroupName="/aws/sagemaker/TrainingJobs", logStreamNamePrefix="x"),
        call("logs", "GetLogEvents", logGroupName="/aws/sagemaker/TrainingJobs", logStreamName=f"x-{MOMENT}/algo-1-1"),
    )["caller"]
    group = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/aws/sagemaker/TrainingJobs:"
    assert resources(caller, "s3:PutObject") == ["arn:aws:s3:::b/x/x-*"]
    assert resources(caller, "logs:DescribeLogStreams") == [f"{group}*"]
    assert resources(caller, "logs:GetLogEvents") == [f"{group}log-stream:x-*"]


@pytest.mark.parametrize(
    ("pattern", "resource", "covered"),
    [
        ("arn:aws:s3:::b/a*", "arn:aws:s3:::b/a", True),
        ("arn:aws:s3:::b/a*", "arn:aws:s3:::b/a/c*", True),
        ("arn:aws:s3:::b/*/c", "arn:aws:s3:::b/a/a/c", True),
        ("*", "arn:aws:s3:::b", True),
        ("arn:aws:s3:::b", "arn:aws:s3:::b/a", False),
        ("arn:aws:s3:::b/a/c", "arn:aws:s3:::b/a*", False),
        ("arn:aws:s3:::b.c", "arn:aws:s3:::bxc", False),
    ],
)
def test_a_pattern_covers_what_iam_would_let_it_cover(pattern: str, resource: str, covered: bool) -> None:
    assert permissions.covers(pattern, resource) is covered


def test_a_policy_joins_actions_on_the_same_resources_and_drops_what_a_wider_one_covers() -> None:
    made = permissions.policy(
        [
            Need("s3:GetObject", "arn:aws:s3:::b/a*"),
            Need("s3:GetObject", "arn:aws:s3:::b/a/c"),
            Need("s3:PutObject", "arn:aws:s3:::b/a*"),
            Need("s3:ListBucket", "arn:aws:s3:::b", (("s3:prefix", "a*"),)),
            Need("s3:ListBucket", "arn:aws:s3:::b", (("s3:prefix", "c*"),)),
        ]
    )
    assert made["Statement"] == [
        {
            "Effect": "Allow",
            "Action": ["s3:ListBucket"],
            "Resource": ["arn:aws:s3:::b"],
            "Condition": {"StringLike": {"s3:prefix": ["a*", "c*"]}},
        },
        {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": ["arn:aws:s3:::b/a*"]},
    ]


def test_a_condition_holds_only_where_every_need_of_an_action_on_a_resource_has_it() -> None:
    listing = Need("s3:ListBucket", "arn:aws:s3:::b")
    (one,) = permissions.policy([listing._replace(context=(("s3:prefix", "a/*"),)), listing])["Statement"]
    assert one == {"Effect": "Allow", "Action": ["s3:ListBucket"], "Resource": ["arn:aws:s3:::b"]}


@pytest.mark.parametrize(
    ("changes", "action", "expected"),
    [
        pytest.param(
            {"InputDataConfig": [channel("a", "s3://b/a")]}, "s3:GetObject", ["arn:aws:s3:::b/a*"], id="input"
        ),
        pytest.param({}, "s3:PutObject", ["arn:aws:s3:::balde/saida/ensaio/*"], id="output"),
        pytest.param(
            {"CheckpointConfig": {"S3Uri": "s3://b/c/"}}, "s3:DeleteObject", ["arn:aws:s3:::b/c/*"], id="checkpoints"
        ),
        pytest.param({}, "ecr:BatchGetImage", [f"arn:aws:ecr:{REGION}:{ACCOUNT}:repository/minha-imagem"], id="image"),
        pytest.param({"VpcConfig": {"Subnets": ["s"]}}, "ec2:DescribeSubnets", ["*"], id="vpc"),
        pytest.param(
            {"OutputDataConfig": {"S3OutputPath": "s3://b/o", "KmsKeyId": "arn:k"}}, "kms:Encrypt", ["arn:k"], id="key"
        ),
        pytest.param(
            {"ResourceConfig": {"VolumeKmsKeyId": "arn:k"}}, "kms:CreateGrant", ["arn:k"], id="key-of-the-volume"
        ),
        pytest.param(
            {"Environment": {"BASE": "s3://b/e"}},
            "s3:PutObject",
            ["arn:aws:s3:::b/e*", "arn:aws:s3:::balde/saida/ensaio/*"],
            id="an-address-that-the-program-is-given",
        ),
    ],
)
def test_the_role_may_do_what_its_request_asks(changes: dict[str, Any], action: str, expected: list[str]) -> None:
    assert resources(documents(training(**changes))["role"], action) == expected


def allowed_actions(policy: Policy) -> set[str]:
    return {action for statement in policy["Statement"] for action in statement["Action"]}


ANY_JOB = {
    "cloudwatch:PutMetricData",
    "logs:CreateLogGroup",
    "logs:CreateLogStream",
    "logs:DescribeLogStreams",
    "logs:PutLogEvents",
    "ecr:BatchCheckLayerAvailability",
    "ecr:BatchGetImage",
    "ecr:GetAuthorizationToken",
    "ecr:GetDownloadUrlForLayer",
    "s3:PutObject",
}
IN_A_VPC = {
    "ec2:CreateNetworkInterface",
    "ec2:CreateNetworkInterfacePermission",
    "ec2:DeleteNetworkInterface",
    "ec2:DeleteNetworkInterfacePermission",
    "ec2:DescribeDhcpOptions",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeSubnets",
    "ec2:DescribeVpcs",
}


@pytest.mark.parametrize(
    ("changes", "more"),
    [
        pytest.param({}, set(), id="any-job"),
        pytest.param({"InputDataConfig": [channel("a", "s3://b/a")]}, {"s3:GetObject", "s3:ListBucket"}, id="input"),
        pytest.param({"VpcConfig": {"Subnets": ["s"]}}, IN_A_VPC, id="vpc"),
        pytest.param(
            {"OutputDataConfig": {"S3OutputPath": "s3://b/o", "KmsKeyId": "arn:k"}},
            {"kms:Encrypt", "kms:GenerateDataKey", "kms:Decrypt"},
            id="key-of-output",
        ),
        pytest.param(
            {"ResourceConfig": {"VolumeKmsKeyId": "arn:k"}},
            {"kms:CreateGrant", "kms:DescribeKey"},
            id="key-of-the-volume",
        ),
        pytest.param(
            {"CheckpointConfig": {"S3Uri": "s3://b/c"}},
            {"s3:DeleteObject", "s3:GetObject", "s3:ListBucket"},
            id="checkpoints",
        ),
    ],
)
def test_the_role_may_do_all_that_aws_lists_for_such_a_job_and_no_more(changes: dict[str, Any], more: set[str]) -> None:
    assert allowed_actions(documents(training(**changes))["role"]) == ANY_JOB | more


def test_the_role_trusts_sagemaker_to_assume_it_and_nobody_else() -> None:
    trusted = {"Effect": "Allow", "Principal": {"Service": "sagemaker.amazonaws.com"}, "Action": "sts:AssumeRole"}
    assert documents(training())["trust"] == {"Version": "2012-10-17", "Statement": [trusted]}


def test_the_role_may_do_what_its_program_asked_of_s3() -> None:
    role = documents(training(), asked=(("GET", f"/b/x-{MOMENT}/a.csv"),))["role"]
    assert resources(role, "s3:GetObject") == ["arn:aws:s3:::b/x-*/a.csv"]


def test_an_address_that_the_role_would_not_reach_is_an_error() -> None:
    with pytest.raises(UnknownPermissionError, match=r"CreateTrainingJob\.Novo\.S3Uri: .* s3://b/novo"):
        documents(training(Novo={"S3Uri": "s3://b/novo"}))


def test_an_image_outside_ecr_is_an_error() -> None:
    algorithm = {"TrainingImage": "docker.io/minha-imagem:1", "TrainingInputMode": "File"}
    with pytest.raises(UnknownPermissionError, match="minha-imagem:1: only images in ECR"):
        documents(training(AlgorithmSpecification=algorithm))


def test_a_channel_that_is_no_prefix_is_an_error() -> None:
    manifest = {"S3DataSource": {"S3DataType": "ManifestFile", "S3Uri": "s3://b/lista"}}
    with pytest.raises(UnknownPermissionError, match="channel a: only S3 prefixes"):
        documents(training(InputDataConfig=[{"ChannelName": "a", "DataSource": manifest}]))


def test_a_member_that_the_guide_says_nothing_about_is_named() -> None:
    assert documents(training(ServerlessJobConfig={}))["beyond"] == ["ServerlessJobConfig"]
    assert "beyond" not in documents(training())


def test_automl_may_also_pass_its_role_and_try_models_on_endpoints() -> None:
    job = {"AutoMLJobName": "a", "RoleArn": ROLE, "OutputDataConfig": {"S3OutputPath": "s3://b/o"}}
    source = {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://b/dados"}}
    role = documents(call("sagemaker", "CreateAutoMLJobV2", **job, AutoMLJobInputDataConfig=[{"DataSource": source}]))[
        "role"
    ]
    assert resources(role, "iam:PassRole") == [ROLE]
    tried = {f"{verb}Endpoint" for verb in ("Create", "Describe", "Delete", "Invoke")}
    assert [name for name in tried if f"{OURS}endpoint/*" not in resources(role, f"sagemaker:{name}")] == []
    assert resources(role, "s3:PutObject") == ["arn:aws:s3:::b/o/*"]


def test_without_a_request_that_passes_a_role_there_is_none() -> None:
    made = documents(call("sagemaker", "ListApps"))
    assert made.keys() == {"caller"}


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
