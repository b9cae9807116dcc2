"""What the SDK does without a word, and the pages tell: each test fails when a new SDK mends it, and names the pages.

All of it happens once, in one rehearsal of silences/launch.py.
"""

import json
import re
import shutil
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from tests.newest.pages import pages_of
from tests.once import OnceForAllWorkers
from tests.rehearsal.rehearsing import ROOT, Rehearsal, run_rehearsal

SILENCES = Path(__file__).parent / "silences"
HERE = "tests/rehearsal/test_sdk_silences.py"


def happen(folder: Path) -> tuple[int, str, dict[str, Any], dict[str, Any]]:
    """Rehearse the launch file on a computer without a default Region."""
    stage = shutil.copytree(SILENCES, folder / "stage", ignore=shutil.ignore_patterns("__pycache__"))
    run = run_rehearsal(folder / "work", str(stage / "launch.py"), "--region", "")
    told = stage / "told.json"
    assert told.is_file(), run.stdout + run.stderr
    return run.code, run.stdout + run.stderr, run.report, json.loads(told.read_text())


@pytest.fixture(scope="session")
def happened(once_for_all_workers: OnceForAllWorkers) -> Callable[[], tuple[Rehearsal, dict[str, Any]]]:
    """The rehearsal, and what its program wrote down."""
    (code, output, report, told), folder = once_for_all_workers("silences", happen)
    return lambda: (Rehearsal(code, output, "", report, folder), told)


Happened = Callable[[], tuple[Rehearsal, dict[str, Any]]]


def mended(request: pytest.FixtureRequest) -> str:
    """What to say when the SDK does not do it any more."""
    places = ", ".join(pages_of(f"{HERE}::{request.node.name}"))
    return f"sagemaker {version('sagemaker')} does otherwise than the pages say: change {places}, and then this test"


def asked(run: Rehearsal, name: str) -> dict[str, Any]:
    """The request of the first job, or search, whose name begins so."""
    named = [each["parameters"] for each in run.report["requests"]]
    return next(each for each in named if str(each.get("TrainingJobName", each.get(SEARCH))).startswith(name))


SEARCH = "HyperParameterTuningJobName"


def argued(run: Rehearsal, name: str) -> list[str]:
    """The arguments that the script of a job got, as it printed them."""
    (job,) = [job for job in run.report["jobs"] if job["name"].startswith(name)]
    (line,) = [line for line in job["log"] if "| argumentos:" in line]
    return sorted(line.partition("argumentos: --")[2].split(" --"))


@pytest.mark.parametrize("path", ["VpcConfig", "OutputDataConfig.KmsKeyId", "ResourceConfig.VolumeKmsKeyId", "Tags"])
def test_a_defaults_file_does_not_reach_the_request(
    path: str, happened: Happened, request: pytest.FixtureRequest
) -> None:
    parameters: Any = asked(happened()[0], "padroes-")
    for name in path.split("."):
        parameters = parameters.get(name) or {}
    assert parameters == {}, mended(request)


@pytest.mark.parametrize(
    ("name", "value"), [("RoleArn", "arn:aws:iam::111122223333:role/DoArquivo"), ("EnableNetworkIsolation", True)]
)
def test_the_rest_of_a_defaults_file_does(
    name: str, value: object, happened: Happened, request: pytest.FixtureRequest
) -> None:
    assert asked(happened()[0], "padroes-")[name] == value, mended(request)


def test_a_defaults_file_does_not_complete_the_network_of_the_code(
    happened: Happened, request: pytest.FixtureRequest
) -> None:
    assert happened()[1]["rede"].startswith(
        "ValidationError: 1 validation error for VpcConfig\nsecurity_group_ids\n  Field required"
    ), mended(request)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        pytest.param("logico-", ["desligado false", "ligado true", "vazio null"], id="train"),
        pytest.param("busca-logico-", ["desligado False", "grau 1", "ligado True", "vazio None"], id="search"),
    ],
)
def test_booleans_and_none_reach_the_script_in_two_ways(
    name: str, values: list[str], happened: Happened, request: pytest.FixtureRequest
) -> None:
    assert argued(happened()[0], name) == values, mended(request)


@pytest.mark.parametrize(
    ("name", "ended"),
    [
        pytest.param("perfil", "NoRegionError: You must specify a region.", id="neither-region-nor-keys"),
        pytest.param("perfil-com-regiao", "NoCredentialsError: Unable to locate credentials", id="no-keys"),
        pytest.param("perfil-sem-log", "Completed", id="without-the-log"),
        pytest.param("perfil-no-ambiente", "Completed", id="in-the-environment"),
    ],
)
def test_a_sessions_profile_does_not_reach_the_reader_of_the_log_and_the_job_runs_all_the_same(
    name: str, ended: str, happened: Happened, request: pytest.FixtureRequest
) -> None:
    run, told = happened()
    assert told[name] == ended, mended(request)
    jobs = [job["status"] for job in run.report["jobs"] if re.fullmatch(rf"{name}-\d+", job["name"])]
    assert jobs == ["Completed"]


def test_a_search_uploads_what_train_leaves_out(happened: Happened, request: pytest.FixtureRequest) -> None:
    told = happened()[1]
    assert (set(told["busca"]), told["treino"]) == ({".env", ".git/HEAD", "treino.py"}, ["treino.py"]), mended(request)


def test_a_search_drops_the_command(happened: Happened, request: pytest.FixtureRequest) -> None:
    run, _ = happened()
    trained, searched = (
        "\n".join(line for job in run.report["jobs"] if job["name"].startswith(name) for line in job["log"])
        for name in ("comando-", "busca-comando-")
    )
    assert ("comando-do-leitor" in trained, "comando-do-leitor" in searched, "argumentos:" in searched) == (
        True,
        False,
        True,
    ), mended(request)


def spans(language: str, section: str) -> list[str]:
    """The code within the text of a section of the page, in order."""
    page = (ROOT / "docs" / language / "rosetta.md").read_text(encoding="utf-8")
    return re.findall(r"`([^`]+)`", page.partition(f"{{#{section}}}")[2].partition("\n#")[0])


@pytest.mark.parametrize("language", ["pt", "en", "es"])
def test_the_page_says_what_happened(language: str, happened: Happened) -> None:
    run, told = happened()
    trained, searched = (
        [dict(each.split() for each in argued(run, name))[value] for value in ("ligado", "desligado", "vazio")]
        for name in ("logico-", "busca-logico-")
    )
    assert spans(language, "booleanos")[:10] == ["True", "False", "None", *trained, "train()", *searched]
    network = told["rede"].splitlines()
    assert f"{network[1]} {network[2].strip().partition(' [')[0]}" in spans(language, "arquivo-de-padroes")
    assert {told["perfil"], told["perfil-com-regiao"]} <= set(spans(language, "perfil-da-sessao"))
    assert {name.partition("/")[0] for name in told["busca"]} - {"treino.py"} <= set(spans(language, "busca-leva-tudo"))
