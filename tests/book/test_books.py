"""What holds of the book of every language, read quickly: what each file says of itself, and how large it is."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
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


CODE = b"8.2"  # points: the size of code in blocks; names in a text have others
PIECE = re.compile(rb"/Span<</MCID (\d+)(?:/Lang\(([\w-]+)\))?>>BDC(.*?)(?=EMC)", re.DOTALL)
FONT = re.compile(rb"(/f\d+) (\S+) Tf")


@pytest.fixture(scope="module")
def code(file: pikepdf.Pdf) -> Mapping[str, Counter[str]]:
    """How many pieces of code there are in each language, by where: in blocks, or as names in a text."""
    tree = dict(entries(file.Root.StructTreeRoot.ParentTree))
    found = {"block": Counter[str](), "name": Counter[str]()}
    for page in file.pages:
        elements = tree.get(int(page.obj.get("/StructParents", -1)), ())
        fonts = {name.encode() for name, font in page.Resources.Font.items() if "DejaVu" in str(font.BaseFont)}
        for number, own, drawn in PIECE.findall(page.Contents.read_bytes()):
            if sizes := {size for font, size in FONT.findall(drawn) if font in fonts}:
                element = elements[int(number)]
                where = "block" if CODE in sizes else "name" if pikepdf.Name.Code == element.S else ""
                if where:
                    found[where][own.decode() or language_of(element, file)] += 1
    return found


def entries(tree: pikepdf.Object) -> Iterator[tuple[int, pikepdf.Object]]:
    """The numbers and values of a number tree."""
    numbers = list(tree.get("/Nums", ()))
    yield from zip(map(int, numbers[::2]), numbers[1::2], strict=True)
    for kid in tree.get("/Kids", ()):
        yield from entries(kid)


def language_of(element: pikepdf.Object, file: pikepdf.Pdf) -> str:
    """What an element, the nearest around it that says one, or the file says of its language."""
    while isinstance(element, pikepdf.Dictionary):
        if "/Lang" in element:
            return str(element.Lang)
        element = element.get("/P")
    return str(file.Root.Lang)


def test_code_in_blocks_with_its_comments_is_in_the_language_of_its_book_also_where_it_goes_on_below(
    code: Mapping[str, Counter[str]], each: Language
) -> None:
    assert code["block"].keys() == {each.tag}
    assert code["block"].total() > 3000


def test_a_name_of_a_program_in_a_text_is_in_english(code: Mapping[str, Counter[str]]) -> None:
    assert code["name"].keys() == {"en"}
    assert code["name"].total() > 1000


def test_nothing_is_in_a_third_language(file: pikepdf.Pdf, each: Language) -> None:
    said = {
        str(item.Lang)
        for item in file.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/StructElem" and "/Lang" in item
    }
    assert said <= {each.tag, "en"}
