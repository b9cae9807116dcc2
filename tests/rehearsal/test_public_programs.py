"""The list of public programs says of each what it is and should do; one that cannot be had is told, never passed."""

import subprocess
from pathlib import Path

import pytest

from rehearsal import words
from symptoms.reading import load
from tests.audit import programs
from tests.audit.programs import Program

ALL = programs.programs()


def test_there_are_fifty_and_more_and_each_is_listed_once() -> None:
    assert len(ALL) >= 50
    assert len({(each.repository, each.path) for each in ALL}) == len(ALL)
    assert {each.what for each in ALL} == {"script", "notebook", "launcher", "folder"}
    assert len({each.repository for each in ALL}) >= 10


@pytest.mark.parametrize("program", ALL, ids=lambda program: program.id)
def test_an_entry_says_what_it_should_do_by_what_there_is(program: Program) -> None:
    known = {programs.TRAINS, programs.AFTERWARDS, programs.RUNS, programs.STOPS}
    symptoms = {f"symptom:{each.id}" for each in load()}
    told = {what for what in program.says if not what.startswith("text:")}
    unknown = told - set(words.table("pt")) - symptoms
    assert (program.does in known, len(program.commit), unknown) == (True, 40, set())
    assert set(program.data.values()) <= set(programs.tables())
    assert program.why


@pytest.mark.parametrize("name", programs.tables())
def test_made_up_data_are_the_same_each_time(tmp_path: Path, name: str) -> None:
    for folder in ("um", "dois"):
        programs.make(name, tmp_path / folder)
    files = [path.relative_to(tmp_path / "um") for path in sorted((tmp_path / "um").rglob("*")) if path.is_file()]
    assert len(files) == len(programs.tables()[name])
    assert [(tmp_path / "um" / file).read_bytes()[10:] for file in files] == [
        (tmp_path / "dois" / file).read_bytes()[10:]
        for file in files  # gzip writes the time in front
    ]


@pytest.fixture
def mirrors(tmp_path: Path) -> Path:
    """A folder of mirrors with one repository, whose program lies in a folder."""
    place = tmp_path / "espelhos" / "alguem+projeto"
    (place / "codigo").mkdir(parents=True)
    (place / "codigo/train.py").write_text("print(1)")
    (place / "LEIAME.md").write_text("x")
    git = ["git", "-C", str(place), "-c", "user.name=x", "-c", "user.email=x@example.com"]
    for words_ in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
        subprocess.run([*git, *words_], check=True)
    return place.parent


def program(mirrors: Path, repository: str = "alguem/projeto", path: str = "codigo/train.py") -> Program:
    command = ["git", "-C", str(mirrors / "alguem+projeto"), "rev-parse", "HEAD"]
    commit = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    return Program("x", repository, commit, path, "script", programs.TRAINS, "porque sim")


def test_a_program_is_taken_out_with_its_folder_and_nothing_else(mirrors: Path, tmp_path: Path) -> None:
    folder = programs.take_out(program(mirrors), mirrors, tmp_path / "fora")
    assert folder == tmp_path / "fora/codigo"
    assert [path.name for path in (tmp_path / "fora").rglob("*") if path.is_file()] == ["train.py"]


@pytest.mark.parametrize(
    ("repository", "path"), [("alguem/outro", "codigo/train.py"), ("alguem/projeto", "codigo/nada.py")]
)
def test_what_cannot_be_had_is_not_fetched_and_not_right(
    mirrors: Path, repository: str, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    outcome = programs.rehearse(program(mirrors, repository, path), mirrors)
    assert (outcome.did, outcome.right) == (programs.NOT_FETCHED, False)


def test_the_command_ends_with_2_when_a_program_was_not_fetched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert programs.main([str(tmp_path), ALL[0].id]) == 2
    assert capsys.readouterr().out.splitlines()[-1] == "1 not fetched of 1"
