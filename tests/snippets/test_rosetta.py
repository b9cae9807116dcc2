"""The page on v2, v3 and boto3 is true: every row runs, the three forms ask for one job, and where they differ is told.

What only the second SDK can tell is in snippets/rosetta/pedidos.json and nomes-v2.json, which `make update` records
in an environment of its own. The rest is run here, on the third.
"""

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from publish.languages import LANGUAGES, Language
from rehearsal.command import rosetta
from rehearsal.wire import requests
from snippets import FOLDER as SNIPPETS
from snippets import ROSETTA, ROSETTA_FORMS
from tests import v2_names
from tests.once import OnceForAllWorkers
from tests.rehearsal.rehearsing import ROOT, Rehearsal
from tests.v2_names import OFFERED, ROWS

Once = Callable[[str], Rehearsal]
Happened = dict[str, Any]

UPDATE = "run `make update`"
FAILS = {  # with what the left side of a table fails, where its row does not say otherwise
    "import": "ModuleNotFoundError",
    "argument": "ValidationError",
    "input": "ValidationError",
    "method": "AttributeError",
    "guide": "ModuleNotFoundError",
}
EVERY = [(table, row) for table in FAILS for row in ROWS[table]]
WORKING = [(table, row) for table, row in EVERY if "v3" in row]
RECORDED: dict[str, Any] = json.loads(rosetta.REQUESTS.read_text())
DIFFERENCES: list[dict[str, Any]] = tomllib.loads((ROSETTA / "diferencas.toml").read_text())["difference"]
# What readers see, in a fresh process, as the first section of the page quotes it.
FIRST_ERRORS = {
    "from sagemaker.estimator import Estimator": "ModuleNotFoundError: No module named 'sagemaker.estimator'",
    "from sagemaker import image_uris": "ImportError: cannot import name 'image_uris' from 'sagemaker'",
    "import sagemaker; sagemaker.Session()": "AttributeError: module 'sagemaker' has no attribute 'Session'",
    "import sagemaker.core; import sagemaker.estimator": "ModuleNotFoundError: `sagemaker.estimator` was removed in "
    "the SageMaker Python SDK v3. Use `ModelTrainer`.",
}


def named(rows: list[tuple[str, dict[str, Any]]]) -> Any:
    """Parametrise a test with rows, each named by its table and what it translates."""
    return pytest.mark.parametrize(("table", "row"), rows, ids=[f"{table}: {row['v2']}" for table, row in rows])


def run_rows(_: Path) -> Happened:
    """Run rosetta_rows.py and return what it told."""
    command = [sys.executable, "-m", "tests.snippets.rosetta_rows"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    told: Happened = json.loads(done.stdout)
    return told


@pytest.fixture(scope="session")
def happened(once_for_all_workers: OnceForAllWorkers) -> Happened:
    """What rosetta_rows.py told, run once for all workers."""
    told: Happened = once_for_all_workers("rosetta-rows", run_rows)[0]
    return told


@pytest.fixture
def asked(rehearsed: Once) -> dict[str, dict[str, Any]]:
    """The request of each form: those of v3 and boto3 as they are sent now."""
    live = {
        form: rehearsed("modo-script" if form == "v3" else str(SNIPPETS / ROSETTA_FORMS[form]))
        for form in ("v3", "boto3")
    }
    told = {form: rosetta.training_job(run.report["requests"]) for form, run in live.items()}
    return {"v2": RECORDED["v2"]["parameters"], **told}


# -- names --------------------------------------------------------------------------------------------------------


@named(EVERY)
def test_the_name_of_v2_fails(happened: Happened, table: str, row: dict[str, Any]) -> None:
    assert happened[table][row["v2"]][0] == row.get("error", FAILS[table])


@named(WORKING)
def test_the_form_of_v3_works(happened: Happened, table: str, row: dict[str, Any]) -> None:
    assert happened[table][row["v2"]][1] is None


@named([(table, row) for table, row in EVERY if "v3" not in row])
def test_a_name_without_an_equivalent_says_what_to_do(table: str, row: dict[str, Any]) -> None:
    assert all(row[language.folder] for language in LANGUAGES)


@pytest.mark.parametrize("name", ROWS["moved"])
def test_a_module_that_moved_is_below_core_and_nowhere_else(happened: Happened, name: str) -> None:
    assert happened["moved"][name] == ["ModuleNotFoundError", None]


def test_nothing_that_is_advised_is_deprecated_itself(happened: Happened) -> None:
    assert happened["deprecated"] == []


def test_what_the_guide_calls_removed_is_there(happened: Happened) -> None:
    assert happened["exists"] == [None] * len(ROWS["exists"])


@pytest.mark.parametrize("trap", [trap["id"] for trap in ROWS["trap"]])
def test_the_change_without_an_error_is_as_told(happened: Happened, trap: str) -> None:
    assert happened["trap"][trap]


def test_without_being_told_v2_lets_a_job_run_for_a_day() -> None:
    assert OFFERED["max_run"] == 24 * 60 * 60


# -- no name is left out ------------------------------------------------------------------------------------------


def test_every_module_of_v2_has_its_row(happened: Happened) -> None:
    rows = {line.split(".")[1].split()[0] for row in ROWS["import"] if "from sagemaker." in (line := row["v2"])}
    listed = rows | set(ROWS["moved"]) | set(ROWS["internal"]["modules"]) | set(ROWS["kept"]["modules"])
    assert listed == set(OFFERED["modules"])
    assert set(happened["kept"].values()) == {None}


@pytest.mark.parametrize(("table", "kept"), [("argument", "arguments"), ("input", "inputs")])
def test_every_argument_of_v2_has_its_row(table: str, kept: str) -> None:
    assert {v2_names.argument(row) for row in ROWS[table]} | set(ROWS["kept"][kept]) == set(OFFERED[kept])


def test_every_method_of_v2_has_its_row() -> None:
    rows = {v2_names.method(row) for row in ROWS["method"]}
    only_after_fit = {"latest_training_job"}  # an attribute that no class has, only a launched estimator
    assert rows | set(ROWS["internal"]["methods"]) == set(OFFERED["methods"]) | only_after_fit


def test_every_line_that_no_longer_imports_did_import_in_v2() -> None:
    assert [row["v2"] for row in ROWS["import"]] == OFFERED["imports"], UPDATE


# -- the errors on top of the page --------------------------------------------------------------------------------


@pytest.mark.parametrize("code", FIRST_ERRORS)
def test_the_error_is_the_one_that_readers_see(code: str) -> None:
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], cwd="/", capture_output=True, text=True)
    assert FIRST_ERRORS[code] in done.stderr


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
def test_the_page_starts_with_those_errors(language: Language) -> None:
    section = (language.docs / "rosetta.md").read_text().partition("{#erro}")[2].partition("\n## ")[0]
    fenced = re.findall(r"```text\n(.*?)\n```", section, re.DOTALL)
    assert fenced == list(FIRST_ERRORS.values())


