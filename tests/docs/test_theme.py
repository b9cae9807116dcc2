"""What stands around a text says and leads where it promises: menu, buttons, reports, the page not found."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest

from publish.languages import LANGUAGES, ROOT, Language
from publish.site import configuration
from tests.docs.conftest import BuiltPage
from tests.tree import TREE

SECTIONS = {1: "low-code", 2: "ready", 3: "own-code"}  # of the menu, for each column of AWS's table
by_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)

Pages = Mapping[str, BuiltPage]


def sections(menu: list[Any], inside: str = "") -> Iterator[tuple[str, str]]:
    """Each page of a menu with the name of the section that it stands in."""
    for entry in menu:
        if isinstance(entry, str):
            yield entry, inside
        else:
            for name, below in entry.items():
                yield from sections(below, name)


@by_language
def test_an_option_of_awss_table_stands_in_the_section_of_its_column(language: Language) -> None:
    settings, names = configuration.configuration(language, ROOT / "site"), language.words()["nav"]
    section = dict(sections(configuration.named_sections(settings.nav or [], names, language)))
    in_table = [outcome for outcome in TREE.outcomes.values() if outcome.use_case]
    assert {o.id: section[f"opcoes/{o.id}.md"] for o in in_table} == {
        o.id: names[SECTIONS[o.use_case or 0]] for o in in_table
    }
    assert {outcome.use_case for outcome in in_table} == set(SECTIONS)


@by_language
def test_no_two_sections_of_the_menu_have_one_name(language: Language) -> None:
    names = list(language.words()["nav"].values())
    assert sorted(set(names)) == sorted(names)


@by_language
def test_the_switch_of_colours_says_which_ones_it_brings(language: Language, pages: Pages) -> None:
    page, words = pages[f"{language.prefix}index.html"], language.words()["site"]
    switches = {str(i.get("data-md-color-scheme")): i.get("aria-label") for i in page.root.xpath("//input[@id]") if
                i.get("name") == "__palette"}  # fmt: skip
    assert switches == {"default": words["to_dark"], "slate": words["to_light"]}


@by_language
def test_from_the_page_that_is_not_found_two_buttons_lead_home_and_to_the_questions(
    language: Language, site: Path
) -> None:
    page, words = BuiltPage(site, f"{language.prefix}404.html"), language.words()["site"]
    root = urlsplit(configuration.site_url()).path + language.prefix
    buttons = page.root.xpath("//article//a[contains(@class, 'md-button')]")
    assert {button.text_content(): urljoin(root, button.get("href")) for button in buttons} == {
        words["home"]: root,
        words["choose"]: f"{root}escolher/",
    }
    assert page.root.xpath("string(//article//h1)") == words["not_found_title"]


@by_language
def test_a_page_without_words_of_its_own_is_described_as_the_guide_is(language: Language, site: Path) -> None:
    page = BuiltPage(site, f"{language.prefix}404.html")
    assert page.root.xpath("string(//meta[@name='description']/@content)") == language.words()["site"]["description"]


def test_a_report_names_the_page_and_the_language_that_it_is_about(pages: Pages) -> None:
    def title(page: BuiltPage) -> str:
        return parse_qs(urlsplit(str(page.root.xpath("string(//p[@class='report']/a/@href)"))).query)["title"][0]

    wording = {language: language.words()["site"]["report_title"] for language in LANGUAGES}

    def expected(page: BuiltPage) -> str:
        file = f"{page.address}index.md"  # of a section with pages below it
        if not (page.language.docs / file).is_file():
            file = f"{page.address.rstrip('/')}.md"
        return f"{wording[page.language].format(page=file)} ({page.language.tag})"

    assert {path: title(page) for path, page in pages.items()} == {path: expected(page) for path, page in pages.items()}


@by_language
def test_a_doubt_about_a_question_goes_where_problems_are_reported(language: Language, pages: Pages) -> None:
    page = pages[f"{language.prefix}escolher/index.html"]
    data = json.loads(page.root.xpath("string(//script[@data-chooser-data])"))
    assert data["issues"] == configuration.configuration(language, ROOT / "site").extra["issues_url"]


def test_the_contents_of_a_page_are_one_landmark_however_deep_they_go(pages: Pages) -> None:
    inner = "//ul[@data-md-component='toc']//nav"
    assert [path for path, page in pages.items() if page.root.xpath(inner)] == []
    deep = "//ul[@data-md-component='toc']//ul//a"
    assert len(pages["referencia/index.html"].root.xpath(deep)) > 5


def test_every_column_of_a_table_says_what_it_is(pages: Pages) -> None:
    empty = "//article//thead//th[not(normalize-space())]"
    assert [path for path, page in pages.items() if page.root.xpath(empty)] == []
