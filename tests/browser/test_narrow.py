"""On a phone nothing that decides is out of sight unsaid, and what is read in one piece stays in one piece."""

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.conftest import NewPage
from tests.browser.pixels import drawn

PHONE = {"width": 360, "height": 740}
EDGE = 6  # pixels at a side of a table
# Of each piece of code, the characters between which a line of it ends.
ENDS = r"""(selector) => [...document.querySelectorAll(selector)].flatMap((code) => {
  const found = [], range = document.createRange(), walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  let before;
  while (walker.nextNode()) {
    for (let n = 0; n < walker.currentNode.data.length; n++) {
      range.setStart(walker.currentNode, n);
      range.setEnd(walker.currentNode, n + 1);
      const box = range.getBoundingClientRect(), sign = walker.currentNode.data[n];
      const below = before && box.height && box.top > before.top + box.height / 2;
      if (below) found.push([before.text, sign, code.textContent]);
      before = { text: (before?.text ?? "") + sign, top: box.height ? box.top : before?.top ?? 0 };
    }
  }
  return found;
})"""


@pytest.fixture
def phone(new_page: NewPage) -> Page:
    return new_page(viewport=PHONE)


def edges(table: Locator) -> tuple[float, float]:
    """The luminance at the left and the right edge of a table, where it has no words."""
    box = table.bounding_box()
    assert box
    head = table.locator("thead").bounding_box()
    assert head
    strip = {"y": head["y"] + 3, "width": EDGE, "height": 5}
    left, right = box["x"] + 2, box["x"] + box["width"] - EDGE - 2
    return tuple(float(drawn(table.page, {"x": x, **strip}).mean()) for x in (left, right))  # type: ignore[return-value]


@pytest.mark.parametrize("address", ["es/", "en/opcoes/modo-script/"])
def test_no_width_of_a_phone_lets_the_page_slip_sideways(address: str, phone: Page, base_url: str) -> None:
    phone.goto(base_url + address)
    assert phone.locator(".footnote-backref").count() >= 2  # each stands at another place on each width
    beyond = {}
    for width in range(320, 440, 4):
        phone.set_viewport_size({"width": width, "height": PHONE["height"]})
        beyond[width] = phone.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert {width: wide for width, wide in beyond.items() if wide > 0} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_table_shows_at_which_side_there_is_more(scheme: str, new_page: NewPage, base_url: str) -> None:
    page = new_page(viewport=PHONE, color_scheme=scheme)
    page.goto(f"{base_url}como/instancia/")
    table = page.locator("article table").nth(1)
    table.locator("thead").evaluate("head => head.scrollIntoView({ block: 'center' })")
    most = table.evaluate("table => table.scrollWidth - table.clientWidth")
    assert most > 40
    seen = {}
    for place, left in {"start": 0, "middle": most / 2, "end": most}.items():
        table.evaluate("(table, left) => table.scrollTo(left, 0)", left)
        seen[place] = edges(table)
    plain = seen["start"][0]
    shaded = {place: tuple(abs(edge - plain) > 0.01 for edge in both) for place, both in seen.items()}
    assert shaded == {"start": (False, True), "middle": (True, True), "end": (True, False)}


def test_a_table_that_fits_has_no_shade(phone: Page, base_url: str) -> None:
    phone.goto(f"{base_url}como/instancia/")
    table = phone.locator("article table").first
    table.locator("thead").evaluate("head => head.scrollIntoView({ block: 'center' })")
    assert table.evaluate("table => table.scrollWidth <= table.clientWidth")
    left, right = edges(table)
    assert left == pytest.approx(right, abs=0.005)


@pytest.mark.parametrize("language", ["", "en/", "es/"])
def test_every_error_has_its_fix_in_sight(language: str, phone: Page, base_url: str) -> None:
    phone.goto(f"{base_url}{language}erros/")
    rights = phone.locator("article tr td:last-child a").evaluate_all(
        "all => all.map(link => link.getBoundingClientRect().right)"
    )
    assert len(rights) > 60
    assert max(rights) < PHONE["width"]


@pytest.mark.parametrize("address", ["ensaiar/", "diagnosticar/", "permissoes/", "erros/no-log/", "opcoes/notebook/"])
@pytest.mark.parametrize("width", [320, 360, 412])
def test_no_line_ends_within_an_option_of_a_command(address: str, width: int, phone: Page, base_url: str) -> None:
    phone.set_viewport_size({"width": width, "height": 740})
    phone.goto(base_url + address)
    phone.evaluate("for (const box of document.querySelectorAll('details')) box.open = true")
    ends = phone.evaluate(ENDS, "article :not(pre) > code, :is(.language-sh, .language-bash) pre > code")
    assert ends
    assert [(before, code) for before, sign, code in ends if before.split(" ")[-1] in ("-", "--") and sign != " "] == []


@pytest.mark.parametrize("address", ["permissoes/", "erros/no-log/", "ensaiar/"])
def test_a_command_is_seen_whole_and_the_button_that_copies_lies_beside_it(
    address: str, phone: Page, base_url: str
) -> None:
    phone.goto(base_url + address)
    codes = phone.locator(":is(.language-sh, .language-bash, .language-text) pre:visible > code")
    assert codes.count() >= 1
    for code in codes.all():
        code.scroll_into_view_if_needed()
        button = code.locator("xpath=..//button")
        button.wait_for()
        wide, covered = code.evaluate("""(code) => {
          const range = document.createRange();
          range.selectNodeContents(code);
          const lines = [...range.getClientRects()].filter(({ width }) => width > 1);
          const { left, bottom } = code.parentElement.querySelector("button").getBoundingClientRect();
          const under = (line) => line.right > left && line.top < bottom - 4;
          return [code.scrollWidth > code.clientWidth, lines.some(under)];
        }""")
        assert (wide, covered) == (False, False)


@pytest.mark.parametrize("language", ["", "en/", "es/"])
def test_names_side_by_side_are_both_seen_and_break_between_their_parts(
    language: str, phone: Page, base_url: str
) -> None:
    phone.goto(f"{base_url}{language}rosetta/")
    two = "[data-rosetta] table:not(:has(td:nth-child(3)))"
    widths = phone.locator(two).evaluate_all("all => all.map(each => each.scrollWidth - each.clientWidth)")
    assert len(widths) >= 5
    assert max(widths) <= 0
    ends = phone.evaluate(ENDS, f"{two} td code")
    assert len(ends) > 100
    assert [
        (before, sign)
        for before, sign, _ in ends
        if before[-1] not in " ._(,=:/[{-" and not (before[-1].islower() and sign.isupper()) and sign != " "
    ] == []


def test_the_button_that_diagnoses_is_as_wide_as_what_is_pasted(phone: Page, base_url: str) -> None:
    phone.goto(f"{base_url}diagnosticar/")
    button, field = (phone.locator(f"[data-diagnose] {each}").bounding_box() for each in ("[type=submit]", "textarea"))
    assert button
    assert field
    assert button["width"] == pytest.approx(field["width"], abs=1)
