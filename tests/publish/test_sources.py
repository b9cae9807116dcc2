from datetime import date
from pathlib import Path

import pytest

from publish.languages import LANGUAGES
from publish.pages import sources
from publish.pages.sources import Source, SourceError

WORDS = {
    "edition": "edição {edition}",
    "undated": "sem data",
    "read_copy": "lida em {date}",
    "due": "a rever",
    "due_title": "Passou <o dia>.",
    "cited_by": "Citada em",
}
GUIDE = Source("guia", "Guia", "https://aws.example/guia", date(2026, 11, 22))
MODEL = Source("modelo", "Modelo", "https://aws.example/modelo", date(2026, 11, 20), edition="1.44.5")
DAY = date(2026, 11, 28)
CATALOGUE = {source.id: source for source in (GUIDE, MODEL)}


def test_each_source_is_cited_once_in_order_of_appearance() -> None:
    assert sources.cited("A[^modelo] e B[^guia], de novo[^modelo].") == ["modelo", "guia"]


def test_what_looks_like_a_citation_in_a_code_block_is_code() -> None:
    assert sources.cited("```python\nx = a[^guia]\n```\n") == []
    assert sources.cited('??? note "N"\n\n    ```python\n    x = a[^guia]\n    ```\n\n    B[^modelo]\n') == ["modelo"]


def test_a_footnote_has_title_address_edition_and_the_day_it_was_verified() -> None:
    notes = sources.footnotes("x[^modelo]", "p.md", CATALOGUE, WORDS, LANGUAGES[0], DAY)
    assert notes == (
        "[^modelo]: [Modelo](https://aws.example/modelo), edição 1.44.5, "
        'lida em <time datetime="2026-11-20">20 de novembro de 2026</time>.'
    )


def test_an_unknown_source_stops_the_build_and_names_page_and_id() -> None:
    with pytest.raises(SourceError, match=r"docs/pt/a.md: cites the source 'boato'.*add it there"):
        sources.footnotes("x[^boato]", "docs/pt/a.md", CATALOGUE, WORDS, LANGUAGES[0], DAY)


def test_the_listing_names_the_pages_that_cite_each_source() -> None:
    text = sources.listing([GUIDE], {"guia": {"index.md": "Início", "a.md": "A"}}, WORDS, LANGUAGES[0], DAY)
    assert "[Início](index.md), [A](a.md)" in text


ENTRY = """
[a]
title = "t"
url = "https://a.example/"
verified = 2026-11-22
read = "copy"
"""
RUN = """
[b]
title = "t"
run = "tests/a.py"
version = "sagemaker 3.27.0"
verified = 2026-11-22
read = "run"
"""


def load(tmp_path: Path, text: str, *days: tuple[str, date]) -> Source:
    (tmp_path / "sources.toml").write_text(text, encoding="utf-8")
    return next(iter(sources.load(tmp_path / "sources.toml", "https://nosso.example", days).values()))


@pytest.mark.parametrize(
    ("added", "days", "review"),
    [
        ("", [], date(2027, 11, 22)),
        ("volatile = true", [], date(2027, 2, 20)),
        ("volatile = true", [("a", date(2027, 1, 21)), ("a", date(2026, 12, 24))], date(2026, 12, 24)),
        ("", [("a", date(2027, 7, 5)), ("a", date(2026, 7, 6))], date(2027, 7, 5)),
        ("volatile = true", [("a", date(2027, 7, 5))], date(2027, 2, 20)),
        ("", [("a", date(2026, 11, 22))], date(2027, 11, 22)),
        ("review_by = 2026-12-01", [("a", date(2026, 11, 30))], date(2026, 12, 1)),
    ],
    ids=[
        "a year",
        "90 days",
        "the next date",
        "a date within the year",
        "90 days before the date",
        "a past date",
        "typed",
    ],
)
def test_a_source_has_a_day_on_which_it_is_read_again(
    tmp_path: Path, added: str, days: list[tuple[str, date]], review: date
) -> None:
    assert load(tmp_path, f"{ENTRY}{added}\n", *days).review == review


def test_it_is_due_from_that_day_on(tmp_path: Path) -> None:
    source = load(tmp_path, ENTRY)
    assert [source.due(day) for day in (date(2027, 11, 21), date(2027, 11, 22))] == [False, True]


def test_a_run_of_ours_lies_in_the_repository(tmp_path: Path) -> None:
    assert load(tmp_path, RUN).url == "https://nosso.example/blob/main/tests/a.py"


def test_a_date_of_a_source_that_there_is_not_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"facts.toml: names the source 'z', which sources.toml does not have"):
        load(tmp_path, ENTRY, ("z", DAY))


CITED = (
    '<p>A<sup id="fnref:um"><a class="footnote-ref" href="#fn:um">1</a></sup><sup id="fnref:dois">'
    '<a class="footnote-ref" href="#fn:dois">2</a></sup>, B<sup id="fnref2:um"><a href="#fn:um">1</a></sup></p>'
)


def test_each_claim_of_a_source_that_is_due_is_marked_behind_its_citation() -> None:
    page = sources.with_due_marked(CITED, {"um"}, WORDS)
    mark = '<sup class="due" data-due="um" title="Passou &lt;o dia&gt;.">a rever</sup>'
    assert page.count(mark) == 2
    assert page.replace(mark, "") == CITED
    assert page.index(mark) < page.index("fnref:dois")


def test_nothing_is_marked_when_nothing_is_due() -> None:
    assert sources.with_due_marked(CITED, set(), WORDS) == CITED


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[a]\ntitle='t'\nurl='u'\n", "a: .*a source has title, verified, read and url or run"),
        ("[a]\ntitle='t'\n[a]\n", "an id that stands twice"),
        (ENTRY.replace('"copy"', '"hearsay"'), "a: `read` is one of page, copy, file, run"),
        (ENTRY.replace('"copy"', '"run"'), "a run has `run`, a file, and `version` too"),
        (RUN.replace('"run"', '"copy"'), "a run has `run`, a file, and `version` too"),
        (RUN.replace("version =", "edition ="), "a run has `run`, a file, and `version` too"),
    ],
)
def test_a_broken_catalogue_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        load(tmp_path, text)
