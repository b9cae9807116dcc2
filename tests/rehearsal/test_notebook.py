"""A notebook is a launch file: its code cells in order, and what only Jupyter does is named and left out."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from rehearsal.command import notebook
from rehearsal.command.notebook import cell, read, run, told
from rehearsal.command.target import MisusedError
from rehearsal.words import say
from tests.rehearsal.rehearsing import said

CELLS = {
    "plain": ("x = 1\ny = 2", "x = 1\ny = 2", ()),
    "a-line-magic": ("%matplotlib inline\nx = 1", "pass\nx = 1", ("%matplotlib inline",)),
    "the-shell": ("!pip install sagemaker\nx = 1", "pass\nx = 1", ("!pip install sagemaker",)),
    "indented": ("if x:\n    !ls\n    y = 1", "if x:\n    pass\n    y = 1", ("!ls",)),
    "kept-in-a-name": ("files = !ls", "pass", ("files = !ls",)),
    "help": ("?print\nprint?", "pass\npass", ("?print", "print?")),
    "a-rest": ("x = 5 % 3\ny = a != b", "x = 5 % 3\ny = a != b", ()),
    "in-a-text": ("x = '''\n%s\n!nada\n'''", "x = '''\n%s\n!nada\n'''", ()),
    "a-command-that-goes-on": ("!docker run \\\n  -v x:y \\\n  z\nx = 1", "pass\n\n\nx = 1", ("!docker run",)),
    "in-brackets": ("print('%d'\n  % 3)\nx = (1\n!= 2)", "print('%d'\n  % 3)\nx = (1\n!= 2)", ()),
    "a-statement-that-goes-on": ("x = 7 \\\n  % 3", "x = 7 \\\n  % 3", ()),
    "brackets-in-texts": ("x = '('  # (\n!ls", "x = '('  # (\npass", ("!ls",)),
    "quotes-in-texts": ("x = \"'''\"\n!ls", "x = \"'''\"\npass", ("!ls",)),
    "timed": ("%%time\nx = 1", "\nx = 1", ("%%time",)),
    "another-language": ("%%bash\nls -l", "", ("%%bash",)),
    "another-languages-python": ("%%html\nchmod +x a", "", ("%%html",)),
}


def written(path: Path, *sources: str, **metadata: Any) -> Path:
    cells = [
        {"cell_type": "code", "source": source, "metadata": {}, "outputs": [], "execution_count": None}
        for source in sources
    ]
    text = {"cell_type": "markdown", "source": "# Título", "metadata": {}}
    path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": metadata, "cells": [text, *cells]}))
    return path


@pytest.mark.parametrize(("source", "kept", "left"), CELLS.values(), ids=CELLS)
def test_a_cell_keeps_its_python_line_by_line(source: str, kept: str, left: tuple[str, ...]) -> None:
    found = cell(3, source)
    assert (found.source, found.left_out, found.writes) == (kept, left, None)


@pytest.mark.parametrize(
    ("first", "writes"),
    [
        ("%%writefile treino.py", ("treino.py", False)),
        ("%%writefile -a codigo/treino.py", ("codigo/treino.py", True)),
        ('%%writefile "treino.py"', ("treino.py", False)),
    ],
)
def test_a_cell_that_writes_a_file_writes_it(first: str, writes: tuple[str, bool]) -> None:
    found = cell(1, f"{first}\n%nada\nx = 1\n")
    assert (found.source, found.left_out, found.writes) == ("%nada\nx = 1\n", (), writes)


def test_the_cells_run_in_order_as_one_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    sources = (
        "x = 1",
        "!mkdir p",
        "%%writefile p/a.txt\noi\n",
        "%%writefile -a p/a.txt\noi",
        "x += 1",
        "print(x, __name__)",
        "!ls",
    )
    path = written(tmp_path / "caderno.ipynb", *sources, "get_ipython().system('pip install x')", "display(__file__)")
    run(path, read(path))
    assert capsys.readouterr().out.splitlines() == [
        "2 __main__",
        say("notebook.not_done", what="system pip install x"),
        str(path),
    ]
    assert (tmp_path / "p/a.txt").read_text() == "oi\noi"


def test_an_error_shows_the_cell_and_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path / "caderno.ipynb", "x = 1", "\n\nraise ValueError(x)")
    with pytest.raises(ValueError, match="1") as raised:
        run(path, read(path))
    last = raised.traceback[-1]
    assert (str(last.frame.code.raw.co_filename), last.lineno + 1) == (notebook.place(path, 2), 3)


def test_what_is_left_out_and_written_is_told_by_cell() -> None:
    cells = [cell(1, "!ls\n%cd .."), cell(2, "x = 1"), cell(3, "%%writefile a.py\n")]
    assert list(told(cells)) == [
        say("notebook.left_out", number=1, what="!ls"),
        say("notebook.left_out", number=1, what="%cd .."),
        say("notebook.writes", number=3, file="a.py"),
    ]


@pytest.mark.parametrize("text", ["", "isto não é JSON", "{}", '{"nbformat": 99}'])
def test_what_is_no_notebook_is_refused_with_a_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "caderno.ipynb").write_text(text)
    with pytest.raises(MisusedError, match=said("notebook.unreadable", file="caderno.ipynb").pattern) as refused:
        read(tmp_path / "caderno.ipynb")
    assert "\n" not in str(refused.value)


def test_a_notebook_in_another_language_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "r.ipynb", "x <- 1", kernelspec={"language": "R", "name": "ir", "display_name": "R"})
    with pytest.raises(MisusedError, match=said("notebook.language", language="R").pattern):
        read(path)


STORED, SHELL = cell(2, "%store -r"), cell(3, "!aws s3 cp s3://balde/a dados/")


@pytest.mark.parametrize(
    ("error", "told_"),
    [
        pytest.param(NameError("bucket"), say("notebook.stored", number=2, what="%store -r"), id="a-name-not-stored"),
        pytest.param(
            FileNotFoundError("dados/a"),
            say("notebook.by_hand", number=3, what="!aws s3 cp s3://balde/a dados/"),
            id="a-file-not-brought",
        ),
        pytest.param(ValueError("x"), None, id="anything-else"),
    ],
)
def test_an_error_that_comes_from_what_was_left_out_says_so(error: Exception, told_: str | None) -> None:
    assert notebook.missed([cell(1, "x = 1"), STORED, SHELL], error) == told_
    assert notebook.missed([cell(1, "x = 1")], error) is None


def test_of_what_was_left_out_the_line_that_names_the_file_is_told() -> None:
    lines = ["!wget https://example.com/a/dados.tar.gz", "!cat treino.py"]
    cells = [cell(number, line) for number, line in enumerate(lines, 1)]
    for path, number in {"./dados.tar.gz": 1, "outro.csv": 2}.items():
        error = FileNotFoundError(2, "No such file or directory", path)
        assert notebook.missed(cells, error) == say("notebook.by_hand", number=number, what=lines[number - 1])


def test_a_cell_that_is_no_python_is_named_with_the_version(tmp_path: Path) -> None:
    path = written(tmp_path / "caderno.ipynb", "x = 1", "x = = 1")
    cells = read(path)
    with pytest.raises(SyntaxError) as raised:
        run(path, cells)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    told_ = notebook.missed(cells, raised.value)
    assert told_ == say("notebook.no_python", number=2, version=version, why=raised.value.msg)
    assert notebook.missed(cells, SyntaxError("de outro arquivo")) is None


@pytest.mark.parametrize("line", ["!mkdir a/b", "! mkdir -p a/b c"])
def test_a_folder_that_a_notebook_makes_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    monkeypatch.chdir(tmp_path)
    found = cell(1, line)
    exec(found.source)
    assert (tmp_path / "a/b").is_dir()
    assert found.left_out == ()


@pytest.mark.parametrize("script", ["chmod +x img/train img/nada", "cd img\ndocker build .\nchmod +x train  # sim"])
def test_a_file_that_a_notebook_makes_executable_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "img").mkdir()
    (tmp_path / "img/train").write_text("#!/bin/sh")
    (tmp_path / "img/train").chmod(0o644)
    found = cell(1, f"%%sh\n{script}")
    exec(found.source)
    assert os.access(tmp_path / "img/train", os.X_OK)
    assert found.left_out == ("%%sh",)
