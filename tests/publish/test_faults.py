"""What is wrong with pages as they are written is named: file, heading or piece or source, and what to do."""

from datetime import date

import pytest

from publish.pages import faults
from publish.pages.sources import Source
from publish.pages.written import Page

GOOD = '## Um {#um}\n\nFato.[^guia]\n\n--8<-- "mapa.md"\n\n```sh\n## um comentário\n```\n'
PIECES = {"mapa.md": "Desenho.[^modelo]\n"}
CATALOGUE = {id_: Source(id_, id_, "https://aws.example/", date(2026, 11, 22)) for id_ in ("guia", "modelo")}


def found(markdown: str) -> list[str]:
    return faults.faults("pt", [Page("a.md", "A", markdown)], PIECES, CATALOGUE)


def test_a_page_without_fault_has_none() -> None:
    assert found(GOOD) == []


@pytest.mark.parametrize(
    ("markdown", "fault"),
    [
        pytest.param(
            GOOD + "## Quanto custa\n",
            "docs/pt/a.md: 'Quanto custa' is a heading without id; write {#id} behind it, in every language",
            id="a heading without id",
        ),
        pytest.param(
            GOOD + "### Ainda `x`  \n",
            "docs/pt/a.md: 'Ainda `x`' is a heading without id; write {#id} behind it, in every language",
            id="a deeper heading without id",
        ),
        pytest.param(
            GOOD.replace("[^guia]", ""),
            "docs/sources.toml: no page in docs/pt/ cites 'guia'; cite it as [^guia], or remove it",
            id="a source that nothing cites",
        ),
    ],
)
def test_a_fault_is_named(markdown: str, fault: str) -> None:
    assert found(markdown) == [fault]


def test_a_piece_that_no_page_includes_is_named_and_does_not_cite_either() -> None:
    assert found(GOOD.replace('--8<-- "mapa.md"', "")) == [
        'docs/pt: no page includes mapa.md; write --8<-- "mapa.md" on the page that it belongs to',
        "docs/sources.toml: no page in docs/pt/ cites 'modelo'; cite it as [^modelo], or remove it",
    ]
