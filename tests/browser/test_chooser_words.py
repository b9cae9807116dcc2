"""Every text of the chooser stands in its place, and every link leads where its text says: shown with token words."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.token_page import DEEP, RESULT, Open, said, unfolded

FIRST_QUESTION = """
- paragraph: chooser.question_place most=3 n=1
- group "pt:questions.clima.text":
  - heading "pt:questions.clima.text" [level=2]
  - paragraph: pt:questions.clima.help
  - radio "pt:questions.clima.answers.chuva"
  - text: pt:questions.clima.answers.chuva pt:questions.clima.notes.chuva
  - radio "pt:questions.clima.answers.sol"
  - text: pt:questions.clima.answers.sol pt:questions.clima.notes.sol
  - radio "pt:questions.clima.answers.nao-sei"
  - text: pt:questions.clima.answers.nao-sei
- button "chooser.continue"
"""
LATER_QUESTION = """
- paragraph: chooser.question_place most=3 n=3
- group "pt:questions.areia.text":
  - heading "pt:questions.areia.text" [level=2]
  - paragraph: pt:questions.areia.help
  - radio "pt:questions.areia.answers.quente"
  - text: pt:questions.areia.answers.quente pt:questions.areia.notes.quente
  - radio "pt:questions.areia.answers.nao-sei"
  - text: pt:questions.areia.answers.nao-sei
- button "chooser.continue"
"""
UNANSWERED = """
- paragraph: chooser.question_place most=3 n=2
- group "pt:questions.praia.text":
  - heading "pt:questions.praia.text" [level=2]
  - paragraph: pt:questions.praia.help
  - paragraph: chooser.error
  - radio "pt:questions.praia.answers.sim"
  - text: pt:questions.praia.answers.sim pt:questions.praia.notes.sim
  - radio "pt:questions.praia.answers.nao-sei"
  - text: pt:questions.praia.answers.nao-sei
- button "chooser.continue"
"""
BEING_CHANGED = """
- paragraph: chooser.question_place most=3 n=2
- group "pt:questions.praia.text":
  - heading "pt:questions.praia.text" [level=2]
  - paragraph: pt:questions.praia.help
  - radio "pt:questions.praia.answers.sim" [checked]
  - text: pt:questions.praia.answers.sim pt:questions.praia.notes.sim
  - radio "pt:questions.praia.answers.nao-sei"
  - text: pt:questions.praia.answers.nao-sei
- paragraph: chooser.change_note
- button "chooser.continue"
"""
ANSWERS = """
- term: pt:questions.clima.text
- definition: pt:questions.clima.answers.sol
- definition:
  - 'link "chooser.change : pt:questions.clima.text"':
    - /url: /escolher/
- term: pt:questions.praia.text
- definition: pt:questions.praia.answers.sim
- definition:
  - 'link "chooser.change : pt:questions.praia.text"':
    - /url: /escolher/#clima=sol
