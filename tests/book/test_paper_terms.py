"""A chapter of the book leads once to each entry of Conceitos, and a term says no page behind it."""

import pytest

from publish.book import paper_terms, pdf
from tests.book.articles import article

TERM = '<a class="term" href="{up}conceitos/#{entry}">{entry}</a>'


def term(entry: str, up: str = "../") -> str:
    return TERM.format(entry=entry, up=up)


PAGES = {
    "opcoes/casa/": f"<p>{term('gpu')} {term('cota')}</p>",
    "opcoes/casa/oficina/": f"<p>{term('gpu', '../../')} {term('log')} <a href='../../conceitos/#gpu'>gpu</a></p>",
    "como/": f"<p>{term('gpu')}</p>",
    "mapa/": f"<div class='on-screen'>{term('gpu')}</div><p>{term('gpu')}</p>",
}


@pytest.mark.parametrize(
    ("chapter", "linked"),
    [
        (["opcoes/casa/", "opcoes/casa/oficina/"], ["gpu", "cota", "log"]),
        (["opcoes/casa/oficina/"], ["gpu", "log"]),
        (["mapa/"], ["gpu", "gpu"]),
    ],
    ids=["an option and its workshop", "a workshop alone", "first what is not printed"],
)
def test_a_chapter_leads_once_to_each_entry(chapter: list[str], linked: list[str]) -> None:
    articles = {address: article(PAGES[address]) for address in chapter}
    texts = [articles[address].get_text() for address in chapter]
    paper_terms.put(articles, [chapter])
    assert [link.string for address in chapter for link in articles[address].select("a.term")] == linked
    assert [articles[address].get_text() for address in chapter] == texts


def test_another_chapter_leads_there_again_and_a_link_that_was_written_stays() -> None:
    articles = {address: article(html) for address, html in PAGES.items()}
    paper_terms.put(articles, [["opcoes/casa/", "opcoes/casa/oficina/"], ["como/"]])
    assert len(articles["como/"].select("a.term")) == 1
    assert len(articles["opcoes/casa/oficina/"].select("a:not(.term)")) == 1


def test_a_term_in_bold_is_no_link_and_the_next_one_of_the_chapter_is() -> None:
    page = article(f"<p><strong>Case: {term('gpu')}</strong></p><p>{term('gpu')}</p>")
    paper_terms.put({"como/": page}, [["como/"]])
    assert page.get_text() == "Case: gpugpu"
    assert [link.find_parent("strong") for link in page.select("a")] == [None]


@pytest.mark.parametrize(
    ("html", "typst"),
    [
        (term("gpu", "#"), '#first-use(label("conceitos/#gpu"))[gpu];'),
        ('<a href="#conceitos/#gpu">gpu</a>', '#to(label("conceitos/#gpu"))[gpu];'),
    ],
    ids=["a term", "any other link"],
)
def test_a_term_is_set_as_a_first_use_and_any_other_link_with_its_page(html: str, typst: str) -> None:
    assert pdf.to_typst(f"<p>{html}</p>").strip() == typst
