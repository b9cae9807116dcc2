"""The two snippets for Canvas: a table checked and taken to S3, and workspaces found and shut down."""

import io
import runpy
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from snippets import FOLDER as SNIPPETS
from tests.rehearsal.rehearsing import Rehearsal

Once = Callable[[str], Rehearsal]
CSV = "canvas/exames/exames.csv"


def test_the_table_is_checked_and_its_upload_to_s3_is_a_checked_request(rehearsed: Once) -> None:
    report = rehearsed("canvas-preparar").report
    assert (report["exit_code"], report["degree"]) == (0, "requisicao-conferida")
    assert [each["operation"] for each in report["requests"]] == ["CreateBucket", "PutObject"]
    assert report["requests"][-1]["parameters"]["Key"] == CSV
    lines = report["output"].splitlines()
    assert [line.partition(" ")[0] for line in lines[:-1]] == ["ok:"] * 4
    assert f"s3://sagemaker-us-east-1-111122223333/{CSV}" in lines[-1]


def test_the_file_has_a_header_the_target_and_no_index(rehearsed: Once) -> None:
    table = pd.read_csv(rehearsed("canvas-preparar").folder / "dados-canvas" / "exames.csv")
    assert table.shape == (569, 31)
    assert set(table["diagnostico"]) == {"maligno", "benigno"}
    assert not any(name.startswith("Unnamed") for name in table.columns)


def prepared(monkeypatch: pytest.MonkeyPatch, folder: Path, table: pd.DataFrame) -> tuple[str, list[str], Any]:
    """Run canvas-preparar.py on a table, without the SDK: what it printed, what it uploaded, how it ended."""
    sent: list[str] = []
    session, s3 = ModuleType("session_helper"), ModuleType("s3")
    session.Session = lambda: SimpleNamespace(default_bucket=lambda: "balde")
    s3.S3Uploader = SimpleNamespace(upload=lambda path, uri: sent.append(uri) or uri)
    monkeypatch.setitem(sys.modules, "sagemaker.core.helper.session_helper", session)
    monkeypatch.setitem(sys.modules, "sagemaker.core.s3", s3)
    monkeypatch.setattr("sklearn.datasets.load_breast_cancer", lambda as_frame: SimpleNamespace(frame=table))
    monkeypatch.setattr(sys, "stdout", printed := io.StringIO())
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")  # which the snippet sets
    monkeypatch.chdir(folder)
    end = None
    try:
        runpy.run_path(str(SNIPPETS / "canvas-preparar.py"))
    except SystemExit as stop:
        end = stop.code
    return printed.getvalue(), sent, end


def table(rows: int, columns: int = 3, answers: tuple[int, ...] = (0, 1)) -> pd.DataFrame:
    """A table with a target."""
    numbers = pd.DataFrame(np.ones((rows, columns - 1)), columns=[f"medida {i}" for i in range(columns - 1)])
    return numbers.assign(target=[answers[i % len(answers)] for i in range(rows)])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(table(249), "249 linhas para a construção padrão", id="too-few-for-a-standard-build"),
        pytest.param(table(500, columns=1_001), "1001 colunas", id="too-many-columns"),
        pytest.param(table(500, answers=(1,)), "1 respostas diferentes", id="a-single-answer"),
        pytest.param(table(500).rename(columns={"medida 1": "medida 0"}), "nomes de coluna", id="repeated-name"),
        pytest.param(table(500).rename(columns={"medida 1": " "}), "nomes de coluna", id="empty-name"),
        pytest.param(table(500, answers=(1, 5)), "1 respostas diferentes", id="answers-missing"),
    ],
)
def test_a_table_that_canvas_would_refuse_is_not_uploaded(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, data: pd.DataFrame, words: str
) -> None:
    output, sent, end = prepared(monkeypatch, tmp_path, data)
    assert any(line.startswith("FALTA") and words in line for line in output.splitlines()), output
    assert sent == []
    assert end


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(table(499), "só há a construção padrão", id="too-few-rows-for-a-quick-build"),
        pytest.param(table(50_001), "usa uma amostra", id="more-rows-than-a-quick-build-reads"),
        pytest.param(table(500).replace({"medida 0": {1.0: np.nan}}), "500 células vazias", id="empty-cells"),
    ],
)
def test_what_canvas_does_by_itself_is_said_and_does_not_stop_the_upload(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, data: pd.DataFrame, words: str
) -> None:
    output, sent, end = prepared(monkeypatch, tmp_path, data)
    assert any(line.startswith("aviso") and words in line for line in output.splitlines()), output
    assert (len(sent), end) == (1, None)


def test_open_workspaces_are_shown_since_when_and_left_open(rehearsed: Once) -> None:
    report = rehearsed("canvas-desligar").report
    assert (report["exit_code"], report["degree"]) == (0, "requisicao-conferida")
    assert [each["operation"] for each in report["requests"]] == ["ListApps"]
    opened = "aberto desde AAAA-MM-DD HH:MM:SS UTC, há 50 h"
    assert report["output"].startswith(f"d-0a1b2c3d4e5f, ana: InService, {opened}\n1 ")


def test_asked_to_it_shuts_down_canvas_and_nothing_else(tmp_path: Path, rehearse: Callable[..., Rehearsal]) -> None:
    text = (SNIPPETS / "canvas-desligar.py").read_text()
    (tmp_path / "desligar.py").write_text(text.replace("DELETE = False", "DELETE = True"))
    run = rehearse(str(tmp_path / "desligar.py"))
    assert run.code == 0, run.stderr
    app = {"DomainId": "d-0a1b2c3d4e5f", "UserProfileName": "ana", "AppType": "Canvas", "AppName": "default"}
    assert run.report["requests"] == [{"operation": "DeleteApp", "parameters": app}]
    assert "ana: Deleting" in run.report["output"]
