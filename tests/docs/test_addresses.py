"""No address that was ever published dies, and every address of the site is on the list of those that must not."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from publish.languages import LANGUAGES
from publish.site import addresses, moved
from tests.docs.conftest import BuiltPage

MOVES = moved.load()
LISTED = addresses.recorded()
CHOSEN = ("escolher/index.html", "limpar/index.html")


@pytest.fixture(scope="module")
def published(site: Path) -> set[str]:
    return addresses.published(site, MOVES)


def test_no_address_that_was_ever_published_has_died(site: Path, published: set[str]) -> None:
    dead = addresses.expected(LISTED, site) - published
    assert sorted(dead) == [], (
        "these addresses were published, and lead nowhere now. Restore the page or the id, or write in docs/moved.toml "
        "where it went, and run `make site`"
    )


def test_every_address_of_the_site_is_on_the_list(published: set[str]) -> None:
    assert sorted(published - set(LISTED)) == [], "run `make addresses`, and commit docs/addresses.txt"


def test_the_list_is_in_order_and_has_every_page_and_question(pages: Mapping[str, BuiltPage]) -> None:
    assert sorted(set(LISTED)) == LISTED
    assert {path.removesuffix("index.html") for path in pages} <= set(LISTED)
    asked = {f"{lang.prefix}escolher/#pergunta-objetivo" for lang in LANGUAGES}
    assert asked | {"decision/tree.json", "pdf/guia-es.pdf", "trechos/modo-script.zip"} <= set(LISTED)


@pytest.fixture
def smaller(site: Path, tmp_path: Path) -> Path:
    """Two pages of the built site, in each language."""
    for path in (f"{lang.prefix}{page}" for lang in LANGUAGES for page in CHOSEN):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(site / path, tmp_path / path)
    return tmp_path


def died(site: Path, moves: Mapping[str, str]) -> set[str]:
    """The listed addresses of the two pages that died."""
    listed = {f"{lang.prefix}{page}".removesuffix("index.html") for lang in LANGUAGES for page in CHOSEN}
    return {each for each in LISTED if each.partition("#")[0] in listed} - addresses.published(site, moves)


def move(site: Path, moves: Mapping[str, str]) -> None:
    for language in LANGUAGES:
        moved.write(site / language.prefix, language, moves)


def test_the_two_pages_are_as_published(smaller: Path) -> None:
    assert died(smaller, {}) == set()


def test_a_heading_whose_id_is_gone_is_named_and_lives_again_when_it_is_said_to_have_moved(smaller: Path) -> None:
    page = smaller / "en/limpar/index.html"
    page.write_text(page.read_text(encoding="utf-8").replace(' id="o-que-cobra"', ' id="novo"'), encoding="utf-8")
    assert died(smaller, {}) == {"en/limpar/#o-que-cobra"}
    for language in LANGUAGES:
        there = smaller / language.prefix / "limpar/index.html"
        there.write_text(there.read_text(encoding="utf-8").replace('"o-que-cobra"', '"novo"'), encoding="utf-8")
    moves = {"limpar/#o-que-cobra": "limpar/#novo"}
    move(smaller, moves)
    assert died(smaller, moves) == set()


def test_a_page_that_is_gone_is_named_and_lives_again_when_it_is_said_to_have_moved(smaller: Path) -> None:
    for language in LANGUAGES:
        (smaller / language.prefix / "limpar").rename(smaller / language.prefix / "faxina")
    assert {"limpar/", "en/limpar/", "es/limpar/#o-que-cobra"} < died(smaller, {})
    moves = {"limpar/": "faxina/"}
    move(smaller, moves)
    assert died(smaller, moves) == set()
