"""The search of each language finds pages, with and without accents, in a real browser."""

import pytest
from playwright.sync_api import Page, TimeoutError

from tests.browser.tree_walks import LANGUAGES


def found(page: Page, address: str, words: str) -> list[str]:
    """Type words into the search of a page and return where the results lead."""
    with page.expect_response("**/search_index.json") as index:
        page.goto(address)
    index.value.finished()
    page.locator(".md-search__input").click()
    links = page.locator(".md-search-result__link")
    for _ in range(10):  # what is typed before the index is read finds nothing, and a reader types on
        page.locator(".md-search__input").fill("")
        page.locator(".md-search__input").press_sequentially(words)
        try:
            links.first.wait_for(timeout=3_000)
            break
        except TimeoutError:
            continue
    return links.evaluate_all("links => links.map(link => link.pathname)")


@pytest.mark.parametrize(
    ("language", "with_accent", "without"),
    [("", "contêiner", "conteiner"), ("", "hiperparâmetro", "hiperparametro"), ("es/", "solución", "solucion")],
)
def test_words_are_found_without_their_accents(language, with_accent, without, page: Page, whole_url: str) -> None:
    results = found(page, whole_url + language, with_accent)
    assert results
    assert found(page, whole_url + language, without) == results


@pytest.mark.parametrize("language", LANGUAGES.values())
def test_each_language_finds_its_own_pages(language: str, page: Page, whole_url: str) -> None:
    results = found(page, whole_url + language, "canvas")
    assert f"/{language}opcoes/canvas/" in [path.split("#")[0] for path in results]
    assert [path for path in results if not path.startswith(f"/{language}")] == []
