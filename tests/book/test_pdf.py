"""The PDF as a reader gets it: cover, contents, outline, links, code whole, nothing cut."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from lxml.html import HtmlElement
from pypdfium2 import PdfDocument

from decision import cases
from publish.day import build_day
from publish.languages import ROOT, Language
from publish.pages import cases as people
from publish.pages import facts, permissions, snippet_section, sources, workshops
from publish.pages.fragments import render
from publish.pages.written import with_includes
from publish.site import configuration
from publish.site.files import read_pages
from snippets import voices
from tests.book.places import chapter_text, pages_of_sources, top_of
from tests.book.reading import Book, Run, bare, in_order, like_print
from tests.tree import TREE

PEOPLE = tuple(cases.load(TREE).values())
CATALOGUE = sources.catalogue(ROOT / "docs", configuration.repository_url())
FACTS = facts.load(ROOT / "docs" / "facts.toml")
Articles = Mapping[str, HtmlElement]


def title_of(article: HtmlElement) -> str:
    return str(article.find(".//h1").text_content()).strip()


# -- what the file says of itself --------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["name", "description", "independent", "language"])
def test_the_cover_says(key: str, book: Book, words: Mapping[str, Any]) -> None:
    assert bare(words["site"][key]) in book.texts[0]


def test_the_cover_dates_the_book_and_names_the_version_of_the_tree(
    book: Book, language: Language, words: Mapping[str, Any]
) -> None:
    made = str(book.pdf.metadata.creation_date_raw)  # D:YYYYMMDD…: the day of the build, by Typst
    day = language.date(date(int(made[2:6]), int(made[6:8]), int(made[8:10])))
    assert bare(words["book"]["built"].format(date=day, version=TREE.version)) in book.texts[0]


def test_the_file_names_its_language_and_title(book: Book, language: Language, words: Mapping[str, Any]) -> None:
    root = book.pdf.root_object
    assert root["/Lang"] == language.tag
    assert book.pdf.metadata is not None
    assert book.pdf.metadata.title == words["site"]["name"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_the_file_is_tagged_and_says_that_it_is_accessible(book: Book) -> None:
    root = book.pdf.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_every_font_is_in_the_file(book: Book) -> None:
    fonts = {
        id(f.get_object()): f.get_object() for page in book.pdf.pages for f in page["/Resources"]["/Font"].values()
    }
    described = [font["/DescendantFonts"][0]["/FontDescriptor"] for font in fonts.values()]
    assert len(described) > 2  # upright, bold and code
    assert [one["/FontName"] for one in described if not {"/FontFile2", "/FontFile3"} & set(one)] == []


# -- finding one's way -------------------------------------------------------------------------------------------


def chapters(articles: Articles, words: Mapping[str, Any]) -> list[str]:
    """The titles of the chapters, each behind its number: the pages of the menu, the adjustments and the index."""
    titles = {a: title_of(article) for a, article in articles.items() if not a.endswith("oficina/")}
    ordered = list(titles.values())
    ordered.insert(list(titles).index("comparacao/") + 1, words["book"]["adjustments"])
    return [f"{n} {title}" for n, title in enumerate([*ordered, words["book"]["index"]], 1)]


def test_the_outline_has_every_chapter_in_its_order_behind_its_number(
    book: Book, articles: Articles, words: Mapping[str, Any]
) -> None:
    titles = [title for depth, title in book.outline if depth == 1]
    assert [bare(title) for title in titles] == [bare(title) for title in chapters(articles, words)]
    assert [title.split()[0] for title in titles] == [str(n + 1) for n in range(len(titles))]


def test_a_workshop_is_a_section_of_the_chapter_of_its_option(book: Book, articles: Articles) -> None:
    sections = {bare(title) for depth, title in book.outline if depth == 2}
    workshops_ = {bare(title_of(article)) for a, article in articles.items() if a.endswith("oficina/")}
    assert workshops_
    assert workshops_ <= sections


def test_the_contents_give_the_page_of_every_chapter(book: Book, articles: Articles, words: Mapping[str, Any]) -> None:
    contents = "".join(book.texts[2 : book.page_of("parte-1")])
    tops = [top_of(address) for address in articles if not address.endswith("oficina/")]
    tops = [*tops[:3], top_of("ajustes/"), *tops[3:], top_of("indice/")]
    lines = [
        bare(f"{title}{book.page_of(top) + 1}") for title, top in zip(chapters(articles, words), tops, strict=True)
    ]
    assert tops[2] == top_of("comparacao/")
    assert in_order(lines, contents) is None


def test_the_number_at_the_foot_of_a_page_is_its_number_in_the_file(book: Book) -> None:
    chapters = {book.page_of(name) for name in book.destinations if name.startswith(("opcao-", "pagina-"))}
    assert [page for page in chapters if not book.texts[page].endswith(str(page + 1))] == []


def test_every_internal_link_leads_to_a_destination(book: Book) -> None:
    inside = {link.inside for link in book.links if link.inside}
    assert len(inside) > len(TREE.outcomes) + len(TREE.questions)
    assert inside <= set(book.destinations) | positions(book)


def positions(book: Book) -> set[str]:
    """Destinations without a name, such as a note: a page of this file and a place on it."""
    pages = {page.indirect_reference.idnum for page in book.pdf.pages if page.indirect_reference}
    inside = (link.inside or "" for link in book.links)
    found = ((said, re.match(r"\[IndirectObject\((\d+),", said)) for said in inside)
    return {said for said, match in found if match and int(match[1]) in pages}


def test_a_link_leads_to_the_page_of_a_chapter_only_for_what_is_not_printed(
    book: Book, articles: Articles, language: Language
) -> None:
    outside = {link.outside.split("#")[0] for link in book.links if link.outside}
    assert {source.url.split("#")[0] for source in CATALOGUE.values()} <= outside
    # of what is for screens the policies and the similar cases are printed in another form
    printed = " or ".join(f".//a[contains(@href, '{place}/')]" for place in (permissions.FOLDER, people.PAGE))
    left_out = f"boolean(.//details[contains(@class, 'on-screen')][not({printed})])"
    online = {address for address in articles if f"{configuration.site_url()}{language.prefix}{address}" in outside}
    colophon = {""}
    assert online - colophon == {address for address, article in articles.items() if article.xpath(left_out)}


def test_a_number_that_is_a_link_is_that_of_the_page_to_which_it_leads(book: Book) -> None:
    sources = pages_of_sources(book)
    numbers = [(said, to) for on, said, to in said_and_page(book) if said.isdigit() and on not in sources]
    assert len(numbers) > 400  # of the index
    assert [(said, to) for said, to in numbers if int(said) != to] == []


def test_each_text_of_the_diagnosis_is_in_the_index_with_the_page_on_which_it_stands(
    book: Book, articles: Articles
) -> None:
    index = like_print("".join(book.texts[book.page_of(top_of("indice/")) :]))
    numbers = {said for _, said, _ in said_and_page(book) if said.isdigit()}
    cells = articles["diagnosticar/"].findall(".//td[@data-seen]")
    codes = {cell: [code.text_content() for code in cell.iter("code")] for cell in cells}
    # What no text shows is looked up by the words that tell it, and not by a name in them.
    told = {cell for cell in cells if bare(cell.text_content()) != bare("".join(codes[cell]))}
    assert len(told) > 10
    texts = {cell.text_content() for cell in told} | {
        text for cell in cells if cell not in told for text in codes[cell]
    }
    assert len(texts) > 300
    assert {text for text in texts if not stands_where_the_index_says(text, index, numbers, book)} == set()


def stands_where_the_index_says(text: str, index: str, numbers: Set[str], book: Book) -> bool:
    """Whether a page that the index names behind a text, or behind its first words, has the whole of it."""
    words = next(words for n in range(len(text), 0, -1) if (words := like_print(text[:n]).rstrip(".…")) in index)
    said = re.search(re.escape(words) + r"[.…]*,((?:\d+,?)+)", index)
    if said is None or len(words) < min(30, len(like_print(text)) - 4):
        return False
    # The next entry may begin with a digit.
    digits = said[1].split(",")
    named = {each[:n] for each in digits for n in range(1, 4)} & numbers
    return any(like_print(text) in like_print(book.texts[int(each) - 1]) for each in named)


def said_and_page(book: Book) -> Iterator[tuple[int, str, int]]:
    """The page of each link inside the book, what it covers, and the page to which it leads; they count from 1."""
    place = {page.indirect_reference.idnum: n for n, page in enumerate(book.pdf.pages, 1) if page.indirect_reference}
    with PdfDocument(book.path) as pdf:
        for on, (page, letters) in enumerate(zip(book.pdf.pages, pdf, strict=True), 1):
            text = letters.get_textpage()
            for link in (each.get_object() for each in page.get("/Annots", [])):
                to = link.get("/Dest", link.get("/A", {}).get("/D"))
                if to is not None:
                    number = book.page_of(to) + 1 if isinstance(to, str) else place[to.get_object()[0].idnum]
                    yield on, text.get_text_bounded(*map(float, link["/Rect"])).strip(), number


@pytest.mark.parametrize("prefix", ["opcao-", "pergunta-"])
def test_the_destinations_that_the_site_promises_are_exactly_those_of_the_tree(prefix: str, book: Book) -> None:
    wanted = {"opcao-": TREE.outcomes, "pergunta-": TREE.questions}[prefix]
    assert {name for name in book.destinations if name.startswith(prefix)} == {f"{prefix}{id_}" for id_ in wanted}


# -- nothing left out, nothing cut -------------------------------------------------------------------------------


def code_lines(text: str) -> list[str]:
    return [line for line in map(bare, text.splitlines()) if line]


def test_every_code_block_of_every_page_is_whole(book: Book, articles: Articles, menu: list[str]) -> None:
    def lines(article: HtmlElement) -> list[str]:
        on_paper = './/div[contains(@class, "highlight") and not(ancestor::*[contains(@class, "on-screen")])]'
        blocks = article.xpath(f"{on_paper}//code")
        return [line for code in blocks for line in code_lines(code.text_content())]

    lost = {a: in_order(lines(article), chapter_text(book, a, menu)) for a, article in articles.items()}
    assert {address: line for address, line in lost.items() if line} == {}


SNIPPETS = [
    (outcome.page if name == outcome.snippets[0] else f"{outcome.page}oficina/", file)
    for outcome in TREE.outcomes.values()
    for name in outcome.snippets
    for file in snippet_section.load(name).files
]


@pytest.mark.parametrize(("address", "file"), SNIPPETS)
def test_every_file_of_a_snippet_is_whole(
    address: str, file: str, book: Book, menu: list[str], language: Language
) -> None:
    lines = code_lines(voices.text(file, language.folder))
    assert in_order(lines, chapter_text(book, address, menu)) is None


def test_every_highlighted_block_says_its_language(articles: Articles) -> None:
    blocks = [
        block for article in articles.values() for block in article.xpath('.//div[contains(@class, "highlight")]')
    ]
    assert blocks
    assert [block.text_content()[:60] for block in blocks if "language-" not in block.get("class")] == []


@pytest.fixture(scope="session")
def written(language: Language) -> Mapping[str, str]:
    """Each page as it is written, with its generated pieces, by address: what there must be of each thing."""
    pages = [*read_pages(language), *workshops.pages(TREE, language, language.words())]
    pieces = render(TREE, CATALOGUE, pages, language, FACTS, build_day().date(), people=PEOPLE)
    return {
        page.path.removesuffix("index.md").replace(".md", "/"): with_includes(page.markdown, pieces) for page in pages
    }


def test_every_tab_is_printed_with_its_label(
    book: Book, articles: Articles, menu: list[str], written: Mapping[str, str]
) -> None:
    labels = {address: re.findall(r'^ *===!? "(.+)"$', written[address], re.MULTILINE) for address in articles}
    lost = {
        address: in_order([bare(label.replace("`", "")) for label in said], chapter_text(book, address, menu))
        for address, said in labels.items()
    }
    assert sum(map(len, labels.values())) > len(TREE.outcomes)
    assert {address: label for address, label in lost.items() if label} == {}


def test_what_only_a_screen_can_use_is_not_printed(book: Book) -> None:
    assert not [link for link in book.links if "issues/new?" in (link.outside or "")]
    assert not any('"questions":{' in text for text in book.texts)


def test_nothing_is_printed_in_the_margins(book: Book) -> None:
    edge = 28  # points, 1 cm; margins are wider, and only running heads and hanging punctuation stand in them
    out = {
        number + 1: run.text
        for number, (page, runs) in enumerate(zip(book.pdf.pages, book.runs, strict=True))
        for run in runs
        if run.left < edge or run.right > float(page.mediabox.width) - edge or run.bottom < edge
        or run.top > float(page.mediabox.height) - edge
    }  # fmt: skip
    assert out == {}


def test_no_words_are_printed_over_others(book: Book) -> None:
    assert {n + 1: over for n, runs in enumerate(book.runs) if (over := overlaps(runs))} == {}


def overlaps(runs: list[Run]) -> list[tuple[str, str]]:
    lines = defaultdict(list)
    for run in runs:
        if run.text.strip():
            lines[round(run.baseline)].append(run)
    ordered = (sorted(line, key=lambda run: run.left) for line in lines.values())
    return [(a.text, b.text) for line in ordered for a, b in pairwise(line) if b.left < a.right - 1.5]
