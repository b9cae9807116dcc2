"""What every page does with its own script: boxes, copying, colours, the place in the page, the menu."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.waiting import scroll_down, until

OPTION = "opcoes/modo-script/"
ACTIVE = ".md-sidebar--secondary .md-nav__link--active"


def test_code_is_copied_as_it_stands(new_page: Callable[..., Page], base_url: str) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{base_url}{OPTION}")
    page.locator(".tabbed-labels label").nth(1).click()
    code = page.locator(".tabbed-content pre:visible > code").first
    code.scroll_into_view_if_needed()
    code.locator("xpath=..//button").click()
    expect(page.locator(".md-dialog--active")).to_be_visible()
    text = code.text_content() or ""
    assert text != page.locator("pre > code").first.text_content()
    assert page.evaluate("navigator.clipboard.readText()") == text.rstrip()


def test_without_a_clipboard_the_code_is_selected(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}{OPTION}#codigo")
    page.locator("pre:visible > code").first.scroll_into_view_if_needed()
    button = page.locator("pre:visible .md-code__button").first
    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject())")
    button.click()
    expect(page.locator(".md-dialog--active")).to_be_visible()
    code = button.locator("xpath=ancestor::pre/code").inner_text()
    assert page.evaluate("String(getSelection())").split() == code.split()


def test_a_link_into_a_closed_box_opens_it(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}{OPTION}")
    ids = page.locator("details:not([open]) > :not(summary)[id]").evaluate_all("all => all.map(each => each.id)")
    assert ids
    page.goto(f"{base_url}{OPTION}#{ids[-1]}")
    expect(page.locator(f"#{ids[-1]}")).to_be_in_viewport()


@pytest.mark.parametrize("address", [OPTION, f"{OPTION}oficina/"])
def test_on_paper_every_box_but_those_of_code_is_open_and_afterwards_as_it_was(
    address: str, page: Page, base_url: str
) -> None:
    page.goto(f"{base_url}{address}")
    closed = page.locator("article details:not([open])")
    before, of_code = closed.count(), page.locator("article details:not([open]):has(pre)").count()
    assert before
    page.emulate_media(media="print")
    expect(closed).to_have_count(of_code)
    page.emulate_media(media="screen")
    expect(closed).to_have_count(before)


@pytest.mark.parametrize(("system", "scheme"), [("light", "default"), ("dark", "slate")])
def test_the_colours_are_those_of_the_system_and_nothing_is_remembered(
    system: str, scheme: str, new_page: Callable[..., Page], base_url: str
) -> None:
    page = new_page(color_scheme=system)
    page.goto(base_url)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
    assert page.evaluate("localStorage.length") == 0


def test_chosen_colours_hold_on_the_next_page_and_in_the_next_language(
    new_page: Callable[..., Page], base_url: str
) -> None:
    page = new_page(locale="pt-BR")  # a context of its own, where nothing was chosen
    page.goto(base_url)
    page.locator("[data-md-component=palette] label:visible").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(f"{base_url}en/opcoes/canvas/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    expect(page.locator("[data-md-component=palette] label:visible")).to_have_count(1)


def test_the_contents_mark_the_section_that_is_read(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}conceitos/")
    expect(page.locator(ACTIVE)).to_have_count(0)
    page.goto(f"{base_url}conceitos/#jumpstart")
    expect(page.locator(ACTIVE)).to_have_attribute("href", "#jumpstart")
    expect(page.locator(ACTIVE)).to_be_in_viewport()


def test_the_header_names_the_page_once_its_title_is_out_of_sight(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}conceitos/")
    title = page.locator("[data-md-component=header-title]")
    expect(title).not_to_have_class(re.compile("--active"))
    page.mouse.wheel(0, 2000)
    expect(title).to_have_class(re.compile("--active"))


def test_the_way_back_to_the_top_shows_when_one_goes_up(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}conceitos/")
    scroll_down(page, 2000)
    top = page.locator(".md-top")
    expect(top).to_have_attribute("hidden", "")
    page.mouse.wheel(0, -200)
    expect(top).not_to_have_attribute("hidden", "")
    top.click()
    until(page, "scrollY === 0")


def test_on_a_phone_the_menu_opens_and_closes(page: Page, base_url: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{base_url}conceitos/")
    page.locator(".drawer-button").click()
    expect(page.locator("#__drawer")).to_be_checked()
    page.keyboard.press("Escape")
    expect(page.locator("#__drawer")).not_to_be_checked()


SCROLLING = """() => [...document.querySelectorAll("pre > code, .md-typeset table:not([class])")]
  .filter(each => each.checkVisibility() && each.scrollWidth > each.clientWidth)"""


@pytest.mark.parametrize("address", ["comparacao/", "rosetta/", f"{OPTION}oficina/"])
def test_what_scrolls_by_itself_is_reached_by_keyboard_before_it_is_in_sight(
    address: str, page: Page, base_url: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(base_url + address)
    until(page, f"({SCROLLING})().length > 0 && ({SCROLLING})().every(each => each.tabIndex === 0)")
    assert page.evaluate("scrollY") == 0


def test_what_scrolls_by_itself_in_a_box_is_reached_once_that_is_opened(page: Page, base_url: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{base_url}{OPTION}oficina/")
    page.locator("details:not([open]):has(pre) > summary").first.click()
    until(page, f"({SCROLLING})().every(each => each.tabIndex === 0)")


def test_what_scrolls_by_itself_in_a_box_is_reached_even_below_the_sight(page: Page, base_url: str) -> None:
    page.set_viewport_size({"width": 360, "height": 100})
    page.goto(f"{base_url}{OPTION}oficina/")
    page.locator("details:not([open]) pre > code").first.evaluate("""code => {
      code.parentElement.style.marginTop = "9999px";
      code.style.width = "10px";
      code.closest("details").open = true;
    }""")
    code = page.locator("code[style]")
    expect(code).to_have_attribute("tabindex", "0")
    expect(code).not_to_be_in_viewport()


MEASURED = """
window.measured = [];
const { get } = Object.getOwnPropertyDescriptor(Element.prototype, "scrollWidth");
Object.defineProperty(Element.prototype, "scrollWidth", { get() {
  if (!this.checkVisibility()) window.measured.push(this.outerHTML.slice(0, 80));
  return get.call(this);
} });
"""


@pytest.mark.parametrize("address", ["diagnosticar/", f"{OPTION}oficina/"])
def test_what_lies_in_a_closed_box_is_not_laid_out_to_be_measured(
    address: str, new_page: Callable[..., Page], base_url: str
) -> None:
    page = new_page()
    page.add_init_script(MEASURED)
    page.goto(base_url + address)
    page.wait_for_load_state("networkidle")
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 100)))")
    assert page.locator("details:not([open]) :is(pre > code, table)").count() > 0
    assert page.evaluate("window.measured") == []


# How many notes begin a line although a letter stands before them, and how many there are.
ALONE = """() => {
  const notes = [...document.querySelectorAll("article sup")].filter((note) => note.previousSibling?.nodeType === 3);
  const ends = (text) => {
    const range = document.createRange();
    range.setStart(text, text.length - 1);
    range.setEnd(text, text.length);
    return [...range.getClientRects()].at(-1);
  };
  const alone = notes.filter((note) => note.getClientRects()[0].left < ends(note.previousSibling).left);
  return [alone.length, notes.length];
}"""


@pytest.mark.parametrize("width", [360, 412])
def test_a_note_stands_on_the_line_of_what_it_is_about(width: int, page: Page, base_url: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{base_url}{OPTION}")
    alone, notes = page.evaluate(ALONE)
    assert (alone, notes > 40) == (0, True)


def test_a_line_about_a_moved_address_is_shown_to_who_comes_by_it_alone(page: Page, base_url: str) -> None:
    line = page.locator("#ajuste-rastreio")
    page.goto(f"{base_url}opcoes/automl/")
    expect(line).to_have_count(1)
    expect(line).to_be_hidden()
    page.goto(f"{base_url}opcoes/automl/#ajuste-rastreio")
    expect(line).to_be_visible()
