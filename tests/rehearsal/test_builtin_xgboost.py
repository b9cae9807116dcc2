"""The stand-in for the built-in XGBoost refuses what the real one refuses, in words that readers can look up.

Its main() runs here in a folder that plays /opt/ml; that it runs as a job is what test_snippets_train shows.
"""

import json
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xgboost

from rehearsal.machine.inside import xgboost_builtin

CSV = "\n".join(f"{row % 2},{row},{row * row % 7}" for row in range(40))
WEIGHTED = "\n".join(f"{row % 2},{row % 3 + 1},{row},{row * row % 7}" for row in range(40))
LIBSVM = "\n".join(f"{row % 2} 1:{row} 2:{row * row % 7}" for row in range(40))
SOUND = {"num_round": "2", "objective": "binary:logistic", "eval_metric": "auc"}

Train = Callable[..., int]


@pytest.fixture
def ml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that plays /opt/ml."""
    for part in ("input/config", "input/data/train", "model", "output"):
        (tmp_path / part).mkdir(parents=True)
    monkeypatch.setattr(xgboost_builtin, "ML", tmp_path)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    return tmp_path


@pytest.fixture
def train(ml: Path) -> Train:
    """Train on one file and return the exit code."""

    def run(data: str, content_type: str | None, mode: str = "File", **changes: str | None) -> int:
        described = {"TrainingInputMode": mode} | ({"ContentType": content_type} if content_type else {})
        hyperparameters = {name: value for name, value in (SOUND | changes).items() if value is not None}
        (ml / "input/config/inputdataconfig.json").write_text(json.dumps({"train": described}))
        (ml / "input/config/hyperparameters.json").write_text(json.dumps(hyperparameters))
        (ml / "input/data/train/parte.csv").write_text(data)
        return xgboost_builtin.main()

    return run


@pytest.mark.parametrize(
    ("data", "given"),
    [
        pytest.param(CSV, {"content_type": "text/csv"}, id="csv"),
        pytest.param(CSV, {"content_type": "text/csv; label_size=1"}, id="csv-that-says-where-its-label-is"),
        pytest.param(WEIGHTED, {"content_type": "text/csv", "csv_weights": "1"}, id="csv-with-weights"),
        pytest.param(LIBSVM, {"content_type": None}, id="libsvm-when-nothing-is-said"),
        pytest.param(LIBSVM, {"content_type": "text/libsvm", "eval_metric": "auc, error"}, id="two-metrics"),
    ],
)
def test_it_trains_and_leaves_a_model_that_xgboost_loads(
    ml: Path, train: Train, data: str, given: dict[str, Any]
) -> None:
    assert train(data, **given) == 0
    assert xgboost.Booster(model_file=bytearray((ml / "model/xgboost-model").read_bytes())).num_boosted_rounds() == 2


def test_it_logs_each_round_as_cloudwatch_shows_it(train: Train, capsys: pytest.CaptureFixture[str]) -> None:
    train(CSV, "text/csv")
    assert "[1]#011train-auc:" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("given", "words"),
    [
        pytest.param({"data": CSV, "content_type": None}, "is not 'LIBSVM' format", id="csv-without-content-type"),
        pytest.param({"data": CSV, "content_type": "text/csv", "mode": "FastFile"}, "File input mode", id="fastfile"),
        pytest.param(
            {"data": CSV, "content_type": "text/csv", "device": "cuda"}, "Extraneous hyperparameter", id="device"
        ),
        pytest.param({"data": CSV, "content_type": "text/csv", "num_round": None}, "num_round", id="no-num-round"),
        pytest.param(
            {"data": CSV, "content_type": "image/png"},
            "image/png is not an accepted ContentType",
            id="unknown-content-type",
        ),
        pytest.param(
            {"data": CSV, "content_type": "text/csv", "objective": "x:y"}, "Unknown objective", id="objective"
        ),
    ],
)
def test_it_refuses_with_a_failure_file(ml: Path, train: Train, given: dict[str, Any], words: str) -> None:
    assert train(**given) == 1
    written = (ml / "output/failure").read_text()
    assert written.startswith("Customer Error: ")
    assert words in written
    assert list((ml / "model").iterdir()) == []


def test_a_header_is_not_refused_but_read_as_one_more_row(train: Train, capsys: pytest.CaptureFixture[str]) -> None:
    assert train(f"alvo,a,b\n{CSV}", "text/csv") == 0
    assert f"train matrix has {len(CSV.splitlines()) + 1} rows" in capsys.readouterr().out
