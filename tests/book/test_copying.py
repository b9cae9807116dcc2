"""Code that is copied from the page is the same program: what a reader that goes by the position of letters gets.

By PDFium, and by poppler as ``pdftotext -layout`` writes it. Poppler gives each line of a page its column by all that
stands to its left, so that a program copies whole only while its letters stand at the margin, a page ends between its
statements, and no words in it are told apart by more than one blank.
"""

import ast
import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from ctypes import byref, c_double
from itertools import pairwise

import pytest
from pypdfium2 import PdfDocument, PdfPage
from pypdfium2.raw import FPDFText_GetCharOrigin, FPDFText_GetUnicode

from publish.languages import Language
from snippets import voices
from tests.book.reading import Book, bare

FILES = [file for file in voices.all_files() if file.endswith(".py")]
TOP, FOOT = 842 - 70, 64  # points: between the running head and the foot of a page
MARK = "↪"


WIDTH, PITCH = 8.2 * 0.602, 10.9  # points: a letter of code, a line of code
LEFT = 24 / 25.4 * 72  # of the letters of code, as of all text


@pytest.fixture(scope="session")
def lines(book: Book) -> list[str]:
    """Every line of the book, with the blanks before and in it, as its letters stand on the page."""
    with PdfDocument(book.path) as pdf:
        return [line for page in pdf for line in lines_of(page)]


def lines_of(page: PdfPage) -> Iterator[str]:
    rows: dict[int, dict[int, str]] = defaultdict(dict)
    text = page.get_textpage()
    x, y = c_double(), c_double()
    for n in range(text.count_chars()):
        letter = chr(FPDFText_GetUnicode(text, n))
        FPDFText_GetCharOrigin(text, n, byref(x), byref(y))
        if not letter.isspace() and FOOT < y.value < TOP:
            rows[round(y.value * 2)][round((x.value - LEFT) / WIDTH)] = letter
    places = sorted(rows, reverse=True)
    for place, after in pairwise([*places, None]):
        row = rows[place]
        yield "".join(row.get(column, " ") for column in range(max(row) + 1))
        gap = round((place - after) / 2 / PITCH) - 1 if after else 0
        yield from [""] * max(min(gap, 2), 0)


def copied(file: str, source: str, lines: list[str]) -> str:
    """Return what stands between the first and the last line of a file, where all lines between are the file's."""
    wanted = [bare(line) for line in source.splitlines() if line.strip()]
    plain = [bare(line).replace(MARK, "") for line in lines]
    for start in (n for n, line in enumerate(plain) if line == wanted[0]):
        found, at = list[int](), start
        while at < len(plain) and len(found) < len(wanted) and plain[at] in ("", wanted[len(found)]):
            found += [at] if plain[at] else []
            at += 1
        if len(found) == len(wanted):
            return "\n".join(lines[start:at])
    raise AssertionError(f"{file}: its lines do not stand one below the other in the book")


def tree(text: str) -> str:
    return ast.dump(ast.parse(text))


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_is_copied_by_position_is_the_same_program(file: str, lines: list[str], language: Language) -> None:
    source = voices.text(file, language.folder)
    assert tree(copied(file, source, lines)) == tree(source)


def test_every_python_file_is_looked_at() -> None:
    assert len(FILES) > 20


@pytest.fixture(scope="session")
def by_poppler(book: Book) -> list[str]:
    assert shutil.which("pdftotext"), "pdftotext is missing; on Debian or Ubuntu: apt-get install poppler-utils"
    command = ["pdftotext", "-layout", str(book.path), "-"]
    text = subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout
    return [line for page in text.split("\f") for line in between_head_and_foot(page)]


def between_head_and_foot(page: str) -> list[str]:
    """The lines of a page but the first, which a chapter's opening has not, and the last: code is never there."""
    return page.strip("\n").splitlines()[1:-1]


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_poppler_copies_is_the_same_program(file: str, by_poppler: list[str], language: Language) -> None:
    source = voices.text(file, language.folder)
    assert tree(copied(file, source, by_poppler)) == tree(source)


def test_what_goes_on_below_is_marked_and_the_mark_is_no_part_of_it(book: Book) -> None:
    marks = [run for page in book.runs for run in page if run.text.strip() == MARK]
    assert marks
    content = b"".join(page.get_contents().get_data() for page in book.pdf.pages)  # type: ignore[union-attr]
    assert len(re.findall(rb"/Artifact<<[^>]*>>BDC", content)) >= len(marks)
