"""What is attached to the book of every language: each file that the site publishes in it, byte for byte."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

import snippets
from publish.book import pdf
from publish.languages import LANGUAGES, Language
from publish.pages import downloads, permissions
from publish.site import moved
from snippets import voices


@pytest.fixture(scope="module", params=LANGUAGES, ids=lambda language: language.tag)
def each(request: pytest.FixtureRequest) -> Language:
    found: Language = request.param
    return found


@pytest.fixture(scope="module")
def opened(site: Path, each: Language) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(site / "pdf" / pdf.name(each)) as file:
        yield file


@pytest.fixture(scope="module")
def attached(opened: pikepdf.Pdf) -> dict[str, bytes]:
    """The bytes of each attached file, by its path."""
    return {name: spec.get_file().read_bytes() for name, spec in opened.attachments.items()}


def in_zip(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_every_snippet_that_the_site_offers_is_attached_and_is_the_same(
    attached: dict[str, bytes], site: Path, each: Language
) -> None:
    folder = site / each.prefix / downloads.FOLDER
    alone = {path.name: path.read_bytes() for path in folder.glob("*.py")}
    packed = [in_zip(path) for path in sorted(folder.glob("*.zip"))]
    published = {**alone, **{name: content for files in packed for name, content in files.items()}}
    assert len(published) == len({file for name in snippets.names() for file in snippets.files(name)})
    assert {name: attached.get(name) for name in published} == published


def test_every_policy_that_the_site_offers_is_attached_and_is_the_same(
    attached: dict[str, bytes], site: Path, each: Language
) -> None:
    root = site / each.prefix
    paths = (path for path in (root / permissions.FOLDER).rglob("*.*") if path.suffix in (".json", ".yaml"))
    published = {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}
    kept = {name: content for name, content in published.items() if name not in moved.load()}  # else it is there twice
    assert len(kept) > 2 * len(snippets.names())
    assert {name: content for name, content in attached.items() if name.startswith(permissions.FOLDER)} == kept


def test_the_lines_of_every_adjustment_are_attached_in_the_language_of_the_book(
    attached: dict[str, bytes], each: Language
) -> None:
    kept = sorted(snippets.ADJUSTMENTS.glob("*/*.diff"))
    lines = {
        path.relative_to(snippets.FOLDER).as_posix(): voices.diff(path.parent.name, path.stem, each.folder).encode()
        for path in kept
    }
    assert len(lines) > len(snippets.names())
    assert {name: content for name, content in attached.items() if name.endswith(".diff")} == lines


def test_nothing_else_is_attached(attached: dict[str, bytes]) -> None:
    other = {name for name in attached if not name.startswith(permissions.FOLDER) and not name.endswith(".diff")}
    assert other == set(voices.all_files())


def test_each_attached_file_is_a_source_of_the_book_and_says_its_type(opened: pikepdf.Pdf) -> None:
    specs = [spec.obj for spec in opened.attachments.values()]
    assert {str(spec.AFRelationship) for spec in specs} == {"/Source"}
    types = {Path(str(spec.UF)).suffix: str(spec.EF.F.Subtype) for spec in specs}
    assert types | {".py": "/text/x-python", ".json": "/application/json", ".diff": "/text/x-diff"} == types
