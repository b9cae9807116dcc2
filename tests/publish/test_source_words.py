"""Footnotes and the list of sources: which part of a source stands where, and who cites it."""

from dataclasses import replace
from datetime import date

import pytest

from decision.languages import TAGS
from publish.languages import language
from publish.pages import sources
from publish.pages.sources import Source
from publish.pages.written import Page, citing
from tests.tokens import labels

SITE = labels()["site"]
ENGLISH = language("en")
TODAY = date(2026, 11, 28)
DATED = Source("um", "Um", "https://um.example/", date(2026, 11, 20), "page", edition="<edition>")
OF_A_DAY = Source("dia", "Dia", "https://dia.example/", date(2026, 11, 22), "file", edition="2023-05-19")
UNDATED = Source("outro", "outro", "https://outro.example/", date(2026, 11, 21))
COPY = Source("copia", "Z", "https://c.example/", date(2026, 11, 21), copied=date(2026, 11, 12))
RUN = Source("rodada", "R", "https://r.example/", date(2026, 11, 21), "run", run="a.py", version="<version>")
LATE = Source("velha", "V", "https://v.example/", date(2026, 11, 21), review_by=date(2026, 11, 28))
CATALOGUE = {source.id: source for source in (DATED, OF_A_DAY, UNDATED, COPY, RUN, LATE)}


def day(number: int, month: str = "November", iso: str = "2026-11") -> str:
    return f'<time datetime="{iso}-{number}">{month} {number}, {iso[:4]}</time>'


DUE = f'<strong class="due">site.due_since date={day(28)}</strong>'
SAID = {
    "dia": f"[Dia](https://dia.example/), site.dated date={day(19, 'May', '2023-05')}, site.read_file date={day(22)}.",
    "um": f"[Um](https://um.example/), site.edition edition=<edition>, site.read_page date={day(20)}.",
    "outro": f"[outro](https://outro.example/), site.undated, site.read_copy date={day(21)}.",
    "rodada": f"[R](https://r.example/), site.read_run date={day(21)} version=<version>.",
    "velha": f"[V](https://v.example/), site.undated, site.read_copy date={day(21)}, {DUE}.",
    "copia": f"[Z](https://c.example/), site.undated, site.read_copy_dated copied={day(12)} date={day(21)}.",
}


@pytest.mark.parametrize("id_", CATALOGUE)
def test_a_footnote_says_title_address_edition_and_day_of_its_own_source(id_: str) -> None:
    assert sources.footnotes(f"x[^{id_}]", "p.md", CATALOGUE, SITE, ENGLISH, TODAY) == f"[^{id_}]: {SAID[id_]}"


def test_the_title_of_what_is_ours_is_in_the_language_of_the_reader_and_what_others_wrote_says_its_own() -> None:
    ours = replace(RUN, translated={"es": "<ours>"})
    theirs = replace(DATED, language="pt")
    said = {tag: [sources.describe(each, SITE, language(tag), TODAY) for each in (ours, theirs)] for tag in TAGS}
    assert {tag: ours.split("]")[0] for tag, (ours, _) in said.items()} == {"pt-BR": "[R", "en": "[R", "es": "[<ours>"}
    assert {tag: "site.in_pt" in theirs for tag, (_, theirs) in said.items()} == {
        "pt-BR": False,
        "en": True,
        "es": True,
    }


def test_the_list_of_sources_names_for_each_the_pages_that_cite_it() -> None:
    pages = [
        Page("index.md", "title of index", 'x[^um]\n--8<-- "piece.md"\n'),
        Page("a/b.md", "title of b", "x[^um][^dia]"),
    ]
    cited_by = citing(pages, {"piece.md": "y[^outro]"})
    assert sources.listing((DATED, OF_A_DAY, UNDATED), cited_by, SITE, ENGLISH, TODAY) == (
        f"- {SAID['dia']} site.cited_by: [title of b](a/b.md).\n"
        f"- {SAID['outro']} site.cited_by: [title of index](index.md).\n"
        f"- {SAID['um']} site.cited_by: [title of index](index.md), [title of b](a/b.md).\n"
    )
