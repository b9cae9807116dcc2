"""What stands in for the package of AWS's XGBoost image reads the files of a channel as that image does."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas
import pytest

from rehearsal.machine import images

CSV, LIBSVM = "1,2,3\n0,4,5\n", "1 1:2 2:3\n0 1:4 2:5\n"


@pytest.fixture
def package(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.syspath_prepend(str(images.INSIDE / "toolkit_xgboost"))
    yield importlib.import_module("sagemaker_xgboost_container.data_utils")
    for name in [name for name in sys.modules if name.startswith("sagemaker_xgboost_container")]:
        del sys.modules[name]


@pytest.mark.parametrize(
    ("kind", "files", "rows"),
    [
        pytest.param("csv", {"a.csv": CSV}, 2, id="csv"),
        pytest.param("libsvm", {"a.libsvm": LIBSVM}, 2, id="libsvm"),
        pytest.param("libsvm", {"a": LIBSVM, "ano/2025/b": LIBSVM}, 4, id="folders-below"),
        pytest.param("libsvm", {"a": LIBSVM, "1/2/3/4/b": LIBSVM}, 2, id="but-not-too-deep"),
        pytest.param("parquet", {"a.parquet": CSV}, 2, id="parquet"),
    ],
)
def test_the_label_is_the_first_column(
    tmp_path: Path, package: Any, kind: str, files: dict[str, str], rows: int
) -> None:
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if kind == "parquet":
            pandas.DataFrame([[1.0, 2.0, 3.0], [0.0, 4.0, 5.0]], columns=["y", "a", "b"]).to_parquet(path)
        else:
            path.write_text(text)
    matrix = package.get_dmatrix(str(tmp_path), kind)
    assert sorted(set(matrix.get_label())) == [0.0, 1.0]
    assert matrix.num_row() == rows


def test_a_channel_that_is_not_there_is_none(tmp_path: Path, package: Any) -> None:
    assert package.get_dmatrix(str(tmp_path / "nada"), "csv") is None
    assert package.get_dmatrix(None, "csv") is None


@pytest.mark.parametrize(("kind", "pipe"), [("recordio-protobuf", False), ("csv", True)])
def test_what_is_not_read_here_is_refused_by_name(tmp_path: Path, package: Any, kind: str, pipe: bool) -> None:
    with pytest.raises(ValueError, match="Pipe" if pipe else kind):
        package.get_dmatrix(str(tmp_path), kind, is_pipe=pipe)


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        (None, "libsvm"),
        ("text/csv; label_size=1", "csv"),
        ("text/x-libsvm", "libsvm"),
        ("application/x-parquet", "parquet"),
    ],
)
def test_the_kind_of_a_channel_is_known_by_what_it_says(package: Any, told: str | None, kind: str) -> None:
    assert package.get_content_type(told) == kind


def test_one_host_trains_alone_and_is_told_that_it_writes_the_model(package: Any) -> None:
    distributed = importlib.import_module("sagemaker_xgboost_container.distributed")
    given: list[dict[str, Any]] = []
    asked = {"hosts": ["algo-1"], "current_host": "algo-1", "include_in_training": True}
    distributed.rabit_run(lambda **told: given.append(told), {"x": 1}, **asked, update_rabit_args=True)
    assert given == [{"x": 1, "is_master": True}]
    with pytest.raises(RuntimeError, match="No hosts received"):
        distributed.rabit_run(print, {}, **{**asked, "include_in_training": False})
