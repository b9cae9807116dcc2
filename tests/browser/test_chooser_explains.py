"""A result explains itself: as Python does, with what can be added, how others compare, and on paper."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from decision import paths
from decision.languages import Language
from snippets import voices
from tests.browser.tree_walks import LANGUAGES
from tests.tree import TREE

WALKS = list(paths.all_walks(TREE))
CANVAS = "objetivo=treinar&quanto-codigo=nenhum&o-que-prever=valor-ou-categoria"
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chosen_adjustment_leads_by_the_page_of_its_option_to_the_lines_that_it_changes(
    page: Page, base_url: str, language: str
) -> None:
    page.goto(f"{base_url}{LANGUAGES[language]}escolher/#{SCRIPT}&ajustes=spot")
    page.locator('[data-adjustment=spot] a[href$="#ajuste-spot"]').click()
    expect(page.locator("#ajuste-spot")).to_be_visible()
    page.locator("#ajuste-spot ~ p a[href$='#ajuste-spot']").click()
    lines = page.locator("#ajuste-spot ~ .highlight code").first
    expect(lines).to_be_visible()
    kept = voices.diff("modo-script", "spot", Language(language).folder)
    shown = (lines.text_content() or "").splitlines()
    assert [line.rstrip() for line in shown] == [line.rstrip() for line in kept.splitlines()]


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
    _, steps, limits = TREE.adjustments["spot"].told("en")
    expect(told.locator("ul:first-of-type > li")).to_have_count(len(steps))
    expect(told.locator("ul:last-of-type > li")).to_have_count(len(limits))
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


@pytest.mark.parametrize("language", LANGUAGES.values())
def test_the_comparison_page_sets_the_options_of_its_address_side_by_side(language, page: Page, base_url: str) -> None:
    page.goto(f"{base_url}{language}comparacao/#comparar=canvas,hyperpod,nada")
    expect(page.locator("[data-compared='canvas,hyperpod']")).to_be_visible()
    page.locator(".comparer-choice input[value=bedrock]").check()
    expect(page.locator("[data-compared='canvas,hyperpod,bedrock']")).to_be_visible()
    assert page.url.endswith("#comparar=canvas,hyperpod,bedrock")


LONGEST = max(WALKS, key=lambda walk: len(walk.steps)).fragment


def test_a_worry_is_answered_for_the_result_stays_in_the_address_and_goes_with_the_next_move(
    page: Page, base_url: str
) -> None:
    page.goto(f"{base_url}escolher/#{SCRIPT}")
    page.locator("[data-worries] [value=sem-gpu]").check()
    expect(page.locator("[data-worry=sem-gpu]")).to_be_visible()
    assert page.url.endswith(f"#{SCRIPT}&preocupacoes=sem-gpu")
    page.locator("[data-adjustments] [value=spot]").check()
    assert page.url.endswith(f"#{SCRIPT}&preocupacoes=sem-gpu&ajustes=spot")
    page.locator("[data-worries] [value=sem-gpu]").uncheck()
    expect(page.locator("[data-worry=sem-gpu]")).to_be_hidden()
    assert page.url.endswith(f"#{SCRIPT}&ajustes=spot")


def test_a_worry_of_which_no_section_says_more_is_answered_without_a_link(page: Page, base_url: str) -> None:
    spreadsheet = next(walk.fragment for walk in WALKS if walk.outcome == "canvas")
    page.goto(f"{base_url}escolher/#{spreadsheet}&preocupacoes=custo,sem-gpu")
    expect(page.locator("[data-worry=custo] a")).to_have_count(1)
    expect(page.locator("[data-worry=sem-gpu]")).to_be_visible()
    expect(page.locator("[data-worry=sem-gpu] a")).to_have_count(0)


def test_the_signature_of_a_sheet_has_the_address_as_it_stands(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}escolher/#{SCRIPT}")
    page.locator("[data-worries] [value=custo]").check()
    expect(page.locator(".chooser-signed span")).to_have_text(f"{page.url}&v={TREE.version}")


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


@pytest.mark.parametrize("part", ["[data-alike]", "[data-worries] label", "[data-worry]"])
def test_what_a_sheet_has_no_need_of_is_not_printed(part: str, page: Page, base_url: str) -> None:
    page.goto(f"{base_url}escolher/#{SCRIPT}&ajustes=spot,isolamento")
    expect(page.locator(part).first).to_be_attached()
    page.emulate_media(media="print")
    expect(page.locator(f".chooser :is({part}):visible")).to_have_count(0)


def test_a_worry_said_yes_to_is_printed_with_what_is_told_of_it(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}escolher/#{SCRIPT}&preocupacoes=custo")
    page.emulate_media(media="print")
    expect(page.locator("[data-worries] label:visible")).to_have_count(1)
    expect(page.locator("[data-worry=custo] p")).to_be_visible()


def test_a_doubt_opens_an_issue_that_says_where_it_arose(page: Page, chooser_url: str) -> None:
    page.goto(f"{chooser_url}#objetivo=treinar&quanto-codigo=nenhum")
    address = urlsplit(page.locator("[data-doubt]").get_attribute("href"))
    report = urlsplit(page.locator(".report a").get_attribute("href"))
    assert (address.netloc, address.path) == (report.netloc, report.path)
    query = parse_qs(address.query)
    lang = page.locator("html").get_attribute("lang")
    assert "o-que-prever" in query["title"][0]
    for part in ("o-que-prever", "objetivo=treinar&quanto-codigo=nenhum", TREE.version, lang):
        assert part in query["body"][0]
