"""By keyboard alone, what lies over the page or comes late: the menu of a narrow window, the search, what copies."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.waiting import until

OPTION = "opcoes/modo-script/"
OPENER = ".drawer-button"
FOCUSED = "document.activeElement.matches(selector)"


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus; a reader would not press it more often than this."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(f"(selector) => {FOCUSED}", selector):
            return
    pytest.fail(f"Tab never reached {selector}")


@pytest.fixture
def narrow(page: Page, base_url: str) -> Page:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{base_url}{OPTION}")
    return page


def test_the_menu_opens_by_key_and_gives_the_focus_to_what_is_shown_of_it(narrow: Page) -> None:
    tab_to(narrow, OPENER)
    expect(narrow.locator(OPENER)).to_have_attribute("aria-expanded", "false")
    assert narrow.locator(OPENER).get_attribute("aria-label")
    narrow.keyboard.press("Enter")
    expect(narrow.locator("#__drawer")).to_be_checked()
    expect(narrow.locator(OPENER)).to_have_attribute("aria-expanded", "true")
    expect(narrow.locator(".md-sidebar--primary :focus")).to_be_in_viewport()


def test_the_menu_is_left_by_escape_and_the_focus_is_back_where_it_was(narrow: Page) -> None:
    narrow.locator(OPENER).focus()
    narrow.keyboard.press("Enter")
    expect(narrow.locator("#__drawer")).to_be_checked()
    narrow.keyboard.press("Escape")
    expect(narrow.locator("#__drawer")).not_to_be_checked()
    expect(narrow.locator(OPENER)).to_be_focused()


def test_of_a_closed_menu_nothing_can_have_the_focus(narrow: Page) -> None:
    links = narrow.locator(".md-sidebar--primary a")
    until(narrow, "getComputedStyle(document.querySelector('.md-sidebar--primary')).visibility === 'hidden'")
    assert links.count() > 20
    assert (
        links.evaluate_all("all => all.filter((each) => (each.focus(), each === document.activeElement)).length") == 0
    )


def test_the_tab_key_walks_an_open_menu_goes_a_level_up_and_closes_it_on_the_way_out(narrow: Page) -> None:
    narrow.locator(OPENER).focus()
    narrow.keyboard.press("Enter")
    deep = narrow.evaluate("[...document.querySelectorAll('.md-nav__toggle:checked')].map((each) => each.id)")
    assert len(deep) >= 2
    tab = narrow.locator(f"label.md-nav__title[for={deep[-1]}]")
    tab.focus()
    narrow.keyboard.press("Enter")
    expect(narrow.locator(f"#{deep[-1]}")).not_to_be_checked()
    expect(narrow.locator("#__drawer")).to_be_checked()
    tab_to(narrow, "article *")
    expect(narrow.locator("#__drawer")).not_to_be_checked()
    expect(narrow.locator(":focus")).to_be_in_viewport()


def test_the_search_closes_when_the_tab_key_leaves_it_even_before_its_script_is_there(
    page: Page, base_url: str
) -> None:
    page.route("**/assets/search.js", lambda _: None)
    page.goto(base_url)
    tab_to(page, ".md-search__input")
    expect(page.locator("#__search")).to_be_checked()
    page.keyboard.press("Tab")
    expect(page.locator("#__search")).not_to_be_checked()
    assert not page.evaluate(f"(selector) => {FOCUSED}", ".md-search *")


# A hair of the first link of a row is in sight, at the left edge of a table that was scrolled.
HAIR = """() => {
  for (const link of document.querySelectorAll("td:first-child a")) {
    const table = link.closest("table"), rows = [...table.rows], row = rows.indexOf(link.closest("tr"));
    const before = rows.slice(0, row).flatMap((each) => [...each.querySelectorAll("a")]).at(-1);
    if (!before || table.scrollWidth - table.clientWidth < 60) continue;
    table.scrollLeft = link.getBoundingClientRect().right - table.getBoundingClientRect().left - 1;
    if (table.scrollLeft < 20) continue;
    before.focus({ preventScroll: true });
    return link.textContent;
  }
}"""
WHOLE = """() => {
  const link = document.activeElement.getBoundingClientRect();
  const table = document.activeElement.closest("table").getBoundingClientRect();
  return link.left >= table.left && link.right <= table.right + 1;
}"""


def test_a_link_in_a_table_that_scrolls_comes_into_sight_whole(page: Page, base_url: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{base_url}comparacao/")
    text = page.evaluate(HAIR)
    assert text
    page.keyboard.press("Tab")
    assert page.locator(":focus").text_content() == text
    until(page, WHOLE)


def test_the_way_to_code_by_the_tab_key_passes_the_button_that_copies_it(
    new_page: Callable[..., Page], base_url: str
) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{base_url}{OPTION}oficina/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelectorAll('pre > code').length") > 5
    assert page.evaluate("document.querySelectorAll('pre > code:not(.md-code__nav + *)').length") == 0
    button = page.locator(".md-code__button:visible").first
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".md-dialog--active")).to_be_visible()
    code = button.locator("xpath=ancestor::pre/code").text_content() or ""
    assert page.evaluate("navigator.clipboard.readText()") == code.rstrip()


def test_the_switch_of_colours_says_which_are_shown_and_an_arrow_changes_them(page: Page, base_url: str) -> None:
    page.goto(base_url)
    tab_to(page, "[name=__palette]")
    expect(page.locator("[name=__palette]:checked")).to_have_count(1)
    before = page.locator("body").get_attribute("data-md-color-scheme")
    page.keyboard.press("ArrowRight")
    expect(page.locator("body")).not_to_have_attribute("data-md-color-scheme", before or "")
    page.keyboard.press("ArrowRight")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", before or "")
    page.evaluate("localStorage.clear()")


def test_the_menu_at_the_side_stays_where_the_focus_is_while_the_page_scrolls(page: Page, base_url: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 300})
    page.goto(f"{base_url}conceitos/")
    page.locator(".md-sidebar--secondary a").last.focus()
    frame = ".md-sidebar--secondary .md-sidebar__scrollwrap"
    before = page.evaluate(f"document.querySelector('{frame}').scrollTop")
    assert before > 0
    page.evaluate("scrollTo(0, 600)")
    page.locator(".md-sidebar--secondary .md-nav__link--active").first.wait_for(state="attached")
    assert page.evaluate(f"document.querySelector('{frame}').scrollTop") == before
