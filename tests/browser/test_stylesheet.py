"""No rule of the theme that an element of a page matches was left out of the stylesheet that the pages load.

The browser reads both and matches: publish/site/stylesheet.py has no part in this. States are taken off the selectors,
since a reader may bring about any of them.
"""

from collections.abc import Callable
from pathlib import Path

import material
import pytest
from playwright.sync_api import Page, expect

THEME = Path(material.__file__).parent / "templates/assets/stylesheets"
STATES = (
    r":(hover|focus|focus-within|focus-visible|active|checked|target|visited|disabled|empty|indeterminate|valid|invalid"
    r"|read-only|placeholder-shown|root|any-link|link)(?![\w-])|::?(before|after|marker|selection|placeholder"
    r"|-[\w-]+)(\([^)]*\))?"
)
# The rules of a stylesheet's text that match something here, each selector by itself: medium, selector, declarations.
MATCHED = """
([text, states]) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  const found = [];
  const matches = (selector) => {
    const bare = selector.replace(new RegExp(states, "g"), "").replace(/(^|[\\s>+~(,])(?=$|[\\s>+~),])/g, "$1*");
    try {
      return document.querySelector(bare) !== null;
    } catch {
      return true;
    }
  };
  const walk = (rules, medium) => {
    for (const rule of rules) {
      if (rule.selectorText) {
        const parts = rule.selectorText.split(/,(?![^(]*\\))/).map((part) => part.trim()).filter(matches);
        const style = [...rule.style].filter((name) => !name.startsWith("--")).map((name) =>
          name + ":" + rule.style.getPropertyValue(name) + rule.style.getPropertyPriority(name));
        if (style.length) for (const part of parts) found.push([medium, part, ...style].join(" | "));
      } else if (rule.cssRules && rule.constructor.name !== "CSSKeyframesRule") {
        walk(rule.cssRules, medium + rule.cssText.split("{")[0]);
      }
    }
  };
  walk(sheet.cssRules, "");
  return found;
}
"""


def whole_theme() -> str:
    return "".join(next(THEME.glob(f"{name}.*.min.css")).read_text(encoding="utf-8") for name in ("main", "palette"))


def search(page: Page) -> None:
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially("canvas")
    page.locator(".md-search-result__link").first.wait_for()


def go_down(page: Page) -> None:
    page.locator("pre:visible").first.scroll_into_view_if_needed()
    expect(page.locator(".md-code__button").first).to_be_attached()


def answer(page: Page) -> None:
    expect(page.locator("article[data-outcome]")).to_be_visible()


# One page of each kind, as a reader may have brought it about.
PAGES: dict[str, Callable[[Page], None] | None] = {
    "": search,
    "escolher/": None,
    "escolher/#objetivo=treinar&quanto-codigo=pouco&tipo-de-dado=tabela&quem-escolhe=eu&comparar=canvas": answer,
    "comparacao/#comparar=canvas,automl": None,
    "opcoes/modo-script/": go_down,
    "opcoes/sem-treino/": None,
    "casos/sem-codigo/": None,
    "erros/": None,
    "rosetta/": None,
    "mapa/": None,
    "fontes/": None,
    "referencia/": None,
    "404.html": None,
}


@pytest.mark.parametrize(("address", "bring_about"), PAGES.items(), ids=PAGES.keys())
def test_no_rule_that_something_matches_is_lost(
    address: str, bring_about: Callable[[Page], None] | None, page: Page, base_url: str, site: Path
) -> None:
    page.goto(base_url + address)
    if bring_about:
        bring_about(page)
    wanted = page.evaluate(MATCHED, [whole_theme(), STATES])
    assert len(wanted) > 200
    have = set(page.evaluate(MATCHED, [(site / "assets/theme.css").read_text(encoding="utf-8"), STATES]))
    assert [rule for rule in wanted if rule not in have] == []


@pytest.mark.parametrize("address", PAGES)
def test_no_custom_property_that_is_read_has_lost_its_value(address: str, page: Page, base_url: str) -> None:
    page.goto(base_url + address)
    read = page.evaluate(
        """() => [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).flatMap((rule) =>
          [...rule.cssText.matchAll(/var\\(\\s*(--md-[\\w-]+)/g)].map((found) => found[1]))"""
    )
    assert len(set(read)) > 50
    empty = "names => names.filter(name => !getComputedStyle(document.body).getPropertyValue(name))"
    lost = page.evaluate(empty, sorted(set(read)))
    page.add_style_tag(content=whole_theme())
    assert page.evaluate(empty, lost) == lost
