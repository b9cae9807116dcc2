"""A language more is one tag in decision/languages.py and its words: the switch, the search, the published tree and the
addresses follow. Shown with French, whose words here are the Spanish ones.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

from tests.docs.conftest import search_index

pytestmark = pytest.mark.starts_a_build
TAGS = ["pt-BR", "en", "es", "fr"]
# What of a build is made once for all languages.
SHARED = """
from pathlib import Path
from decision import document
from decision.reading import load
from publish.site import sitemap

site = Path("site")
document.write(load(), site / "decision")
(site / "sitemap.xml").write_text(sitemap.sitemap("https://guia.example/", ["", "escolher/"]), encoding="utf-8")
"""


@pytest.fixture(scope="module")
def repo(with_french: Path) -> Path:
    subprocess.run([sys.executable, "-c", SHARED], cwd=with_french, check=True)
    return with_french


@pytest.fixture(scope="module")
def page(repo: Path) -> html.HtmlElement:
    return html.parse(str(repo / "site/fr/escolher/index.html")).getroot()


def test_it_has_every_page(repo: Path) -> None:
    built = {path.parent.relative_to(repo / "site/fr").as_posix() for path in (repo / "site/fr").rglob("index.html")}
    written = {path.relative_to(repo / "docs/fr").with_suffix("").as_posix() for path in repo.glob("docs/fr/**/*.md")}
    workshops = {page for page in built if page.endswith("/oficina")}  # made, each for an option
    assert built - workshops == {page.removesuffix("index").rstrip("/") or "." for page in written}
    assert {page.removesuffix("/oficina") for page in workshops} <= written
    assert len(built - workshops) >= 30
    assert len(workshops) >= 10


def test_its_pages_say_their_language(page: html.HtmlElement) -> None:
    assert page.get("lang") == "fr"


def test_the_switch_offers_it_by_its_own_name(page: html.HtmlElement) -> None:
    offered = {link.get("data-language"): link for link in page.xpath("//a[@data-language]")}
    assert list(offered) == TAGS
    assert offered["fr"].text_content().strip() == "Français"
    assert [tag for tag, link in offered.items() if link.get("aria-current")] == ["fr"]
    assert [link.get("href") for link in offered.values()] == [f"../../{f}escolher/" for f in ("", "en/", "es/", "fr/")]


def test_its_days_are_written_its_way(page: html.HtmlElement) -> None:
    assert page.xpath("//article//time[@datetime='2026-11-22']/text()")[0] == "22 novembre 2026"


def test_its_search_looks_through_it_alone(repo: Path) -> None:
    index = search_index(repo / "site/fr")
    assert index["config"]["language"] == "fr"
    worker = repo / "site/fr/assets/javascripts/lunr/min/lunr.guide.min.js"
    assert worker.read_text(encoding="utf-8").startswith('self.searchLanguage = "fr";')


def test_the_published_tree_speaks_it(repo: Path) -> None:
    tree = json.loads((repo / "site/decision/tree.json").read_text(encoding="utf-8"))
    assert tree["languages"] == TAGS
    assert set(tree["questions"][tree["root"]]["text"]) == set(TAGS)


def test_each_address_names_its_translation(repo: Path) -> None:
    sitemap = (repo / "site/sitemap.xml").read_text(encoding="utf-8")
    links = re.findall(r'hreflang="fr" href="https://guia.example/fr/([^"]*)"', sitemap)
    assert links == [page for page in ("", "escolher/") for _ in TAGS]
