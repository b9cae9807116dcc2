"""The pages of the book as sheets: none nearly empty, no heading alone at the foot."""

from collections.abc import Mapping
from typing import Any

import pytest
from lxml.html import HtmlElement

from tests.book.places import top_of
from tests.book.reading import FOOT, HEAD, Book, bare, like_print
from tests.tree import TREE

HEADING = 30  # points that a heading takes
UPRIGHT, FLIPPED = 68, 51  # points of the margins at the sides of a page
HANGING = 3  # points by which a hyphen or the ink of a letter may stand out


def filled(book: Book, page: int) -> float:
    """Return how far down a page is written, from 0 to 1."""
    height = float(book.pdf.pages[page].mediabox.height)
    lowest = min((run.baseline for run in book.content(page)), default=height - HEAD)
    return 1 - (lowest - FOOT) / (height - HEAD - FOOT)


def parts(book: Book) -> set[int]:
    return {book.page_of(name) for name in book.destinations if name.startswith("parte-")}


def test_no_page_is_under_a_tenth_full_but_before_a_part(book: Book) -> None:
    openers, last = parts(book), len(book.pdf.pages) - 1
    first = min(openers)
    fill = {
        n + 1: filled(book, n)
        for n in range(len(book.pdf.pages))
        if n > first and n not in openers and n + 1 not in openers
    }
    assert len(fill) > 150
    assert {page: round(part, 2) for page, part in fill.items() if part < 0.1 and page <= last} == {}


def test_no_page_that_a_chapter_goes_on_after_is_much_less_than_half_full(book: Book) -> None:
    much_less = 0.45  # a function of up to 45 lines is kept whole, so that it copies whole: that leaves pages so full

    def is_upright(page: int) -> bool:
        return float(book.pdf.pages[page].mediabox.height) > float(book.pdf.pages[page].mediabox.width)

    def goes_on(page: int) -> bool:  # a page that a chapter opens has no running head
        height = float(book.pdf.pages[page].mediabox.height)
        return any(run.text.strip() and run.baseline > height - HEAD for run in book.runs[page])

    within = [n for n in range(len(book.runs) - 1) if is_upright(n) and is_upright(n + 1) and goes_on(n + 1)]
    assert len(within) > 200
    fill = {n + 1: round(filled(book, n), 2) for n in within if n not in parts(book)}
    assert {page: part for page, part in fill.items() if part < much_less} == {}


def test_a_page_that_begins_with_what_is_left_of_a_chapter_says_of_which(book: Book) -> None:
    titles: dict[int, float] = {}
    for name, place in book.destinations.items():
        if "--" not in name:
            titles[book.page_of(name)] = max(float(place.top or 0), titles.get(book.page_of(name), 0))
    silent, below = [], []
    for page in range(min(parts(book)) + 1, len(book.runs)):
        height = float(book.pdf.pages[page].mediabox.height)
        first = max((run.top for run in book.content(page)), default=0.0)
        opens = page in titles and titles[page] > first - 1
        if page in titles and not opens:
            below.append(page + 1)
        said = any(run.text.strip() and run.baseline > height - HEAD for run in book.runs[page])
        if not said and not opens and page not in parts(book):
            silent.append(page + 1)
    assert len(below) > 8
    assert silent == []


def test_no_one_or_two_lines_of_the_card_of_an_option_stand_alone(
    book: Book, articles: Mapping[str, HtmlElement]
) -> None:
    pages = [like_print(text) for text in book.texts]
    parted, cards = {}, 0
    for outcome in TREE.outcomes.values():
        terms = articles[outcome.page].iterfind(".//div[@data-card]//dt")
        said = [like_print(term.text_content() + term.getnext().text_content())[:40] for term in terms]
        first = book.page_of(top_of(outcome.page))
        cards += said != []
        on = [next(page for page in range(first, first + 3) if each in pages[page]) for each in said]
        if len({*on[:3]}) > 1 or len({*on[-3:]}) > 1:
            parted[outcome.id] = on
    assert cards == len(TREE.outcomes)
    assert parted == {}


def test_nothing_is_printed_beyond_the_margins(book: Book) -> None:
    def beyond(page: int) -> list[str]:
        box = book.pdf.pages[page].mediabox
        margin = UPRIGHT if box.height > box.width else FLIPPED
        edge = float(box.width) - margin + HANGING
        return [
            run.text
            for run in book.runs[page]
            if run.text.strip() and not margin - HANGING < run.left < run.right < edge
        ]

    assert sum(map(len, book.runs)) > 10_000
    assert {page + 1: texts for page in range(len(book.runs)) if (texts := beyond(page))} == {}


def test_no_page_before_a_part_holds_the_sources_of_a_chapter_alone(book: Book, words: Mapping[str, Any]) -> None:
    label = bare(words["book"]["notes"].partition("{n}")[0])
    last = {page - 1 for page in parts(book)} - {-1}
    assert len(last) > 8
    first = {page + 1: bare("".join(run.text for run in book.content(page)))[: len(label)] for page in last}
    assert [page for page, said in first.items() if said == label] == []


def test_no_heading_stands_alone_at_the_foot_of_a_page(book: Book) -> None:
    openers = parts(book)
    places = [(name, book.page_of(name), float(d.top or 0)) for name, d in book.destinations.items()]
    headings = [place for place in places if place[1] not in openers]
    assert len(headings) > 200
    alone = {
        name: page + 1
        for name, page, top in headings
        if not any(run.baseline < top - HEADING for run in book.content(page))
    }
    assert alone == {}


@pytest.fixture(scope="session")
def with_table(articles: Mapping[str, HtmlElement]) -> set[str]:
    """The names of the sections of the book that begin with a table, perhaps behind a sentence."""
    heading = ".//*[self::h2 or self::h3][@id][following-sibling::*[position() < 3][descendant-or-self::table]]"
    folded = ".//details[@id][.//table]"
    return {
        f"{address.strip('/').replace('/', '.')}--{section.get('id')}"
        for address, article in articles.items()
        for section in article.xpath(f"{heading} | {folded}")
    }


def test_a_section_whose_table_goes_to_the_next_page_leaves_no_third_of_this_one_empty(
    book: Book, with_table: set[str]
) -> None:
    assert len(with_table & book.destinations.keys()) > 40
    upright = {n for n, page in enumerate(book.pdf.pages) if page.mediabox.height > page.mediabox.width}
    begun = {}
    for name in with_table & book.destinations.keys():
        page, height = book.page_of(name), float(book.pdf.pages[book.page_of(name)].mediabox.height)
        at_top = float(book.destinations[name].top or 0) > height - HEAD - HEADING
        if at_top and {page, page - 1} <= upright and page not in parts(book):
            begun[name] = (min(run.baseline for run in book.content(page - 1)) - FOOT) / (height - HEAD - FOOT)
    assert begun
    assert {name: round(empty, 2) for name, empty in begun.items() if empty > 0.3} == {}


def test_the_figure_of_all_options_is_whole_on_one_page(book: Book, articles: Mapping[str, HtmlElement]) -> None:
    figure = articles["comparacao/"].find(".//table[@class='levels-grid']")
    names = [like_print(name.text_content()) for name in figure.iterfind(".//span[@class='levels-name']")]
    assert len(names) == 20
    title = like_print(figure.findtext("caption"))
    (page,) = [text for text in map(like_print, book.texts) if title in text]
    assert [name for name in names if name not in page] == []
    assert page.index(names[0]) < page.index(title)
