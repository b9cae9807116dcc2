"""A program for the SDK's second version is told line by line what the third has instead, parsed or as text."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from symptoms.__main__ import main
from symptoms.old_code import in_text, old_names
from symptoms.old_names import names, table
from tests.symptoms.programs import OLD, PIECES

ROOT = Path(__file__).resolve().parents[2]
LAUNCHES = sorted(path for path in ROOT.glob("snippets/**/lancar.py"))
KNOWN = names()


def told(text: str) -> list[tuple[int, str]]:
    return [(old.line, old.name) for old in old_names(text)]


def as_text(text: str) -> list[tuple[int, str]]:
    return sorted({(old.line, old.name) for old in in_text(text, KNOWN)})


@pytest.mark.parametrize(("program", "expected"), OLD.values(), ids=OLD)
def test_each_old_name_is_told_with_its_line(program: str, expected: list[tuple[int, str]]) -> None:
    assert told(program) == expected


@pytest.mark.parametrize(("program", "expected"), OLD.values(), ids=OLD)
def test_read_as_text_it_says_the_same(program: str, expected: list[tuple[int, str]]) -> None:
    assert as_text(program) == expected


@pytest.mark.parametrize(("text", "expected"), PIECES.values(), ids=PIECES)
def test_what_is_no_program_is_read_as_text(text: str, expected: list[tuple[int, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize("path", LAUNCHES, ids=lambda path: path.parent.name)
def test_a_program_for_v3_has_none(path: Path) -> None:
    program = path.read_text(encoding="utf-8")
    assert (told(program), as_text(program)) == ([], [])


def test_every_name_of_the_rosetta_is_known() -> None:
    counts = (len(KNOWN.imports), len(KNOWN.arguments), len(KNOWN.inputs), len(KNOWN.methods), len(KNOWN.launchers))
    assert all(have >= wanted for have, wanted in zip(counts, (120, 59, 12, 24, 16), strict=True)), counts


@pytest.mark.parametrize(
    ("module", "name", "v3"),
    [
        ("sagemaker.estimator", "Estimator", "from sagemaker.train import ModelTrainer"),
        ("sagemaker.tuner", "HyperparameterTuner", "from sagemaker.train.tuner import HyperparameterTuner"),
        ("sagemaker", "Session", "from sagemaker.core.helper.session_helper import Session"),
        ("sagemaker.processing", "ProcessingInput", "from sagemaker.core.processing import ScriptProcessor"),
        ("sagemaker.analytics", "TrainingJobAnalytics", "sagemaker.core.analytics"),
    ],
)
def test_a_name_leads_to_what_v3_has(module: str, name: str, v3: str) -> None:
    row = KNOWN.imported(module, name)
    assert row is not None
    assert row.v3 == v3


@pytest.mark.parametrize(("module", "name"), [("sagemaker.core.image_uris", "retrieve"), ("sagemaker.serve", "X")])
def test_a_name_of_v3_is_no_old_one(module: str, name: str) -> None:
    assert KNOWN.imported(module, name) is None


def test_the_command_ends_with_1_for_an_old_program_and_names_each_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "my_launch.py"
    path.write_text(OLD["script-mode"][0])
    assert main([str(path), "--language", "en"]) == 1
    said = capsys.readouterr().out
    assert "line 1: sagemaker.sklearn.SKLearn → image_uris.retrieve('sklearn'" in said
    assert "rosetta.md#importacoes" in said


def test_the_command_ends_with_0_for_a_program_without_old_names(tmp_path: Path) -> None:
    path = tmp_path / "my_launch.py"
    path.write_text("from sagemaker.train import ModelTrainer\n")
    assert main([str(path)]) == 0


def test_a_pasted_program_is_known_as_one(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(OLD["script-mode"][0]))
    assert main([]) == 1
    assert "ModelTrainer" in capsys.readouterr().out


@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_the_table_of_old_names_is_the_same_in_every_process(seed: str) -> None:
    # The order of a set differs from one process to the next, and what is built would differ with it.
    code = "import json; from symptoms.old_names import table; print(json.dumps(table('pt')))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True,
        text=True, check=True,
    )  # fmt: skip
    assert done.stdout == f"{json.dumps(table('pt'))}\n"
