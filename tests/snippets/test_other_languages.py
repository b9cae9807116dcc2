"""A snippet in another language, really rehearsed, does what the Portuguese one did, and prints what its page shows."""

import json
from pathlib import Path

import pytest

import snippets
from rehearsal.command import results
from snippets import voices
from tests.rehearsal.rehearsing import run_rehearsal

EACH_KIND = [("limpeza", "en"), ("modo-script", "es")]  # one that only talks to AWS, and one of a folder, that trains
OTHERS = [
    (name, language)
    for name in snippets.names()
    for language in voices.languages()[1:]
    if (name, language) not in EACH_KIND
]


@pytest.mark.parametrize(
    ("name", "language"),
    [*EACH_KIND, *(pytest.param(*pair, marks=pytest.mark.audit) for pair in OTHERS)],
)
def test_it_leaves_the_same_result_but_for_the_words_that_it_prints(name: str, language: str, tmp_path: Path) -> None:
    run = run_rehearsal(tmp_path / "work", name, "--region", "", "--language", language)
    assert run.code == 0, run.stdout + run.stderr
    kept = results.undated(json.loads((snippets.RESULTS / f"{name}.json").read_text(encoding="utf-8")))
    told = voices.output(name, kept["output"], language)
    assert results.undated(results.result_of(run.report)) == kept | {"output": told}


def test_every_snippet_is_tried_in_every_language() -> None:
    assert len(EACH_KIND) + len(OTHERS) == 2 * len(snippets.names()) >= 38


def test_a_program_of_the_readers_own_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "meu.py").write_text('import boto3\n\nprint("segundos")  # segundos\n', encoding="utf-8")
    run = run_rehearsal(tmp_path / "work", str(tmp_path / "meu.py"), "--language", "en")
    assert (run.code, run.report["output"]) == (0, "segundos\n")
    assert not (tmp_path / "work" / "trecho").exists()
