"""A result explains itself: why not, what would change it, what can be added, how others compare, and since when."""

import json
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect
from pypdf import PdfReader

from decision import paths
from decision.reading import load

TREE = load()
WALKS = list(paths.all_walks(TREE))
CANVAS = "objetivo=treinar&quanto-codigo=nenhum&cabe-no-canvas=sim"
SCRIPT = "objetivo=treinar&quanto-codigo=meu-codigo&base-do-codigo=framework&dependencias=pip&tamanho=uma-maquina"

EXPLAIN = """walks => {
    const tree = JSON.parse(document.querySelector("script[data-chooser-data]").textContent);
    const { walk, whyNot, flips } = window.decisionTree(tree);
    return walks.map(steps => {
        const place = walk(new Map(steps));
        return {
            outcome: place.outcome,
            whyNot: whyNot(place).map(({ step, lost }) => [step.join("="), lost]),
            flips: flips(place).map(flip => [flip.step.join("="), flip.answer, flip.outcome, flip.further]),
        };
    });
}"""


def explained(walk: paths.Walk) -> dict:
    """What Python says of a walk, in the shape in which the browser says it."""
    return {
        "outcome": walk.outcome,
        "whyNot": [[f"{step.question}={step.answer}", lost] for step, lost in paths.why_not(TREE, walk).items()],
        "flips": [
            [f"{flip.step.question}={flip.step.answer}", flip.answer, flip.outcome, flip.further]
            for flip in paths.flips(TREE, walk)
        ],
    }


def test_python_and_the_browser_explain_every_path_alike(page: Page, base_url: str) -> None:
    page.goto(base_url + "escolher/")
    steps = [[[step.question, step.answer] for step in walk.steps] for walk in WALKS]
    assert page.evaluate(EXPLAIN, steps) == [explained(walk) for walk in WALKS]


def test_a_chosen_adjustment_leads_to_the_lines_that_it_changes(page: Page, chooser_url: str) -> None:
    page.goto(f"{chooser_url}#{SCRIPT}&ajustes=spot")
    page.locator('.chooser a[href$="#ajuste-spot"]').click()
    place = page.locator("#ajuste-spot")
    expect(place).to_be_visible()
    lines = page.locator("#ajuste-spot ~ .highlight code").first
    expect(lines).to_be_visible()
    kept = Path("snippets/ajustes/modo-script/spot.diff").read_text(encoding="utf-8")
    shown = (lines.text_content() or "").splitlines()
    assert [line.rstrip() for line in shown] == [line.rstrip() for line in kept.splitlines()]


def test_a_result_shows_every_other_outcome_as_ruled_out_and_its_flips(page: Page, chooser_url: str) -> None:
    page.goto(f"{chooser_url}#{CANVAS}")
    walk = next(walk for walk in WALKS if walk.fragment == CANVAS)
    expect(page.locator("[data-why-not] li")).to_have_count(len(paths.why_not(TREE, walk)))
    shown = page.locator("[data-flip]").evaluate_all("items => items.map(item => item.dataset.flip)")
    assert shown == [f"{flip.step.question}={flip.answer}" for flip in paths.flips(TREE, walk)]


def test_adjustments_stand_only_where_they_apply(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}escolher/")
    shown = {}
    for outcome in TREE.outcomes:
        walk = next(walk for walk in WALKS if walk.outcome == outcome)
        page.evaluate("fragment => { location.hash = fragment }", walk.fragment)
        expect(page.locator(f"article[data-outcome={outcome}]")).to_be_visible()
        shown[outcome] = page.locator("[data-adjustments] input").evaluate_all("boxes => boxes.map(box => box.value)")
    assert shown == {outcome: [each.id for each in TREE.adjustments_for(outcome)] for outcome in TREE.outcomes}


def test_a_chosen_adjustment_shows_its_effect_and_limits_and_stays_in_the_address(page: Page, chooser_url: str) -> None:
    page.goto(f"{chooser_url}#{SCRIPT}")
    told = page.locator("[data-adjustment=spot]")
    expect(told).to_be_hidden()
    page.locator("[data-adjustments] input[value=spot]").check()
    expect(told).to_be_visible()
    expect(told.locator("p")).to_have_count(2)
    assert page.url.endswith(f"#{SCRIPT}&ajustes=spot")
    page.reload()
    expect(told).to_be_visible()
    page.locator("[data-adjustments] input[value=spot]").uncheck()
    assert page.url.endswith(f"#{SCRIPT}")


def test_unknown_adjustments_and_options_in_the_address_do_nothing(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}escolher/#{SCRIPT}&ajustes=nada,__proto__&comparar=constructor,nada")
    expect(page.locator("article[data-outcome=modo-script]")).to_be_visible()
    expect(page.locator("[data-adjustments] :checked")).to_have_count(0)
    expect(page.locator("[data-compared]")).to_have_count(0)


def test_a_result_is_compared_with_others_side_by_side_and_the_address_keeps_it(page: Page, chooser_url: str) -> None:
    page.goto(f"{chooser_url}#{SCRIPT}")
    page.locator("[data-compare] > summary").click()
    page.locator("[data-compare] input[value=conteiner-proprio]").check()
    expect(page.locator("[data-compared='modo-script,conteiner-proprio']")).to_be_visible()
    assert page.url.endswith(f"#{SCRIPT}&comparar=conteiner-proprio")
    page.reload()
    expect(page.locator("[data-compared='modo-script,conteiner-proprio'] tbody tr")).to_have_count(9)


