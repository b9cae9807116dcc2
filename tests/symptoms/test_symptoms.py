"""Each symptom is recognised in a real text, before any other, and nothing is recognised where all is well."""

import io
import json
import re
from pathlib import Path

import pytest

from snippets import RESULTS
from symptoms.__main__ import main
from symptoms.matching import find
from symptoms.model import Symptom
from symptoms.reading import load

SYMPTOMS = load()
ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("pt", "en", "es")
WELL = """
arn:aws:sagemaker:us-east-1:111122223333:training-job/modo-script-20261122101112
10:11:12 job | modo-script-20261122101112: Starting
10:11:14 algo-1 | Collecting pandas==3.1.1 (from -r requirements.txt (line 1))
10:11:14 algo-1 | Successfully installed pandas-3.1.1
10:11:15 algo-1 | [11/22/2026 10:11:15 INFO] Train matrix has 455 rows and 30 columns
10:11:15 algo-1 | epoca=1 perda=0.61
10:11:16 algo-1 | [0]#011train-auc:0.98#011validation-auc:0.97
10:11:17 algo-1 | WARNING: retrying after a warning that says no more than this
10:11:17 algo-1 | No GPU was found: training on the CPU
10:11:17 algo-1 | The version of the model is not supported by the viewer
Training job completed
Completed Completed
"""

each_symptom = pytest.mark.parametrize("symptom", SYMPTOMS, ids=lambda symptom: symptom.id)
each_language = pytest.mark.parametrize("language", LANGUAGES)


def test_there_are_as_many_symptoms_as_were_written() -> None:
    assert len(SYMPTOMS) == 18
    assert sum(len(symptom.words["pt"].seen) for symptom in SYMPTOMS) == 15


@each_symptom
def test_a_sample_shows_its_own_symptom_before_any_other(symptom: Symptom) -> None:
    assert find(symptom.sample, SYMPTOMS)[0].symptom is symptom


@each_symptom
def test_every_language_says_what_to_do_about_a_symptom(symptom: Symptom) -> None:
    assert {language for language, words in symptom.words.items() if words.name and words.advice} == set(LANGUAGES)


def test_a_log_in_which_all_is_well_shows_nothing() -> None:
    assert find(WELL, SYMPTOMS) == []


@pytest.mark.parametrize("result", sorted(RESULTS.glob("*.json")), ids=lambda path: path.stem)
def test_what_the_snippets_printed_shows_nothing(result: Path) -> None:
    assert find(json.loads(result.read_text(encoding="utf-8"))["output"], SYMPTOMS) == []


def test_what_is_recognised_at_more_length_comes_first() -> None:
    denied = "(AccessDeniedException): not authorized to perform: iam:PassRole, after ThrottlingException"
    assert [found.symptom.id for found in find(denied, SYMPTOMS)] == ["acesso-negado-passrole", "limite-de-chamadas"]


def test_equal_ones_keep_their_order_and_each_comes_once() -> None:
    one, other = SYMPTOMS[0], SYMPTOMS[1]
    text = f"{one.sample}\n{one.sample}"
    twin = Symptom("gemeo", one.patterns, None, one.sample, one.words)
    assert [found.symptom for found in find(text, (twin, other, one))] == [twin, one]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Interrupted\nepoca=1", ["spot-do-zero"], id="began-again"),
        pytest.param("Interrupted\nStarting\nEpoch 1/10", ["spot-do-zero"], id="began-again-in-english"),
        pytest.param("epoca=1\nInterrupted\nepoca=8", [], id="went-on"),
        pytest.param("Interrupted\nepoca=10", [], id="went-on-at-ten"),
    ],
)
def test_a_spot_job_that_went_on_is_told_from_one_that_began_again(text: str, expected: list[str]) -> None:
    assert [found.symptom.id for found in find(text, SYMPTOMS)] == expected


@each_language
def test_a_symptom_leads_to_a_section_that_the_page_has(language: str) -> None:
    page = (ROOT / "docs" / language / "erros.md").read_text(encoding="utf-8")
    sections = set(re.findall(r"^### .*\{#([a-z0-9-]+)\}$", page, re.MULTILINE))
    assert {symptom.section for symptom in SYMPTOMS if symptom.section} == sections
    assert len(sections) == 14


@each_language
def test_the_command_says_what_a_text_shows(
    language: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    symptom = SYMPTOMS[1]
    monkeypatch.setattr("sys.stdin", io.StringIO(symptom.sample))
    assert main(["--language", language]) == 0
    assert symptom.words[language].advice in capsys.readouterr().out
    (tmp_path / "log.txt").write_text(WELL)
    assert main([str(tmp_path / "log.txt")]) == 1
    assert capsys.readouterr().out == ""
