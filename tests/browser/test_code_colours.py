"""Classes of code that pages no longer tell apart are drawn alike by the theme: whatever a token is, its colour stays.

The whole stylesheets are asked, since what pages load has no rules for classes that none of them has.
"""

import pytest
from playwright.sync_api import Page

from publish.languages import ROOT
from publish.site.slim import COLOURLESS, NAME, PLAIN, SAME
from tests.browser.test_stylesheet import whole_theme

# What is drawn, by class: "" for what has no span.
DRAWN = """
([names, language]) => {
  const block = document.createElement("div");
  block.className = `language-${language} highlight`;
  block.append(document.createElement("pre"));
  block.firstChild.append(document.createElement("code"));
  document.querySelector("article").append(block);
  const drawn = (name) => {
    const span = document.createElement("span");
    span.className = name;
    block.querySelector("code").append(span);
    const style = getComputedStyle(span);
    return ["color", "backgroundColor", "fontStyle", "fontWeight", "textDecoration", "padding", "margin"]
      .map((each) => style[each]).join(" ");
  };
  return Object.fromEntries(names.map((name) => [name, drawn(name)]));
}
"""
SCHEMES = ("default", "slate")


@pytest.fixture
def whole(page: Page, base_url: str) -> Page:
    """A page with code, under all that the theme and the guide say of looks."""
    page.goto(f"{base_url}opcoes/modo-script/")
    page.add_style_tag(content=whole_theme())
    page.add_style_tag(content=(ROOT / "docs/theme/assets/guide.css").read_text(encoding="utf-8"))
    return page


def drawn(page: Page, scheme: str, names: list[str], language: str = "python") -> dict[str, str]:
    page.locator("body").evaluate("(body, scheme) => body.dataset.mdColorScheme = scheme", scheme)
    found: dict[str, str] = page.evaluate(DRAWN, [names, language])
    return found


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("kept", "others"), SAME.items())
def test_the_classes_that_become_one_have_one_look(kept: str, others: str, scheme: str, whole: Page) -> None:
    found = drawn(whole, scheme, [kept, *others.split()])
    assert set(found.values()) == {found[kept]}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_class_without_a_span_looks_like_the_block(scheme: str, whole: Page) -> None:
    found = drawn(whole, scheme, ["", NAME, *COLOURLESS])
    assert set(found.values()) == {found[""]}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("language", "plain"), PLAIN.items())
def test_in_a_language_with_another_colour_that_one_needs_no_span(
    language: str, plain: str, scheme: str, whole: Page
) -> None:
    found = drawn(whole, scheme, ["", plain, NAME], language)
    assert found[""] == found[plain] != found[NAME]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_classes_that_are_kept_apart_do_not_all_look_alike(scheme: str, whole: Page) -> None:
    assert len(set(drawn(whole, scheme, [*SAME, "gd", "gi"]).values())) >= 10
