"""Least privilege of the execution role: what its request, its program and AWS's own list ask for, and no more."""

from typing import Any

import pytest
from sagemaker.core.helper.iam_policies import IAM_POLICY_CONFIG

from rehearsal.wire.actions import UnknownPermissionError
from rehearsal.wire.replies import FROM_A_CARD
from tests.rehearsal.needed import ACCOUNT, MOMENT, OURS, REGION, ROLE, Policy, call, documents, resources, training
from tests.rehearsal.rehearsing import channel


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
    assert documents(training(MlflowConfig={}))["beyond"] == ["MlflowConfig"]
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
    assert resources(role, "s3:GetObject") == ["arn:aws:s3:::b/dados*", "arn:aws:s3:::b/o/*"]  # it reads what it wrote


def test_the_role_of_a_model_from_a_hub_may_do_what_the_sdk_gives_such_a_role() -> None:
    """What the SDK's own policies have for a hub and for a registered model, and the job's request asks for."""
    policies = IAM_POLICY_CONFIG["training"]["policies"]
    made = documents(training(ServerlessJobConfig={}, ModelPackageConfig={}))["role"]
    for name in ("hub_content_policy", "model_package_policy"):
        (statement,) = policies[name]["Statement"]
        assert set(statement["Action"]) <= allowed_actions(made), name
    assert allowed_actions(documents(training())["role"]) == ANY_JOB


def test_the_keys_of_a_card_that_was_written_here_are_in_no_policy() -> None:
    made = documents(
        training(InputDataConfig=[channel("model", f"s3://{FROM_A_CARD}/um-modelo/pesos/")]),
        call("s3", "GetObject", Bucket=FROM_A_CARD, Key="um-modelo/receita.yaml"),
    )
    for who in ("caller", "role"):
        assert resources(made[who], "s3:GetObject") == [f"arn:aws:s3:::{FROM_A_CARD}/*"]
    (listing,) = [one for one in made["role"]["Statement"] if "s3:ListBucket" in one["Action"]]
    assert "Condition" not in listing


def test_without_a_request_that_passes_a_role_there_is_none() -> None:
    made = documents(call("sagemaker", "ListApps"))
    assert made.keys() == {"caller"}
