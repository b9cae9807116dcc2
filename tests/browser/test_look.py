"""Links, notes and what can be chosen: told by more than a colour, and no line is taken by what is not seen."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import NewPage
from tests.browser.pixels import contrast, drawn


@pytest.mark.parametrize("address", ["casos/sob-medida/", "opcoes/automl/", "como/custo/"])
def test_every_link_in_a_text_is_underlined_and_a_term_with_dots(address: str, page: Page, base_url: str) -> None:
    page.goto(base_url + address)
    links = page.locator("article :is(p, li, dd, td) a:not(.md-button, .footnote-ref, .footnote-backref, svg a)")
    drawn_as = links.evaluate_all("""all => all.map((link) => {
      const { textDecorationLine, textDecorationStyle } = getComputedStyle(link);
      return [link.matches(".term"), `${textDecorationLine} ${textDecorationStyle}`, link.textContent];
    })""")
    assert {term for term, _, _ in drawn_as} == {True, False}
    assert [each for each in drawn_as if each[1] != ("underline dotted" if each[0] else "underline solid")] == []


@pytest.mark.parametrize("address", ["casos/sob-medida/", "opcoes/automl/"])
def test_a_link_that_is_stressed_is_underlined_too(address: str, page: Page, base_url: str) -> None:
    page.goto(base_url + address)
    stressed = page.locator("article :is(strong, em) > a:not(.term)")
    lines = stressed.evaluate_all("all => all.map(link => getComputedStyle(link).textDecorationLine)")
    assert lines
    assert set(lines) == {"underline"}


@pytest.mark.parametrize("address", ["escolher/", "casos-reais/", "comparacao/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_not_chosen_is_empty(address: str, scheme: str, new_page: NewPage, base_url: str) -> None:
    page = new_page(color_scheme=scheme)
    page.goto(base_url + address)
    control = page.locator("article :is([type=radio], [type=checkbox]):not(:checked):visible").first
    control.scroll_into_view_if_needed()
    box = control.bounding_box()
    assert box
    middle = {"x": box["x"] + box["width"] / 2 - 2, "y": box["y"] + box["height"] / 2 - 2, "width": 4, "height": 4}
    beside = {**middle, "x": box["x"] + box["width"] + 2}
    assert contrast(drawn(page, middle).mean(), drawn(page, beside).mean()) < 1.1


@pytest.mark.parametrize("address", ["comparacao/", "opcoes/so-hospedar/", "conceitos/"])
@pytest.mark.parametrize("width", [360, 1280])
def test_no_note_has_a_line_on_which_nothing_is_seen(
    address: str, width: int, new_page: NewPage, base_url: str
) -> None:
    page = new_page(viewport={"width": width, "height": 740})
    page.goto(base_url + address)
    high = "all => all.map(each => each.getBoundingClientRect().height)"
    notes = page.locator(".footnote li")
    before = notes.evaluate_all(high)
    hidden = notes.evaluate_all("""all => all.map(note =>
      [...note.querySelectorAll(".footnote-backref")].every(each => getComputedStyle(each).opacity === "0"))""")
    page.add_style_tag(content=".md-typeset .footnote-backref { display: none }")
    after = notes.evaluate_all(high)
    assert set(hidden) == {True, False}
    assert [n for n, (one, other) in enumerate(zip(before, after, strict=True)) if one != other and hidden[n]] == []


def test_the_way_back_from_a_note_shows_when_a_key_comes_to_it(new_page: NewPage, base_url: str) -> None:
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{base_url}como/custo/")
    back = page.locator(".footnote-backref").first
    back.focus()
    page.wait_for_function("each => getComputedStyle(each).opacity === '1'", arg=back.element_handle())
    box = back.bounding_box()
    assert box
    assert box["width"] > 10
    assert box["x"] + box["width"] <= 360


@pytest.mark.parametrize("address", ["como/dados/", "opcoes/fora-do-sagemaker/"])
def test_a_note_in_a_cell_stands_right_after_its_words(address: str, page: Page, base_url: str) -> None:
    page.goto(base_url + address)
    gaps = page.locator("article td > a + sup > .footnote-ref").evaluate_all("""all => all.map((note) => {
      const range = document.createRange();
      range.selectNode(note.parentElement.previousSibling);
      const words = [...range.getClientRects()].at(-1);
      range.selectNodeContents(note);
      return note.getBoundingClientRect().left - words.right;
    })""")
    assert gaps
    assert gaps == pytest.approx([0] * len(gaps), abs=1)
