"""What the pages show of a run is what the run left, of the very code that they show, and no later than today."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import snippets
from publish import checked
from publish.day import build_day

NAMES = snippets.names()
RESULTS = {name: json.loads((snippets.RESULTS / f"{name}.json").read_text(encoding="utf-8")) for name in NAMES}
REQUESTS = json.loads((snippets.ROSETTA / "pedidos.json").read_text(encoding="utf-8"))
NAMES_OF_V2 = json.loads((snippets.ROSETTA / "nomes-v2.json").read_text(encoding="utf-8"))
DIFFS = sorted(path.relative_to(snippets.FOLDER).as_posix() for path in snippets.ADJUSTMENTS.glob("*/*.diff"))
each_snippet = pytest.mark.parametrize("name", NAMES)


def told(path: Path, text: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path.name


@each_snippet
def test_a_result_is_of_the_code_that_the_page_shows(name: str) -> None:
    assert snippets.faults(RESULTS[name], snippets.files(name)) == [], (
        f"snippets/results/{name}.json: run `make update`, or .venv/bin/python -m rehearsal --update {name}"
    )


@each_snippet
def test_a_run_was_not_after_the_build_day(name: str) -> None:
    assert RESULTS[name]["date"] <= build_day().date().isoformat(), f"snippets/results/{name}.json: run `make update`"


@pytest.mark.parametrize("diff", DIFFS)
def test_the_permissions_of_an_adjustment_are_of_the_lines_that_the_page_shows(diff: str) -> None:
    record = json.loads((snippets.FOLDER / diff).with_suffix(".json").read_text(encoding="utf-8"))
    code = [*snippets.files(diff.split("/")[1]), diff]
    assert snippets.faults(record, code) == [], (
        f"{diff}: run `make update`, or .venv/bin/python -m tests.snippets.adjustments_permitted"
    )
    assert record["date"] <= build_day().date().isoformat()


def test_there_are_permissions_for_each_adjustment_and_none_for_another() -> None:
    kept = sorted(path.relative_to(snippets.FOLDER).as_posix() for path in snippets.ADJUSTMENTS.glob("*/*.json"))
    assert kept == [diff.replace(".diff", ".json") for diff in DIFFS]
    assert len(kept) >= 48


def test_there_is_a_result_for_each_snippet_and_none_for_another() -> None:
    assert {path.stem for path in snippets.RESULTS.iterdir()} == set(NAMES)


@pytest.mark.parametrize("form", snippets.ROSETTA_FORMS)
def test_a_recorded_request_is_of_the_form_that_the_page_shows(form: str) -> None:
    assert snippets.faults(REQUESTS[form], [snippets.ROSETTA_FORMS[form]]) == [], "pedidos.json: run `make update`"


def test_the_names_of_v2_are_as_they_were_recorded() -> None:
    assert snippets.sealed(NAMES_OF_V2) == NAMES_OF_V2, "snippets/rosetta/nomes-v2.json: run `make update`"


def test_the_paths_were_not_followed_after_the_build_day() -> None:
    assert checked.load().date <= build_day().date(), "docs/checked.json: run `make update`"


# -- the digests themselves ---------------------------------------------------------------------------------------


@pytest.fixture
def ran(tmp_path: Path) -> dict[str, Any]:
    """What a run of two files left."""
    told(tmp_path / "um.py", "QUANTOS = 20\n")
    told(tmp_path / "pasta/dois.py", "dois = 2\n")
    return snippets.sealed({"score": {"value": 0.978}, "code": snippets.digest(["um.py", "pasta/dois.py"], tmp_path)})


def test_a_result_is_sound_in_whatever_order_its_files_are_named(ran: dict[str, Any], tmp_path: Path) -> None:
    assert snippets.faults(ran, ["pasta/dois.py", "um.py"], tmp_path) == []


def test_an_edited_snippet_makes_its_result_stale(ran: dict[str, Any], tmp_path: Path) -> None:
    told(tmp_path / "um.py", "QUANTOS = 50\n")
    assert snippets.faults(ran, ["um.py", "pasta/dois.py"], tmp_path) == ["the code has changed since it ran"]


def test_a_renamed_or_an_added_file_makes_its_result_stale(ran: dict[str, Any], tmp_path: Path) -> None:
    told(tmp_path / "tres.py", "")
    (tmp_path / "um.py").rename(tmp_path / "uma.py")
    stale = ["the code has changed since it ran"]
    assert snippets.faults(ran, ["uma.py", "pasta/dois.py"], tmp_path) == stale
    assert snippets.faults(ran, ["uma.py", "pasta/dois.py", "tres.py"], tmp_path) == stale


def test_an_edited_result_shows(ran: dict[str, Any], tmp_path: Path) -> None:
    edited = ran | {"score": {"value": 0.987}}
    assert snippets.faults(edited, ["um.py", "pasta/dois.py"], tmp_path) == ["it was changed by hand"]


def test_a_result_without_digests_is_not_sound(tmp_path: Path) -> None:
    assert len(snippets.faults({"date": str(date.today())}, [], tmp_path)) == 2
