"""What holds of the book of every language, read quickly: what each file says of itself, and how large it is."""

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from publish.book import pdf
from publish.languages import LANGUAGES, Language

MOST = 3 * 2**20  # bytes


@pytest.fixture(scope="module", params=LANGUAGES, ids=lambda language: language.tag)
def each(request: pytest.FixtureRequest) -> Language:
    found: Language = request.param
    return found


@pytest.fixture(scope="module")
def path(site: Path, each: Language) -> Path:
    return site / "pdf" / pdf.name(each)


@pytest.fixture(scope="module")
def file(path: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(path) as opened:
        yield opened


def test_there_is_a_book_of_each_language_and_no_other(site: Path) -> None:
    assert {path.name for path in (site / "pdf").iterdir()} == {pdf.name(language) for language in LANGUAGES}


def test_a_book_is_below_three_mebibytes(path: Path) -> None:
    assert path.stat().st_size < MOST


def test_a_book_names_its_language_title_and_authors(file: pikepdf.Pdf, each: Language) -> None:
    words = each.words()
    said = [str(file.Root.Lang), str(file.docinfo.Title), str(file.docinfo.Author)]
    assert said == [each.tag, words["site"]["name"], words["book"]["by"]]


def test_a_book_opens_with_its_outline(file: pikepdf.Pdf) -> None:
    assert file.Root.PageMode == pikepdf.Name.UseOutlines


def test_code_is_in_the_language_of_its_book(file: pikepdf.Pdf, each: Language) -> None:
    other = {
        str(item.Lang)
        for item in file.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/StructElem" and "/Lang" in item
    }
    assert other <= {each.tag, "en"}  # the titles of sources, and docstrings, are English
