"""A launch file runs in its own folder, or in the one above it from which it names its files."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rehearsal.command import start
from rehearsal.command.kinds import LAUNCHER
from rehearsal.command.target import NOTEBOOK, Target
from rehearsal.words import say
from tests.rehearsal.rehearsing import Rehearsal

Rehearse = Callable[..., Rehearsal]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        pytest.param('open("scripts/treino.py")', "projeto", id="from-above"),
        pytest.param('open("projeto/scripts/treino.py")', ".", id="from-two-folders-above"),
        pytest.param('x = ("scripts/treino.py", "treino.py")', "projeto", id="as-it-is-called-in-an-archive"),
        pytest.param('x = ("scripts/treino.py", "dados.csv")', "projeto/scripts", id="with-another-file-beside-it"),
        pytest.param('x = "parte/dados.csv"', "projeto/scripts", id="below-its-own"),
        pytest.param('x = "treino.py"', "projeto/scripts", id="beside-it"),
        pytest.param('x = "scripts/nada.py"', "projeto/scripts", id="nowhere"),
        pytest.param('x = "scripts"', "projeto/scripts", id="a-folder-is-too-little"),
        pytest.param("isto não é Python", "projeto/scripts", id="no-python"),
    ],
)
def test_what_a_program_names_says_where_it_runs(tmp_path: Path, text: str, where: str) -> None:
    folder = tmp_path / "projeto/scripts"
    (folder / "parte").mkdir(parents=True)
    for name in ("treino.py", "dados.csv", "parte/dados.csv"):
        (folder / name).touch()
    (folder / "lancar.py").write_text(text)
    found, why = start.folder(Target(folder / "lancar.py", LAUNCHER, "lancar"))
    assert found == tmp_path / where
    assert bool(why) is (found != folder)


def test_a_notebook_runs_where_it_lies(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/b.csv").touch()
    (tmp_path / "a/c.ipynb").write_text('["a/b.csv"]')
    assert start.folder(Target(tmp_path / "a/c.ipynb", NOTEBOOK, "c")) == (tmp_path / "a", "")


def test_a_launch_file_that_is_started_from_above_finds_its_files(tmp_path: Path, rehearse: Rehearse) -> None:
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts/treino.py").write_text("x = 1")
    (tmp_path / "scripts/ajuda.py").write_text("texto = open('scripts/treino.py').read()")
    (tmp_path / "scripts/lancar.py").write_text("import boto3, ajuda\nopen('scripts/treino.py')\nprint(ajuda.texto)")
    done = rehearse(str(tmp_path / "scripts/lancar.py"))
    assert (done.code, "x = 1" in done.stdout) == (0, True), done.stderr
    told = say("launch.starts_in", file="lancar.py", folder=tmp_path, path="scripts/treino.py")
    assert told in done.stdout
