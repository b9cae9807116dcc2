"""How large the pages of each kind are: KB (1,000 bytes) of HTML, not compressed, and elements of the largest, which a
phone has to lay out; and how large what one carries away is.
"""

from dataclasses import replace
from pathlib import Path

from lxml import html

from tests.bench.figures import TAGS, Figure
from tests.bench.serving import KINDS, pages


def size(page: Path) -> float:
    """Return how many KB a page has."""
    return page.stat().st_size / 1000


def elements(page: Path) -> float:
    """Return how many elements a page has."""
    return float(sum(1 for _ in html.document_fromstring(page.read_bytes()).iter("*")))


def figures(site: Path, languages: tuple[str, ...]) -> list[Figure]:
    """Return size and elements of the largest page of each kind, and the size of what is carried away."""
    found = pages(site, languages)
    return [
        *(figure for kind in KINDS for figure in _of(kind, found[kind])),
        *(_file(site / f"pdf/guia-{tag}.pdf", Figure("book", tag, "MiB", None), 2**20) for tag in TAGS),
        *(_file(site / f"offline/guia-{tag}.zip", Figure("zip", tag, "MB", None), 1e6) for tag in TAGS),
        *(_markdown(site, tag, prefix, languages) for tag, prefix in zip(TAGS, languages, strict=True)),
    ]


def _of(kind: str, found: list[Path]) -> list[Figure]:
    return [
        Figure("html", kind, "KB", max((size(page) for page in found), default=None)),
        Figure("elements", kind, "", max((elements(page) for page in found), default=None)),
    ]


def _file(path: Path, figure: Figure, unit: float) -> Figure:
    return replace(figure, now=path.stat().st_size / unit) if path.is_file() else figure


def _markdown(site: Path, tag: str, prefix: str, languages: tuple[str, ...]) -> Figure:
    """Return the size of the largest page as Markdown, which programs read."""
    others = [site / other for other in languages if other and other != prefix]
    found = (page for page in (site / prefix).rglob("index.md") if not any(map(page.is_relative_to, others)))
    return Figure("markdown", tag, "KB", max(map(size, found), default=None))
