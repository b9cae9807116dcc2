"""The chooser by keyboard alone, by name and focus, enlarged, on a narrow screen, and under axe."""

import re
from collections.abc import Callable, Collection, Iterator
from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from decision.reading import load
from tests.browser.tree_walks import LANGUAGES, fragment, published_tree

WALK = (("objetivo", "treinar"), ("quanto-codigo", "pouco"), ("tipo-de-dado", "tabela"), ("quem-escolhe", "eu"))
OUTCOME = "algoritmo-integrado"
TREE = published_tree()
DECIDED = load()
WIDE = {"width": 1280, "height": 720}

# Each state of the chooser: the address that opens it, and what is clicked then.
STATES = {
    "first question": ("", None),
    "error": ("", "form[data-question] button"),
    "later question": (fragment(WALK[:2]), None),
    "changing": (fragment(WALK), "[data-answers] a"),
    "result": (fragment(WALK), None),
    "notice": (fragment(WALK[:1]) + "&x=<script>&tamanho=varias", None),
    "list": ("", "details:has([data-tree]) > summary"),
    "copied": (fragment(WALK), "[data-copy]"),
    "adjusted and compared": (fragment(WALK) + "&ajustes=spot,isolamento&comparar=canvas,hyperpod", None),
    "why not": (fragment(WALK), "[data-why-not] > summary"),
    "taken away": (fragment(WALK), "[data-take] > summary"),
    "older link": (fragment(WALK) + "&v=0.1.0", None),
}


# In every language, but first where axe looks too: every state in one language, the two kinds of page in the others.
UNDER_AXE = [*(("pt-BR", state) for state in STATES), *product([*LANGUAGES][1:], ("first question", "result"))]
REACHED = [*UNDER_AXE, *(each for each in product(LANGUAGES, STATES) if each not in UNDER_AXE)]


@pytest.fixture(scope="module")
def states_tab(open_page: Callable[..., Page]) -> Iterator[Page]:
    """A tab in a context of its own: a page remembers there which colours were chosen by hand."""
    page = open_page(reduced_motion="reduce")
    yield page
    page.close()


@pytest.fixture(scope="module")
def reached(request: pytest.FixtureRequest, states_tab: Page, base_url: str) -> Page:
    """A page brought into one of the states once, for all tests that look at it without touching it."""
    language, state = request.param
    address, clicked = STATES[state]
    states_tab.goto("about:blank")
    states_tab.set_viewport_size(WIDE)
    states_tab.goto(f"{base_url}{LANGUAGES[language]}escolher/{address}")
    if clicked:
        states_tab.locator(clicked).first.click()
    return states_tab


def each_of(reached: list[tuple[str, str]], always: Collection[tuple[str, str]] = ()) -> pytest.MarkDecorator:
    """Each of these, or only those of ``always`` in `make test` and all in `make audit`."""
    marks = [() if not always or each in always else pytest.mark.audit for each in reached]
    places = [pytest.param(each, marks=mark, id=" ".join(each)) for each, mark in zip(reached, marks, strict=True)]
    return pytest.mark.parametrize("reached", places, indirect=True)


