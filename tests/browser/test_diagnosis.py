"""The diagnosis in a real browser: what it recognises, what it keeps to itself, and how it is reached and read."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from symptoms.matching import find
from symptoms.old_code import in_text
from symptoms.old_names import names
from symptoms.reading import load
from tests.browser.tree_walks import LANGUAGES
from tests.symptoms.dressed import DRESSES
from tests.symptoms.programs import OLD, PIECES
from tests.symptoms.test_symptoms import PASTED

SYMPTOMS = load()
FREQUENT = next(symptom for symptom in SYMPTOMS if symptom.id == "cota-de-instancias")
SECRET = "AKIAIOSFODNN7EXAMPLE<img src=x onerror=alert(1)>"
FOLDERS = {"pt-BR": "pt", "en": "en", "es": "es"}
STATES = {
    "empty": None,
    "asked for nothing": "",
    "found": FREQUENT.samples[0],
    "nothing found": "no symptom at all",
    "old code": OLD["script-mode"][0],
    "tables open": None,
}


@pytest.fixture(scope="module")
def diagnosis(open_page: Any, base_url: str) -> Iterator[Page]:
    """The page in Portuguese, loaded once for all that only asks its functions."""
    page = open_page()
    page.goto(f"{base_url}diagnosticar/")
    yield page
    page.close()


def diagnose(page: Page, text: str) -> None:
    page.locator("form[data-diagnose] textarea").fill(text)
    page.locator("form[data-diagnose] button").click()


# ---- the same answer as Python ----


def in_python(text: str) -> list[list[object]]:
    return [[each.symptom.id, each.weight, each.line] for each in find(text, SYMPTOMS)]


def in_browser(page: Page, texts: list[str]) -> list[list[list[object]]]:
    return page.evaluate("texts => texts.map(t => window.recognise(t).map(f => [f.id, f.weight, f.line]))", texts)


def hostile() -> list[str]:
    """Texts made to be hard: long lines, what patterns begin with again and again, and noise from a fixed seed."""
    noise = random.Random(20261128)
    letters = "a'\"\\\n\r\t <>&;#[0m│—“é𝔸\u2028`$|:-"
    beginnings = [pattern.literal for symptom in SYMPTOMS for pattern in symptom.patterns]
    return [
        *("".join(noise.choices(letters, k=400)) + FREQUENT.samples[0] for _ in range(20)),
        "".join(beginnings),
        "\n".join(beginnings * 3),
        "\\n" * 500 + "&quot;" * 500 + FREQUENT.samples[0],
        "> " * 300 + "\n| " * 300,
        "x" * 2_000_100 + "\n" + FREQUENT.samples[0],
        "\r\n" * 50_000 + FREQUENT.samples[0],
    ]


def test_the_browser_gives_the_same_ranked_answer_as_python_on_every_sample(diagnosis: Page) -> None:
    texts = [dress(s) for symptom in SYMPTOMS for s in symptom.samples for dress in DRESSES.values()]
    texts += [case["text"] for case in PASTED]
    assert in_browser(diagnosis, texts) == [in_python(text) for text in texts]


def test_it_does_so_on_hostile_texts(diagnosis: Page) -> None:
    assert in_browser(diagnosis, hostile()) == [in_python(text) for text in hostile()]


def test_it_names_the_same_old_names_as_python_does_in_a_text(diagnosis: Page) -> None:
    texts = [text for text, _ in (*OLD.values(), *PIECES.values())]
    known = names()
    expected = [sorted({(old.line, old.name, old.row.v3) for old in in_text(text, known)}) for text in texts]
    told = diagnosis.evaluate("texts => texts.map(t => window.oldNames(t).map(o => [o.line, o.name, o.row[0]]))", texts)
    assert [[tuple(each) for each in one] for one in told] == expected


# ---- what is shown ----


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_symptom_is_told_best_first_with_a_link_to_its_section(page: Page, base_url: str, language: str) -> None:
    page.goto(f"{base_url}{LANGUAGES[language]}diagnosticar/")
    text = f"{FREQUENT.samples[0]}\nRate exceeded"
    diagnose(page, text)
    items = page.locator("ol[data-diagnosis] > li")
    assert items.evaluate_all("all => all.map(e => e.dataset.symptom)") == [f.symptom.id for f in find(text, SYMPTOMS)]
    words = FREQUENT.words[FOLDERS[language]]
    expect(items.first).to_contain_text(words.what.replace("`", ""))
    expect(items.first).to_contain_text(words.advice.replace("`", ""))
    others = [each for each in SYMPTOMS if each.id in FREQUENT.confusable]
    more = items.first.locator("[data-more]")
    expect(more).to_contain_text(others[0].words[FOLDERS[language]].name)
    sources = more.get_by_role("link").evaluate_all("all => all.map(e => e.getAttribute('href'))")[len(others) :]
    assert sources == list(FREQUENT.sources)
    items.first.get_by_role("link").last.click()
    expect(page).to_have_url(f"{base_url}{LANGUAGES[language]}erros/no-pedido/#cota-de-instancias")


def test_a_text_that_shows_very_many_symptoms_is_answered_with_all_of_them(page: Page, base_url: str) -> None:
    """The first at once, the rest after the first were painted."""
    page.goto(f"{base_url}diagnosticar/")
    text = "\n\n".join(sample for symptom in SYMPTOMS for sample in symptom.samples[:1])
    diagnose(page, text)
    items = page.locator("ol[data-diagnosis] > li")
    expected = [found.symptom.id for found in find(text, SYMPTOMS)]
    expect(items).to_have_count(len(expected))
    assert items.evaluate_all("all => all.map(e => e.dataset.symptom)") == expected
    assert len(expected) > 100


COUNT = """() => {
  const [{ recognise }, { dataset }] = [window, document.body];
  dataset.looked = 0;
  window.recognise = (text) => { dataset.looked = Number(dataset.looked) + 1; return recognise(text); };
}"""


def test_what_was_pasted_is_looked_through_before_it_is_asked_for_and_only_once(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}diagnosticar/")
    page.evaluate(COUNT)
    page.locator("form[data-diagnose] textarea").fill(FREQUENT.samples[0])
    expect(page.locator("body")).to_have_attribute("data-looked", "1")
    page.locator("form[data-diagnose] button").click()
    expect(page.locator("[data-diagnosis] > li").first).to_have_attribute("data-symptom", FREQUENT.id)
    expect(page.locator("body")).to_have_attribute("data-looked", "1")


def test_the_answer_is_of_what_stands_in_the_field_and_not_of_what_stood_there(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}diagnosticar/")
    page.evaluate(COUNT)
    page.locator("form[data-diagnose] textarea").fill(FREQUENT.samples[0])
    expect(page.locator("body")).to_have_attribute("data-looked", "1")
    page.locator("form[data-diagnose] textarea").evaluate("(field) => { field.value = 'Rate exceeded' }")
    page.locator("form[data-diagnose] button").click()
    expected = [found.symptom.id for found in find("Rate exceeded", SYMPTOMS)]
    assert expected != [found.symptom.id for found in find(FREQUENT.samples[0], SYMPTOMS)]
    items = page.locator("[data-diagnosis] > li")
    assert items.evaluate_all("all => all.map(e => e.dataset.symptom)") == expected


def test_the_line_in_which_it_shows_is_quoted(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}diagnosticar/")
    diagnose(page, f"one\ntwo {SECRET}\n{FREQUENT.samples[0]}")
    expect(page.locator("ol[data-diagnosis] li").first.locator(".diagnosis-line")).to_contain_text("3")
    expect(page.locator(".diagnosis-line code").first).to_have_text(FREQUENT.samples[0][:240] + "…")


def test_old_names_are_told_with_their_lines(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}diagnosticar/")
    program, expected = OLD["script-mode"]
    diagnose(page, program)
    rows = page.locator("[data-old-code] [data-old-name]")
    cells = "e => [Number(e.cells[0].textContent), e.querySelector('[data-name]').textContent]"
    told = rows.evaluate_all(f"all => all.map({cells})")
    assert [tuple(each) for each in told] == expected
    rows.first.get_by_role("link").click()
    expect(page).to_have_url(f"{base_url}rosetta/#importacoes")


def test_nothing_found_offers_the_search_and_the_report(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}diagnosticar/")
    diagnose(page, f"nothing known here {SECRET}")
    report = page.locator("[data-nothing] [data-report]").get_attribute("href")
    assert "AKIA" not in report
    page.locator("[data-open-search]").click()
    expect(page.locator(".md-search__input")).to_be_focused()


def test_asking_for_nothing_says_so(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}diagnosticar/")
    diagnose(page, "  ")
    expect(page.locator("[data-diagnosis-status]")).not_to_be_empty()
    expect(page.locator("form[data-diagnose] textarea")).to_be_focused()


# ---- what is kept ----


def test_what_is_pasted_stays_in_the_page_as_text(new_page: Any, base_url: str) -> None:
    page = new_page()
    asked: list[str] = []
    page.goto(f"{base_url}diagnosticar/")
    page.wait_for_load_state("networkidle")
    page.on("request", lambda request: asked.append(request.url))
    address = page.url
    diagnose(page, f"{SECRET} {FREQUENT.samples[0]}\nfrom sagemaker.estimator import Estimator  # {SECRET}")
    expect(page.locator("[data-diagnosis] > li")).not_to_have_count(0)
    stored = page.evaluate("async () => JSON.stringify([{...localStorage}, {...sessionStorage}, history.state, "
                           "document.cookie, (await indexedDB.databases()).map(d => d.name)])")  # fmt: skip
    assert (page.url, asked, "AKIA" in stored) == (address, [], False)
    assert page.locator("[data-diagnoser] img").count() == 0
    assert "AKIA" not in page.evaluate("[...document.querySelectorAll('*')].flatMap(e => [...e.attributes])"
                                       ".map(a => a.value).join(' ')")  # fmt: skip


def test_it_works_from_a_folder(new_page: Any, site: Path) -> None:
    page = new_page()
    page.goto((site / "en/diagnosticar/index.html").as_uri())
    diagnose(page, FREQUENT.samples[0])
    page.locator("[data-diagnosis] > li").first.get_by_role("link").last.click()
    expect(page).to_have_url((site / "en/erros/no-pedido/index.html").as_uri() + "#cota-de-instancias")


def test_without_a_script_the_symptoms_stand_in_tables(new_page: Any, base_url: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{base_url}diagnosticar/")
    assert page.locator("[data-diagnoser]").bounding_box() is None
    assert page.locator("[data-symptoms] tr[data-row]").count() == len(SYMPTOMS)


def test_nothing_jumps_when_the_script_arrives(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}diagnosticar/")
    top = "document.querySelector('[data-symptoms]').getBoundingClientRect().top"
    with_script = page.evaluate(top)
    before = page.evaluate(f"(document.querySelector('[data-diagnoser]').hidden = true, {top})")
    assert with_script == before
    expect(page.locator("[data-diagnoser]")).to_be_hidden()


# ---- access ----


def test_the_keyboard_alone_gets_to_the_answer(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}diagnosticar/")
    field = page.locator("form[data-diagnose] textarea")
    field.focus()
    page.keyboard.insert_text(FREQUENT.samples[0])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    title = page.locator("[data-diagnosis-result] h2")
    expect(title).to_be_focused()
    expect(page.locator("[data-diagnosis-status]")).to_have_text(title.inner_text())


@pytest.fixture(scope="module")
def states_tab(open_page: Any) -> Iterator[Page]:
    """A tab in a context of its own: a page remembers there which colours were chosen by hand."""
    page = open_page(reduced_motion="reduce")
    yield page
    page.close()


@pytest.fixture(scope="module", params=STATES)
def reached(request: pytest.FixtureRequest, states_tab: Page, base_url: str) -> Page:
    """The page in one of its states."""
    states_tab.goto("about:blank")
    states_tab.set_viewport_size({"width": 1280, "height": 720})
    states_tab.goto(f"{base_url}diagnosticar/")
    text = STATES[request.param]
    if text is not None:
        diagnose(states_tab, text)
    if request.param == "tables open":
        states_tab.evaluate("document.querySelectorAll('[data-symptoms] details').forEach(e => e.open = true)")
    return states_tab


SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_nothing_scrolls_sideways_at_320_pixels(reached: Page) -> None:
    reached.set_viewport_size({"width": 320, "height": 640})
    assert reached.evaluate(SIDEWAYS) <= 0
    reached.set_viewport_size({"width": 1280, "height": 720})


def violations(page: Page) -> list[tuple[str, list[str]]]:
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "best-practice"]}
    found = Axe().run(page, context="article", options=options).response
    assert found["passes"]
    return [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in found["violations"]]


@pytest.mark.parametrize(
    "reached",
    [
        *("empty", "found", "old code"),
        *(
            pytest.param(state, marks=pytest.mark.audit)
            for state in ("asked for nothing", "nothing found", "tables open")
        ),
    ],
    indirect=True,
)
def test_axe_finds_nothing(reached: Page) -> None:
    assert violations(reached) == []


@pytest.mark.parametrize(
    "reached",
    ["found", *(pytest.param(state, marks=pytest.mark.audit) for state in STATES if state != "found")],
    indirect=True,
)
def test_axe_finds_nothing_in_dark_colours(reached: Page) -> None:
    reached.emulate_media(color_scheme="dark")
    try:
        assert violations(reached) == []
    finally:
        reached.emulate_media(color_scheme="light")


def test_the_script_of_the_symptoms_is_asked_for_on_its_page_alone(site: Path) -> None:
    asks = 'src="symptoms.js"'
    pages = {path.parent.name for path in site.glob("*/index.html") if asks in path.read_text()}
    assert pages == {"diagnosticar"}
    script = (site / "diagnosticar/symptoms.js").read_text()
    assert json.loads(script.removeprefix("window.symptomData = ").removesuffix(";\n"))


def test_on_a_wide_screen_each_third_of_a_symptom_has_a_third_of_its_table(page: Page, base_url: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(base_url + "diagnosticar/")
    rows = page.locator("[data-symptoms] tbody tr").evaluate_all(
        """all => {
          document.querySelectorAll("[data-symptoms] details").forEach((each) => { each.open = true; });
          const wide = (each) => each.getBoundingClientRect().width;
          return all.map((row) => [...row.cells].map((cell) => wide(cell) / wide(row)));
        }"""
    )
    assert len(rows) == len(SYMPTOMS)
    assert [parts for parts in rows if len(parts) != 3 or not all(0.25 < part < 0.42 for part in parts)] == []
