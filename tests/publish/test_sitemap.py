from pathlib import Path
from xml.etree import ElementTree

from publish.languages import LANGUAGES
from publish.site.sitemap import SITEMAP, XHTML, addresses, sitemap


def test_the_addresses_are_those_of_the_portuguese_pages(tmp_path: Path) -> None:
    for page in ("", "escolher/", "en/", "en/escolher/", "es/", "opcoes/canvas/"):
        (tmp_path / page).mkdir(parents=True, exist_ok=True)
        (tmp_path / page / "index.html").touch()
    assert addresses(tmp_path) == ["", "escolher/", "opcoes/canvas/"]


def test_what_stands_at_an_address_that_has_moved_is_no_page(tmp_path: Path) -> None:
    for page in ("", "velha/", "nova/"):
        (tmp_path / page).mkdir(exist_ok=True)
        (tmp_path / page / "index.html").touch()
    assert addresses(tmp_path, {"velha/": "nova/"}) == ["", "nova/"]


def test_each_page_of_each_language_names_all_its_translations() -> None:
    tree = ElementTree.fromstring(sitemap("https://guia.example/sub/", ["", "escolher/"]).split("\n", 1)[1])
    links = {
        url.findtext(f"{{{SITEMAP}}}loc"): {
            link.get("hreflang"): link.get("href") for link in url.iter(f"{{{XHTML}}}link")
        }
        for url in tree
    }
    expected = {language.tag: f"https://guia.example/sub/{language.prefix}escolher/" for language in LANGUAGES}
    assert len(links) == 2 * len(LANGUAGES)
    assert [links[address] for address in expected.values()] == [expected] * len(LANGUAGES)
