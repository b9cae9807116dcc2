"""Whoever follows a recipe to the letter, and does nothing else, ends well: its lines name every file and command."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.recipes import following
from tests.recipes.reading import recipes, unnamed, untouched

READ = {
    **recipes(ROOT / "README.md", "Como acrescentar", {title: names for title, (_, names) in following.README.items()}),
    **recipes(
        ROOT / "CONTRIBUTING.md", "Recipes", {title: names for title, (_, names) in following.CONTRIBUTING.items()}
    ),
}
FOLLOWERS = {title: follow for title, (follow, _) in {**following.README, **following.CONTRIBUTING}.items()}
NOT_OURS = {".git", ".venv", "site", "build", ".hypothesis", ".pytest_cache", ".ruff_cache", ".mypy_cache"}
STAMPS = (".site", ".check", ".test", ".torch")
each_recipe = pytest.mark.parametrize("title", FOLLOWERS)


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """A copy of what is committed, with nothing built."""

    def left_out(folder: str, names: list[str]) -> Iterable[str]:
        return NOT_OURS.intersection(names) if Path(folder) == ROOT else {"__pycache__"}.intersection(names)

    return Path(shutil.copytree(ROOT, tmp_path / "guia", ignore=left_out))


def files(repo: Path) -> dict[str, str]:
    """Every file of a copy, with the digest of what is in it."""
    return {
        path.relative_to(repo).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in repo.rglob("*")
        if path.is_file()
    }


def test_the_readme_has_the_recipes_that_are_followed_and_each_ends_with_the_check() -> None:
    assert list(READ) == list(FOLLOWERS)
    ends = {title: recipe.commands[-1].split()[-1] for title, recipe in READ.items()}
    # A language's ends when its pages are built: the check has lines by hand for each language, which no recipe gives.
    assert ends == {**dict.fromkeys(READ, "check"), "Uma língua": "addresses"}


@each_recipe
def test_its_lines_name_every_file_that_has_to_be_edited_and_no_other(title: str, repo: Path) -> None:
    before = files(repo)
    FOLLOWERS[title](repo)
    after = files(repo)
    touched = {path for path, digest in after.items() if before.get(path) != digest}
    assert touched
    assert (unnamed(READ[title].named(), touched), untouched(READ[title].named(), touched)) == ([], [])


def tables(value: Any, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], set[str]]:
    """Every table of a TOML file, by its place, with its keys."""
    found = {path: set(value)}
    for key, below in value.items():
        if isinstance(below, dict):
            found |= tables(below, (*path, key))
    return found


@pytest.mark.parametrize(
    ("title", "id_", "files"),
    [
        ("Uma pergunta", "qual-notebook", ["decision/tree.toml", "decision/text/pt.toml"]),
        ("Um sintoma", "forno-frio", ["symptoms/data/job.toml", "symptoms/text/job/pt.toml"]),
    ],
)
def test_its_lines_name_every_key_of_the_tables_to_be_written(
    title: str, id_: str, files: list[str], repo: Path
) -> None:
    FOLLOWERS[title](repo)
    written = [tables(tomllib.loads((repo / file).read_text(encoding="utf-8"))) for file in files]
    keys = {key for file in written for place, found in file.items() if place[-1:] == (id_,) for key in found}
    assert len(keys) >= 3
    assert sorted(key for key in keys if f"`{key}`" not in READ[title].steps) == []


def set_up(repo: Path) -> None:
    """Make a clone of a copy, with the environment of these tests as its own: make finds everything installed."""
    for command in (["init", "-q"], ["add", "."], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a"]):
        subprocess.run(["git", *command], cwd=repo, check=True)
    venv = repo / ".venv"
    venv.mkdir()
    for part in Path(sys.prefix).iterdir():
        if part.name not in STAMPS:
            (venv / part.name).symlink_to(part)
    for stamp in STAMPS:
        (venv / stamp).touch()


def tree_asks(repo: Path) -> bool:
    tree = json.loads((repo / "site/decision/tree.json").read_text(encoding="utf-8"))
    leads = {answer["id"]: answer.get("question") for answer in tree["questions"]["objetivo"]["answers"]}
    return leads["celula-por-celula"] == "qual-notebook" and "qual-notebook" in tree["questions"]


def pages_have(text: str, *pages: str) -> Callable[[Path], bool]:
    """Tell whether each of these pages of the built site has a text."""
    return lambda repo: all(text in (repo / "site" / page).read_text(encoding="utf-8") for page in pages)


def of_each_language(page: str) -> list[str]:
    return [page, f"en/{page}", f"es/{page}"]


# What a reader then finds in what was made; the rest of the recipes change nothing that they could look for.
MADE: dict[str, list[Callable[[Path], bool]]] = {
    "Uma pergunta": [tree_asks, pages_have("qual-notebook", *of_each_language("escolher/index.html"))],
    "Uma opção (*outcome*)": [
        pages_have("opcoes/extra/", "decision/tree.json", *of_each_language("escolher/index.html"))
    ],
    "Um sintoma": [pages_have('"forno-frio"', "symptoms.json", *of_each_language("diagnosticar/index.html"))],
    "Um trecho de código": [pages_have("contar-jobs.py", *of_each_language("limpar/index.html"))],
    "Uma página": [pages_have('id="quando"', *of_each_language("nova/index.html"))],
    "Uma língua": [pages_have('lang="fr"', "fr/index.html")],
    "An answer": [pages_have("so-sql", *of_each_language("escolher/index.html"))],
    "A source": [pages_have("docker-basics", *of_each_language("limpar/index.html"))],
    "A heading that gets another id": [pages_have('id="outro-caso"', *of_each_language("por-onde-estudar/index.html"))],
}
# What a command says, where more is promised than that it ends well.
SAID = {"Um sintoma": r"^Forno frio \(pt\) \(forno-frio, "}


@pytest.mark.audit
@pytest.mark.timeout(1200)  # a whole round of a contributor's: a build and the fast tests, for one also a rehearsal
@each_recipe
def test_whoever_types_its_commands_ends_well(title: str, repo: Path) -> None:
    set_up(repo)
    FOLLOWERS[title](repo)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "MAKE"))}
    said = ""
    for command in READ[title].commands:
        done = subprocess.run(command, shell=True, cwd=repo, capture_output=True, text=True, env=environment)
        if done.returncode:
            pytest.fail(f"{command}: {done.stdout[-6000:]}\n{done.stderr[-3000:]}", pytrace=False)
        said += done.stdout
    assert re.search(SAID.get(title, ""), said, re.MULTILINE)
    assert [found(repo) for found in MADE[title]] == [True] * len(MADE[title])
