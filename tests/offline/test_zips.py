"""Each zip holds what a reader without a network needs, and every link of it leads to a file in it or to the web."""

import zipfile
from collections import Counter
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from decision.reading import load
from publish.book.pdf import name as book_name
from publish.day import build_day
from publish.languages import BUILD, LANGUAGES, Language
from publish.offline import folder
from publish.site import configuration
from tests.offline.conftest import Zips

LIGHTEST, HEAVIEST = 1_000_000, 5_000_000  # bytes
by_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
LINKS = "//@href | //@src | //@srcset | //@poster | //@action | //object/@data"


def root(language: Language) -> str:
    return f"{folder.stem(language)}/"


def pages(zips: Zips, language: Language) -> dict[str, bytes]:
    return {name: content for name, content in zips[language].items() if name.endswith(".html")}


def links(zips: Zips, language: Language) -> list[tuple[str, str]]:
    """Each link of each page, with the page's path in the zip."""
    return [
        (name, str(link))
        for name, content in pages(zips, language).items()
        for link in html.fromstring(content).xpath(LINKS)
    ]


@by_language
def test_a_zip_is_light_and_its_files_have_the_date_of_the_build(language: Language, site: Path) -> None:
    path, day = site / folder.FOLDER / folder.name(language), build_day()
    assert LIGHTEST < path.stat().st_size < HEAVIEST
    with zipfile.ZipFile(path) as archive:
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(day.year, day.month, day.day)}


@by_language
def test_a_zip_has_every_page_of_its_language_in_one_folder(language: Language, zips: Zips, site: Path) -> None:
    others = [other.prefix.rstrip("/") for other in LANGUAGES if other.prefix]
    built = {path.relative_to(site / language.prefix) for path in (site / language.prefix).rglob("index.html")}
    built = {path for path in built if language.prefix or path.parts[0] not in others}
    assert {name.removeprefix(root(language)) for name in pages(zips, language)} == {p.as_posix() for p in built}
    assert {name.partition("/")[0] for name in zips[language]} == {folder.stem(language)}
    assert {"escolher/index.html", "diagnosticar/index.html"} <= {path.as_posix() for path in built}


@by_language
def test_a_zip_has_the_book_of_its_language(language: Language, zips: Zips, site: Path) -> None:
    carried = {name: content for name, content in zips[language].items() if name.endswith(".pdf")}
    expected = f"{root(language)}pdf/{book_name(language)}"
    assert carried == {expected: (site / "pdf" / book_name(language)).read_bytes()}


@by_language
def test_a_zip_says_what_it_is_and_of_when(language: Language, zips: Zips) -> None:
    words = language.words()["offline"]
    text = zips[language][root(language) + words["read_me"]].decode()
    assert language.date(build_day().date()) in text
    assert configuration.site_url() + language.prefix in text
    assert "{" not in text


@by_language
def test_every_link_of_a_zip_leads_to_a_file_and_a_heading_in_it_or_to_a_secure_address(
    language: Language, zips: Zips
) -> None:
    found = links(zips, language)
    assert len(found) > 50 * len(pages(zips, language))
    ids = {
        name: {*map(str, html.fromstring(page).xpath("//@id | //a/@name"))}
        for name, page in pages(zips, language).items()
    }

    def is_alive(page: str, link: str) -> bool:
        parts = urlsplit(link)
        if parts.scheme:
            return parts.scheme == "https"
        target = normpath(join(dirname(page), unquote(parts.path))) if parts.path else page
        heading = unquote(parts.fragment)
        has_heading = not heading or "=" in heading or target not in ids or heading in ids[target]  # = : answers
        return not parts.netloc and target in zips[language] and has_heading

    assert [(page, link) for page, link in found if not is_alive(page, link)] == []


@by_language
def test_of_its_own_pages_a_zip_links_to_none_on_the_site(language: Language, zips: Zips) -> None:
    """But for the canonical address, and the report of a problem, which names the page on the site."""
    site = configuration.site_url() + language.prefix
    own = {name.removeprefix(root(language)).removesuffix("index.html") for name in pages(zips, language)}
    anchors = Counter(
        link
        for page in pages(zips, language).values()
        for link in map(str, html.fromstring(page).xpath("//a[not(@data-language)]/@href"))
        if link.startswith(site) and link.removeprefix(site).partition("#")[0] in own
    )
    assert anchors == Counter()


@by_language
def test_the_switch_of_languages_names_the_address_of_each_on_the_site(language: Language, zips: Zips) -> None:
    page = html.fromstring(zips[language][f"{root(language)}opcoes/canvas/index.html"])
    switch = {a.get("data-language"): a.get("href") for a in page.xpath("//a[@data-language]")}
    site = configuration.site_url()
    assert switch == {
        other.tag: "../../opcoes/canvas/index.html" if other == language else f"{site}{other.prefix}opcoes/canvas/"
        for other in LANGUAGES
    }


@by_language
def test_a_zip_is_the_same_whenever_it_is_made_of_the_same(language: Language, site: Path, tmp_path: Path) -> None:
    published = site / folder.FOLDER / folder.name(language)
    book = site / "pdf" / book_name(language)
    again = tmp_path / "again.zip"
    folder.write(BUILD / "pages" / language.folder, book, language, load().version, configuration.site_url(), again)
    assert again.read_bytes() == published.read_bytes()
