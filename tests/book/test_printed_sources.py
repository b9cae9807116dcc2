"""The sources in a book: each once in the list, and both ways between it and the chapters that cite it."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from lxml.html import HtmlElement

from publish.book import chapters as chapters_of_the_book
from publish.book import paper_adjustments
from publish.languages import ROOT, Language
from publish.pages import sources
from publish.site import configuration
from tests.book.places import chapter_text, pages_of_sources
from tests.book.reading import Book, bare, like_print
from tests.tree import TREE

CATALOGUE = sources.catalogue(ROOT / "docs", configuration.repository_url())
Articles = Mapping[str, HtmlElement]
NOTE = "@class='footnote-ref'"


@pytest.fixture(scope="session")
def source_pages(book: Book, language: Language, words: Mapping[str, Any]) -> Mapping[str, tuple[int, int]]:
    """The number that each source has in the list, and the page, from 1, on which it stands there."""
    begin = book.page_of("pagina-fontes")
    ordered = sorted(CATALOGUE.values(), key=lambda source: source.titled(language).lower())
    found: dict[str, tuple[int, int]] = {}
    page = begin
    for n, source in enumerate(ordered, 1):
        entry = like_print(f"{words['book']['source'].format(n=n)}. {source.titled(language)}")
        while entry not in like_print(book.texts[page] + book.texts[page + 1]):
            page += 1
            assert page < len(book.texts) - 1, entry
        start = like_print(f"{words['book']['source'].format(n=n)}. ")
        found[source.id] = (n, page + (1 if start not in like_print(book.texts[page]) else 0) + 1)
    return found


def test_every_source_is_in_the_list_once_with_its_address(
    book: Book, source_pages: Mapping[str, tuple[int, int]]
) -> None:
    whole = like_print("".join(book.texts[book.page_of("pagina-fontes") :]))
    assert set(source_pages) == set(CATALOGUE)
    assert [id_ for id_, source in CATALOGUE.items() if like_print(source.url) not in whole] == []


@pytest.fixture
def cited(
    articles: Articles, menu: list[str], source_pages: Mapping[str, tuple[int, int]]
) -> dict[str, tuple[int, list[int]]]:
    """The number of each chapter, by its address, and those of the sources that it cites."""
    on_paper = "not(ancestor::details[contains(@class, 'tip')])"  # adjustments have a chapter of their own
    groups = chapters_of_the_book.together(menu)
    groups.insert(groups.index(["comparacao/"]) + 1, [paper_adjustments.ADDRESS])
    found = {}
    for chapter, pages in enumerate(groups, 1):
        shown = [articles[page] for page in pages if page in articles]
        ids = {ref.removeprefix("#fn:") for page in shown for ref in page.xpath(f".//a[{NOTE}][{on_paper}]/@href")}
        if pages == [paper_adjustments.ADDRESS]:
            ids = {id_ for adjustment in TREE.adjustments.values() for id_ in adjustment.sources}
        found[pages[0]] = (chapter, sorted(source_pages[id_][0] for id_ in ids))
    return found


def test_every_chapter_says_the_numbers_of_the_sources_that_it_cites_and_the_page_of_their_list(
    book: Book, menu: list[str], words: Mapping[str, Any], cited: Mapping[str, tuple[int, list[int]]]
) -> None:
    labels, page = words["book"], book.page_of("pagina-fontes") + 1
    endings = {}
    for address, (chapter, numbers) in cited.items():
        if numbers and address in menu:
            said = ", ".join(labels["source"].format(n=n) for n in numbers)
            notes = labels["notes"].format(n=chapter)
            endings[address] = bare(f"{notes}, {labels['page'].format(n=page)}{said}.")
    assert len(endings) > 2 * len(TREE.outcomes)
    assert [a for a, ending in endings.items() if ending not in group_text(book, a, menu)] == []


def test_every_source_names_the_chapters_of_the_book_that_cite_it(
    book: Book,
    words: Mapping[str, Any],
    source_pages: Mapping[str, tuple[int, int]],
    cited: Mapping[str, tuple[int, list[int]]],
) -> None:
    whole = bare("".join(between_margins(book, page - 1) for page in pages_of_sources(book)))
    assert len({n for _, numbers in cited.values() for n in numbers}) > 200
    lost = []
    for n, _ in source_pages.values():
        chapters = [str(chapter) for chapter, numbers in cited.values() if n in numbers]
        entry = whole.partition(bare(f"{words['book']['source'].format(n=n)}. "))[2]
        said = bare(words["book"]["chapters"].format(numbers=", ".join(chapters)) + ".")
        if chapters and not re.match(rf".*?{re.escape(bare(words['site']['cited_by']))}:{re.escape(said)}", entry):
            lost.append(n)
    assert lost == []


def between_margins(book: Book, page: int) -> str:
    """The letters of a page but those of its head and its foot."""
    return "".join(run.text for run in book.content(page))


def group_text(book: Book, address: str, menu: list[str]) -> str:
    """The letters of a chapter, and of the workshop that belongs to it."""
    workshop = f"{address}oficina/"
    return chapter_text(book, address, menu) + (chapter_text(book, workshop, menu) if workshop in menu else "")
