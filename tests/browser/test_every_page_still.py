"""On no page does anything move for who asked their system for stillness."""

from pathlib import Path

from publish.languages import Language
from tests.browser.conftest import NewPage
from tests.browser.every_page import audit, each_language, visit

pytestmark = audit
# What would move, or take its time to change: every element is asked, and what stands before and after it.
MOVES = """() => {
  const MOMENT = 0.02; // seconds: nobody sees it
  const longest = (times) => Math.max(...times.split(",").map(parseFloat));
  const moving = (style) => longest(style.transitionDuration) > MOMENT && style.transitionProperty !== "none"
    || style.animationName !== "none" && longest(style.animationDuration) > MOMENT || style.scrollBehavior === "smooth";
  const found = new Set(document.getAnimations().map((each) => `runs: ${each.effect.target.outerHTML.slice(0, 60)}`));
  const all = [...document.querySelectorAll("*")];
  for (const each of all) for (const part of [null, "::before", "::after"]) {
    if (moving(getComputedStyle(each, part))) found.add(`${each.tagName}.${each.getAttribute("class")}${part ?? ""}`);
  }
  return [all.length, [...found]];
}"""


@each_language
def test_nothing_moves_on_any_page_for_who_asked_for_stillness(
    new_page: NewPage, base_url: str, site: Path, language: Language
) -> None:
    page = new_page(reduced_motion="reduce")
    looked = {address: page.evaluate(MOVES) for address in visit(page, base_url, site, language)}
    assert {address: moves for address, (_, moves) in looked.items() if moves} == {}
    assert min(elements for elements, _ in looked.values()) > 100


def test_what_moves_for_others_is_seen_to_move(new_page: NewPage, base_url: str) -> None:
    """The measure measures: the theme has things that take their time."""
    page = new_page(reduced_motion="no-preference")
    page.goto(base_url)
    assert page.evaluate(MOVES)[1] != []
