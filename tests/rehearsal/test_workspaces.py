"""The account in which things were left on, and limpeza.py, which finds them and removes what the reader confirms."""

import runpy
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from rehearsal.aws.training_jobs import TrainingJobs
from rehearsal.aws.workspaces import POOL, Workspaces
from snippets import FOLDER as SNIPPETS
from tests.rehearsal.rehearsing import Rehearsal

HERE, ELSEWHERE = "us-east-1", "sa-east-1"
CANVAS = {"DomainId": "d-0a1b2c3d4e5f", "UserProfileName": "ana", "AppType": "Canvas", "AppName": "default"}
JUPYTER = {"DomainId": "d-0a1b2c3d4e5f", "SpaceName": "jupyter-ana", "AppType": "JupyterLab", "AppName": "default"}
SPACE = {"DomainId": "d-0a1b2c3d4e5f", "SpaceName": "jupyter-ana"}
LEFT_ON = [
    "endpoint/tutorial",
    "app/d-0a1b2c3d4e5f/ana/Canvas/default",
    "app/d-0a1b2c3d4e5f/jupyter-ana/JupyterLab/default",
    "space/d-0a1b2c3d4e5f/jupyter-ana",
    "notebook/notebook-1",
    "warm-pool/xgboost-1",
]
Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ask]:
    """Ask a fresh account for an operation, in the Region that holds something unless another is given."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "ensaio")
    left = Workspaces()
    answers = {**left.answers(), **TrainingJobs(lambda: [], left.warm_pools).answers()}
    with mock_aws():
        answers["sagemaker", "ListApps"]({}, HERE)
        yield lambda operation, region=HERE, **request: answers["sagemaker", operation](request, region)


def pools(ask: Ask) -> list[str]:
    listed = ask("ListTrainingJobs", WarmPoolStatusEquals="Available")["TrainingJobSummaries"]
    return [job["TrainingJobName"] for job in listed]


@pytest.mark.parametrize(
    ("operation", "key"),
    [
        ("ListApps", "Apps"),
        ("ListSpaces", "Spaces"),
        ("ListUserProfiles", "UserProfiles"),
        ("ListDomains", "Domains"),
        ("ListEndpoints", "Endpoints"),
        ("ListNotebookInstances", "NotebookInstances"),
        ("ListTrainingJobs", "TrainingJobSummaries"),
    ],
)
def test_something_was_left_on_in_one_region_only(ask: Ask, operation: str, key: str) -> None:
    assert ask(operation)[key]
    assert ask(operation, ELSEWHERE)[key] == []


def test_a_list_of_apps_keeps_to_the_asked_owner(ask: Ask) -> None:
    apps = ask("ListApps", DomainIdEquals="d-0a1b2c3d4e5f", UserProfileNameEquals="ana")["Apps"]
    assert [app["AppType"] for app in apps] == ["Canvas"]
    assert ask("ListApps", UserProfileNameEquals="bruno")["Apps"] == []


def test_a_deleted_app_is_listed_as_being_deleted_and_cannot_be_deleted_again(ask: Ask) -> None:
    ask("DeleteApp", **CANVAS)
    statuses = {app["AppType"]: app["Status"] for app in ask("ListApps")["Apps"]}
    assert statuses == {"Canvas": "Deleting", "JupyterLab": "InService"}
    with pytest.raises(ClientError, match="ResourceNotFound"):
        ask("DeleteApp", **CANVAS)


def test_a_space_is_deleted_only_after_its_app(ask: Ask) -> None:
    with pytest.raises(ClientError, match="ResourceInUse"):
        ask("DeleteSpace", **SPACE)
    ask("DeleteApp", **JUPYTER)
    ask("DeleteSpace", **SPACE)
    assert [space["Status"] for space in ask("ListSpaces")["Spaces"]] == ["Deleting"]


def test_a_warm_pool_ends_when_its_time_is_set_to_nothing(ask: Ask) -> None:
    assert pools(ask) == [POOL]
    ask("UpdateTrainingJob", TrainingJobName=POOL, ResourceConfig={"KeepAlivePeriodInSeconds": 600})
    assert pools(ask) == [POOL]
    ask("UpdateTrainingJob", TrainingJobName=POOL, ResourceConfig={"KeepAlivePeriodInSeconds": 0})
    assert pools(ask) == []


@pytest.mark.parametrize(
    ("operation", "request_"),
    [
        pytest.param("DeleteApp", CANVAS, id="app"),
        pytest.param("DeleteSpace", SPACE, id="space"),
        pytest.param("UpdateTrainingJob", {"TrainingJobName": POOL}, id="warm-pool"),
        pytest.param("DeleteEndpoint", {"EndpointName": "tutorial"}, id="endpoint"),
    ],
)
def test_what_is_not_in_a_region_cannot_be_removed_there(ask: Ask, operation: str, request_: dict[str, Any]) -> None:
    with pytest.raises(ClientError):
        ask(operation, ELSEWHERE, **request_)


def test_who_does_not_ask_for_warm_pools_is_shown_no_job_that_the_rehearsal_invented() -> None:
    left = Workspaces()
    jobs = TrainingJobs(lambda: [], left.warm_pools).answers()
    assert jobs["sagemaker", "ListTrainingJobs"]({"MaxResults": 1}, HERE) == {"TrainingJobSummaries": []}


def test_a_warm_pool_that_is_listed_can_be_looked_at(ask: Ask) -> None:
    assert ask("DescribeTrainingJob", TrainingJobName=POOL)["WarmPoolStatus"]["Status"] == "Available"


def listed(output: str) -> list[str]:
    """What limpeza.py listed: its lines that name a thing and are followed by why it costs."""
    lines = output.splitlines()
    return [line for line, below in pairwise(lines) if below.startswith("    cobra ")]


def test_the_clean_up_lists_what_costs_and_removes_nothing_unasked(rehearsed: Callable[[str], Rehearsal]) -> None:
    report = rehearsed("limpeza").report
    assert (report["exit_code"], report["degree"]) == (0, "requisicao-conferida")
    assert "example-account" in report["stand_ins"]
    assert listed(report["output"]) == LEFT_ON
    assert {each["operation"][:4] for each in report["requests"]} == {"List"}


def cleaning(folder: Path, remove: list[str]) -> str:
    """A copy of limpeza.py with something in REMOVE."""
    text = (SNIPPETS / "limpeza.py").read_text()
    assert "REMOVE: list[str] = []" in text
    path = folder / "limpeza.py"
    path.write_text(text.replace("REMOVE: list[str] = []", f"REMOVE: list[str] = {remove!r}"))
    return str(path)


def test_the_clean_up_removes_what_was_confirmed_and_only_that(
    tmp_path: Path, rehearse: Callable[..., Rehearsal]
) -> None:
    run = rehearse(cleaning(tmp_path, LEFT_ON[1:]))
    assert run.code == 0, run.stderr
    assert listed(run.report["output"]) == LEFT_ON[:1]
    assert [each["operation"] for each in run.report["requests"]] == [
        "DeleteApp",
        "DeleteApp",
        "DeleteSpace",
        "StopNotebookInstance",
        "UpdateTrainingJob",
    ]


@pytest.mark.parametrize(
    ("status", "left"),
    [
        ("InService", ["endpoint/um", "space/d/dois", "cluster/tres"]),
        ("Deleting", []),
        ("Failed", ["endpoint/um", "cluster/tres"]),  # of a space nothing runs; of these two something may
    ],
)
def test_what_is_being_deleted_is_no_longer_said_to_cost(
    status: str, left: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """AWS names the status of each kind otherwise, and moto forgets at once what is deleted."""
    lists: dict[str, Any] = {
        "list_endpoints": {"Endpoints": [{"EndpointName": "um", "EndpointStatus": status}]},
        "list_spaces": {"Spaces": [{"DomainId": "d", "SpaceName": "dois", "Status": status}]},
        "list_clusters": {"ClusterSummaries": [{"ClusterName": "tres", "ClusterStatus": status}]},
    }

    def paginator(operation: str) -> SimpleNamespace:
        return SimpleNamespace(paginate=lambda **_: [lists.get(operation, defaultdict(list))])

    class Sagemaker:
        get_paginator = staticmethod(paginator)

        def __getattr__(self, name: str) -> Callable[..., None]:
            """What would end something is there, and is not called."""
            return lambda **_: pytest.fail(name)

    monkeypatch.setattr(boto3, "client", lambda *_, **__: Sagemaker())
    runpy.run_path(str(SNIPPETS / "limpeza.py"))
    assert listed(capsys.readouterr().out) == left


def test_the_clean_up_stops_before_removing_anything_when_a_name_is_wrong(
    tmp_path: Path, rehearse: Callable[..., Rehearsal]
) -> None:
    run = rehearse(cleaning(tmp_path, ["endpoint/tutorial", "endpoint/outro"]))
    assert run.code == 1
    assert "endpoint/outro" in run.stderr
    assert {each["operation"][:4] for each in run.report["requests"]} == {"List"}
