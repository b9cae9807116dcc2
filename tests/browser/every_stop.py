"""Where the tab key stops on a page, in which order, and what is wrong with it there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import CDPSession, Page

MOST = 1500  # stops of a page; one that has more lets nobody out
AT_ONCE = 20  # presses between two looks
SHIFT = 8  # among the keys that are held down
# Begin at the top, wherever one was.
START = (
    "(document.body.tabIndex = -1, document.body.focus(), document.body.removeAttribute('tabindex'), scrollTo(0, 0))"
)
# Notes each stop, and, when the next key comes, whether anything of it could be seen where it then was. What moves
# would still be on its way.
WATCH = """() => {
  const still = new CSSStyleSheet();
  still.replaceSync("*, ::before, ::after { transition: none !important; scroll-behavior: auto !important }");
  document.adoptedStyleSheets = [still];
  const stops = (window.stops = []);
  window.covered = new Set();
  const parts = (element) => [
    element, ...(element.labels ?? []), ...element.children,
    ...element.matches("[name=__palette]") ? element.form.querySelectorAll("label") : [], // one stands for both
  ];
  const onTop = (part, line) => [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]].some(([x, y]) => {
    const clip = (at, most) => Math.min(Math.max(at, 0), most);
    const [left, right] = [clip(line.left, innerWidth), clip(line.right, innerWidth)];
    const [top, bottom] = [clip(line.top, innerHeight), clip(line.bottom, innerHeight)];
    return right - left > 1 && bottom - top > 1
      && part.contains(document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y));
  });
  const seen = (element) => parts(element).some((part) => [...part.getClientRects()].some((line) => onTop(part, line)));
  addEventListener("focusin", ({ target }) => stops.push(target), true);
  addEventListener("keydown", () => {
    const element = document.activeElement;
    if (element !== document.body && !seen(element)) window.covered.add(element);
  }, true);
}"""
# Everything that the tab key should stop at, as the page stands now; of radios with one name, one. It leaves the
# search, whose results the arrows walk (test_search.py), and the way back to the top comes and goes (test_page.py).
WANTED = """() => {
  const one = (radio) => {
    const all = [...document.getElementsByName(radio.name)].filter((each) => each.checkVisibility());
    return (all.find((each) => each.checked) ?? all[0]) === radio;
  };
  return [...document.querySelectorAll(":not(.md-search__scrollwrap, .md-top)")]
    .filter((each) => each.tabIndex >= 0 && !each.disabled && each.getClientRects().length)
    .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.matches("a:not([href])"))
    .filter((each) => each.type !== "radio" || one(each));
}"""
TOLD = f"""(back) => {{
  const wanted = ({WANTED})(), around = window.stops.indexOf(window.stops[0], 1);
  const stops = around > 0 ? window.stops.slice(0, around) : window.stops, seen = new Set(stops);
  const kind = (each) => `${{each.tagName.toLowerCase()}}.${{each.className?.baseVal ?? each.className}}`;
  const named = (each) => `${{kind(each)}} ${{(each.textContent.trim() || each.outerHTML).slice(0, 60)}}`;
  window.walked = stops;
  return {{
    stops: stops.length,
    first: kind(stops[0]),
    missed: wanted.filter((each) => !seen.has(each)).map(named),
    early: stops.filter((each, n) => n && stops[n - 1].compareDocumentPosition(each) & (back ? 4 : 2)).map(named),
    covered: stops.filter((each) => window.covered.has(each)).map(named),
    kinds: stops.map((each) => [kind(each), kind(each.parentElement), kind(each.closest(
      "[hidden], article, aside, nav, form, header, footer, details, body"))].join(" < ")),
  }};
}}"""


@dataclass(frozen=True)
class Walk:
    """One way through a page by the tab key: its first stop, what it passed over, met too early, or met unseen."""

    stops: int
    first: str
    missed: list[str]
    early: list[str]
    covered: list[str]
    kinds: list[str]

    @property
    def wrong(self) -> dict[str, Any]:
        """What is not as it should be, by what it is."""
        found = {"missed": self.missed, "too early": self.early, "covered": self.covered}
        found["first"] = [] if self.first == "a.md-skip" else [self.first]
        return {name: what for name, what in found.items() if what}


@contextmanager
def keyboard(page: Page) -> Iterator[CDPSession]:
    """Lend a way to press keys that waits for no answer of the page."""
    session = page.context.new_cdp_session(page)
    yield session
    session.detach()


def press(keys: CDPSession, key: str, code: int, held: int = 0) -> None:
    """Press a key, given its name and its number, while others are held down."""
    about = {"key": key, "code": key, "windowsVirtualKeyCode": code, "modifiers": held}
    keys.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **about})
    if key == "Enter":
        keys.send("Input.dispatchKeyEvent", {"type": "char", "text": "\r", **about})
    keys.send("Input.dispatchKeyEvent", {"type": "keyUp", **about})


def walk(page: Page, keys: CDPSession, back: bool = False) -> Walk:
    """Press the tab key, or walk back with it, until the first stop comes again. Fails when it does not."""
    page.evaluate(START)
    page.evaluate(WATCH)
    while page.evaluate("!window.stops.includes(window.stops[0], 1)"):
        assert page.evaluate("window.stops.length") < MOST, f"{page.url}: the tab key never comes round"
        for _ in range(AT_ONCE):
            press(keys, "Tab", 9, SHIFT if back else 0)
    return Walk(**page.evaluate(TOLD, back))
