"""Jobs that a queue or a pipeline asks for, and the keys that a run takes: what the two identities need for them."""

import json
from typing import Any

import pytest

from rehearsal.wire import permissions
from rehearsal.wire.actions import Need
from rehearsal.wire.encryption import Keys
from tests.rehearsal.needed import ACCOUNT, OURS, ROLE, Policy, call, documents, resources, training
from tests.rehearsal.rehearsing import asked_for, channel

KEY = f"arn:aws:kms:us-east-1:{ACCOUNT}:key/uma"
QUEUED = call("batch", "SubmitServiceJob", jobQueue="fila", serviceRequestPayload=json.dumps(asked_for()))
STEP = asked_for(InputDataConfig=[channel("a", "s3://balde/dados")]) | {
    "OutputDataConfig": {"S3OutputPath": {"Std:Join": {"On": "/", "Values": ["s3://balde", {"Get": "Id"}, "fim"]}}}
}
DEFINITION = json.dumps({"Steps": [{"Type": "Training", "Arguments": STEP}, {"Type": "Fail", "Arguments": {}}]})
PIPELINE = call("sagemaker", "CreatePipeline", PipelineName="fluxo", RoleArn=ROLE, PipelineDefinition=DEFINITION)
TARGET = {"Arn": f"{OURS}pipeline/fluxo", "RoleArn": ROLE}
SCHEDULE = call("scheduler", "CreateSchedule", Name="fluxo", Target=TARGET)


def conditions(policy: Policy, action: str) -> list[Any]:
    return [one.get("Condition") for one in policy["Statement"] if action in one["Action"]]


def test_a_queue_is_given_a_role_and_names_the_job_itself() -> None:
    looking = call("sagemaker", "DescribeTrainingJob", TrainingJobName="AWSBatch-qualquer-nome")
    made = documents(QUEUED, looking)
    assert resources(made["caller"], "batch:SubmitServiceJob") == [
        f"arn:aws:batch:us-east-1:{ACCOUNT}:job-queue/fila",
        f"arn:aws:batch:us-east-1:{ACCOUNT}:service-job/*",
    ]
    assert resources(made["caller"], "iam:PassRole") == [ROLE]
    assert resources(made["caller"], "sagemaker:DescribeTrainingJob") == [f"{OURS}training-job/AWSBatch*"]
    assert resources(made["role"], "s3:PutObject") == ["arn:aws:s3:::balde/saida/AWSBatch*/*"]
    assert made["trust"] == permissions.TRUST


def test_the_role_of_a_pipeline_does_what_its_job_does_and_asks_for_it() -> None:
    made = documents(PIPELINE)
    role = made["role"]
    assert resources(role, "s3:GetObject") == ["arn:aws:s3:::balde/dados*"]
    assert resources(role, "s3:PutObject") == ["arn:aws:s3:::balde/*/fim/ensaio/*"]
    # The SDK's policy for such a role: what it creates, it tags.
    for action in ("AddTags", "CreateTrainingJob", "DescribeTrainingJob", "StopTrainingJob"):
        assert resources(role, f"sagemaker:{action}") == [f"{OURS}training-job/pipelines-*"]
    assert resources(role, "iam:PassRole") == [ROLE]
    assert resources(made["caller"], "iam:PassRole") == [ROLE]


def test_a_schedule_hands_the_role_to_another_service_which_it_must_trust() -> None:
    made = documents(PIPELINE, SCHEDULE)
    assert conditions(made["caller"], "iam:PassRole") == [
        {"StringEquals": {"iam:PassedToService": ["sagemaker.amazonaws.com", "scheduler.amazonaws.com"]}}
    ]
    assert resources(made["role"], "sagemaker:StartPipelineExecution") == [f"{OURS}pipeline/fluxo"]
    (trust,) = made["trust"]["Statement"]
    assert trust["Principal"] == {"Service": ["sagemaker.amazonaws.com", "scheduler.amazonaws.com"]}
    for action in ("CreateSchedule", "DeleteSchedule"):  # whoever starts what costs every day can end it
        assert resources(made["caller"], f"scheduler:{action}") == [
            f"arn:aws:scheduler:us-east-1:{ACCOUNT}:schedule/default/fluxo"
        ]