# -- one job in three forms ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["v3", "boto3"])
def test_the_recorded_request_is_what_the_form_sends_now(asked: dict[str, dict[str, Any]], form: str) -> None:
    assert RECORDED[form]["parameters"] == asked[form], UPDATE


def test_the_differences_that_the_page_lists_are_all_that_there_are(asked: dict[str, dict[str, Any]]) -> None:
    listed = [path for entry in DIFFERENCES for path in entry["paths"]]
    assert sorted(listed) == sorted(rosetta.differing(asked))


@pytest.mark.parametrize("form", ROSETTA_FORMS)
def test_the_request_passes_the_strict_check(form: str) -> None:
    parameters = RECORDED[form]["parameters"] | {"TrainingJobName": "modo-script-20261122000000"}
    assert requests.faults("CreateTrainingJob", parameters) == []


def test_the_forms_of_v3_and_boto3_train_to_the_same_score(rehearsed: Once) -> None:
    one, other = rehearsed("modo-script"), rehearsed(str(SNIPPETS / ROSETTA_FORMS["boto3"]))
    assert (other.code, other.report["score"]) == (0, one.report["score"]), other.stdout + other.stderr


def test_the_request_of_v2_was_recorded_with_the_locked_version() -> None:
    locked = re.search(r"^sagemaker==(\S+)", (ROOT / "requirements" / "v2.txt").read_text(), re.MULTILINE)
    assert locked
    assert {RECORDED["v2"]["sdk"], OFFERED["sdk"]} == {locked[1]}, UPDATE


@pytest.mark.parametrize("form", ROSETTA_FORMS)
def test_a_form_is_short_enough_to_be_read_beside_the_others(form: str) -> None:
    assert 20 <= len((SNIPPETS / ROSETTA_FORMS[form]).read_text().splitlines()) <= 85


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"HyperParameters": {"max_depth": "5"}}, ["HyperParameters.max_depth"]),
        ({"TrainingJobName": "outro"}, []),
        ({"InputDataConfig": [{"ChannelName": "teste"}]}, ["InputDataConfig.teste", "InputDataConfig.train"]),
        ({"OutputDataConfig": {"S3OutputPath": "s3://sagemaker-us-east-1-111122223333/x"}}, []),
        ({"OutputDataConfig": {"S3OutputPath": "s3://outro/x"}}, ["OutputDataConfig.S3OutputPath"]),
    ],
)
def test_a_request_that_asks_for_something_else_differs(change: dict[str, Any], where: list[str]) -> None:
    request = {
        "TrainingJobName": "um",
        "HyperParameters": {"max_depth": "10"},
        "InputDataConfig": [{"ChannelName": "train", "InputMode": "File"}],
        "OutputDataConfig": {"S3OutputPath": "s3://sagemaker-us-east-1-111122223333/"},
    }
    assert list(rosetta.differing({"v2": request, "v3": request | change})) == where


def test_the_forms_are_the_files_that_the_page_shows() -> None:
    from publish.pages import rosetta as page

    assert all((SNIPPETS / path).is_file() for path in ROSETTA_FORMS.values())
    assert all((SNIPPETS / path).is_file() for path in page.SCRIPTS)
    assert set(page.TABLES) == set(FAILS)
