"""The strict check of requests: a sound one passes, and each kind of damage is refused and named."""

from collections.abc import Callable
from typing import Any

import pytest

from rehearsal.wire import requests
from tests.rehearsal.rehearsing import Rehearsal, asked_for, channel

IMAGE = asked_for()["AlgorithmSpecification"]
MEASURED = IMAGE | {"MetricDefinitions": [{"Name": "minha", "Regex": "minha=([0-9.]+)"}]}
ECR = "dkr.ecr.us-east-1.amazonaws.com"
MACHINE = asked_for()["ResourceConfig"]
SPOT = {"EnableManagedSpotTraining": True}
PREFERRED = {"InstancePreferences": [{"InstanceType": "ml.m5.large", "InstanceCount": 1}], "VolumeSizeInGB": 10}
FILES = {
    "FileSystemDataSource": {
        "FileSystemId": "fs-0123456789a",
        "FileSystemAccessMode": "ro",
        "FileSystemType": "EFS",
        "DirectoryPath": "/d",
    }
}


def damage(id_: str, words: str, **changes: Any) -> Any:
    return pytest.param(changes, words, id=id_)


DAMAGED = [
    damage("unknown-instance-type", "is not one of the", ResourceConfig=MACHINE | {"InstanceType": "ml.nope.xlarge"}),
    damage("unknown-input-mode", "is not one of the", AlgorithmSpecification=IMAGE | {"TrainingInputMode": "Stream"}),
    damage("name-with-underscore", "does not match", TrainingJobName="com_sublinhado"),
    damage("name-too-long", "does not match", TrainingJobName="x" * 64),
    damage("role-that-is-no-arn", "does not match", RoleArn="SageMakerTreino-papel-do-job"),
    damage("role-too-short", "the minimum is 20", RoleArn="arn:aws:iam::1:role"),
    damage("output-that-is-no-uri", "does not match", OutputDataConfig={"S3OutputPath": "balde/saida"}),
    damage("no-machine-at-all", "the minimum is 0", ResourceConfig=MACHINE | {"InstanceCount": -1}),
    damage("no-time-at-all", "the minimum is 1", StoppingCondition={"MaxRuntimeInSeconds": 0}),
    damage("more-than-28-days", "above 28 days", StoppingCondition={"MaxRuntimeInSeconds": 2_419_201}),
    damage("too-many-hyperparameters", "the maximum is 100", HyperParameters={f"h{i}": "1" for i in range(101)}),
    damage("hyperparameter-too-long", "the maximum is 2500", HyperParameters={"h": "x" * 2501}),
    damage("too-many-channels", "the maximum is 20", InputDataConfig=[channel(f"c{i}", "s3://b/c") for i in range(21)]),
    damage("unknown-member", "unknown member", Instances=2),
    damage("unknown-member-below", "unknown member", ResourceConfig=MACHINE | {"Spot": True}),
    damage("missing-member-below", "required and missing", OutputDataConfig={}),
    damage("environment-name", "does not match", Environment={"com espaço": "1"}),
    damage("spot-without-wait", "required with managed spot training", **SPOT),
    damage(
        "spot-with-too-short-a-wait",
        "is below MaxRuntimeInSeconds",
        StoppingCondition={"MaxRuntimeInSeconds": 600, "MaxWaitTimeInSeconds": 599},
        **SPOT,
    ),
    damage(
        "wait-without-spot",
        "only supported when EnableManagedSpotTraining",
        StoppingCondition={"MaxRuntimeInSeconds": 600, "MaxWaitTimeInSeconds": 700},
    ),
    damage(
        "spot-with-warm-pool",
        "warm pool",
        StoppingCondition={"MaxRuntimeInSeconds": 600, "MaxWaitTimeInSeconds": 700},
        ResourceConfig=MACHINE | {"KeepAlivePeriodInSeconds": 600},
        **SPOT,
    ),
    damage(
        "spot-with-a-list-of-machines",
        "InstancePreferences: cannot be used",
        StoppingCondition={"MaxRuntimeInSeconds": 600, "MaxWaitTimeInSeconds": 700},
        ResourceConfig={"InstancePreferences": [{"InstanceType": "ml.m5.large"}], "VolumeSizeInGB": 10},
        **SPOT,
    ),
    damage(
        "spot-that-waits-less-than-the-day-that-a-job-may-run-unless-told",
        "MaxWaitTimeInSeconds 86399 is below MaxRuntimeInSeconds 86400",
        StoppingCondition={"MaxWaitTimeInSeconds": 86_399},
        **SPOT,
    ),
    damage(
        "metrics-of-ones-own-on-an-algorithm-of-aws",
        "You can't override the metric definitions for Amazon SageMaker algorithms",
        AlgorithmSpecification=MEASURED | {"TrainingImage": f"683313688378.{ECR}/sagemaker-xgboost:3.2-0"},
    ),
    damage("no-image", "exactly one of TrainingImage", AlgorithmSpecification={"TrainingInputMode": "File"}),
    damage("image-and-algorithm", "exactly one of", AlgorithmSpecification=IMAGE | {"AlgorithmName": "meu-algoritmo"}),
    damage("no-instance-type", "exactly one of InstanceType", ResourceConfig={"VolumeSizeInGB": 10}),
    damage(
        "type-and-list-of-instances",
        "exactly one of InstanceType",
        ResourceConfig=PREFERRED | {"InstanceType": "ml.m5.large", "InstanceCount": 1},
    ),
    damage("no-instance-count", "required with InstanceType", ResourceConfig={"InstanceType": "ml.m5.large"}),
    damage("channel-named-twice", "named more than once", InputDataConfig=[channel("train", "s3://b/c")] * 2),
    damage(
        "channel-without-source", "exactly one data source", InputDataConfig=[{"ChannelName": "a", "DataSource": {}}]
    ),
    damage(
        "channel-with-two-sources",
        "exactly one data source",
        InputDataConfig=[{"ChannelName": "a", "DataSource": channel("a", "s3://b/c")["DataSource"] | FILES}],
    ),
    damage(
        "metric-named-twice",
        "named more than once",
        AlgorithmSpecification=IMAGE | {"MetricDefinitions": [{"Name": "auc", "Regex": "a=(.*)"}] * 2},
    ),
]


