"""Every page by keyboard: the tab key stops at all that can be used, in order and in sight, there and back; boxes and
tabs open; and a ring is drawn around what has the focus.
"""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page

from publish.languages import LANGUAGES, Language
from tests.browser.conftest import NewPage
from tests.browser.every_page import audit, each_language, visit
from tests.browser.every_stop import WANTED, keyboard, press, walk
from tests.browser.pixels import contrast, drawn

pytestmark = audit
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
NO_CONTENTS = "404.html"  # the one page without contents, to which the first stop of the others leads
LEAST = 3  # to one: the contrast of a ring with what it is drawn on
KINDS = 50  # of what can have the focus, told apart by class and place, in all pages
# A part of a page that has a box to open or tabs to change.
BOXES = "() => [...document.querySelectorAll('details:not([open]) > summary')].filter((each) => each.checkVisibility())"
TABS = "() => [...document.querySelectorAll('.tabbed-set > input:checked')].filter((each) => each.checkVisibility())"


def opened(page: Page, keys: CDPSession) -> list[str]:
    """Open every box with Enter, and go on to the next of all tabs with an arrow; what of it did not happen."""
    failed = []
    while page.evaluate(f"window.box = ({BOXES})()[0], window.box?.focus(), Boolean(window.box)"):
        press(keys, "Enter", 13)
        if not page.evaluate("window.box.parentElement.open"):
            failed.append(f"does not open: {page.evaluate('window.box.textContent')}")
            break
    for n in range(page.evaluate(f"(window.tabs = ({TABS})()).length")):
        page.evaluate("(n) => window.tabs[n].focus()", n)
        press(keys, "ArrowRight", 39)
        if page.evaluate("(n) => window.tabs[n].checked", n):
            failed.append(f"does not go on to the next tab: {page.evaluate('(n) => window.tabs[n].id', n)}")
    return failed


def wrong(page: Page, back: bool) -> dict[str, Any]:
    """What is wrong with the way of the tab key through a page, as it opens and with all open that can be, and back."""
    with keyboard(page) as keys:
        walks = {"as it opens": walk(page, keys).wrong}
        if page.evaluate(f"({BOXES})().length + ({TABS})().length"):
            walks["opened"] = {name: what for name in ["failed"] if (what := opened(page, keys))}
            walks["with all open"] = walk(page, keys).wrong
        if back:
            walks["back"] = walk(page, keys, back=True).wrong
            walks["back"].pop("first", None)  # the last stop
    if page.url.endswith(NO_CONTENTS):
        walks["as it opens"].pop("first", None)
    return {name: what for name, what in walks.items() if what}


@each_language
def test_the_tab_key_stops_at_all_that_can_be_used(
    new_page: NewPage, base_url: str, site: Path, language: Language
) -> None:
    page = new_page(viewport=WIDE, reduced_motion="reduce")
    back = language == LANGUAGES[0]  # the pages of the other languages differ in words
    found = {address: what for address in visit(page, base_url, site, language) if (what := wrong(page, back))}
    assert found == {}


def test_the_tab_key_stops_at_all_that_can_be_used_in_a_narrow_window(
    new_page: NewPage, base_url: str, site: Path
) -> None:
    """Its own menu and search; the pages of the other languages differ in words."""
    page = new_page(viewport=NARROW, reduced_motion="reduce")
    found = {address: what for address in visit(page, base_url, site, LANGUAGES[0]) if (what := wrong(page, True))}
    assert found == {}


# ---- the ring ----

# All that can have the focus in a page whose boxes are open, as what tells its kind: class and place.
REACHED = f"""() => {{
  for (const box of document.querySelectorAll("details")) box.open = true;
  const kind = (each) => `${{each.tagName.toLowerCase()}}.${{each.className?.baseVal ?? each.className}}`;
  window.reached = ({WANTED})();
  return window.reached.map((each) => [kind(each), kind(each.parentElement), kind(each.closest(
    "article, aside, nav, form, header, footer, body"))].join(" < "));
}}"""
# Gives the focus to one of them and says where to look: around it, or around what stands for it.
FOCUS = """([n, around]) => {
  const element = window.reached[n];
  element.focus();
  const shown = element.matches("[name=__palette]") ? element.form.querySelector("label:not([hidden])")
    : element.matches(".tabbed-set > input") ? element.parentElement.querySelector(".tabbed-labels")
    : element.closest("label") ?? element;
  shown.scrollIntoView({ block: "center", behavior: "instant" });
  const { left, top, right, bottom } = shown.getBoundingClientRect();
  const [x, y] = [Math.max(0, left - around), Math.max(0, top - around)];
  return { x, y, width: Math.min(innerWidth, right + around) - x, height: Math.min(innerHeight, bottom + around) - y };
}"""
RING = """(drawn) => {
  window.ring ??= new CSSStyleSheet();
  window.ring.replaceSync(drawn ? "" : "* { outline: none !important }");
  if (!document.adoptedStyleSheets.includes(window.ring)) document.adoptedStyleSheets.push(window.ring);
}"""
# The field of the search has none: it opens over the page.
WITHOUT = "input.md-search__input"
AROUND = 6  # pixels in which a ring lies around what it is about


def ring(page: Page, n: int) -> float:
    """How much of a line around what has the focus is drawn by its ring, in strong enough a contrast."""
    box = page.evaluate(FOCUS, [n, AROUND])
    page.evaluate(RING, True)
    with_ring = drawn(page, box)
    page.evaluate(RING, False)
    without = drawn(page, box)
    page.evaluate(RING, True)
    strong = (contrast(with_ring, without) >= LEAST).sum()
    return float(strong / (2 * (box["width"] + box["height"] - 4 * AROUND)))


LOOKS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced light": {"color_scheme": "light", "forced_colors": "active"},
    "forced dark": {"color_scheme": "dark", "forced_colors": "active"},
}


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS.keys())
def test_what_has_the_focus_has_a_ring_that_can_be_seen(
    new_page: NewPage, base_url: str, site: Path, look: dict[str, str], size: dict[str, int]
) -> None:
    """Of every kind of thing in every page, once: rings are drawn by class and place."""
    page = new_page(viewport=size, reduced_motion="reduce", **look)
    rings: dict[str, tuple[float, str]] = {}
    for address in visit(page, base_url, site, LANGUAGES[0]):
        page.keyboard.press("Tab")  # from now on the browser shows where the focus is
        for n, kind in enumerate(page.evaluate(REACHED)):
            if kind not in rings and not kind.startswith(WITHOUT):
                rings[kind] = (ring(page, n), address)
    assert {kind: found for kind, found in rings.items() if found[0] < 1} == {}
    assert len(rings) >= KINDS
