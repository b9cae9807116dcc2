"""Reads the files of a channel as the image does: the label in the first column, whatever the folder below it."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DEEPEST = 3  # folders below the channel that are read
KINDS = ("csv", "libsvm", "parquet")


def get_dmatrix(data_path: Any, content_type: str, csv_weights: int = 0, is_pipe: bool = False) -> Any:
    """Return the DMatrix of a folder, a file, or a list of them; None when there is nothing at that path.

    Raises:
        ValueError: for a kind of file that is not read here, or for files without labels.
    """
    kind = content_type.lower()
    if is_pipe or kind not in KINDS:
        asked = "Pipe" if is_pipe else content_type
        raise ValueError(f"get_dmatrix reads {', '.join(KINDS)} in File mode here, not {asked}")
    paths = data_path if isinstance(data_path, list) else [data_path]
    files = [file for path in paths if path and os.path.exists(path) for file in _files(Path(path))]
    if not files:
        return None
    matrix = _parquet(files) if kind == "parquet" else _text(files, kind, csv_weights)
    if matrix.get_label().size == 0:
        raise ValueError("Got input data without labels. Please check the input data set.")
    return matrix


def get_content_type(content_type: str | None) -> str:
    """Return the short name of what a channel says: ``text/csv; label_size=1`` is csv, and nothing is libsvm."""
    name = (content_type or "libsvm").partition(";")[0].strip().lower().rpartition("/")[2].removeprefix("x-")
    if name not in (*KINDS, "recordio-protobuf"):
        raise ValueError(f"{content_type} is not an accepted ContentType: {', '.join(KINDS)}.")
    return name


def _files(path: Path, depth: int = 1) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif depth <= DEEPEST:
        for each in sorted(path.iterdir()):
            yield from _files(each, depth + each.is_dir())


def _text(files: list[Path], kind: str, csv_weights: int) -> Any:
    import xgboost

    asked = f"format={kind}"
    if kind == "csv":
        with files[0].open() as first:
            asked += f"&label_column=0&delimiter={_delimiter(first.readline())}"
        asked += "&weight_column=1" if csv_weights == 1 else ""
    with tempfile.TemporaryDirectory() as folder:  # xgboost reads one folder, and none below it
        for number, file in enumerate(files):
            os.symlink(file.resolve(), f"{folder}/{number}-{file.name}")
        return xgboost.DMatrix(f"{folder}?{asked}")


def _delimiter(line: str) -> str:
    import csv

    return csv.Sniffer().sniff(line).delimiter


def _parquet(files: list[Path]) -> Any:
    import pandas
    import xgboost

    values = pandas.concat([pandas.read_parquet(file) for file in files]).to_numpy()
    return xgboost.DMatrix(values[:, 1:], label=values[:, 0])
