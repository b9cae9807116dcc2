"""Symptoms met here, on the real SDK and libraries, are recognised by what was printed, and their fix works."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from symptoms.matching import find
from symptoms.reading import load
from tests.once import OnceForAllWorkers
from tests.rehearsal import produced, test_errors
from tests.rehearsal.rehearsing import ROOT

SYMPTOMS = load()
READ = tomllib.loads(produced.ROWS.read_text(encoding="utf-8"))
ROWS = sorted(READ)
OF_TORCH = {symptom for symptom, row in READ.items() if 'execute("import torch' in row["wrong"]}
# Met in a job, or in what the SDK makes for one: where.
IN_JOBS = {
    "rede-negada": "test_nothing_leaves.py",
    "comando-sem-hiperparametros": "../sdk/test_source_code.py",
    **dict.fromkeys(
        ("arquivo-de-padroes", "busca-com-segredos", "busca-sem-comando", "perfil-so-na-sessao"), "test_sdk_silences.py"
    ),
}

each_row = pytest.mark.parametrize(
    "symptom", [pytest.param(row, marks=[pytest.mark.torch] if row in OF_TORCH else []) for row in ROWS]
)


def produce(folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.rehearsal.produced", str(folder)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


@pytest.fixture(scope="session")
def endings(once_for_all_workers: OnceForAllWorkers) -> dict[str, list[str | None]]:
    """How each half ended, by symptom. All run once, in one process, whichever worker asks first."""
    told, _ = once_for_all_workers("produced", produce)
    return told


def test_each_symptom_that_says_so_is_produced_by_a_test() -> None:
    on_the_page = set(map(test_errors.address, test_errors.ERRORS))
    by_the_page = {symptom.id for symptom in SYMPTOMS if symptom.section in on_the_page} - set(ROWS)
    said = {symptom.id for symptom in SYMPTOMS if symptom.produced}
    assert set(ROWS) | set(IN_JOBS) <= said
    assert said - set(ROWS) - set(IN_JOBS) <= by_the_page
    assert len(ROWS) >= 40


@each_row
def test_what_was_printed_shows_the_symptom_before_any_other(symptom: str, endings: dict[str, list[str]]) -> None:
    assert [found.symptom.id for found in find(endings[symptom][0], SYMPTOMS)][:1] == [symptom]


@each_row
def test_what_the_symptom_says_to_do_ends_it(symptom: str, endings: dict[str, list[str | None]]) -> None:
    assert endings[symptom][1] is None