# ---- names, focus, announcements ----


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_are_what_a_reader_sees(page: Page, base_url: str, language: str) -> None:
    page.goto(f"{base_url}{LANGUAGES[language]}escolher/{fragment(WALK[:1])}")
    question = TREE["questions"]["quanto-codigo"]
    group = page.get_by_role("group", name=question["text"][language], exact=True)
    expect(group).to_have_accessible_description(question["help"][language])
    expect(group.get_by_role("heading", name=question["text"][language])).to_have_count(1)
    names = [group.get_by_role("radio", name=answer["text"][language], exact=True) for answer in question["answers"]]
    assert [name.count() for name in names] == [1] * len(question["answers"])
    given = TREE["questions"]["objetivo"]["text"][language]
    expect(page.locator("[data-answers]").get_by_role("link", name=given)).to_have_count(1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_result_is_an_article_with_the_name_of_the_outcome_and_what_it_asks_for(
    page: Page, base_url: str, language: str
) -> None:
    page.goto(f"{base_url}{LANGUAGES[language]}escolher/{fragment(WALK)}")
    outcome = DECIDED.outcomes[OUTCOME]
    name = f"{outcome.name[language]} · {outcome.work_label[language]}"
    article = page.get_by_role("article", name=name, exact=True)
    expect(article.get_by_role("heading", name=name, exact=True)).to_be_focused()
    assert name in page.title()


def test_the_first_page_leaves_the_focus_alone(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}escolher/")
    assert page.evaluate("document.activeElement === document.body")


def test_the_focus_follows_the_questions_and_the_place_is_announced(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}escolher/")
    live = page.locator(".chooser [role=status]").first
    announced = [live.text_content()]
    for question, answer in WALK:
        page.locator(f'[name="{question}"][value="{answer}"]').check()
        page.locator("form[data-question] button").click()
        expect(page.locator(".chooser h2")).to_be_focused()
        expect(page.locator(".chooser h2")).to_be_in_viewport()
        announced.append(live.text_content())
    assert len(set(announced)) == len(WALK) + 1


def test_the_notice_is_announced(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}escolher/#x=y")
    expect(page.locator(".chooser [role=status]").first).to_contain_text("x=y")


def test_no_error_before_the_first_submit_and_then_one_that_is_linked(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}escolher/")
    error = page.locator("#chooser-error")
    expect(error).to_be_hidden()
    expect(error).to_be_empty()
    page.locator("form[data-question] button").click()
    expect(error).to_be_visible()
    expect(error).to_be_in_viewport()
    expect(page.locator("form[data-question] input").first).to_be_focused()
    described = page.locator("fieldset").get_attribute("aria-describedby") or ""
    assert "chooser-error" in described.split()
    assert page.evaluate("location.hash") == ""


# ---- keyboard ----


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus; a reader sees it first, and would not press more often than this."""
    expect(page.locator(selector).first).to_be_visible()  # the end of a result comes a frame after its beginning
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"Tab never reached {selector}")


def test_the_keyboard_alone_gets_to_the_result_and_back(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}escolher/")
    for question, answer in WALK:
        tab_to(page, f'[name="{question}"]')
        while page.locator(":focus").get_attribute("value") != answer:
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
    expect(page.locator(f'article[data-outcome="{OUTCOME}"] h2')).to_be_focused()
    tab_to(page, "[data-answers] a")
    page.keyboard.press("Enter")
    expect(page.locator('form[data-question="objetivo"] h2')).to_be_focused()
    tab_to(page, "form[data-question] button")
    page.keyboard.press("Enter")
    expect(page.locator(f'article[data-outcome="{OUTCOME}"] h2')).to_be_focused()
    tab_to(page, "[data-restart]")
    page.keyboard.press("Space")
    expect(page.locator('form[data-question="objetivo"]')).to_be_visible()


@pytest.mark.parametrize(
    ("address", "selector"),
    [
        ("", "form[data-question] input"),
        ("", "form[data-question] button"),
        (fragment(WALK), "[data-answers] a"),
        (fragment(WALK), "[data-restart]"),
        (fragment(WALK), "details:has([data-tree]) > summary"),
    ],
)
def test_the_focus_shows(page: Page, base_url: str, address: str, selector: str) -> None:
    page.goto(f"{base_url}escolher/{address}")
    tab_to(page, selector)
    ring = page.locator("label:has(:focus), :focus:not(input)").evaluate("e => getComputedStyle(e).outline")
    assert "solid" in ring
    assert re.search(r"\b[2-9]px", ring)


# ---- size ----

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@each_of(REACHED)
def test_nothing_scrolls_sideways_at_320_pixels(reached: Page) -> None:
    reached.set_viewport_size({"width": 320, "height": 640})
    assert reached.evaluate(SIDEWAYS) <= 0


@each_of(REACHED)
def test_nothing_scrolls_sideways_or_is_cut_at_200_percent(reached: Page) -> None:
    """A window of 1280 by 800 pixels, enlarged twice."""
    reached.set_viewport_size({"width": 640, "height": 400})
    assert reached.evaluate(SIDEWAYS) <= 0
    assert reached.evaluate(CUT_OFF) == []


CUT_OFF = """[...document.querySelectorAll(".chooser *, .chooser-list *")]
    .filter(e => e.clientWidth && !e.matches(".chooser-silent, input") && e.scrollWidth > e.clientWidth + 1)
    .filter(e => !e.matches(".comparer-frame")) // a table of data scrolls in its own frame, by keyboard too
    .filter(e => getComputedStyle(e).display !== "inline")
    .map(e => e.outerHTML.slice(0, 200))"""


@pytest.mark.parametrize("address", ["", fragment(WALK)], ids=["question", "result"])
def test_rows_and_buttons_have_room_for_a_thumb(new_page: Callable, base_url: str, address: str) -> None:
    page = new_page(viewport={"width": 360, "height": 640}, has_touch=True)
    page.goto(f"{base_url}escolher/{address}")
    targets = page.locator(".chooser :is(label, button, .md-button, .chooser-change a), .chooser-list summary")
    heights = targets.evaluate_all("all => all.map(e => [e.getBoundingClientRect().height, e.innerText])")
    assert heights
    assert [(height, text) for height, text in heights if height < 44] == []


def test_nothing_moves_for_who_asked_for_stillness(page: Page, base_url: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{base_url}escolher/{fragment(WALK)}")
    durations = page.locator(".chooser *").evaluate_all("all => all.map(e => getComputedStyle(e).transitionDuration)")
    assert set(durations) == {"0s"}


# ---- axe ----

CHOOSER = {"include": [[".chooser"], [".chooser-list"]]}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}  # all that colours decide


def faults(page: Page, options: dict | None = None) -> list[tuple[str, list[str]]]:
    found = Axe().run(page, context=CHOOSER, options=options).response
    assert found["passes"]
    return [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found["violations"]]


@each_of(UNDER_AXE)
def test_axe_finds_nothing(reached: Page) -> None:
    reached.set_viewport_size(WIDE)
    assert faults(reached) == []


@each_of(UNDER_AXE, always=[("pt-BR", state) for state in ("first question", "error", "result", "notice")])
def test_axe_finds_nothing_in_dark_colours(reached: Page) -> None:
    reached.set_viewport_size(WIDE)
    toggle = reached.locator("[data-md-component=palette] label:visible")
    toggle.click()
    expect(reached.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    try:
        assert faults(reached, COLOURS) == []
    finally:
        toggle.click()
    expect(reached.locator("body")).to_have_attribute("data-md-color-scheme", "default")


def test_the_page_keeps_its_height_under_who_scrolls_through_it(page: Page, base_url: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{base_url}escolher/")
    page.locator(".chooser[data-seen]").wait_for()
    height = "document.documentElement.scrollHeight"
    before, seen = page.evaluate(height), []
    for top in range(0, before, 700):
        page.evaluate("(top) => scrollTo(0, top)", top)
        page.evaluate("new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown)))")
        seen.append(page.evaluate(height))
    assert len(seen) > 3
    assert set(seen) == {before}
