"""Reads a PDF as a reader meets it: what is printed where, and where its links lead. Knows nothing of Typst."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pypdf import PageObject, PdfReader
from pypdf.generic import Destination
from pypdfium2 import PdfDocument
from pypdfium2.raw import FPDF_PAGEOBJ_TEXT

GOES_ON = "↪"  # before what is left of a line of code that was too wide
HEAD, FOOT = 70, 64  # points of a page that belong to the running head and foot
HYPHEN = "\x02"  # what pdfium says for a hyphen that only the end of a line brings


@dataclass(frozen=True)
class Run:
    """Some letters on a line, the box around their ink, and the line, in points from the page's lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    baseline: float


@dataclass(frozen=True)
class Link:
    """A link: where it leads (the name of a destination inside, an address outside), and the top of its box."""

    page: int
    top: float
    inside: str | None
    outside: str | None


class Book:
    """A PDF, read once."""

    def __init__(self, path: Path) -> None:
        self.path, self.pdf = path, PdfReader(path)

    @cached_property
    def runs(self) -> list[list[Run]]:
        """Everything printed, page by page, in reading order."""
        with PdfDocument(self.path) as pdf:
            return list(_runs(pdf))

    @cached_property
    def texts(self) -> list[str]:
        """The letters of each page without the spaces between them, so that line breaks do not matter."""
        return [bare("".join(run.text for run in page if run.text.strip() != GOES_ON)) for page in self.runs]

    def content(self, page: int) -> list[Run]:
        """Return what is printed on a page, from 0, between its running head and foot."""
        height = float(self.pdf.pages[page].mediabox.height)
        return [run for run in self.runs[page] if run.text.strip() and FOOT < run.baseline < height - HEAD]

    @cached_property
    def destinations(self) -> Mapping[str, Destination]:
        return self.pdf.named_destinations

    @cached_property
    def links(self) -> list[Link]:
        return [link for number, page in enumerate(self.pdf.pages) for link in _links(number, page)]

    @cached_property
    def outline(self) -> list[tuple[int, str]]:
        """The entries of the outline, with their depth from 0."""
        return list(_entries(self.pdf.outline, 0))

    def page_of(self, destination: str) -> int:
        """Return the page, from 0, of a named destination."""
        page = self.pdf.get_destination_page_number(self.destinations[destination])
        assert page is not None
        return page

    def leads_to(self, name: str) -> list[str]:
        """Return where the links between a named heading and the next one lead, in order, over the page if need be."""
        places = {other: (self.page_of(other), -float(d.top or 0)) for other, d in self.destinations.items()}
        start = places[name]
        end = min((place for place in places.values() if place > start), default=(len(self.texts), 0.0))
        found = sorted((link.page, -link.top, link.inside or "") for link in self.links)
        return [inside for page, top, inside in found if start < (page, top) < end]


def bare(text: str) -> str:
    """Return a text without spaces."""
    return re.sub(r"\s+", "", text)


def like_print(text: str) -> str:
    """A text without what typesetting changes: spaces, hyphens, the form of quotes."""
    return re.sub(r"[-\"'“”‘’]", "", bare(text))


def in_order(lines: list[str], text: str) -> str | None:
    """Return the first of the lines that does not stand in the text after the one before it, or None."""
    place = 0
    for line in lines:
        found = text.find(line, place)
        if found < 0:
            return line
        place = found + len(line)
    return None


def _entries(outline: list[object], depth: int) -> Iterator[tuple[int, str]]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _entries(entry, depth + 1)
        elif isinstance(entry, Destination):
            yield depth, str(entry.title)


def _links(number: int, page: PageObject) -> Iterator[Link]:
    for reference in page.get("/Annots", []):
        annotation = reference.get_object()
        if annotation["/Subtype"] == "/Link":
            action = annotation.get("/A", {})
            target = annotation.get("/Dest", action.get("/D"))
            uri = action.get("/URI")
            top = float(annotation["/Rect"][3])
            yield Link(number, top, None if target is None else str(target), None if uri is None else str(uri))


def _runs(pdf: PdfDocument) -> Iterator[list[Run]]:
    for page in pdf:
        letters = page.get_textpage()
        texts = page.get_objects(filter=[FPDF_PAGEOBJ_TEXT], max_depth=1, textpage=letters)
        yield [Run(text.extract().replace(HYPHEN, "-"), *text.get_bounds(), text.get_matrix().f) for text in texts]
