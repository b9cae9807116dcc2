"""Every page on a phone, and as a window of 1,280 pixels shows it at 200 % and at 400 %: nothing is cut or covered."""

from pathlib import Path

import pytest

from publish.languages import Language
from tests.browser.conftest import NewPage
from tests.browser.every_page import audit, each_language, visit

pytestmark = audit
LINES = 10  # of text, that even the shortest page has
SIZES = {
    "phone": {"width": 360, "height": 740},
    "200 %": {"width": 640, "height": 400},
    "400 %": {"width": 320, "height": 256},
}
# What is wrong with the lines of text that are shown. A line is cut where a box hides what lies outside of it, out of
# reach where a box that scrolls by itself cannot be reached by keyboard, and covered where another line lies on it.
WRONG = """() => {
  const SLACK = 2; // pixels that letters stick out of their lines
  const wide = document.documentElement.scrollWidth;
  const wrong = wide > innerWidth ? [`wider than the screen: ${wide}`] : [];
  for (const box of document.querySelectorAll("details")) box.open = true;
  const kind = (each) => `${each.tagName}.${each.className?.baseVal ?? each.className}`;
  const outside = (line, box) => {
    const edge = box.getBoundingClientRect(), scrolls = ["auto", "scroll"].includes(getComputedStyle(box).overflowY);
    return line.left < edge.left - SLACK || line.right > edge.right + SLACK
      || !scrolls && (line.top < edge.top - SLACK || line.bottom > edge.bottom + SLACK);
  };
  const lines = [], range = document.createRange();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode, element = text.parentElement, words = text.data.trim().slice(0, 30);
    if (!words || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const around = [];
    for (let each = element; each !== document.body; each = each.parentElement) around.push(each);
    const styles = new Map(around.map((each) => [each, getComputedStyle(each)]));
    // What is only for who listens; and in the bar, the name of the page, whose whole is the heading.
    if (around.some((each) => styles.get(each).clipPath !== "none" || each.matches(".md-header__title"))) continue;
    const fixed = around.some((each) => ["fixed", "sticky"].includes(styles.get(each).position));
    const boxes = around.filter((each) =>
      styles.get(each).overflowX !== "visible" && styles.get(each).display !== "inline");
    const frame = boxes.find((each) => ["auto", "scroll"].includes(styles.get(each).overflowX));
    range.selectNodeContents(text);
    for (const line of range.getClientRects()) {
      if (line.width < 1 || line.height < 1) continue;
      const box = boxes.find((each) => outside(line, each));
      if (!box && !fixed && (line.left < -SLACK || line.right > innerWidth + SLACK)) {
        wrong.push(`off the screen: ${kind(element)} ${words}`);
      } else if (box && box !== frame) {
        wrong.push(`cut by ${kind(box)}: ${words}`);
      } else if (box && box.tabIndex < 0 && !box.querySelector("a[href], button, input")) {
        wrong.push(`out of reach in ${kind(box)}: ${words}`);
      }
      if (!fixed) lines.push({ line, text, frame, words });
    }
  }
  lines.sort((a, b) => a.line.top - b.line.top);
  lines.forEach((a, n) => {
    for (let m = n + 1; m < lines.length && lines[m].line.top < a.line.bottom - SLACK; m++) {
      const b = lines[m];
      const high = Math.min(a.line.bottom, b.line.bottom) - Math.max(a.line.top, b.line.top);
      const wide = Math.min(a.line.right, b.line.right) - Math.max(a.line.left, b.line.left);
      const covers = wide > SLACK && high > Math.min(a.line.height, b.line.height) / 2;
      if (covers && a.text !== b.text && a.frame === b.frame) wrong.push(`covered: ${a.words} | ${b.words}`);
    }
  });
  return [lines.length, [...new Set(wrong)]];
}"""


@each_language
@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
def test_nothing_is_cut_or_covered_on_any_page_that_is_narrow_or_enlarged(
    new_page: NewPage, base_url: str, site: Path, language: Language, size: dict[str, int]
) -> None:
    page = new_page(viewport=size, reduced_motion="reduce")
    looked = {address: page.evaluate(WRONG) for address in visit(page, base_url, site, language)}
    assert {address: wrong for address, (_, wrong) in looked.items() if wrong} == {}
    assert min(lines for lines, _ in looked.values()) > LINES
