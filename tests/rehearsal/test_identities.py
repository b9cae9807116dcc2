"""With the policies that the guide publishes a snippet runs to its end; with less, something is refused."""

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import snippets
from rehearsal.aws.identities import without
from rehearsal.command.report import normalised
from rehearsal.wire.actions import Need
from tests.rehearsal.rehearsing import ROOT, Rehearsal, said

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


def on_the_page() -> list[str]:
    """The blocks of text on the page on permissions, each in one line."""
    page = (ROOT / "docs" / "pt" / "permissoes.md").read_text(encoding="utf-8")
    return [" ".join(block.split()) for block in re.findall(r"^```text\n(.*?)^```", page, re.MULTILINE | re.DOTALL)]


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


def narrower(who: str, action: str) -> dict[str, Any]:
    """The published policies without one value of the condition under which an action is allowed."""
    policies = copy.deepcopy(PUBLISHED)
    for statement in policies[who]["Statement"]:
        if action in statement["Action"]:
            ((values,),) = (list(keys.values()) for keys in statement["Condition"].values())
            del values[-1]
    return policies


def one_place_less(who: str, action: str) -> dict[str, Any]:
    """The published policies without the last of the resources on which an action is allowed."""
    policies = copy.deepcopy(PUBLISHED)
    for statement in policies[who]["Statement"]:
        if action in statement["Action"]:
            del statement["Resource"][-1]
    return policies


def lacking(policies: dict[str, Any], run: Rehearsal) -> list[tuple[str, str]]:
    """What policies do not allow of all that was decided in a whole run, in the order in which it was."""
    found = []
    for who in ("caller", "role"):
        needs = [
            Need(action, place, tuple(map(tuple, context))) for action, place, context in run.report["needed"][who]
        ]
        found += [(need.action, normalised(need.resource, [])) for need in without(policies[who], needs)]
    return found


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
        pytest.param(one_place_less("role", "s3:GetObject"), "s3:GetObject", id="one-of-the-roles-places"),
        pytest.param(narrower("role", "s3:ListBucket"), "s3:ListBucket", id="one-value-of-a-condition"),
        pytest.param(narrower("caller", "iam:PassRole"), "iam:PassRole", id="a-condition-that-nothing-meets"),
    ],
)
def test_with_less_than_is_published_it_is_refused_and_fails(
    rehearse_with: Callable[..., Rehearsal],
    rehearsed: Callable[[str], Rehearsal],
    policies: dict[str, Any],
    action: str,
) -> None:
    run = rehearse_with(policies)
    assert run.code == 1
    assert said("summary.permissions", refused=len(run.report["refused_permissions"])).search(run.stdout)
    assert refused(run) == {action}
    assert action in run.stdout + run.stderr or "AccessDenied" in run.stdout + run.stderr
    # What is decided of a whole run that is over is what is decided while it runs: the same is lacking first.
    first = run.report["refused_permissions"][0]
    assert (first["action"], normalised(first["resource"], [])) == lacking(policies, rehearsed("modo-script"))[0]


def test_without_leave_to_write_its_log_a_job_runs_and_that_is_told(
    rehearse_with: Callable[..., Rehearsal],
) -> None:
    run = rehearse_with(less("role", "logs:PutLogEvents"))
    assert run.code == 0
    assert refused(run) == {"logs:PutLogEvents"}


def test_a_job_that_only_aws_could_run_fails_too_when_its_role_lacks_something(
    rehearse_with: Callable[..., Rehearsal],
) -> None:
    policies = json.loads((snippets.RESULTS / "jumpstart-tarefa.json").read_text(encoding="utf-8"))["permissions"]
    for statement in policies["role"]["Statement"]:
        statement["Action"] = [each for each in statement["Action"] if each != "ecr:BatchGetImage"]
    run = rehearse_with(policies, "jumpstart-tarefa")
    assert (run.code, refused(run)) == (1, {"ecr:BatchGetImage"})
    assert "ecr:BatchGetImage" in run.stdout


def test_an_automl_job_fails_when_its_role_may_not_try_its_models(rehearse_with: Callable[..., Rehearsal]) -> None:
    policies = json.loads((snippets.RESULTS / "automl.json").read_text(encoding="utf-8"))["permissions"]
    for statement in policies["role"]["Statement"]:
        statement["Action"] = [each for each in statement["Action"] if each != "sagemaker:InvokeEndpoint"]
    run = rehearse_with(policies, "automl")
    assert (run.code, refused(run)) == (1, {"sagemaker:InvokeEndpoint"})


def test_where_simulating_is_refused_the_sdk_warns_in_the_words_of_the_page_and_goes_on(
    rehearse_with: Callable[..., Rehearsal], tmp_path: Path
) -> None:
    (tmp_path / "construir.py").write_text(CONSTRUCTED)
    run = rehearse_with(PUBLISHED, str(tmp_path / "construir.py"))
    assert run.code == 0
    assert refused(run) == set()  # that one is refused on purpose
    warned = next(line for line in (run.stdout + run.stderr).splitlines() if "Could not verify permissions" in line)
    assert any(block.startswith("Could not verify") and warned.endswith(block) for block in on_the_page())


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


def test_the_page_lists_every_action_that_the_sdk_asks_for(
    rehearse_with: Callable[..., Rehearsal], tmp_path: Path
) -> None:
    policies = copy.deepcopy(PUBLISHED)
    simulating = {"Effect": "Allow", "Action": ["iam:SimulatePrincipalPolicy"], "Resource": [ROLE]}
    policies["caller"]["Statement"].append(simulating)
    policies["role"]["Statement"] = []
    (tmp_path / "construir.py").write_text(CONSTRUCTED)
    run = rehearse_with(policies, str(tmp_path / "construir.py"))
    missing = next(line for line in run.stderr.splitlines() if line.startswith("Missing permissions: "))
    assert missing.removeprefix("Missing permissions: ") in on_the_page()
    assert missing.count(":") == 12


def test_policies_that_cannot_be_read_are_refused_before_anything_runs(rehearse: Callable[..., Rehearsal]) -> None:
    run = rehearse("modo-script", "--permissions", "nao-existe.json")
    assert run.code == 2
    assert "nao-existe.json" in run.stderr
