"""Puts what programs read beside the built pages of a language."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from decision import history
from decision.tree import Tree
from publish.day import build_day
from publish.languages import BUILD, LANGUAGES, ROOT, Language
from publish.pages import facts
from publish.programs import feed, llms, pages, social


def write(folder: Path, language: Language, tree: Tree, menu: Iterable[Any], site: str) -> None:
    """Write Markdown, ``llms.txt``, the feed and the pictures of a language.

    Args:
        folder: its built pages.
        language: the language.
        tree: the tree of questions.
        menu: with the names of its sections, as MkDocs has it.
        site: the address of the site, with a slash at the end.
    """
    words, today = language.words(), build_day().date()
    root = site + language.prefix
    about = words["programs"]["page"].format(date=language.date(today), version=tree.version)
    written = pages.write(folder, about)
    others = {other.name: f"{site}{other.prefix}{llms.FILE}" for other in LANGUAGES if other != language}
    _write(folder / llms.FILE, llms.text(menu, written, words, root, others))
    known = facts.load(ROOT / "docs" / "facts.toml")
    found = feed.entries(history.load(), feed.days(), known, today, language)
    _write(folder / feed.FILE, feed.atom(found, words, root, language))
    (folder / social.FOLDER).mkdir()
    for kind, picture in social.pictures(words, BUILD / social.FOLDER).items():
        (folder / social.FOLDER / f"{kind}.png").write_bytes(picture)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
