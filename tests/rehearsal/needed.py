"""Calls that tests ask permissions for, and what is looked for in the policies that come of them."""

from collections.abc import Mapping
from typing import Any

from rehearsal.command.report import VARYING
from rehearsal.wire import permissions
from tests.rehearsal.rehearsing import asked_for

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
