"""A copy of the repository with a language more, whose pages are built once for all that is asked of a build."""

import re
import shutil
from pathlib import Path

import pytest

from tests import building
from tests.once import OnceForAllWorkers


@pytest.fixture(scope="session")
def with_french(once_for_all_workers: OnceForAllWorkers) -> Path:
    """The copy, with site/fr/ built. French has the words of Spanish."""
    _, repo = once_for_all_workers("with-french", build_with_french)
    return repo


def build_with_french(repo: Path) -> None:
    building.copy(repo)
    edit(repo / "decision/languages.py", '"es")', '"es", "fr")')
    for texts in (repo / "docs", repo / "snippets/tutorial/seen"):
        shutil.copytree(texts / "es", texts / "fr")
    for words in repo.glob("**/es.toml"):
        shutil.copy(words, words.with_name("fr.toml"))
    edit(repo / "docs/words/fr.toml", 'language = "Español"', 'language = "Français"')
    for rows in repo.glob("snippets/rosetta/*.toml"):
        text = rows.read_text(encoding="utf-8")
        rows.write_text(re.sub(r"^es( = .*)$", r"es\1\nfr\1", text, flags=re.MULTILINE), encoding="utf-8")
    glossary = repo / "docs/glossary.toml"
    text = glossary.read_text(encoding="utf-8")
    entry = re.compile(r"^es(\.\w+ = (?:\[\n.*?^\]|.*?)$)", re.MULTILINE | re.DOTALL)  # a list may take several lines
    glossary.write_text(entry.sub(r"es\1\nfr\1", text), encoding="utf-8")
    done = building.build_language(repo, "fr")
    assert done.returncode == 0, done.stdout + done.stderr


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
