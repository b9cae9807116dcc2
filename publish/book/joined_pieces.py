"""Joins in a tagged PDF the pieces of one line that belong to one element: a word in another colour is no piece apart.

Typst marks each run of letters as a piece of its own (ISO 32000-2, 14.6: a marked-content sequence with a number, its
MCID), and a line of code has ten of them. An element names its pieces in ``/K``. Two pieces become one when they follow
each other on the page and in the element, on one line and with the same properties, so that what is read aloud or
copied stays as it was, in the same order.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf

# The beginning of a piece: its number, its other properties, and its base line. The end of the one before may touch it.
START = re.compile(rb"/Span<</MCID (\d+)([^>]*)>>BDC\nq 1 0 0 -1 \S+ (\S+) cm")
END = b"EMC"
Element = tuple[int, int]  # the number of an object
NOWHERE: Element = (0, 0)  # no object has this number


@dataclass(frozen=True)
class Place:
    """Where a piece is: its element, and which piece of it, without counting the links' own objects."""

    element: Element
    index: int


@dataclass
class Places:
    """Where the pieces of all pages are, and which have been joined to the one before."""

    pdf: pikepdf.Pdf
    gone: dict[Element, set[tuple[Element, int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read which elements each page's numbers belong to."""
        self.parents = dict(_entries(self.pdf.Root.StructTreeRoot.ParentTree))
        self.read: dict[Element, dict[tuple[Element, int], int]] = {}
        self.elements: dict[Element, Any] = {}

    def of(self, page: pikepdf.Page) -> "PageOfPieces":
        """Return the pieces of a page, by number."""
        elements, found, here = self.parents.get(int(page.obj.get("/StructParents", -1)), ()), {}, page.obj.objgen
        for number, element in enumerate(elements):
            if isinstance(element, pikepdf.Dictionary):
                name = element.objgen  # asked for once: a book has 80,000 pieces
                if name not in self.read:
                    self.elements[name], self.read[name] = element, dict(_numbered(element))
                if (index := self.read[name].get((here, number))) is not None:
                    found[number] = Place(name, index)
        return PageOfPieces(found, here, self.gone)

    def leave_out(self) -> None:
        """Take from each element the pieces that have been joined to another."""
        for number, gone in self.gone.items():
            element = self.elements[number]
            page = _page(element)
            element.K = pikepdf.Array([kid for kid in element.K if _piece(kid, page) not in gone])


@dataclass(frozen=True)
class PageOfPieces:
    """The pieces of a page by number, the page, and where it is noted which are joined."""

    places: Mapping[int, Place]
    page: Element
    gone: dict[Element, set[tuple[Element, int]]]

    def leave_out(self, number: int) -> None:
        """Note that a piece is joined to the one before it."""
        self.gone.setdefault(self.places[number].element, set()).add((self.page, number))


def joined(content: bytes, pieces: PageOfPieces) -> bytes:
    """Return what draws a page with its pieces joined, and note in ``pieces`` those that are gone."""
    out, written, before = [], 0, tuple[Place | None, bytes, bytes]((None, b"", b""))
    for found in START.finditer(content):
        number, start = int(found[1]), found.start()
        here = (pieces.places.get(number), found[2], found[3])
        follows = here[1:] == before[1:] and content.endswith(END, 0, start)
        if follows and here[0] and before[0] and here[0] == Place(before[0].element, before[0].index + 1):
            pieces.leave_out(number)
            out.append(content[written : start - len(END)])
            written = content.index(b"q 1 0 0 -1", start)
        before = here
    return b"".join((*out, content[written:]))


def _entries(tree: Any) -> Any:
    """Yield the numbers and values of a number tree (ISO 32000-2, 7.9.7)."""
    numbers = list(tree.get("/Nums", ()))
    yield from zip(map(int, numbers[::2]), numbers[1::2], strict=True)
    for kid in tree.get("/Kids", ()):
        yield from _entries(kid)


def _numbered(element: Any) -> Iterator[tuple[tuple[Element, int], int]]:
    """Yield the pieces of an element, each with its place among the children, without the links' own objects."""
    kids, page = (kid for kid in element.K if not _is_object(kid)), _page(element)
    yield from ((piece, index) for index, kid in enumerate(kids) if (piece := _piece(kid, page)))


def _is_object(kid: Any) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"


def _piece(kid: Any, page: Element) -> tuple[Element, int] | None:
    """Return the page and the number of a piece, or None for an element inside; ``page`` is where its element is."""
    if isinstance(kid, int):
        return page, kid
    if isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
        return _page(kid, page), int(kid.MCID)
    return None


def _page(thing: Any, otherwise: Element = NOWHERE) -> Element:
    return thing.Pg.objgen if "/Pg" in thing else otherwise
