"""The whole folder of a script goes along, as the SDK sends it; what does not is named; a home folder is refused."""

import os
from pathlib import Path

import pytest

from rehearsal.command import along, workplace
from rehearsal.command.target import MisusedError
from rehearsal.words import say
from tests.rehearsal.rehearsing import said

FILES = {
    "treino.py": "import ajuda",
    "ajuda.py": "",
    "config.yaml": "a: 1",
    "pacote/__init__.py": "",
    "pacote/dados/tabela.csv": "1",
    "requirements.txt": "pandas",
    ".env": "SENHA=1",
    ".git/config": "",
    "pacote/__pycache__/x.pyc": "",
    ".venv/pyvenv.cfg": "",
    ".venv/lib/numpy.py": "",
    "dados/a.csv": "1",
    "ensaios/.ensaios": "",
    "ensaios/treino/.ensaio": "",
    "meu-ensaio/.ensaio": "",
    "meu-ensaio/model.tar.gz": "",
}
GOES = {"treino.py", "ajuda.py", "config.yaml", "pacote/__init__.py", "pacote/dados/tabela.csv", "requirements.txt"}
LEFT = {
    "along.ignored": [".env", ".git", "pacote/__pycache__"],
    "along.environment": [".venv"],
    "along.channel": ["dados"],
    "along.rehearsal": ["ensaios", "meu-ensaio"],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_the_whole_folder_goes_along_but_for_what_is_no_part_of_a_program(folder: Path) -> None:
    found = along.along(folder, [folder / "dados"])
    assert {path.relative_to(folder).as_posix() for path in found.files} == GOES
    assert found.left == LEFT
    assert found.size == sum(len(FILES[name]) for name in GOES)


def test_data_that_are_no_channel_go_along(folder: Path) -> None:
    assert folder / "dados/a.csv" in along.along(folder).files


def test_what_does_not_go_along_is_told_by_name_and_reason(folder: Path) -> None:
    told = list(along.told(along.along(folder, [folder / "dados"]), folder))
    assert told[0] == say("along.goes", files=len(GOES), size="1 kB", folder=folder)
    assert [line.strip() for line in told[1:]] == [
        say("along.ignored", paths=".env, .git, __pycache__"),
        say("along.environment", paths=".venv"),
        say("along.channel", paths="dados"),
        say("along.rehearsal", paths="ensaios, meu-ensaio"),
    ]


def test_it_is_copied_as_it_lies(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    target = tmp_path_factory.mktemp("code")
    along.copy(along.along(folder, [folder / "dados"]), folder, target)
    assert {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()} == GOES
    assert (target / "config.yaml").read_text() == "a: 1"


def test_a_link_to_nowhere_and_a_pipe_are_named_and_left(tmp_path: Path) -> None:
    (tmp_path / "nada").symlink_to("em-lugar-nenhum")
    os.mkfifo(tmp_path / "cano")
    found = along.along(tmp_path)
    assert (found.files, found.left) == ([], {"along.no_file": ["cano", "nada"]})


@pytest.mark.parametrize("limit", ["MOST_FILES", "MOST_BYTES"])
def test_a_folder_in_which_everything_lies_is_refused(
    folder: Path, limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(along, limit, 5)
    with pytest.raises(MisusedError, match=said("along.too_much", folder=folder).pattern):
        along.along(folder)


def test_two_rehearsals_of_a_name_have_two_folders_and_the_next_one_takes_the_first_that_is_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    first = workplace.own("treino")
    monkeypatch.setattr(workplace, "_held", {})  # what another process would know: nothing
    second = workplace.own("treino")
    assert [path.relative_to(tmp_path).as_posix() for path in (first, second)] == [
        "ensaios/treino",
        "ensaios/treino-2",
    ]
    assert (tmp_path / "ensaios/.gitignore").read_text() == "*\n"
    monkeypatch.setattr(workplace, "_held", {})
    with pytest.raises(workplace.OccupiedError):
        workplace.prepare(first)
