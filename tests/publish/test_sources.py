from datetime import date
from pathlib import Path

import pytest

from publish.languages import LANGUAGES
from publish.pages import sources
from publish.pages.sources import Source, SourceError

WORDS = {
    "edition": "edição {edition}",
    "undated": "sem data",
    "verified": "verificado em {date}",
    "cited_by": "Citada em",
}
GUIDE = Source("guia", "Guia", "https://aws.example/guia", date(2026, 11, 22))
MODEL = Source("modelo", "Modelo", "https://aws.example/modelo", date(2026, 11, 20), "1.44.5")
CATALOGUE = {source.id: source for source in (GUIDE, MODEL)}


def test_each_source_is_cited_once_in_order_of_appearance() -> None:
    assert sources.cited("A[^modelo] e B[^guia], de novo[^modelo].") == ["modelo", "guia"]


def test_what_looks_like_a_citation_in_a_code_block_is_code() -> None:
    assert sources.cited("```python\nx = a[^guia]\n```\n") == []


def test_a_footnote_has_title_address_edition_and_the_day_it_was_verified() -> None:
    notes = sources.footnotes("x[^modelo]", "p.md", CATALOGUE, WORDS, LANGUAGES[0])
    assert notes == (
        "[^modelo]: [Modelo](https://aws.example/modelo), edição 1.44.5, "
        'verificado em <time datetime="2026-11-20">20 de novembro de 2026</time>.'
    )


def test_an_unknown_source_stops_the_build_and_names_page_and_id() -> None:
    with pytest.raises(SourceError, match=r"docs/pt/a.md: cites the source 'boato'.*add it there"):
        sources.footnotes("x[^boato]", "docs/pt/a.md", CATALOGUE, WORDS, LANGUAGES[0])


def test_the_listing_names_the_pages_that_cite_each_source() -> None:
    text = sources.listing([GUIDE], {"guia": {"index.md": "Início", "a.md": "A"}}, WORDS, LANGUAGES[0])
    assert "[Início](index.md), [A](a.md)" in text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[a]\ntitle='t'\nurl='u'\n", "each source has title, url, verified"),
        ("[a]\ntitle='t'\n[a]\n", "an id that stands twice"),
    ],
)
def test_a_broken_catalogue_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "sources.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=message):
        sources.load(tmp_path / "sources.toml")
