"""With the policies that the guide publishes a snippet runs to its end; with less, something is refused."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import snippets
from tests.rehearsal.rehearsing import Rehearsal

PUBLISHED: dict[str, Any] = json.loads((snippets.RESULTS / "modo-script.json").read_text(encoding="utf-8"))[
    "permissions"
]
ROLE = "arn:aws:iam::111122223333:role/SageMakerTreino"
CONSTRUCTED = f"""
import logging
logging.basicConfig(level=logging.INFO)
import os
os.environ["AWS_DEFAULT_REGION"] = "us-east-1"
from sagemaker.core.training.configs import Compute, SourceCode
from sagemaker.train import ModelTrainer
ModelTrainer(
    training_image="111122223333.dkr.ecr.us-east-1.amazonaws.com/x:1",
    role="{ROLE}",
    compute=Compute(instance_type="ml.m5.large", instance_count=1),
    source_code=SourceCode(command="ls"),
)
"""


def less(who: str, action: str, kept: bool = True) -> dict[str, Any]:
    """The published policies without one action of the caller's or the role's; with `kept`, its statement stays."""
    policies = copy.deepcopy(PUBLISHED)
    for statement in policies[who]["Statement"]:
        if action in statement["Action"]:
            statement["Action"] = [each for each in statement["Action"] if each != action] if kept else []
    policies[who]["Statement"] = [each for each in policies[who]["Statement"] if each["Action"]]
    return policies


def elsewhere(who: str, action: str) -> dict[str, Any]:
    """The published policies with the resource of one statement in another place."""
    policies = copy.deepcopy(PUBLISHED)
    for statement in policies[who]["Statement"]:
        if action in statement["Action"]:
            statement["Resource"] = ["arn:aws:s3:::outro-balde/*"]
    return policies


def refused(run: Rehearsal) -> set[str]:
    return {need["action"] for need in run.report["refused_permissions"]}


@pytest.fixture
def rehearse_with(rehearse: Callable[..., Rehearsal], tmp_path: Path) -> Callable[..., Rehearsal]:
    """Rehearse with the given policies."""

    def run(policies: dict[str, Any], launch: str = "modo-script") -> Rehearsal:
        file = tmp_path / "policies.json"
        file.write_text(json.dumps(policies), encoding="utf-8")
        return rehearse(launch, "--region", "", "--permissions", str(file))

    return run


@pytest.mark.parametrize(
    ("policies", "action"),
    [
        pytest.param(less("caller", "sagemaker:CreateTrainingJob"), "sagemaker:CreateTrainingJob", id="an-action"),
        pytest.param(less("caller", "iam:PassRole", kept=False), "iam:PassRole", id="a-statement"),
        pytest.param(elsewhere("caller", "s3:PutObject"), "s3:PutObject", id="a-resource"),
        pytest.param(less("role", "s3:GetObject"), "s3:GetObject", id="the-roles-data"),
        pytest.param(less("role", "ecr:BatchGetImage"), "ecr:BatchGetImage", id="the-roles-image"),
        pytest.param(elsewhere("role", "s3:PutObject"), "s3:PutObject", id="the-roles-output"),
    ],
)
def test_with_less_than_is_published_it_is_refused_and_fails(
    rehearse_with: Callable[..., Rehearsal], policies: dict[str, Any], action: str
) -> None:
    run = rehearse_with(policies)
    assert run.code == 1
    assert refused(run) == {action}
    assert action in run.stdout + run.stderr or "AccessDenied" in run.stdout + run.stderr


def test_without_leave_to_write_its_log_a_job_runs_and_that_is_told(
    rehearse_with: Callable[..., Rehearsal],
) -> None:
    run = rehearse_with(less("role", "logs:PutLogEvents"))
    assert run.code == 0
    assert refused(run) == {"logs:PutLogEvents"}


def test_where_simulating_is_refused_the_sdk_warns_in_the_words_of_the_page_and_goes_on(
    rehearse_with: Callable[..., Rehearsal], tmp_path: Path
) -> None:
    (tmp_path / "construir.py").write_text(CONSTRUCTED)
    run = rehearse_with(PUBLISHED, str(tmp_path / "construir.py"))
    assert run.code == 0
    assert refused(run) == set()  # that one is refused on purpose
    assert "Could not verify permissions for role" in run.stdout + run.stderr


def test_a_caller_who_may_simulate_is_answered_from_the_roles_policy_and_the_sdk_refuses_it(
    rehearse_with: Callable[..., Rehearsal], tmp_path: Path
) -> None:
    policies = copy.deepcopy(PUBLISHED)
    simulating = {"Effect": "Allow", "Action": ["iam:SimulatePrincipalPolicy"], "Resource": [ROLE]}
    policies["caller"]["Statement"].append(simulating)
    (tmp_path / "construir.py").write_text(CONSTRUCTED)
    run = rehearse_with(policies, str(tmp_path / "construir.py"))
    assert run.code == 1
    assert "RoleValidationError" in run.stderr
    assert "cloudwatch:PutMetricData" in run.stderr  # allowed only under a condition, whose key the SDK does not send


def test_policies_that_cannot_be_read_are_refused_before_anything_runs(rehearse: Callable[..., Rehearsal]) -> None:
    run = rehearse("modo-script", "--permissions", "nao-existe.json")
    assert run.code == 2
    assert "nao-existe.json" in run.stderr