def test_whoever_creates_a_pipeline_may_run_the_program_again_and_start_it_by_hand() -> None:
    made = documents(PIPELINE)
    for action in ("CreatePipeline", "UpdatePipeline", "StartPipelineExecution"):
        assert resources(made["caller"], f"sagemaker:{action}") == [f"{OURS}pipeline/fluxo"]


def test_tags_on_a_job_in_a_queue_are_allowed_where_it_has_some() -> None:
    tagged = {**QUEUED, "parameters": QUEUED["parameters"] | {"tags": {"a": "b"}}}
    assert resources(documents(tagged)["caller"], "batch:TagResource") == [
        f"arn:aws:batch:us-east-1:{ACCOUNT}:service-job/*"
    ]
    assert "batch:TagResource" not in json.dumps(documents(QUEUED))


def put(key: str | None, **more: Any) -> dict[str, Any]:
    encrypted = {"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": key} if key else {}
    return call("s3", "PutObject", Bucket="balde", Key="dados/a.csv", **encrypted, **more)


@pytest.mark.parametrize(
    ("calls", "needs"),
    [
        pytest.param([put(None)], [], id="without-a-key-of-ones-own"),
        pytest.param([put(KEY)], [Need("kms:GenerateDataKey", KEY)], id="writing"),
        pytest.param(
            [put(KEY) | {"operation": "CreateMultipartUpload"}],
            [Need("kms:GenerateDataKey", KEY), Need("kms:Decrypt", KEY)],
            id="writing-in-parts",
        ),
        pytest.param(
            [put(KEY), call("s3", "GetObject", Bucket="balde", Key="dados/a.csv")],
            [Need("kms:GenerateDataKey", KEY), Need("kms:Decrypt", KEY)],
            id="reading-what-one-wrote",
        ),
        pytest.param(
            [
                training(OutputDataConfig={"S3OutputPath": "s3://balde/saida", "KmsKeyId": KEY}),
                call("s3", "GetObject", Bucket="balde", Key="saida/ensaio/output/model.tar.gz"),
            ],
            [Need("kms:Decrypt", KEY)],
            id="reading-what-a-job-wrote",
        ),
        pytest.param(
            [put(KEY), call("s3", "GetObject", Bucket="balde", Key="outros/a.csv")],
            [Need("kms:GenerateDataKey", KEY)],
            id="reading-something-else",
        ),
    ],
)
def test_s3_asks_for_the_key_of_whoever_writes_or_reads(calls: list[dict[str, Any]], needs: list[Need]) -> None:
    keys = Keys()
    assert [need for made in calls for need in keys.needs(made)] == needs


def test_the_role_may_read_what_was_encrypted_for_its_job() -> None:
    assert resources(documents(put(KEY), training())["role"], "kms:Decrypt") == [KEY]
    assert resources(documents(put(None), training())["role"], "kms:Decrypt") == []


def test_an_automl_job_has_its_key_and_its_network_elsewhere() -> None:
    security = {"VolumeKmsKeyId": KEY, "VpcConfig": {"Subnets": ["s"], "SecurityGroupIds": ["g"]}}
    source = {"S3DataType": "S3Prefix", "S3Uri": "s3://balde/dados"}
    parameters = {
        "AutoMLJobName": "a",
        "RoleArn": ROLE,
        "AutoMLJobInputDataConfig": [{"ChannelType": "training", "DataSource": {"S3DataSource": source}}],
        "OutputDataConfig": {"S3OutputPath": "s3://balde/saida"},
        "SecurityConfig": security,
    }
    made = documents(call("sagemaker", "CreateAutoMLJobV2", **parameters))
    assert resources(made["role"], "kms:CreateGrant") == [KEY]
    assert resources(made["role"], "ec2:CreateNetworkInterface") == ["*"]
    assert "beyond" not in made