"""
WITH_EVERYTHING = """
- article "pt:outcomes.guarda-chuva.name · pt:outcomes.guarda-chuva.work_label":
  - paragraph: chooser.result
  - heading "pt:outcomes.guarda-chuva.name · pt:outcomes.guarda-chuva.work_label" [level=2]
  - paragraph: chooser.in_english name=en:outcomes.guarda-chuva.name
  - paragraph: pt:use_cases.3
  - paragraph: pt:outcomes.guarda-chuva.summary
  - paragraph:
    - link "chooser.open_outcome":
      - /url: ../opcoes/guarda-chuva/
    - link "chooser.open_snippet":
      - /url: ../opcoes/guarda-chuva/#codigo
  - heading "chooser.why" [level=3]
  - term: pt:questions.clima.text
  - definition: pt:questions.clima.answers.chuva
  - definition:
    - 'link "chooser.change : pt:questions.clima.text"':
      - /url: /escolher/
  - heading "chooser.billing" [level=3]
  - paragraph: pt:outcomes.guarda-chuva.billing
  - heading "chooser.trap" [level=3]
  - paragraph: pt:outcomes.guarda-chuva.trap
  - heading "chooser.worries" [level=3]
  - group "chooser.worries":
    - text: chooser.worries
    - checkbox "pt:worries.frio.question" [checked]
    - text: pt:worries.frio.question
    - paragraph:
      - text: pt:worries.frio.replies.casaco
      - link "chooser.worry_more":
        - /url: ../limpar/
      - text: ·
      - link "chooser.worry_lines":
        - /url: ../opcoes/guarda-chuva/oficina/#ajuste-bolsa
  - heading "chooser.adjustments" [level=3]
  - group "chooser.adjustments":
    - text: chooser.adjustments
    - checkbox "pt:adjustments.galocha.question"
    - text: pt:adjustments.galocha.question
    - checkbox "pt:adjustments.bolsa.question" [checked]
    - text: pt:adjustments.bolsa.question
    - paragraph: pt:adjustments.bolsa.effect
    - list:
      - listitem:
        - text: pt:adjustments.bolsa.effect-
        - code: more
    - paragraph: chooser.limits
    - list:
      - listitem: pt:adjustments.bolsa.limits
      - listitem:
        - text: pt:adjustments.bolsa.limits-
        - code: more
    - paragraph:
      - link "chooser.adjustment_more":
        - /url: ../opcoes/guarda-chuva/#ajuste-bolsa
  - heading "chooser.flips" [level=3]
  - list:
    - listitem:
      - text: pt:questions.clima.text pt:questions.clima.answers.sol →
      - link "pt:outcomes.oculos.name":
        - /url: ../opcoes/oculos/
      - text: · pt:outcomes.oculos.work_label chooser.further_many n=2
  - group:
    - text: chooser.why_not
    - list:
      - listitem:
        - strong: pt:questions.clima.text pt:questions.clima.answers.chuva
        - text: pt:outcomes.oculos.name · pt:outcomes.casa.name
  - group:
    - text: chooser.compare
    - group "chooser.compare_choice":
      - text: chooser.compare_choice
      - checkbox "pt:outcomes.oculos.name"
      - text: pt:outcomes.oculos.name
      - checkbox "pt:outcomes.casa.name"
      - text: pt:outcomes.casa.name
    - paragraph: chooser.compare_two
  - heading "chooser.similar" [level=3]
  - list:
    - listitem:
      - link "rua.who":
        - /url: ../casos-reais/#rua
      - text: . rua.why
    - listitem:
      - link "calcada.who":
        - /url: ../casos-reais/#calcada
      - text: . calcada.why
  - group:
    - text: chooser.take chooser.justification
    - textbox "chooser.justification":
      - /placeholder: " "
    - paragraph:
      - button "chooser.download"
      - button "chooser.print"
  - paragraph:
    - button "chooser.copy"
    - button "chooser.restart"
  - status
"""


@pytest.mark.parametrize(
    ("fragment", "view", "expected"),
    [
        ("", "form[data-question=clima]", FIRST_QUESTION),
        ("#clima=sol&praia=sim", "form[data-question=areia]", LATER_QUESTION),
        ("#clima=sol&praia=sim", "[data-answers]", ANSWERS),
        (f"{RESULT}&ajustes=bolsa&preocupacoes=frio", "[data-outcome=guarda-chuva]", WITH_EVERYTHING),
    ],
    ids=["the first question", "a later question", "the answers given", "a result"],
)
def test_each_text_of_a_view_stands_in_its_place(opened: Open, base_url: str, fragment, view, expected) -> None:
    assert said(opened(fragment).locator(view), base_url) == expected


def test_a_question_left_unanswered_says_so(opened: Open, base_url: str) -> None:
    page = opened("#clima=sol")
    page.locator("form[data-question] button").click()
    assert said(page.locator("form[data-question]"), base_url) == UNANSWERED


def test_a_change_shows_the_answer_as_it_was_and_says_that_later_ones_are_kept(opened: Open, base_url: str) -> None:
    page = opened(DEEP)
    page.locator("[data-answers] a").nth(1).click()
    assert said(page.locator("form[data-question]"), base_url) == BEING_CHANGED


def test_an_outcome_without_code_or_adjustments_offers_neither(opened: Open) -> None:
    page = opened("#clima=sol&praia=sim&areia=nao-sei")
    offered = page.locator("[data-outcome=casa] > .chooser-actions a").evaluate_all(
        "links => links.map(link => [link.textContent, link.getAttribute('href')])"
    )
    assert offered == [["chooser.open_outcome", "../opcoes/casa/"]]
    titles = page.locator("[data-outcome=casa] > h3").all_inner_texts()
    assert titles == ["chooser.why", "chooser.billing", "chooser.trap", "chooser.worries", "chooser.flips"]


# ---- what explains a result ----

FLIPS = {
    DEEP: """
