"""How large the pages of each kind are: bytes of HTML and elements of the largest, which a phone has to lay out."""

from pathlib import Path

from lxml import html

from tests.bench.figures import Figure
from tests.bench.serving import KINDS, pages

BYTES, ELEMENTS = 120, 2500  # KB and elements of an option's page
BOOK = 3  # MiB of one PDF


def figures(site: Path, languages: tuple[str, ...]) -> list[Figure]:
    """Return size and elements of the largest page of each kind, and the size of each book."""
    found = pages(site, languages)
    return [*(figure for kind in KINDS for figure in _of(kind, found[kind])), *_books(site)]


def _of(kind: str, found: list[Path]) -> list[Figure]:
    size = max((page.stat().st_size / 1000 for page in found), default=None)
    elements = max((_elements(page) for page in found), default=None)
    limited = kind == "option"
    return [
        Figure(f"{kind}: HTML of the largest", "KB", BYTES if limited else None, size),
        Figure(f"{kind}: elements of the largest", "", ELEMENTS if limited else None, elements),
    ]


def _elements(page: Path) -> float:
    return float(sum(1 for _ in html.document_fromstring(page.read_bytes()).iter("*")))


def _books(site: Path) -> list[Figure]:
    names = [f"guia-{tag}.pdf" for tag in ("pt-BR", "en", "es")]
    there = {path.name: path.stat().st_size / 2**20 for path in site.glob("pdf/*.pdf")}
    return [Figure(f"book {name}", "MiB", BOOK, there.get(name)) for name in names]
