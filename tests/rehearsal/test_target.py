"""What the reader names is found: a path before a snippet, the entry of a folder; or it is said what to type."""

from pathlib import Path

import pytest

import snippets
from rehearsal.command import target
from rehearsal.command.kinds import LAUNCHER, SCRIPT
from rehearsal.command.target import NOTEBOOK, SNIPPET, MisusedError, entry, find
from rehearsal.words import say
from tests.rehearsal.rehearsing import said

LAUNCHES, TRAINS, HELPS = "from sagemaker.train import ModelTrainer", "x = '/opt/ml/model'", "def f(): pass"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


FOLDERS = {
    "lancar-before-all": ({"lancar.py": HELPS, "outro.py": LAUNCHES, "train.py": TRAINS}, None, "lancar.py"),
    "the-only-launch-file": ({"envia.py": LAUNCHES, "train.py": TRAINS}, None, "envia.py"),
    "a-usual-name": ({"train.py": TRAINS, "modelo.py": HELPS}, None, "train.py"),
    "portuguese-before-english": ({"train.py": TRAINS, "treino.py": TRAINS}, None, "treino.py"),
    "the-one-that-starts-itself": ({"a.py": HELPS, "b.py": "if __name__ == '__main__': pass"}, None, "b.py"),
    "the-only-program": ({"a.py": TRAINS, "setup.py": HELPS, "LEIAME.md": ""}, None, "a.py"),
    "a-shell-script": ({"train.sh": "python x", "LEIAME.md": ""}, None, "train.sh"),
    "the-only-notebook": ({"caderno.ipynb": "{}"}, None, "caderno.ipynb"),
    "told-to-be-a-script": ({"lancar.py": LAUNCHES, "train.py": TRAINS}, SCRIPT, "train.py"),
    "told-to-be-a-launch-file": ({"envia.py": LAUNCHES, "train.py": TRAINS}, LAUNCHER, "envia.py"),
}


@pytest.mark.parametrize(("files", "told", "expected"), FOLDERS.values(), ids=FOLDERS)
def test_the_entry_of_a_folder_is_found(tmp_path: Path, files: dict[str, str], told: str | None, expected: str) -> None:
    file, why = entry(written(tmp_path, files), told)
    assert file.name == expected
    assert why == say("target.entry", file=expected, folder=tmp_path.name)


@pytest.mark.parametrize(
    ("files", "key"),
    [
        pytest.param({}, "command.no_entry", id="empty"),
        pytest.param({"dados.csv": "1"}, "command.no_entry", id="no-program"),
        pytest.param({"a.py": LAUNCHES, "b.py": LAUNCHES}, "command.several", id="two-launch-files"),
        pytest.param({"a.py": HELPS, "b.py": HELPS}, "command.several", id="two-programs"),
    ],
)
def test_a_folder_without_one_entry_is_refused_and_its_programs_named(
    tmp_path: Path, files: dict[str, str], key: str
) -> None:
    names = [name for name in files if name.endswith(".py")]
    with pytest.raises(MisusedError, match=said(key, names=", ".join(names)).pattern):
        entry(written(tmp_path, files))


def test_a_path_counts_more_than_a_snippet_of_that_name(here: Path) -> None:
    written(here, {"automl/train.py": TRAINS, "limpeza": "isto não é um programa"})
    assert (find("automl").file, find("automl").kind) == (here / "automl/train.py", SCRIPT)
    with pytest.raises(MisusedError, match=said("command.no_program", file="limpeza").pattern):
        find("limpeza")
    assert (find("modo-script").file, find("modo-script").kind) == (snippets.launch_file("modo-script"), SNIPPET)


@pytest.mark.parametrize("what", ["modo-script", "modo-script/lancar.py"])
def test_a_snippet_is_one_by_its_path_too(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(snippets.FOLDER)
    assert (find(what).kind, find(what).name) == (SNIPPET, "modo-script")


@pytest.mark.parametrize(
    ("name", "told", "kind"),
    [
        ("lancar.py", None, LAUNCHER),
        ("lancar.py", SCRIPT, SCRIPT),
        ("vazio/lancar.py", None, LAUNCHER),
        ("treino.py", None, SCRIPT),
        ("treino.py", LAUNCHER, LAUNCHER),
        ("treino.sh", None, SCRIPT),
        ("caderno.ipynb", None, NOTEBOOK),
    ],
)
def test_a_file_is_what_it_is_found_or_told_to_be(here: Path, name: str, told: str | None, kind: str) -> None:
    written(
        here,
        {"lancar.py": LAUNCHES, "treino.py": TRAINS, "treino.sh": "", "caderno.ipynb": "{}", "vazio/lancar.py": HELPS},
    )
    assert find(name, told).kind == kind


def test_the_reason_names_the_line(here: Path) -> None:
    written(here, {"meu.py": f"\n{LAUNCHES}"})
    assert find("meu.py").reason == say("kinds.asks_for_a_job", file="meu.py", line=2, code=LAUNCHES)


@pytest.mark.parametrize(
    ("what", "key", "values"),
    [
        ("nada", "command.unknown", {"what": "nada"}),
        ("nada.py", "command.no_path", {"path": "nada.py"}),
        ("pasta/nada", "command.no_path", {"path": "pasta/nada"}),
        ("LEIAME.md", "command.no_program", {"file": "LEIAME.md"}),
        ("quebrado.py", "command.no_python", {"file": "quebrado.py", "line": 2}),
        ("latin.py", "command.no_text", {"file": "latin.py"}),
    ],
)
def test_what_cannot_be_rehearsed_is_refused_with_a_line(
    here: Path, what: str, key: str, values: dict[str, object]
) -> None:
    written(here, {"LEIAME.md": "", "quebrado.py": "x = 1\ny ="})
    (here / "latin.py").write_bytes("# ação".encode("latin-1"))
    with pytest.raises(MisusedError, match=said(key, **values).pattern) as refused:
        find(what)
    assert "\n" not in str(refused.value)


def test_a_misspelt_snippet_is_guessed(here: Path) -> None:
    with pytest.raises(MisusedError, match=said("command.perhaps", name="modo-script").pattern):
        target.find("modo-scrip")
