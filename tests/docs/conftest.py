"""What the tests of the built pages share: every page, parsed once by each worker."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from lxml.html import HtmlElement

from decision import cases
from decision.reading import load as load_tree
from publish.day import build_day
from publish.languages import LANGUAGES, ROOT, Language
from publish.pages import facts, sources, workshops
from publish.pages.fragments import render
from publish.pages.written import with_includes
from publish.site import configuration, moved
from publish.site.files import read_pages


@dataclass(frozen=True)
class BuiltPage:
    """A page of the built site; ``path`` is its file below the site's folder."""

    site: Path
    path: str

    @cached_property
    def root(self) -> HtmlElement:
        return html.fromstring((self.site / self.path).read_bytes())

    @property
    def language(self) -> Language:
        return next(lang for lang in reversed(LANGUAGES) if self.path.startswith(lang.prefix))

    @property
    def address(self) -> str:
        """Its address below the root of its language, as ``escolher/``."""
        return self.path.removeprefix(self.language.prefix).removesuffix("index.html")

    @cached_property
    def ids(self) -> set[str]:
        return {str(id_) for id_ in self.root.xpath("//@id | //a/@name")}


@cache
def written_whole(language: Language) -> Mapping[str, str]:
    """Every page of a language as Markdown, its generated pieces in place, by its file below the language's folder."""
    tree = load_tree()
    written = [*read_pages(language), *workshops.pages(tree, language, language.words())]
    catalogue = sources.catalogue(ROOT / "docs", configuration.repository_url())
    known = facts.load(ROOT / "docs" / "facts.toml")
    people = tuple(cases.load(tree).values())
    pieces = render(tree, catalogue, written, language, known, build_day().date(), people=people)
    return {page.path: with_includes(page.markdown, pieces) for page in written}


def search_index(root: Path) -> dict[str, Any]:
    """What the search of the language in ``root`` looks through; the script that holds it begins with a name."""
    found: dict[str, Any] = json.loads((root / "search/search_index.js").read_text(encoding="utf-8").partition("=")[2])
    return found


@pytest.fixture(scope="session")
def pages(site: Path) -> Mapping[str, BuiltPage]:
    """Every page but the 404s and those that lead on from an old address, by path."""
    lead_on = {f"{lang.prefix}{old}index.html" for lang in LANGUAGES for old in moved.load() if "#" not in old}
    found = sorted({path.relative_to(site).as_posix() for path in site.rglob("index.html")} - lead_on)
    return {path: BuiltPage(site, path) for path in found}
