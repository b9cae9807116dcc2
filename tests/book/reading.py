"""Reads a PDF as a reader meets it: what is printed where, and where its links lead. Knows nothing of Typst."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pypdf import PageObject, PdfReader
from pypdf.generic import Destination

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True)
class Run:
    """Some letters on a line, and the box around them, in points from the page's lower left corner."""

    text: str
    left: float
    right: float
    bottom: float
    top: float


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
        self.pdf = PdfReader(path)

    @cached_property
    def runs(self) -> list[list[Run]]:
        """Everything printed, page by page, in reading order."""
        return [list(_runs(page)) for page in self.pdf.pages]

    @cached_property
    def texts(self) -> list[str]:
        """The letters of each page without the spaces between them, so that line breaks do not matter."""
        return [bare("".join(run.text for run in page)) for page in self.runs]

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
        """Return where the links between a named heading and the next one lead, from top to bottom."""
        page, top = self.page_of(name), float(self.destinations[name].top or 0)
        tops = [float(d.top or 0) for n, d in self.destinations.items() if n != name and self.page_of(n) == page]
        end = max((other for other in tops if other < top), default=0.0)
        found = [link for link in self.links if link.page == page and end < link.top < top]
        return [link.inside or "" for link in sorted(found, key=lambda link: -link.top)]


def bare(text: str) -> str:
    """Return a text without spaces."""
    return re.sub(r"\s+", "", text)


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


def _times(a: Matrix, b: Matrix) -> Matrix:
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )


@dataclass(frozen=True)
class _Font:
    letters: Mapping[int, str]
    widths: Mapping[int, float]

    @classmethod
    def of(cls, font: Mapping[str, object]) -> "_Font":
        below = font["/DescendantFonts"][0].get_object()  # type: ignore[index]
        widths: dict[int, float] = {}
        entries = list(below["/W"])
        while entries:
            first, second, *rest = entries
            if isinstance(second, list):
                widths |= {int(first) + i: float(width) for i, width in enumerate(second)}
                entries = rest
            else:
                widths |= dict.fromkeys(range(int(first), int(second) + 1), float(rest[0]))
                entries = rest[1:]
        return cls(_letters(font["/ToUnicode"].get_object().get_data().decode("latin-1")), widths)  # type: ignore[attr-defined]


def _letters(cmap: str) -> dict[int, str]:
    """Read the table from glyphs to letters."""

    def text(digits: str) -> str:
        return bytes.fromhex(digits).decode("utf-16-be")

    letters: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        letters |= {int(glyph, 16): text(to) for glyph, to in re.findall(r"<(\w+)>\s*<(\w+)>", block)}
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, to in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            letters |= {g: chr(ord(text(to)) + g - int(first, 16)) for g in range(int(first, 16), int(last, 16) + 1)}
    return letters


# What a page's contents are made of: dictionaries, strings in both forms, names, brackets, numbers and operators.
_TOKEN = re.compile(
    rb"<<.*?>>|<[0-9A-Fa-f\s]*>|\((?:[^\\()]|\\.|\((?:[^\\()]|\\.)*\))*\)|/[^\s/<>()\[\]]*|[\[\]]|[^\s/<>()\[\]]+",
    re.DOTALL,
)
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|\r?\n|.)", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r\n": b""}


def _operations(contents: bytes) -> Iterator[tuple[list[bytes], bytes]]:
    """Yield each operator with what stands before it. pypdf does the same, ten times as slowly."""
    operands: list[bytes] = []
    for token in _TOKEN.findall(contents):
        if token[:1] in b"<(/[]+-.0123456789":
            operands.append(token)
        else:
            yield operands, token
            operands = []


def _string(token: bytes) -> bytes:
    """Return the bytes of a string, written in hexadecimal digits or in letters."""
    if token[:1] == b"<":
        return bytes.fromhex(token[1:-1].decode())

    def letter(match: re.Match[bytes]) -> bytes:
        said = match[1]
        return bytes([int(said, 8) & 255]) if said[:1] in b"01234567" else _LETTERS.get(said, said)

    return _ESCAPED.sub(letter, token[1:-1])


def _runs(page: PageObject) -> Iterator[Run]:
    fonts = {name: _Font.of(font.get_object()) for name, font in page["/Resources"].get("/Font", {}).items()}
    now: Matrix = (1, 0, 0, 1, 0, 0)
    kept: list[Matrix] = []
    line, font, size = now, _Font({}, {}), 0.0
    contents = page.get_contents()
    for operands, operator in _operations(contents.get_data() if contents is not None else b""):
        if operator == b"q":
            kept.append(now)
        elif operator == b"Q":
            now = kept.pop()
        elif operator == b"cm":
            now = _times(tuple(map(float, operands)), now)  # type: ignore[arg-type]
        elif operator == b"Tf":
            font, size = fonts[operands[0].decode()], float(operands[1])
        elif operator == b"Tm":
            line = tuple(map(float, operands))  # type: ignore[assignment]
        elif operator in (b"Tj", b"TJ"):
            text, width = "", 0.0
            for piece in operands:
                if piece[:1] not in b"<(":
                    width -= 0 if piece in b"[]" else float(piece)
                    continue
                raw = _string(piece)
                glyphs = [int.from_bytes(raw[i : i + 2], "big") for i in range(0, len(raw), 2)]
                text += "".join(font.letters.get(glyph, "") for glyph in glyphs)
                width += sum(font.widths.get(glyph, 0) for glyph in glyphs)
            place = _times(line, now)
            x0, y0 = place[4], place[5]
            x1 = place[0] * width * size / 1000 + x0
            height = abs(place[3]) * size
            yield Run(text, min(x0, x1), max(x0, x1), y0 - 0.25 * height, y0 + 0.75 * height)