@pytest.mark.parametrize("language", ["", "en/", "es/"])
def test_the_comparison_page_sets_the_options_of_its_address_side_by_side(language, page: Page, base_url: str) -> None:
    page.goto(f"{base_url}{language}comparacao/#comparar=canvas,hyperpod,nada")
    expect(page.locator("[data-compared='canvas,hyperpod']")).to_be_visible()
    page.locator(".comparer-choice input[value=bedrock]").check()
    expect(page.locator("[data-compared='canvas,hyperpod,bedrock']")).to_be_visible()
    assert page.url.endswith("#comparar=canvas,hyperpod,bedrock")


def test_the_decision_is_taken_away_as_markdown_with_a_justification_that_stays_here(
    page: Page, chooser_url: str, tmp_path: Path
) -> None:
    page.goto(f"{chooser_url}#{SCRIPT}&ajustes=spot")
    page.locator("[data-take] > summary").click()
    page.locator("[data-justification]").fill("Porque o time já tem o script.")
    with page.expect_download() as waiting:
        page.locator("[data-download]").click()
    waiting.value.save_as(tmp_path / "decisao.md")
    text = (tmp_path / "decisao.md").read_text(encoding="utf-8")
    tag = page.locator("html").get_attribute("lang")
    assert text.startswith(f"# {TREE.outcomes['modo-script'].name[tag]}\n")
    assert TREE.adjustments["spot"].words["limits"][tag] in text
    assert all(other.name[tag] in text for other in TREE.outcomes.values())
    assert "Porque o time já tem o script." in text
    assert f"#{SCRIPT}&ajustes=spot&v={TREE.version}" in text
    assert "time" not in page.url


LONGEST = max(WALKS, key=lambda walk: len(walk.steps)).fragment


@pytest.mark.parametrize("address", [f"{SCRIPT}&ajustes=spot,isolamento", LONGEST], ids=["with adjustments", "longest"])
def test_a_result_prints_on_one_page_with_its_answers(
    address: str, page: Page, chooser_url: str, tmp_path: Path
) -> None:
    page.goto(f"{chooser_url}#{address}")
    page.pdf(path=tmp_path / "resultado.pdf", format="A4")
    pages = [page.extract_text() for page in PdfReader(tmp_path / "resultado.pdf").pages]
    assert len(pages) == 1
    answers = [tuple(pair.split("=")) for pair in address.split("&") if "ajustes" not in pair]
    lang = page.locator("html").get_attribute("lang")
    asked = [TREE.questions[question].text[lang].split()[0] for question, _ in answers]
    assert [word for word in asked if word not in pages[0]] == []


def serve_changes(page: Page, changes: dict) -> None:
    """Serve the chooser as if earlier versions of the tree had been published."""

    def answer(route: Route) -> None:
        response = route.fetch()
        body, times = re.subn(r'"changes":\{\}', '"changes":' + json.dumps(changes), response.text())
        assert times == 1
        route.fulfill(response=response, body=body)

    page.route("**/escolher/", answer)


OLDER = {
    "0.9.0": {"before": {CANVAS: "Autopilot", "objetivo=antiga&quanto-codigo=nenhum": "Canvas"}, "why": ["Porque sim."]}
}


@pytest.mark.parametrize(
    ("address", "says"),
    [
        (f"{CANVAS}&v=0.9.0", ["0.9.0", "Autopilot", "Porque sim."]),
        ("objetivo=antiga&quanto-codigo=nenhum&v=0.9.0", ["0.9.0", "Canvas", "Porque sim."]),
        (f"{SCRIPT}&v=0.9.0", ["0.9.0"]),
        (f"{SCRIPT}&v=0.1.0", ["0.1.0"]),
    ],
    ids=["changed", "changed and its question is gone", "unchanged", "a version that never was"],
)
def test_a_link_of_an_earlier_version_says_whether_its_advice_changed(address, says, page: Page, base_url: str) -> None:
    serve_changes(page, OLDER)
    page.goto(f"{base_url}escolher/#{address}")
    advice = page.locator("[data-advice]")
    expect(advice).to_be_visible()
    text = advice.inner_text()
    assert [part for part in says if part not in text] == []
    assert ("Porque sim." in text) == ("Porque sim." in says)


def test_a_link_of_this_version_needs_no_word_about_versions(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}escolher/#{CANVAS}&v={TREE.version}")
    expect(page.locator("article[data-outcome=canvas]")).to_be_visible()
    expect(page.locator("[data-advice]")).to_have_count(0)


def test_a_doubt_opens_an_issue_that_says_where_it_arose(page: Page, chooser_url: str) -> None:
    page.goto(f"{chooser_url}#objetivo=treinar&quanto-codigo=nenhum")
    address = urlsplit(page.locator("[data-doubt]").get_attribute("href"))
    report = urlsplit(page.locator(".report a").get_attribute("href"))
    assert (address.netloc, address.path) == (report.netloc, report.path)
    query = parse_qs(address.query)
    lang = page.locator("html").get_attribute("lang")
    assert "cabe-no-canvas" in query["title"][0]
    for part in ("cabe-no-canvas", "objetivo=treinar&quanto-codigo=nenhum", TREE.version, lang):
        assert part in query["body"][0]
