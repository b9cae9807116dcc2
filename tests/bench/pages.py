"""How large the pages of each kind are: bytes of HTML and elements of the largest, which a phone has to lay out."""

from pathlib import Path
from typing import NamedTuple

from lxml import html

from tests.bench.figures import Figure
from tests.bench.serving import KINDS, pages


class Most(NamedTuple):
    """What a page may have at most: KB (1,000 bytes) of HTML, before it is compressed, and elements."""

    size: float
    elements: float


LIMITS = {"option": Most(120, 2500), "workshop": Most(200, 3000)}  # tests/docs/test_weight.py holds them, page by page
BOOK = 3  # MiB of one PDF


def size(page: Path) -> float:
    """Return how many KB a page has."""
    return page.stat().st_size / 1000


def elements(page: Path) -> float:
    """Return how many elements a page has."""
    return float(sum(1 for _ in html.document_fromstring(page.read_bytes()).iter("*")))


def figures(site: Path, languages: tuple[str, ...]) -> list[Figure]:
    """Return size and elements of the largest page of each kind, and the size of each book."""
    found = pages(site, languages)
    return [*(figure for kind in KINDS for figure in _of(kind, found[kind])), *_books(site)]


def _of(kind: str, found: list[Path]) -> list[Figure]:
    limit = LIMITS.get(kind)
    return [
        Figure(
            f"{kind}: HTML of the largest",
            "KB",
            limit and limit.size,
            max((size(page) for page in found), default=None),
        ),
        Figure(
            f"{kind}: elements of the largest",
            "",
            limit and limit.elements,
            max((elements(page) for page in found), default=None),
        ),
    ]


def _books(site: Path) -> list[Figure]:
    names = [f"guia-{tag}.pdf" for tag in ("pt-BR", "en", "es")]
    there = {path.name: path.stat().st_size / 2**20 for path in site.glob("pdf/*.pdf")}
    return [Figure(f"book {name}", "MiB", BOOK, there.get(name)) for name in names]
