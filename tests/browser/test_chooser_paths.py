"""Every path of the published tree ends in the same outcome by clicking, by address and by following the list."""

import json
from collections.abc import Callable, Iterator
from itertools import takewhile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.tree_walks import LANGUAGES, Walk, count, fragment, published_tree, spell, walks_by_beginning
from tests.paths_followed import note

TREE = published_tree()
GROUPS = walks_by_beginning(TREE)

# From one path to the next by the address of the question where they part, so each answer is clicked below each
# sequence of answers that leads to it, once. (The way back through the history takes three times as long, and
# test_chooser_moves goes it.)
CLICK = """async walks => {
    const restart = async () => { // it stands where a result ends, which follows its beginning
        while (!document.querySelector("[data-restart]")) await new Promise(requestAnimationFrame);
        document.querySelector("[data-restart]").click();
    };
    const ends = [];
    let before = [];
    for (const steps of walks) {
        const shared = steps.findIndex((step, index) => String(step) !== String(before[index]));
        if (shared === 0 && before.length) await restart();
        else if (shared > 0) {
            const arrived = new Promise(done => addEventListener("hashchange", done, {once: true}));
            location.hash = steps.slice(0, shared).map(step => step.join("=")).join("&");
            await arrived;
        }
        for (const [question, answer] of steps.slice(shared)) {
            const form = document.querySelector(`form[data-question="${question}"]`);
            form.querySelector(`input[type="radio"][name="${question}"][value="${answer}"]`).click();
            form.querySelector("button[type=submit]").click();
        }
        ends.push([document.querySelector("article[data-outcome]").dataset.outcome, location.hash]);
        before = steps;
    }
    await restart();
    return ends;
}"""

OPEN = """async fragments => {
    const outcomes = [];
    for (const fragment of fragments) {
        const changed = new Promise(done => addEventListener("hashchange", done, {once: true}));
        location.hash = fragment;
        await changed;
        outcomes.push([document.querySelector("article[data-outcome]").dataset.outcome, location.hash]);
    }
    return outcomes;
}"""

FOLLOW = """walks => walks.map(steps => {
    let question = document.querySelector("[data-tree] [id^=pergunta-]");
    for (const [id, answer] of steps) {
        if (question.id !== "pergunta-" + id) return "at " + question.id + ", not at " + id;
        const item = question.parentElement.querySelector(`:scope > ul > li[data-answer="${answer}"]`);
        const link = item.querySelector(":scope > a");
        if (!link) question = item.querySelector(":scope > ul > li > [id^=pergunta-]:not(a)");
        else if (link.hash) question = document.getElementById(link.hash.slice(1));
        else return link.pathname.split("/").slice(-2)[0];
    }
})"""


@pytest.fixture(scope="module", params=LANGUAGES.values(), ids=LANGUAGES.keys())
def chooser(request: pytest.FixtureRequest, open_page: Callable[..., Page], base_url: str) -> Iterator[Page]:
    """One page for all paths of a language. It is not painted: scripts click and read here, and nobody looks."""
    page = open_page(viewport={"width": 320, "height": 240})
    page.goto(f"{base_url}{request.param}escolher/")
    page.evaluate("document.body.style.display = 'none'")
    yield page
    page.close()


each_beginning = pytest.mark.parametrize("beginning", GROUPS)


def by_path(group: list[Walk], ends: list) -> dict[str, object]:
    return {spell(steps): end for (steps, _), end in zip(group, ends, strict=True)}


def test_the_groups_hold_every_path() -> None:
    assert sum(map(len, GROUPS.values())) == count(TREE, TREE["root"])


@each_beginning
@pytest.mark.parametrize("chooser", [LANGUAGES["pt-BR"]], indirect=True)
def test_clicking_leads_to_the_outcome(chooser: Page, beginning: str) -> None:
    group = GROUPS[beginning]
    expected = [[outcome, fragment(steps)] for steps, outcome in group]
    clicked = chooser.evaluate(CLICK, [steps for steps, _ in group])
    assert by_path(group, clicked) == by_path(group, expected)
    note("browser", beginning, len(clicked))


@each_beginning
@pytest.mark.parametrize("chooser", [LANGUAGES["pt-BR"]], indirect=True)
def test_the_address_leads_to_the_outcome(chooser: Page, beginning: str) -> None:
    """One address for each outcome below the beginning: that every path explains itself alike shows the others."""
    group = list({outcome: (steps, outcome) for steps, outcome in GROUPS[beginning]}.values())
    expected = [[outcome, fragment(steps)] for steps, outcome in group]
    opened = chooser.evaluate(OPEN, [fragment(steps) for steps, _ in group])
    assert by_path(group, opened) == by_path(group, expected)


