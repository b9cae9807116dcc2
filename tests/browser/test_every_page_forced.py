"""Every page in the colours that a reader's system forces on it: words, drawings, signs and the edges of controls stand
out. Measured on what is drawn, since the system changes most of what the stylesheets say.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from publish.languages import LANGUAGES, Language
from symptoms.reading import load
from tests.browser.conftest import NewPage
from tests.browser.every_page import audit, settle, visit
from tests.browser.pixels import contrast, luminance, pixels
from tests.browser.tree_walks import fragment, published_tree, walks

pytestmark = audit
WORDS, SHAPES = 4.5, 3  # to one: the contrast that WCAG asks for, of letters and of all else that says something
SLICE = 4000  # pixels of a page that are drawn at once
LONGEST = max(walks(published_tree()), key=lambda walk: len(walk[0]))[0]
SYMPTOM = load()[0]
LOOKED = 20  # things that even the shortest page has
# What should stand out: its name, where it lies in the page, and by how much; and what lacks something by its style.
LOOK_AT = """([WORDS, SHAPES, within]) => {
  scrollTo(0, 0);
  for (const box of document.querySelectorAll("details")) box.open = true;
  const whole = new CSSStyleSheet(); // else what is out of sight is not drawn in a picture of the whole page
  whole.replaceSync("* { content-visibility: visible !important }");
  document.adoptedStyleSheets = [whole];
  const kind = (each) => `${each.tagName.toLowerCase()}.${each.className?.baseVal ?? each.className}`;
  const places = [], lacking = [];
  const shown = (each) => each.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  // What is drawn of it: a box that scrolls by itself shows a part, and what is only heard is not drawn. The menus at
  // the sides are as high as the window, which has another height in a picture of the whole page.
  const visible = (element, { left, top, right, bottom }) => {
    for (let each = element; each && each !== document.documentElement; each = each.parentElement) {
      const style = getComputedStyle(each);
      if (style.clipPath !== "none" || each.matches(".md-sidebar")) return false;
      if (!["hidden", "auto", "scroll", "clip"].includes(style.overflowX)) continue;
      const edge = each.getBoundingClientRect();
      if (left < edge.left - 1 || right > edge.right + 1) return false;
      if (top < edge.top - 1 || bottom > edge.bottom + 1) return false;
    }
    return left >= 0 && top >= 0 && right <= innerWidth && right - left >= 2 && bottom - top >= 2;
  };
  const add = (element, box, name, least) => {
    if (!element.closest(within) || !visible(element, box)) return;
    places.push([name, box.left, box.top, box.width, box.height, least]);
  };
  const range = document.createRange(), walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode, element = text.parentElement;
    if (!text.data.trim() || !shown(element)) continue;
    for (const { 0: words, index } of text.data.matchAll(/\\S(?:[^\\n]*\\S)?/g)) { // no place where only spaces are
      range.setStart(text, index);
      range.setEnd(text, index + words.length);
      const box = range.getClientRects()[0]; // its first line, in the colour of the others
      if (box) add(element, box, `${kind(element)} ${words.slice(0, 30)}`, WORDS);
    }
  }
  for (const shape of document.querySelectorAll("svg :is(path, rect, circle, ellipse, line, polyline, polygon)")) {
    if (!shown(shape) || shape.closest("defs, marker, clipPath")) continue;
    const style = getComputedStyle(shape), line = style.stroke === "none" ? 0 : 1;
    if (style.fill === "none" && !line) continue;
    const { x, y, width, height } = shape.getBoundingClientRect();
    add(shape, new DOMRect(x - line, y - line, width + 2 * line, height + 2 * line), kind(shape), SHAPES);
  }
  // Behind an element: the first colour that lets nothing through.
  const behind = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const colour = getComputedStyle(each).backgroundColor;
      if (!colour.startsWith("rgba")) return colour;
    }
    return getComputedStyle(document.documentElement).backgroundColor;
  };
  for (const element of document.querySelectorAll("body *")) {
    if (!shown(element) || !element.getClientRects().length) continue;
    for (const part of ["::before", "::after"]) {
      const style = getComputedStyle(element, part);
      const none = style.content === "none" || style.display === "none" || style.maskImage === "none";
      if (!none && style.backgroundColor === behind(element)) lacking.push(`no sign: ${kind(element)}${part}`);
    }
    if (element.matches(".md-button, button:not(.md-icon, .md-code__button), textarea, select, input[type=text]")) {
      const style = getComputedStyle(element.closest(".md-search__form") ?? element);
      const edges = ["Top", "Right", "Bottom", "Left"].map((side) => parseFloat(style[`border${side}Width`]));
      if (Math.min(...edges) < 1 && style.outlineStyle === "none") lacking.push(`no edge: ${kind(element)}`);
    }
  }
  return { places, lacking: [...new Set(lacking)], height: document.documentElement.scrollHeight };
}"""


def faint(page: Page, within: str = "body") -> tuple[list[str], list[str]]:
    """What of a page was looked at, within an element, and what of it does not stand out."""
    told: dict[str, Any] = page.evaluate(LOOK_AT, [WORDS, SHAPES, within])
    width = page.viewport_size["width"]  # type: ignore[index]
    clips = [
        {"x": 0, "y": top, "width": width, "height": min(SLICE, told["height"] - top)}
        for top in range(0, told["height"], SLICE)
    ]
    slices = [page.screenshot(full_page=True, clip=clip, type="jpeg", quality=95) for clip in clips]  # quicker than PNG
    drawn = np.concatenate([pixels(each) for each in slices])
    found = list(told["lacking"])
    for name, left, top, across, high, least in told["places"]:
        part = luminance(drawn[int(top) : int(np.ceil(top + high)), int(left) : int(np.ceil(left + across))])
        if part.size and contrast(part.max(), part.min()) < least:
            found.append(f"faint: {name}")
    return [name for name, *_ in told["places"]], sorted(set(found))


def forced(new_page: NewPage, scheme: str) -> Page:
    """A page in the colours that are forced, on a light or a dark ground."""
    size = {"width": 1280, "height": 900}
    return new_page(forced_colors="active", color_scheme=scheme, reduced_motion="reduce", viewport=size)


# The look is the same in every language, and their words differ: the dark ground once.
EACH = [*((language, "light") for language in LANGUAGES), (LANGUAGES[0], "dark")]


@pytest.mark.parametrize(("language", "scheme"), EACH, ids=[f"{language.tag} {scheme}" for language, scheme in EACH])
def test_all_stands_out_in_colours_that_are_forced(
    new_page: NewPage, base_url: str, site: Path, language: Language, scheme: str
) -> None:
    page = forced(new_page, scheme)
    looked = {address: faint(page) for address in visit(page, base_url, site, language)}
    assert {address: found for address, (_, found) in looked.items() if found} == {}
    assert min(len(places) for places, _ in looked.values()) > LOOKED


def search(page: Page) -> None:
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially("canvas")
    page.locator(".md-search-result__link").first.wait_for()


def result(page: Page) -> None:
    page.locator("article[data-outcome]").wait_for()


def diagnosis(page: Page) -> None:
    page.locator("[data-diagnose] textarea").fill(SYMPTOM.samples[0])
    page.locator("[data-diagnose] [type=submit]").click()
    page.locator("[data-diagnosis] [data-symptom]").first.wait_for()


# What readers bring about: where, how, and what of it must have been looked at. The search covers the page.
BROUGHT_ABOUT = {
    "search": ("", search, "mark."),
    "result": (f"escolher/{fragment(LONGEST)}&ajustes=spot&comparar=canvas", result, "label."),
    "given answers in the map": (f"mapa/{fragment(LONGEST)}", settle, "span.branch-given"),
    "diagnosis": ("diagnosticar/", diagnosis, "li."),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("address", "bring_about", "part"), BROUGHT_ABOUT.values(), ids=BROUGHT_ABOUT.keys())
def test_what_readers_bring_about_stands_out_too(
    new_page: NewPage, base_url: str, address: str, bring_about: Callable[[Page], None], part: str, scheme: str
) -> None:
    page = forced(new_page, scheme)
    page.goto(base_url + address)
    bring_about(page)
    looked, found = faint(page, ".md-search" if bring_about is search else "body")
    assert [name for name in looked if name.startswith(part)] != []
    assert found == []
