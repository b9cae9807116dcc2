"""A language more is one tag in decision/languages.py and its words: the switch, the search, the published tree and the
addresses follow. Shown with French, whose words here are the Spanish ones.
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

from publish import up_to_date
from tests.conftest import ROOT
from tests.docs.conftest import search_index
from tests.once import OnceForAllWorkers

pytestmark = pytest.mark.starts_a_build
TAGS = ["pt-BR", "en", "es", "fr"]
# What `python -m publish` does, for the new language alone.
BUILD = """
from pathlib import Path
from decision import document
from decision.reading import load
from publish.__main__ import build_language
from publish.languages import language
from publish.site import sitemap

site, new, tree = Path("site"), language("fr"), load()
build_language(new, site / new.prefix, tree)
document.write(tree, site / "decision")
(site / "sitemap.xml").write_text(sitemap.sitemap("https://guia.example/", ["", "escolher/"]), encoding="utf-8")
"""


@pytest.fixture(scope="module")
def repo(once_for_all_workers: OnceForAllWorkers) -> Path:
    """A copy of what a build reads, with a language more, built."""
    _, copy = once_for_all_workers("fourth-language", build_with_french)
    return copy


def build_with_french(copy: Path) -> None:
    for name in up_to_date.READ:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", copy)
    shutil.copytree(ROOT / "requirements", copy / "requirements")
    edit(copy / "decision/languages.py", '"es")', '"es", "fr")')
    write_its_words(copy)
    run = subprocess.run([sys.executable, "-c", BUILD], cwd=copy, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def write_its_words(repo: Path) -> None:
    shutil.copytree(repo / "docs/es", repo / "docs/fr")
    for words in repo.glob("**/es.toml"):
        shutil.copy(words, words.with_name("fr.toml"))
    edit(repo / "docs/words/fr.toml", 'language = "Español"', 'language = "Français"')
    for rows in repo.glob("snippets/rosetta/*.toml"):
        text = rows.read_text(encoding="utf-8")
        rows.write_text(re.sub(r"^es( = .*)$", r"es\1\nfr\1", text, flags=re.MULTILINE), encoding="utf-8")


@pytest.fixture(scope="module")
def page(repo: Path) -> html.HtmlElement:
    return html.parse(str(repo / "site/fr/escolher/index.html")).getroot()


def test_it_has_every_page(repo: Path) -> None:
    built = {path.parent.relative_to(repo / "site/fr").as_posix() for path in (repo / "site/fr").rglob("index.html")}
    written = {path.relative_to(repo / "docs/fr").with_suffix("").as_posix() for path in repo.glob("docs/fr/**/*.md")}
    workshops = {page for page in built if page.endswith("/oficina")}  # made, each for an option
    assert built - workshops == written - {"index"} | {"."}
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