- list:
  - listitem:
    - text: pt:questions.praia.text pt:questions.praia.answers.nao-sei →
    - link "pt:outcomes.guarda-chuva.name":
      - /url: ../opcoes/guarda-chuva/
    - text: · pt:outcomes.guarda-chuva.work_label
  - listitem:
    - text: pt:questions.areia.text pt:questions.areia.answers.nao-sei →
    - link "pt:outcomes.casa.name":
      - /url: ../opcoes/casa/
    - text: · pt:outcomes.casa.work_label
  - listitem:
    - text: pt:questions.clima.text pt:questions.clima.answers.chuva →
    - link "pt:outcomes.guarda-chuva.name":
      - /url: ../opcoes/guarda-chuva/
    - text: · pt:outcomes.guarda-chuva.work_label
""",
    "#clima=sol&praia=nao-sei": """
- list:
  - listitem:
    - text: pt:questions.praia.text pt:questions.praia.answers.sim →
    - link "pt:outcomes.oculos.name":
      - /url: ../opcoes/oculos/
    - text: · pt:outcomes.oculos.work_label chooser.further_one n=1
""",
}


@pytest.mark.parametrize(("fragment", "expected"), FLIPS.items(), ids=["at once", "one answer further"])
def test_what_would_change_a_result_leads_to_what_it_would_change_to(opened, base_url, fragment, expected) -> None:
    assert said(opened(fragment).locator("[data-flips]"), base_url) == expected


def test_each_outcome_ruled_out_stands_below_the_answer_that_did_it(opened: Open) -> None:
    assert unfolded(opened(DEEP), "[data-why-not] li").all_inner_texts() == [
        "pt:questions.praia.text pt:questions.praia.answers.sim pt:outcomes.guarda-chuva.name",
        "pt:questions.areia.text pt:questions.areia.answers.quente pt:outcomes.casa.name",
    ]


CRITERIA = ("optimized_for", "considerations", "skills", "billing", "trap", "avoid_when", "status")
COLUMNS = [
    ["", *(f"pt:outcomes.{id_}.name · pt:outcomes.{id_}.work_label" for id_ in ("guarda-chuva", "oculos", "casa"))],
    ["card.use_case", "pt:use_cases.3", "pt:use_cases.1", "pt:use_cases.none"],
    [
        "card.levels",
        "card.code card.level n=4 · card.flexibility card.level n=5",
        "card.code card.level n=2 · card.flexibility card.level n=3",
        "card.code card.level n=0 · card.flexibility card.level n=1",
    ],
    *(
        [f"card.{key}", f"pt:outcomes.guarda-chuva.{key}", f"pt:outcomes.oculos.{key}", f"pt:outcomes.casa.{key}"]
        for key in CRITERIA
    ),
]
ROWS = "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"


def compared(page: Page) -> tuple[list, list]:
    """The table of options side by side, and where the names on top of it lead."""
    table = page.locator("[data-compared]")
    leads = table.locator("thead a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    return table.locator("tr").evaluate_all(ROWS), leads


@pytest.mark.parametrize("fragment", [f"{RESULT}&comparar=oculos,casa"], ids=["below a result"])
def test_each_column_shows_its_own_option(opened: Open, fragment: str) -> None:
    leads = ["../opcoes/guarda-chuva/", "../opcoes/oculos/", "../opcoes/casa/"]
    assert compared(opened(fragment)) == (COLUMNS, leads)


def test_the_comparison_page_shows_each_option_chosen_in_a_column_of_its_own(comparer: Locator) -> None:
    assert comparer.locator("legend, label, p").all_inner_texts() == [
        "chooser.compare_choice",
        "pt:outcomes.guarda-chuva.name",
        "pt:outcomes.oculos.name",
        "pt:outcomes.casa.name",
        "chooser.compare_two",
    ]
    comparer.locator("[value=casa]").check()
    comparer.locator("[value=oculos]").check()
    rows = [[first, oculos, casa] for first, _, oculos, casa in COLUMNS]
    assert compared(comparer.page) == (rows, ["../opcoes/oculos/", "../opcoes/casa/"])
    expect(comparer.get_by_role("region")).to_have_accessible_name("chooser.compare_region")
