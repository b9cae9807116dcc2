"""The strict check of requests: a sound one passes, and each kind of damage is refused as AWS refuses it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from rehearsal.wire import constraints, requests
from tests.rehearsal.rehearsing import Rehearsal, asked_for, channel

MACHINE = asked_for()["ResourceConfig"]


def damage(id_: str, words: str, **changes: Any) -> Any:
    return pytest.param(changes, words, id=id_)


DAMAGED = [
    damage(
        "unknown-instance-type",
        r"Value 'ml\.nope\.xlarge' at 'resourceConfig\.instanceType' failed to satisfy constraint: Member must satisfy "
        r"enum value set: \[ml\..*\]",
        ResourceConfig=MACHINE | {"InstanceType": "ml.nope.xlarge"},
    ),
    damage(
        "unknown-input-mode-of-a-channel",
        r"Value 'fastfile' at 'inputDataConfig\.1\.member\.inputMode' failed to satisfy constraint: Member must "
        r"satisfy enum value set: \[Pipe, File, FastFile\]",
        InputDataConfig=[channel("train", "s3://b/c") | {"InputMode": "fastfile"}],
    ),
    damage(
        "name-with-underscore",
        r"Value 'com_sublinhado' at 'trainingJobName' failed to satisfy constraint: Member must satisfy regular "
        r"expression pattern: \[a-zA-Z0-9\].*",
        TrainingJobName="com_sublinhado",
    ),
    damage("name-too-long", r"Value 'x{64}' at 'trainingJobName' .* pattern: .*", TrainingJobName="x" * 64),
    damage(
        "role-that-is-no-arn", r"Value 'Sage.*' at 'roleArn' .* pattern: .*", RoleArn="SageMakerTreino-papel-do-job"
    ),
    damage(
        "role-too-short",
        r"Value 'arn:aws:iam::1:role' at 'roleArn' .*: Member must have length greater than or equal to 20",
        RoleArn="arn:aws:iam::1:role",
    ),
    damage(
        "output-that-is-no-uri",
        r"Value 'balde/saida' at 'outputDataConfig\.s3OutputPath' .* pattern: .*",
        OutputDataConfig={"S3OutputPath": "balde/saida"},
    ),
    damage(
        "no-machine-at-all",
        r"Value '-1' at 'resourceConfig\.instanceCount' .*: Member must have value greater than or equal to 0",
        ResourceConfig=MACHINE | {"InstanceCount": -1},
    ),
    damage(
        "no-time-at-all",
        r"Value '0' at 'stoppingCondition\.maxRuntimeInSeconds' .*: Member must have value greater than or equal to 1",
        StoppingCondition={"MaxRuntimeInSeconds": 0},
    ),
    damage(
        "too-many-hyperparameters",
        r"Value '\{h0=1, .*, h100=1\}' at 'hyperParameters' .*: Member must have length less than or equal to 100",
        HyperParameters={f"h{i}": "1" for i in range(101)},
    ),
    damage(
        "hyperparameter-too-long",
        r"Value '\{h=x+\}' at 'hyperParameters' failed to satisfy constraint: Map value must satisfy constraint: \["
        r"Member must have length less than or equal to 2500, Member must have length greater than or equal to 0, "
        r"Member must satisfy regular expression pattern: \.\*\]",
        HyperParameters={"h": "x" * 2501},
    ),
    damage(
        "too-many-channels",
        r"Value '\[\{ChannelName=c0, .*\]' at 'inputDataConfig' .*: Member must have length less than or equal to 20",
        InputDataConfig=[channel(f"c{i}", "s3://b/c") for i in range(21)],
    ),
    damage(
        "subnet-of-a-list",
        r"Value '\[a, b c\]' at 'vpcConfig\.subnets' failed to satisfy constraint: Member must satisfy constraint: \["
        r"Member must have length less than or equal to 32, .* pattern: .*\]",
        VpcConfig={"Subnets": ["a", "b c"], "SecurityGroupIds": ["sg-1"]},
    ),
    damage("unknown-member", r": unknown member 'Instances' of CreateTrainingJobRequest", Instances=2),
    damage(
        "unknown-member-below",
        r"resourceConfig: unknown member 'Spot' of ResourceConfig",
        ResourceConfig=MACHINE | {"Spot": True},
    ),
    damage(
        "missing-member-below",
        r"Value null at 'outputDataConfig\.s3OutputPath' failed to satisfy constraint: Member must not be null",
        OutputDataConfig={},
    ),
    damage(
        "environment-name",
        r"Value '\{com espaço=1\}' at 'environment' .*: Map keys must satisfy constraint: \[.* pattern: .*\]",
        Environment={"com espaço": "1"},
    ),
]


SOUND = {
    "plain": {},
    "spot": {
        "EnableManagedSpotTraining": True,
        "StoppingCondition": {"MaxRuntimeInSeconds": 600, "MaxWaitTimeInSeconds": 600},
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
def test_a_damaged_request_is_refused_with_awss_words(changes: dict[str, Any], words: str) -> None:
    found = requests.faults("CreateTrainingJob", asked_for(**changes))
    assert [fault for fault in found if re.fullmatch(words, fault)], found


@pytest.mark.parametrize(
    ("found", "message"),
    [
        pytest.param(["a"], "1 validation error detected: a", id="one"),
        pytest.param(["a", "b"], "2 validation errors detected: a; b", id="two"),
    ],
)
def test_what_the_model_forbids_is_told_in_one_message(found: list[str], message: str) -> None:
    assert constraints.refusal(found) == message


def test_what_the_model_forbids_is_told_before_any_rule_and_of_rules_the_first() -> None:
    recorder, model = requests.Recorder(), constraints.service_model().operation_model("CreateTrainingJob")
    broken = {"StoppingCondition": {"MaxRuntimeInSeconds": 1, "MaxWaitTimeInSeconds": 9}, "ResourceConfig": {}}
    with pytest.raises(ClientError, match=r"operation: Invalid MaxWaitTimeInSeconds\. It is only"):
        recorder._record(recorder.seen, model, asked_for(**broken))
    with pytest.raises(ClientError, match="operation: 1 validation error detected: Value 'a_b'"):
        recorder._record(recorder.seen, model, asked_for(TrainingJobName="a_b", **broken))


def patterns() -> list[str]:
    model = constraints.service_model()
    shapes = (model.shape_for(name) for name in model.shape_names)
    return sorted({shape.metadata["pattern"] for shape in shapes if "pattern" in shape.metadata})


def test_every_pattern_of_the_service_model_can_be_read() -> None:
    assert len([constraints.compiled(pattern) for pattern in patterns()]) > 200


@pytest.mark.parametrize("text", ["Olá, ação!", "x = <1> [2] {3}", "a-b_c\\d"])
def test_a_pattern_of_all_characters_takes_ordinary_text(text: str) -> None:
    assert constraints.compiled(r"[\p{L}\p{M}\p{Z}\p{S}\p{N}\p{P}]*").fullmatch(text)


def test_a_refused_request_reaches_the_reader_as_aws_words_it_and_nothing_trains(job: Callable[..., Rehearsal]) -> None:
    run = job("echo treinei", ResourceConfig=MACHINE | {"InstanceType": "ml.nope.xlarge"})
    assert run.code == 1
    assert "ValidationException" in run.stderr
    assert "1 validation error detected: Value 'ml.nope.xlarge' at 'resourceConfig.instanceType' failed" in run.stderr
    assert run.report["jobs"] == []