SOUND = {
    "plain": {},
    "spot": SPOT | {"StoppingCondition": {"MaxRuntimeInSeconds": 600, "MaxWaitTimeInSeconds": 600}},
    "warm-pool": {"ResourceConfig": MACHINE | {"KeepAlivePeriodInSeconds": 600}},
    "list-of-instances": {"ResourceConfig": PREFERRED},
    "algorithm-of-the-marketplace": {
        "AlgorithmSpecification": {"AlgorithmName": "meu-algoritmo", "TrainingInputMode": "File"}
    },
    "metrics-of-ones-own-on-a-copy-in-ones-own-registry": {
        "AlgorithmSpecification": MEASURED | {"TrainingImage": f"111122223333.{ECR}/sagemaker-xgboost:3.2-0"}
    },
    "metrics-of-ones-own-on-a-framework-of-aws": {
        "AlgorithmSpecification": MEASURED | {"TrainingImage": f"683313688378.{ECR}/sagemaker-scikit-learn:1.9-0"}
    },
    "an-algorithm-of-aws-without-metrics": {
        "AlgorithmSpecification": IMAGE | {"TrainingImage": f"683313688378.{ECR}/sagemaker-xgboost:3.2-0"}
    },
    "two-channels": {"InputDataConfig": [channel("train", "s3://b/c"), channel("validation", "s3://b/c")]},
}


@pytest.mark.parametrize("changes", SOUND.values(), ids=SOUND)
def test_a_sound_request_has_no_faults(changes: dict[str, Any]) -> None:
    assert requests.faults("CreateTrainingJob", asked_for(**changes)) == []


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"StoppingCondition": {"MaxRuntimeInSeconds": 2_419_200}}, id="28-days"),
        pytest.param({"HyperParameters": {f"h{i}": "1" for i in range(100)}}, id="100-hyperparameters"),
        pytest.param({"HyperParameters": {"h": "x" * 2500}}, id="2500-characters"),
        pytest.param({"TrainingJobName": "x" * 63}, id="63-characters"),
    ],
)
def test_what_is_just_within_a_limit_has_no_faults(changes: dict[str, Any]) -> None:
    assert requests.faults("CreateTrainingJob", asked_for(**changes)) == []


@pytest.mark.parametrize(("changes", "words"), DAMAGED)
def test_a_damaged_request_is_refused_with_its_fault(changes: dict[str, Any], words: str) -> None:
    found = requests.faults("CreateTrainingJob", asked_for(**changes))
    assert [fault for fault in found if words in fault], found


def patterns() -> list[str]:
    model = requests.service_model()
    shapes = (model.shape_for(name) for name in model.shape_names)
    return sorted({shape.metadata["pattern"] for shape in shapes if "pattern" in shape.metadata})


def test_every_pattern_of_the_service_model_can_be_read() -> None:
    assert len([requests.compiled(pattern) for pattern in patterns()]) > 200


@pytest.mark.parametrize("text", ["Olá, ação!", "x = <1> [2] {3}", "a-b_c\\d"])
def test_a_pattern_of_all_characters_takes_ordinary_text(text: str) -> None:
    assert requests.compiled(r"[\p{L}\p{M}\p{Z}\p{S}\p{N}\p{P}]*").fullmatch(text)


def test_a_refused_request_reaches_the_reader_as_aws_words_it_and_nothing_trains(job: Callable[..., Rehearsal]) -> None:
    run = job("echo treinei", ResourceConfig=MACHINE | {"InstanceType": "ml.nope.xlarge"})
    assert run.code == 1
    assert "ValidationException" in run.stderr
    assert "'ml.nope.xlarge' is not one of the" in run.stderr
    assert run.report["jobs"] == []
