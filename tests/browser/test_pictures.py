"""The pictures are readable where they are shown: wide, on a phone, enlarged, on paper; and reached by keyboard."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from decision.reading import load
from tests.browser.tree_walks import LANGUAGES

OPTIONS = list(load().outcomes)
by_language = pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES.keys())
# Texts of a picture that lie over one another, or stick out of the box that holds them.
CROWDED = """
(selector) => {
  const boxes = [...document.querySelectorAll(selector)].map((e) => [e, e.getBoundingClientRect()])
    .filter(([, b]) => b.width > 1);
  const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  const found = [];
  boxes.forEach(([e, a], n) => {
    boxes.slice(n + 1).forEach(([f, b]) => over(a, b) && found.push(`${e.textContent} | ${f.textContent}`));
    if (e.scrollWidth > e.clientWidth + 1) found.push(`${e.textContent} sticks out`);
  });
  return [boxes.length, found];
}
"""


def axe(page: Page, *parts: str) -> list[str]:
    """What axe finds in these parts of a page: selectors."""
    return [
        found["id"] for found in Axe().run(page, context={"include": [[part] for part in parts]}).response["violations"]
    ]


@by_language
@pytest.mark.parametrize("width", [1280, 360])
def test_the_options_of_the_picture_do_not_lie_over_one_another(
    language: str, width: int, page: Page, base_url: str
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{base_url}{language}comparacao/")
    assert page.evaluate(CROWDED, ".levels-grid li > a") == [len(OPTIONS), []]


@by_language
@pytest.mark.parametrize("width", [360, 320])
def test_nothing_of_the_comparison_is_wider_than_a_phone(language: str, width: int, page: Page, base_url: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{base_url}{language}comparacao/")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    parts = ".levels a, .levels td, .levels p, .comparison td, .comparison tbody *"
    wide = """([parts, width]) => [...document.querySelectorAll(parts)].map((e) => e.getBoundingClientRect())
      .filter((b) => b.width > 1 && b.right > width).length"""
    assert page.evaluate(wide, [parts, width]) == 0


@by_language
def test_nothing_of_the_comparison_is_cut_on_paper(language: str, page: Page, base_url: str) -> None:
    page.goto(f"{base_url}{language}comparacao/")
    page.set_viewport_size({"width": 703, "height": 1000})  # between the margins of a sheet of A4
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 703
    assert page.evaluate(CROWDED, ".levels-name") == [len(OPTIONS), []]
    assert page.evaluate(CROWDED, ".comparison :is(th, td)") == [6 * (len(OPTIONS) + 1), []]


def test_an_option_of_the_picture_is_reached_and_followed_by_keyboard(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}comparacao/")
    link = page.locator(f".levels-grid [data-option={OPTIONS[0]}]")
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    assert link.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/opcoes/{OPTIONS[0]}/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_in_the_comparison(width: int, scheme: str, page: Page, base_url: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{base_url}comparacao/")
    assert axe(page, ".levels", ".comparison") == []


def test_on_a_phone_the_way_back_to_the_top_does_not_lie_on_a_result_just_reached(page: Page, base_url: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{base_url}escolher/#objetivo=aprender")
    page.mouse.wheel(0, 3000)
    page.wait_for_function("scrollY > 900")
    page.mouse.wheel(0, -300)
    expect(page.locator(".md-top")).not_to_have_attribute("hidden", "")
    top = page.locator(".md-top").bounding_box()
    assert top is not None
    assert top["y"] > 740 / 2
    assert top["width"] < 60
