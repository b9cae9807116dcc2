"""The search, as readers use it: it comes with its first use, finds pages of its language, and works from a folder."""

import re
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Page, Route, expect

from tests.browser.tree_walks import LANGUAGES
from tests.browser.waiting import until

FIELD = ".md-search__input"
LINKS = ".md-search-result__link"
OF_THE_SEARCH = ("search.js", "search_index.js", "/workers/")


def found(page: Page, address: str, words: str) -> list[str]:
    """Type words into the search of a page and return where the results lead."""
    page.goto(address)
    page.locator(FIELD).click()
    page.locator(FIELD).press_sequentially(words)
    page.locator(LINKS).first.wait_for()
    return page.locator(LINKS).evaluate_all("links => links.map(link => link.pathname)")


@pytest.mark.parametrize(
    ("language", "with_accent", "without"),
    [("", "contêiner", "conteiner"), ("", "hiperparâmetro", "hiperparametro"), ("es/", "solución", "solucion")],
)
def test_words_are_found_without_their_accents(language, with_accent, without, page: Page, base_url: str) -> None:
    results = found(page, base_url + language, with_accent)
    assert results
    assert found(page, base_url + language, without) == results


@pytest.mark.parametrize("language", LANGUAGES.values())
def test_each_language_finds_its_own_pages(language: str, page: Page, base_url: str) -> None:
    results = found(page, base_url + language, "canvas")
    assert f"/{language}opcoes/canvas/" in [path.split("#")[0] for path in results]
    assert [path for path in results if not path.startswith(f"/{language}")] == []


@pytest.mark.parametrize("folder", LANGUAGES.values(), ids=LANGUAGES.keys())
def test_from_a_folder_it_finds_the_page_and_names_its_file(folder: str, page: Page, site: Path) -> None:
    root = f"{site.resolve().as_uri()}/{folder}"
    found(page, f"{root}conceitos/index.html", "hyperpod")
    page.locator(FIELD).press("Enter")
    page.wait_for_url(f"{root}opcoes/hyperpod/index.html*")


def test_what_is_typed_before_the_index_is_there_is_answered_once_it_is(page: Page, base_url: str) -> None:
    held: list[Route] = []
    page.route("**/search_index.js", lambda route: held.append(route))
    page.goto(base_url)
    with page.expect_request("**/search_index.js"):
        page.locator(FIELD).click()
    page.locator(FIELD).press_sequentially("canvas")
    held[0].continue_()
    expect(page.locator(LINKS).first).to_be_visible()


USES = {
    "a click into the field": lambda page: page.locator(FIELD).click(),
    "its key": lambda page: page.keyboard.press("/"),
    "the tab key": lambda page: page.locator(FIELD).focus(),
}


@pytest.mark.parametrize("use", USES.values(), ids=USES.keys())
def test_nothing_of_it_is_fetched_until_it_is_used(use, page: Page, base_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{base_url}escolher/", wait_until="networkidle")
    page.mouse.wheel(0, 500)
    assert [url for url in asked if any(part in url for part in OF_THE_SEARCH)] == []
    with page.expect_response("**/search_index.js"):
        use(page)
    assert len([url for url in asked if "search_index.js" in url]) == 1


@pytest.mark.parametrize("language", LANGUAGES.values())
def test_it_finds_from_the_page_that_says_that_there_is_none(language: str, page: Page, base_url: str) -> None:
    assert f"/{language}opcoes/canvas/" in [
        path.split("#")[0] for path in found(page, f"{base_url}{language}404.html", "canvas")
    ]


def test_on_a_phone_the_glass_opens_it_and_escape_closes_it(page: Page, base_url: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(base_url)
    page.locator("label.md-header__button[for=__search]").click()
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(FIELD)).not_to_be_focused()
    assert not page.locator("#__search").is_checked()


def test_the_arrows_walk_the_results_and_enter_opens_one(page: Page, base_url: str) -> None:
    results = found(page, base_url, "hyperpod")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(page.locator(LINKS).first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{base_url}{results[0].lstrip('/')}*")


def test_more_are_shown_as_one_goes_down_as_many_as_it_says_and_it_says_when_there_is_none(
    page: Page, base_url: str
) -> None:
    found(page, base_url, "hyperpod")
    told, pages = page.locator(".md-search-result__meta"), page.locator(".md-search-result__item")
    expect(pages).to_have_count(10)
    said = int(re.findall(r"\d+", told.inner_text())[0])
    assert said > 10
    until(
        page,
        """many => {
          document.querySelector(".md-search__scrollwrap").scrollTo(0, 1e6);
          return document.querySelectorAll(".md-search-result__item").length === many;
        }""",
        said,
    )
    page.locator(FIELD).fill("zzzyyyxxx")
    expect(pages).to_have_count(0)
    expect(told).not_to_contain_text(re.compile(r"\d"))


def test_a_result_names_the_words_that_it_does_not_have_and_no_others(page: Page, base_url: str) -> None:
    found(page, base_url, "hyperpod zzyyxx")
    absent = page.locator(".md-search-result__terms del")
    expect(absent.first).to_be_attached()
    assert set(absent.all_text_contents()) == {"zzyyxx"}


def test_each_result_leads_to_the_section_that_it_names(page: Page, base_url: str, site: Path) -> None:
    found(page, base_url, "hyperpod")
    link = page.locator(f"{LINKS}:has(h2)").first
    address, id_ = link.evaluate("link => [link.pathname, link.hash.slice(1)]")
    root = html.fromstring((site / address.lstrip("/") / "index.html").read_bytes())
    assert root.xpath("normalize-space(//*[@id=$id])", id=id_) == link.locator("h2").text_content()


def test_what_is_typed_is_never_read_as_html(page: Page, base_url: str) -> None:
    page.goto(base_url)
    page.locator(FIELD).fill("canvas <img src=x onerror=alert(1)>")
    page.locator(LINKS).first.wait_for()
    expect(page.locator(".md-search-result img")).to_have_count(0)


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("canvas", False),
        ("AccessDeniedException", True),
        ("quanto custa treinar um modelo pequeno em spot agora", True),
    ],
)
def test_a_text_from_a_screen_is_offered_the_diagnosis(words: str, offered: bool, page: Page, base_url: str) -> None:
    found(page, f"{base_url}opcoes/canvas/", words)
    link = page.locator(".search-diagnose")
    expect(link).to_be_visible(visible=offered)
    assert str(link.evaluate("link => link.href")) == f"{base_url}diagnosticar/"
