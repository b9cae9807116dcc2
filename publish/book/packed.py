"""Makes a finished PDF small without taking anything from it: places to less than a printer's dot, links of few pieces.

Typst writes every place with up to eight digits, which do not pack, and gives a link a rectangle for each piece of text
that it covers, also for the empty ones at which a long name may break.
"""

import codecs
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Final

import pikepdf

from publish.book import joined_pieces, joined_runs

FAR: Final = 100  # points, from which on a tenth is as good as more: a seventh of what a printer of 300 dpi can part
LEVEL: Final = 9  # of Flate, the most that it packs
# A string, a number with more decimals than are seen, or letters that are said to be filled, as all are from the start.
LONG = re.compile(rb"(" + joined_runs.STRING + rb"|<[0-9A-Fa-f\s]*+>|-?\d*\.\d{3,}|\bBT\s0\sTr\b)", re.DOTALL)
# Letters that Typst draws upright in two turns of the page, with nothing else drawn between them and the turn back.
TURNED = re.compile(
    rb"\bq 1 0 0 -1 (\S+) (\S+) cm(/c\d+ cs [\d. ]+ scn)\nBT(/f\d+ [\d.]+ Tf) 1 0 0 -1 0 0 Tm"
    rb"((?:" + joined_runs.STRING + rb"|[-\d. \[\]TJj]++|\n(?!ET\b))++)\nET\nQ\b",
    re.DOTALL,
)
GAP = re.compile(joined_runs.STRING + rb"|-?\d*\.\d+", re.DOTALL)  # a number between strings is a gap; a string stays
NO_GAP = re.compile(rb"(?<!\\)\)0\(")  # within a string, a parenthesis is escaped
ESCAPED = re.compile(rb"\\([\\()])")
KEPT = {b"\\": rb"\\", b"(": rb"\(", b")": rb"\)", b"\r": rb"\r", b"\n": rb"\n"}  # what stays escaped in a string
TOUCHING = 0.5  # points between two rectangles of one line that are one to the finger
Rectangle = tuple[float, float, float, float]  # left, bottom, right, top, in points


def pack(file: Path) -> None:
    """Finish a PDF of Typst, in place: it opens with its outline, and takes as few bytes as it can.

    Typst leaves bare what is most of a book, its tags and links.
    """
    pikepdf.settings.set_flate_compression_level(LEVEL)
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        pdf.Root.PageMode = pikepdf.Name.UseOutlines
        for attached in pdf.attachments.values():
            attached.relationship = pikepdf.Name.Source  # Typst is told, and writes it only into PDF/A
        places, fonts = joined_pieces.Places(pdf), joined_runs.Fonts({})
        for page in pdf.pages:
            pieces = joined_pieces.joined(page.Contents.read_bytes(), places.of(page))
            page.Contents.write(upright(rounded(joined_runs.joined(pieces, fonts.of(page)))))
            for link in page.get("/Annots", ()):
                _simplify(link)
        places.leave_out()
        pdf.save(
            recompress_flate=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )


def rounded(content: bytes) -> bytes:
    """Return what draws a page: places to a hundredth of a point, far ones to a tenth, colours to a thousandth.

    A letter takes a byte. That letters are filled is left out: each text of Typst says it, between a ``q`` and a ``Q``,
    and it holds anyway.
    """
    parts = LONG.split(content)  # what stands between, and at every second place what was found
    parts[1::2] = map(_shorter, parts[1::2])
    return b"".join(parts)


def upright(content: bytes) -> bytes:
    """Return what draws a page with letters put where they are without turning the page twice.

    A gap between letters is written in thousandths of their height, and no finer: 0.01 points, for the largest.
    """
    return TURNED.sub(_upright, content)


def _upright(run: re.Match[bytes]) -> bytes:
    return b"q%b\nBT%b %b %b Td%b\nET\nQ" % (run[3], run[4], run[1], run[2], NO_GAP.sub(b"", GAP.sub(_gap, run[5])))


def _gap(said: re.Match[bytes]) -> bytes:
    return said[0] if said[0].startswith(b"(") else b"%d" % round(float(said[0]))


@lru_cache(maxsize=1 << 17)  # a book says the same places and words over and over
def _shorter(said: bytes) -> bytes:
    if said.startswith(b"("):
        return _bare(said) if b"\\" in said else said
    if said.startswith(b"<"):
        return said
    if said.startswith(b"BT"):
        return b"BT"
    number = float(said)
    return _digits(number, 1 if abs(number) >= FAR else 2 if abs(number) >= 1 else 3).encode()


def _bare(string: bytes) -> bytes:
    """Return a string of PDF with a byte for each letter that has no need to be escaped."""
    # Python's own escapes are those of PDF but for the parentheses; two backslashes are one in both.
    octal = ESCAPED.sub(lambda escaped: b"\\%03o" % escaped[1][0], string[1:-1])
    letters, _ = codecs.escape_decode(octal)
    for letter, escaped in KEPT.items():
        letters = letters.replace(letter, escaped)
    return b"(%b)" % letters


def _digits(number: float, decimals: int) -> str:
    return f"{number:.{decimals}f}".rstrip("0").rstrip(".")


def _simplify(link: pikepdf.Object) -> None:
    link.Rect = _array(map(float, link.Rect))
    if "/Contents" in link:
        link.Contents = pikepdf.String(str(link.Contents))  # a byte for each letter, where Typst writes two
    if "/QuadPoints" in link:
        numbers = [float(number) for number in link.QuadPoints]
        quads = [numbers[start : start + 8] for start in range(0, len(numbers), 8)]
        merged = together([(quad[0], quad[1], quad[4], quad[5]) for quad in quads])
        link.QuadPoints = _array(place for box in merged for place in _quad(box))


def together(boxes: Iterable[Rectangle]) -> list[Rectangle]:
    """Return the rectangles of a link with those that touch on a line as one, and without the empty ones."""
    merged: list[Rectangle] = []
    for box in boxes:
        left, bottom, right, top = box
        if right - left < 0.01 or top - bottom < 0.01:
            continue
        last = merged[-1] if merged else None
        if (
            last
            and abs(last[1] - bottom) < TOUCHING
            and abs(last[3] - top) < TOUCHING
            and abs(last[2] - left) < TOUCHING
        ):
            merged[-1] = (last[0], min(last[1], bottom), right, max(last[3], top))
        else:
            merged.append(box)
    return merged


def _quad(box: Rectangle) -> Sequence[float]:
    left, bottom, right, top = box
    return left, bottom, right, bottom, right, top, left, top


def _array(numbers: Iterable[float]) -> pikepdf.Array:
    return pikepdf.Array([Decimal(_digits(number, 2)) for number in numbers])
