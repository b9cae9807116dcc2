"""What the tests of the book share: the PDF of each language that has one, read once by each worker."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from lxml.html import HtmlElement

from decision.reading import load
from publish.book import chapters
from publish.languages import LANGUAGES, Language
from publish.site import configuration
from tests.book.reading import Book

# The whole of one book is read each time, the others by `make audit`; test_books.py says something of all each time.
READ = [LANGUAGES[0], *(pytest.param(language, marks=pytest.mark.audit) for language in LANGUAGES[1:])]


@pytest.fixture(scope="session", params=READ, ids=lambda language: language.tag)
def language(request: pytest.FixtureRequest) -> Language:
    """Each language; all have a book."""
    found: Language = request.param
    return found


@pytest.fixture(scope="session")
def book(site: Path, language: Language) -> Book:
    return Book(site / "pdf" / f"guia-{language.tag}.pdf")


@pytest.fixture(scope="session")
def words(language: Language) -> Mapping[str, Any]:
    return language.words()


@pytest.fixture(scope="session")
def menu(site: Path, language: Language) -> list[str]:
    """The addresses of the pages that the book has, in the order of the menu, each option's workshop behind it."""

    def flat(entry: Any) -> list[str]:
        if isinstance(entry, str):
            return [entry.removesuffix("index.md") if entry.endswith("index.md") else entry.replace(".md", "/")]
        below = entry.values() if isinstance(entry, dict) else entry
        return [address for item in below for address in flat(item)]

    addresses = flat(configuration.configuration(language, site).nav)
    coded = {outcome.page for outcome in load().outcomes.values() if outcome.snippets}
    whole = [page for page in addresses if page not in chapters.LEFT_OUT]
    return [each for page in whole for each in (page, f"{page}oficina/")[: 1 + (page in coded)]]


@pytest.fixture(scope="session")
def articles(site: Path, language: Language, menu: list[str]) -> Mapping[str, HtmlElement]:
    """The article of each page of the menu, by address."""
    pages = {address: html.parse(site / language.prefix / address / "index.html") for address in menu}
    return {address: page.find(".//article") for address, page in pages.items()}
