"""Joins in what draws a page the runs of letters that follow each other on a line and look the same.

Typst begins a run anew, with its place, its colour and its font, wherever a setting changes, even one that is not seen,
such as whether a word may be parted. As one run (ISO 32000-2, 9.4.3: ``TJ``) the letters stand where they stood.
"""

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from struct import unpack
from typing import Any

import pikepdf

Widths = Mapping[int, float]  # of the letters of a font, by number, in thousandths of its size
STRING = rb"\((?:[^\\()]++|\\.)*+\)"
NUMBER = rb"-?[\d.]++"
SHOWN = re.compile(rb"(%b)|(%b)" % (STRING, NUMBER), re.DOTALL)
# A run: its place, its colour, its font and size, and its letters, between which numbers move the pen.
RUN = re.compile(
    rb"q 1 0 0 -1 (\S+) (\S+) cm(/c\d+ cs [\d. ]+ scn)\nBT 0 Tr(/f\d+) (\S+) Tf 1 0 0 -1 0 0 Tm"
    rb"(?:\[((?:%b|%b)*+)\]TJ|(%b)Tj)\nET\nQ\n" % (STRING, NUMBER, STRING),
    re.DOTALL,
)
ONE = b"q 1 0 0 -1 %b %b cm%b\nBT 0 Tr%b %b Tf 1 0 0 -1 0 0 Tm[%b]TJ\nET\nQ\n"
UNSEEN = 0.5  # thousandths of the size of a font by which a letter may be moved
APART = 1000  # from which on two runs are no words of one line


@dataclass
class Fonts:
    """The widths of the letters of every font, read once."""

    read: dict[tuple[int, int], Widths]

    def of(self, page: pikepdf.Page) -> dict[bytes, Widths]:
        """Return the widths of the fonts of a page, by the name that it gives them."""
        named: Any = page.obj.Resources.Font if "/Font" in page.obj.get("/Resources", ()) else {}
        return {name.encode(): self._widths(font) for name, font in named.items() if "/DescendantFonts" in font}

    def _widths(self, font: pikepdf.Object) -> Widths:
        if font.objgen not in self.read:
            below = font.DescendantFonts[0]
            self.read[font.objgen] = dict(_listed(list(below.get("/W", ()))))
        return self.read[font.objgen]


def _listed(entries: Sequence[pikepdf.Object]) -> Iterator[tuple[int, float]]:
    """Yield letters and widths of an array that says them one by one or for all from one to another (9.7.4.3)."""
    at = 0
    while at < len(entries):
        first, second = int(entries[at]), entries[at + 1]
        if isinstance(second, pikepdf.Array):
            yield from ((first + n, float(width)) for n, width in enumerate(second))
            at += 2
        else:
            yield from ((letter, float(entries[at + 2])) for letter in range(first, int(second) + 1))
            at += 3


def joined(content: bytes, fonts: Mapping[bytes, Widths]) -> bytes:
    """Return what draws a page with its runs joined."""
    out, written, group = [], 0, list[re.Match[bytes]]()
    for run in RUN.finditer(content):
        if not group or run.start() != group[-1].end() or run.group(2, 3, 4, 5) != group[-1].group(2, 3, 4, 5):
            out += [content[written : group[0].start()], *_together(group, fonts)] if group else []
            written, group = group[-1].end() if group else written, []
        group.append(run)
    if group:
        out += [content[written : group[0].start()], *_together(group, fonts)]
        written = group[-1].end()
    return b"".join((*out, content[written:]))


def _together(group: Sequence[re.Match[bytes]], fonts: Mapping[bytes, Widths]) -> Iterator[bytes]:
    """Yield runs of one line, font and colour, those that follow each other as one."""
    widths = fonts.get(group[0][4])
    if len(group) == 1 or widths is None:
        yield from (run[0] for run in group)
        return
    size, first, shown, pen = float(group[0][5]), group[0], b"", 0.0
    for run in group:
        move = (pen - float(run[1])) * 1000 / size  # as in the array: to the left
        if shown and abs(move) > APART:
            yield ONE % (*first.group(1, 2, 3, 4, 5), shown)
            first, shown = run, b""
        added = run[6] if run[6] is not None else run[7]
        if not shown:
            shown, pen = added, float(run[1])
        elif abs(move) < UNSEEN:
            shown = shown[:-1] + added[1:] if shown.endswith(b")") and added.startswith(b"(") else shown + added
        else:
            pen -= round(move, 1) * size / 1000
            shown += b"%.1f" % move + added
        pen += _advance(added, widths) * size / 1000
    yield ONE % (*first.group(1, 2, 3, 4, 5), shown)


def _advance(shown: bytes, widths: Widths) -> float:
    """Return how far letters, and the numbers between them, bring the pen, in thousandths of the size of the font."""
    whole = 0.0
    for string, number in SHOWN.findall(shown):
        whole += sum(map(widths.get, _letters(string), repeat(0.0))) if string else -float(number)
    return whole


def _letters(string: bytes) -> Sequence[int]:
    """Return the numbers of the letters of a string, of two bytes each."""
    # Python's own escapes are those of PDF but for the parentheses.
    plain, _ = codecs.escape_decode(re.sub(rb"\\([()])", lambda escaped: b"\\%03o" % escaped[1][0], string[1:-1]))
    return unpack(f">{len(plain) // 2}H", plain)
