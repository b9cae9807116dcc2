"""What the tests of the built pages share: every page, parsed once by each worker."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from lxml.html import HtmlElement

from publish.languages import LANGUAGES, Language
from publish.site import moved


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
