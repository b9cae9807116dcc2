"""Which chapters the book has, in which order, and what is put into them that only paper needs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from decision.cases import Case
from decision.tree import Tree
from publish.book import (
    attached,
    combine,
    paper_adjustments,
    paper_attached,
    paper_cases,
    paper_comparison,
    paper_diagnosis,
    paper_index,
    paper_map,
    paper_option,
    paper_permissions,
    paper_sources,
    paper_terms,
    paper_workshop,
)
from publish.book.combine import Chapter, Part
from publish.languages import Language
from publish.pages import permissions

LEFT_OUT = ("arquitetura/", "referencia/")  # what is for who works on the guide
ADJUSTMENTS_AFTER = "comparacao/"


def order(book: Iterable[Part]) -> list[Part]:
    """Return the parts of the book without what is left out, and with the chapters that no page of the site has."""
    parts = []
    for part in book:
        pages = [page for page in part.pages if page not in LEFT_OUT]
        if ADJUSTMENTS_AFTER in pages:
            pages.insert(pages.index(ADJUSTMENTS_AFTER) + 1, paper_adjustments.ADDRESS)
        parts += [replace(part, pages=tuple(pages))] if pages else []
    return [*parts[:-1], replace(parts[-1], pages=(*parts[-1].pages, paper_index.ADDRESS))]


def read(root: Path, book: Iterable[Part]) -> dict[str, Chapter]:
    """Read the pages that the parts name, below the root of a language. Raises ``ValueError`` as ``combine.read``."""
    own = (paper_adjustments.ADDRESS, paper_index.ADDRESS)
    return {page: combine.read(root, page) for part in book for page in part.pages if page not in own}


def on_paper(
    book: Sequence[Part],
    chapters: Mapping[str, Chapter],
    tree: Tree,
    people: Iterable[Case],
    words: Mapping[str, str],
    language: Language,
    site: str,
) -> dict[str, Chapter]:
    """Return all chapters, with what only paper needs; their articles are changed.

    Args:
        book: the parts, in order.
        chapters: the pages that were read, by address.
        tree: the tree.
        people: the real cases.
        words: the ``[book]`` labels.
        language: the language of the book.
        site: the address of the site.

    Raises:
        ValueError: naming page and source, for a citation that the list of sources does not have.
    """
    tag, prefix = language.tag, language.prefix
    articles = {address: chapter.article for address, chapter in chapters.items()}
    options = [outcome.page for outcome in tree.outcomes.values()]
    known = permissions.published()
    kept = attached.files(language)
    for address, article in articles.items():
        paper_adjustments.lead(article, tree.adjustments, prefix)
        if (option := address.removesuffix(combine.WORKSHOP)) in options:
            paper_adjustments.put(article, prefix)
            paper_workshop.put(article, f"{site}{prefix}{option}{combine.WORKSHOP}", words)
        if address == paper_comparison.ADDRESS:
            paper_comparison.put(article)
        if address == paper_diagnosis.ADDRESS:
            paper_diagnosis.put(article)
        if address == paper_map.ADDRESS:
            paper_map.put(article, tree, words, tag, prefix)
        paper_permissions.put(article, known, words)
        if not address.endswith(combine.WORKSHOP):  # which the option's page, before it, speaks for
            paper_attached.put(article, articles.get(f"{address}{combine.WORKSHOP}"), words["attached"], kept)
    paper_cases.put(articles, tree, tag, prefix)
    paper_option.put(articles, tree, people, words, tag, prefix)
    articles[paper_adjustments.ADDRESS] = _article(paper_adjustments.chapter(tree, words, tag, prefix))
    articles[paper_index.ADDRESS] = _article(paper_index.chapter(articles, tree, words, tag, prefix))
    pages = [page for part in book for page in part.pages]
    paper_sources.put(articles, together(pages), words, prefix)
    paper_terms.put(articles, together(pages))
    return {page: Chapter(page, articles[page]) for page in pages}


def together(pages: Iterable[str]) -> list[list[str]]:
    """Return the pages that make a chapter each: an option's workshop belongs to its page."""
    return [list(group) for _, group in groupby(pages, key=lambda page: page.removesuffix(combine.WORKSHOP))]


def _article(html: str) -> Tag:
    article = BeautifulSoup(f"<article>{html}</article>", "lxml").article
    assert article is not None
    return article
