"""A pasted error leads to the section that explains it, in the first result of the search, in each language."""

import pytest
from playwright.sync_api import Page

from tests.browser.test_search_queries import ASK
from tests.browser.tree_walks import LANGUAGES
from tests.symptoms.test_symptoms import FREQUENT


def address(section: str) -> str:
    return section.replace(".md", "/", 1)


@pytest.mark.parametrize("folder", LANGUAGES.values(), ids=LANGUAGES)
def test_the_most_frequent_errors_lead_to_their_section_in_the_first_result(
    folder: str, page: Page, base_url: str
) -> None:
    page.goto(base_url + folder)
    page.locator(".md-search__input").press_sequentially("canvas")
    page.locator(".md-search-result__link").first.wait_for()
    root, elsewhere = f"/{folder}", {}
    for error in FREQUENT:
        results: list[list[str]] = page.evaluate(ASK, error["text"])
        first = [link.removeprefix(root) for link in results[0]] if results else []
        if not {address(error[key]) for key in ("section", "also") if key in error} & set(first):
            elsewhere[error["text"]] = first
    assert elsewhere == {}


PERMISSIONS = {"": "permissão role", "en/": "iam role permissions", "es/": "permisos rol"}


@pytest.mark.parametrize(("folder", "asked"), PERMISSIONS.items(), ids=PERMISSIONS.values())
def test_who_asks_for_the_permissions_of_the_role_is_led_to_their_page_first(
    folder: str, asked: str, page: Page, base_url: str
) -> None:
    page.goto(base_url + folder)
    page.locator(".md-search__input").press_sequentially("canvas")
    page.locator(".md-search-result__link").first.wait_for()
    assert page.evaluate(ASK, asked)[0][0] == f"/{folder}permissoes/"
