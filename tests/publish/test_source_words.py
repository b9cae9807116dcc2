"""Footnotes and the list of sources: which part of a source stands where, and who cites it."""

from datetime import date

import pytest

from publish.languages import language
from publish.pages import sources
from publish.pages.sources import Source
from publish.pages.written import Page, citing
from tests.tokens import labels

SITE = labels()["site"]
ENGLISH = language("en")
DATED = Source("um", "Um", "https://um.example/", date(2026, 11, 20), edition="<edition>")
OF_A_DAY = Source("dia", "Dia", "https://dia.example/", date(2026, 11, 22), edition="2023-05-19")
UNDATED = Source("outro", "outro", "https://outro.example/", date(2026, 11, 21))
CATALOGUE = {source.id: source for source in (DATED, OF_A_DAY, UNDATED)}


def day(number: int, month: str = "November", iso: str = "2026-11") -> str:
    return f'<time datetime="{iso}-{number}">{month} {number}, {iso[:4]}</time>'


SAID = {
    "dia": f"[Dia](https://dia.example/), site.dated date={day(19, 'May', '2023-05')}, site.verified date={day(22)}.",
    "um": f"[Um](https://um.example/), site.edition edition=<edition>, site.verified date={day(20)}.",
    "outro": f"[outro](https://outro.example/), site.undated, site.verified date={day(21)}.",
}


@pytest.mark.parametrize("id_", CATALOGUE)
def test_a_footnote_says_title_address_edition_and_day_of_its_own_source(id_: str) -> None:
    assert sources.footnotes(f"x[^{id_}]", "p.md", CATALOGUE, SITE, ENGLISH) == f"[^{id_}]: {SAID[id_]}"


def test_the_list_of_sources_names_for_each_the_pages_that_cite_it() -> None:
    pages = [
        Page("index.md", "title of index", 'x[^um]\n--8<-- "piece.md"\n'),
        Page("a/b.md", "title of b", "x[^um][^dia]"),
    ]
    cited_by = citing(pages, {"piece.md": "y[^outro]"})
    assert sources.listing(CATALOGUE.values(), cited_by, SITE, ENGLISH) == (
        f"- {SAID['dia']} site.cited_by: [title of b](a/b.md).\n"
        f"- {SAID['outro']} site.cited_by: [title of index](index.md).\n"
        f"- {SAID['um']} site.cited_by: [title of index](index.md), [title of b](a/b.md).\n"
    )
