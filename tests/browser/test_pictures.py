"""The pictures are readable where they are shown: wide, on a phone, enlarged, on paper; and reached by keyboard."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from decision import paths
from tests.browser.tree_walks import LANGUAGES
from tests.browser.waiting import scroll_down
from tests.tree import TREE

OPTIONS = list(TREE.outcomes)
WALKS = list(paths.all_walks(TREE))
LONGEST = max(WALKS, key=lambda walk: len(walk.steps))
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
    if (!e.ownerSVGElement && e.scrollWidth > e.clientWidth + 1) found.push(`${e.textContent} sticks out`);
  });
  return [boxes.length, found];
}
"""


def axe(page: Page, *parts: str) -> list[str]:
    """What axe finds in these parts of a page, selectors, and in which element. Not halfway between two colours."""
    page.evaluate("Promise.allSettled(document.getAnimations().map((each) => each.finished))")
    found = Axe().run(page, context={"include": [[part] for part in parts]}).response["violations"]
    return [f"{rule['id']}: {node['html']} {node['failureSummary']}" for rule in found for node in rule["nodes"]]


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


@pytest.mark.parametrize("width", [1280, 360])
def test_the_table_of_the_options_is_one_for_who_listens_even_laid_out_as_blocks(
    width: int, page: Page, base_url: str
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{base_url}comparacao/")
    browser = page.context.new_cdp_session(page)
    table = browser.send("Runtime.evaluate", {"expression": "document.querySelector('table.comparison')"})["result"]
    counted = {
        role: len(browser.send("Accessibility.queryAXTree", {"objectId": table["objectId"], "role": role})["nodes"])
        for role in ("table", "row", "columnheader", "rowheader", "cell")
    }
    rows = len(OPTIONS)
    assert counted == {"table": 1, "row": rows + 1, "columnheader": 6, "rowheader": rows, "cell": 5 * rows}


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
    scroll_down(page, 900)
    page.mouse.wheel(0, -300)
    expect(page.locator(".md-top")).not_to_have_attribute("hidden", "")
    top = page.locator(".md-top").bounding_box()
    assert top is not None
    assert top["y"] > 740 / 2
    assert top["width"] < 60


# ---- the map ----


def given(page: Page) -> list[str]:
    return page.locator("[data-given]").evaluate_all(
        "all => all.map(e => `${e.closest('[data-question]').dataset.question}=${e.dataset.answer}`).sort()"
    )


@pytest.mark.parametrize("walk", [WALKS[0], LONGEST, WALKS[-1]], ids=lambda walk: walk.fragment)
def test_the_map_opens_the_branch_of_the_answers_in_the_address_and_marks_where_it_ends(
    walk: paths.Walk, page: Page, base_url: str
) -> None:
    page.goto(f"{base_url}mapa/#{walk.fragment}")
    assert given(page) == sorted(f"{step.question}={step.answer}" for step in walk.steps)
    here = page.locator("[data-branches] [aria-current]")
    expect(here).to_be_in_viewport()
    expect(here).to_have_attribute("data-leads-to", walk.outcome or "")


def test_the_map_marks_the_question_that_comes_next_when_the_answers_end_before_an_option(
    page: Page, base_url: str
) -> None:
    step = LONGEST.steps[0]
    page.goto(f"{base_url}mapa/#{step.question}={step.answer}&nada=nada")
    here = page.locator("[data-branches] [aria-current]")
    expect(here.locator(f"[id='mapa.{LONGEST.steps[1].question}']")).to_be_in_viewport()


def test_the_map_follows_an_address_that_changes_and_leaves_one_that_says_nothing(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}mapa/#{LONGEST.fragment}")
    page.evaluate("fragment => { location.hash = fragment }", WALKS[0].fragment)
    expect(page.locator("[data-given]")).to_have_count(len(WALKS[0].steps))
    page.goto(f"{base_url}mapa/#nada=nada")
    expect(page.locator("[data-given]")).to_have_count(0)


def test_the_map_opens_without_a_script_by_keyboard(open_page: Callable[..., Page], base_url: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{base_url}mapa/")
    branch = page.locator("[data-branches] details").first
    branch.locator("summary").first.focus()
    page.keyboard.press("Enter")
    expect(branch.locator(".branch-question").first).to_be_visible()
    page.close()


def test_one_button_opens_all_branches_and_closes_them(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}mapa/")
    button, closed = page.locator(".branches-all"), page.locator("[data-branches] details:not([open])")
    expect(closed).to_have_count(len(TREE.questions) - 1)
    opens = button.text_content()
    button.click()
    expect(closed).to_have_count(0)
    expect(button).not_to_have_text(opens or "")
    button.click()
    expect(closed).to_have_count(len(TREE.questions) - 1)


@by_language
@pytest.mark.parametrize("width", [1280, 360, 320])
def test_the_map_all_open_is_no_wider_than_the_screen(language: str, width: int, page: Page, base_url: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{base_url}{language}mapa/")
    page.locator(".branches-all").click()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    rows = ".branch-answer, .branch-outcome, .branch-see, .branch-left"
    edges = page.locator(rows).evaluate_all("all => all.map(e => e.getBoundingClientRect().right)")
    assert len(edges) > 2 * len(TREE.questions)
    assert max(edges) <= width


def test_the_map_is_printed_whole_without_a_script(open_page: Callable[..., Page], base_url: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{base_url}mapa/")
    page.emulate_media(media="print")
    hidden = page.locator("[data-branches] .branch-outcome").evaluate_all(
        "all => all.filter(e => !e.checkVisibility())"
    )
    assert hidden == []
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_map(scheme: str, page: Page, base_url: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{base_url}mapa/#{LONGEST.fragment}")
    page.locator(".branches-all").click()
    assert axe(page, ".map-frame") == []


@by_language
def test_the_chooser_takes_the_answers_along_to_the_map_and_the_map_back(
    language: str, page: Page, base_url: str
) -> None:
    step = LONGEST.steps[0]
    page.goto(f"{base_url}{language}escolher/#{step.question}={step.answer}")
    page.locator("a[href='../mapa/']").last.click()
    page.wait_for_url(f"**/mapa/#{step.question}={step.answer}")
    page.locator("[aria-current] .branch-start").click()
    expect(page.locator(f"form[data-question='{LONGEST.steps[1].question}']")).to_be_visible()


# ---- the start page ----


@by_language
@pytest.mark.parametrize("width", [1280, 360])
def test_the_words_and_areas_of_the_three_ways_do_not_lie_over_one_another(
    language: str, width: int, page: Page, base_url: str
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{base_url}{language}")
    parts, found = page.evaluate(CROWDED, ".ways text:not(.mark *), .ways a > rect")
    assert (parts >= 3 * 3 + 2, found) == (True, [])
    edges = page.evaluate(
        """() => { const frame = document.querySelector(".ways").getBoundingClientRect();
          return [...document.querySelectorAll(".ways text")].map((e) => e.getBoundingClientRect())
            .filter((b) => b.left < frame.left || b.right > frame.right).length }"""
    )
    assert edges == 0


@by_language
@pytest.mark.parametrize("width", [1280, 360])
def test_what_one_gets_the_button_and_the_picture_are_in_the_first_screen(
    language: str, width: int, page: Page, base_url: str
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{base_url}{language}")
    button, picture = (page.locator(each).bounding_box() for each in (".hero .md-button", ".ways"))
    assert button is not None
    assert picture is not None
    assert button["y"] + button["height"] < 800
    assert picture["y"] + picture["height"] / 3 < 800


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_start_page(scheme: str, page: Page, base_url: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(base_url)
    assert axe(page, "article") == []


def test_a_way_is_followed_by_keyboard(page: Page, base_url: str) -> None:
    page.goto(base_url)
    way = page.locator(".ways a").first
    way.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/casos/sem-codigo/")