@each_beginning
def test_the_list_leads_to_the_outcome(chooser: Page, beginning: str) -> None:
    group = GROUPS[beginning]
    followed = chooser.evaluate(FOLLOW, [steps for steps, _ in group])
    assert by_path(group, followed) == by_path(group, [outcome for _, outcome in group])
    note("list", beginning, len(followed))


def test_a_hand_on_the_mouse_gets_there(page: Page, chooser_url: str) -> None:
    """The longest path, by the rows that a reader sees, and again from its address in a page opened anew."""
    steps, outcome = max((walk for group in GROUPS.values() for walk in group), key=lambda walk: len(walk[0]))
    page.goto(chooser_url)
    for question, answer in steps:
        form = page.locator(f'form[data-question="{question}"]')
        form.locator(f'label:has([value="{answer}"])').click()
        form.get_by_role("button").click()
    expect(page.locator("[data-outcome]")).to_have_attribute("data-outcome", outcome)
    page.reload()
    expect(page.locator("[data-outcome]")).to_have_attribute("data-outcome", outcome)


def way_to(question: str) -> tuple:
    """The answers that lead to a question, on the first walk that passes it."""
    passing = (steps for group in GROUPS.values() for steps, _ in group if question in dict(steps))
    return tuple(takewhile(lambda step: step[0] != question, next(passing)))


SHOWN = "[data-chooser] :is([data-question], [data-outcome]):visible"


@pytest.mark.parametrize("question", TREE["questions"])
def test_a_hand_on_the_mouse_gives_every_answer(page: Page, base_url: str, question: str) -> None:
    """Each answer, the button and the link that changes it: seen, not covered, and clicked where they are."""
    page.goto(f"{base_url}escolher/{fragment(way_to(question))}")
    answers = TREE["questions"][question]["answers"]
    reached = {}
    for answer in answers:
        form = page.locator(f'form[data-question="{question}"]')
        form.locator(f'label:has([value="{answer["id"]}"])').click()
        form.get_by_role("button").click()
        reached[answer["id"]] = page.locator(SHOWN).evaluate("e => [e.dataset.question, e.dataset.outcome]")
        page.locator("[data-answers] a").last.click()
    assert reached == {answer["id"]: [answer.get("question"), answer.get("outcome")] for answer in answers}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_carries_the_published_tree(new_page: Callable, base_url: str, language: str) -> None:
    """So what clicks and addresses prove in one language holds in all: same script, same routing."""
    page = new_page()
    page.goto(f"{base_url}{LANGUAGES[language]}escolher/")
    carried = json.loads(page.locator("script[data-chooser-data]").text_content() or "")
    assert routing(carried) == routing(TREE)
    assert {id: outcome["name"] for id, outcome in carried["outcomes"].items()} == {
        id: outcome["name"][language] for id, outcome in TREE["outcomes"].items()
    }


def routing(tree: dict) -> dict:
    leads_to = {
        id: [(answer["id"], answer.get("question"), answer.get("outcome")) for answer in question["answers"]]
        for id, question in tree["questions"].items()
    }
    return {"version": tree["version"], "root": tree["root"], "questions": leads_to}


FIRST_WALKS = {outcome: steps for group in GROUPS.values() for steps, outcome in reversed(group)}


@pytest.mark.parametrize("outcome", TREE["outcomes"])
def test_a_result_links_to_pages_that_exist(chooser: Page, base_url: str, site: Path, outcome: str) -> None:
    chooser.evaluate(OPEN, [fragment(FIRST_WALKS[outcome]) + "&v=0.0.1"])
    addresses = chooser.locator(".chooser-actions a").evaluate_all("links => links.map(link => link.href)")
    assert f"/opcoes/{outcome}/" in addresses[0]
    assert [lacking for address in addresses if (lacking := lack(site, address.removeprefix(base_url)))] == []


def lack(site: Path, address: str) -> str | None:
    """Say what is not there of a page and the spot in it."""
    path, _, spot = address.partition("#")
    page = site / path / "index.html"
    if not page.is_file():
        return f"{page} does not exist"
    return f"{page} has no id {spot}" if spot and f'id="{spot}"' not in page.read_text(encoding="utf-8") else None
