"""What is taken away from a result, and what is said above a view, has each text in its place: with token words."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_chooser_words import COLUMNS
from tests.browser.token_page import DEEP, RESULT, Open, unfolded

# ---- what is taken away ----

TODAY = "2026-11-28T12:00:00"
MARKDOWN = """\
# pt:outcomes.guarda-chuva.name · pt:outcomes.guarda-chuva.work_label

chooser.in_english name=en:outcomes.guarda-chuva.name

pt:use_cases.3. pt:outcomes.guarda-chuva.summary

## chooser.why

- pt:questions.clima.text pt:questions.clima.answers.sol
- pt:questions.praia.text pt:questions.praia.answers.nao-sei

## chooser.worries

- pt:worries.frio.question pt:worries.frio.replies.casaco

## chooser.adjustments

- pt:adjustments.bolsa.question pt:adjustments.bolsa.effect
  - pt:adjustments.bolsa.effect-`more`
  - chooser.limits
  - pt:adjustments.bolsa.limits
  - pt:adjustments.bolsa.limits-`more`

## chooser.flips

- pt:questions.praia.text pt:questions.praia.answers.sim → pt:outcomes.oculos.name · pt:outcomes.oculos.work_label \
chooser.further_one n=1

## chooser.why_not

- pt:questions.praia.text pt:questions.praia.answers.nao-sei: pt:outcomes.oculos.name, pt:outcomes.casa.name

## chooser.similar

- rua.who. rua.why
- calcada.who. calcada.why

## chooser.billing

pt:outcomes.guarda-chuva.billing

## chooser.trap

pt:outcomes.guarda-chuva.trap

## chooser.justification

mine

chooser.signed date=28 de novembro de 2026 guide=site.name v=1.0.0

/escolher/#clima=sol&praia=nao-sei&ajustes=bolsa&preocupacoes=frio&comparar=casa&v=1.0.0
"""


def test_the_decision_in_markdown_has_every_part_in_its_place(opened: Open, base_url: str) -> None:
    page = opened("#clima=sol&praia=nao-sei&ajustes=bolsa&preocupacoes=frio&comparar=casa")
    page.clock.set_fixed_time(TODAY)
    unfolded(page, "[data-justification]").fill("mine")
    with page.expect_download() as waiting:
        page.locator("[data-download]").click()
    assert "mine" not in page.url
    assert waiting.value.suggested_filename == "chooser.file-guarda-chuva.md"
    assert Path(waiting.value.path()).read_text(encoding="utf-8").replace(base_url, "/") == MARKDOWN


def test_the_decision_in_markdown_holds_no_worry_that_nobody_named(opened: Open) -> None:
    page = opened("#clima=sol&praia=nao-sei")
    unfolded(page, "[data-justification]")
    with page.expect_download() as waiting:
        page.locator("[data-download]").click()
    said = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert ("pt:outcomes.guarda-chuva.summary" in said, "worries" in said) == (True, False)


ON_PAPER = [
    "chooser.result",
    "pt:outcomes.guarda-chuva.name · pt:outcomes.guarda-chuva.work_label",
    "chooser.in_english name=en:outcomes.guarda-chuva.name",
    "pt:use_cases.3",
    "pt:outcomes.guarda-chuva.summary",
    "chooser.open_outcome",
    "chooser.open_snippet",
    "chooser.why",
    "pt:questions.clima.text",
    "pt:questions.clima.answers.chuva",
    "chooser.billing",
    "pt:outcomes.guarda-chuva.billing",
    "chooser.trap",
    "pt:outcomes.guarda-chuva.trap",
    "chooser.worries",
    "chooser.worries",
    "pt:worries.frio.question",
    "pt:worries.frio.replies.casaco",
    "chooser.adjustments",
    "chooser.adjustments",
    "pt:adjustments.bolsa.question",
    "pt:adjustments.bolsa.effect",
    "pt:adjustments.bolsa.effect-more",
    "chooser.limits",
    "pt:adjustments.bolsa.limitspt:adjustments.bolsa.limits-more",  # run on, so that a result stays one sheet
    "chooser.flips",
    "pt:questions.clima.text pt:questions.clima.answers.sol → pt:outcomes.oculos.name · pt:outcomes.oculos.work_label "
    "chooser.further_many n=2",
    "chooser.why_not",
    "pt:questions.clima.text pt:questions.clima.answers.chuva pt:outcomes.oculos.name · pt:outcomes.casa.name",
    "chooser.compare",
    *("\t".join([first, umbrella, home]) for first, umbrella, _, home in COLUMNS),
    "chooser.take",
    "chooser.justification",
    "chooser.signed date=28 de novembro de 2026 guide=site.name v=1.0.0",
    "/escolher/#clima=chuva&ajustes=bolsa&preocupacoes=frio&comparar=casa&v=1.0.0",
]


def test_a_printed_result_has_every_part_but_what_is_only_clicked(opened: Open, page: Page, base_url: str) -> None:
    page.clock.set_fixed_time(TODAY)
    page = opened(f"{RESULT}&ajustes=bolsa&preocupacoes=frio&comparar=casa")
    page.locator("[data-take] > summary").click()
    page.locator("[data-justification]").fill("mine")
    page.emulate_media(media="print")
    printed = page.locator("[data-chooser]").inner_text().replace(base_url, "/").split("\n")
    assert [line for line in printed if line] == ON_PAPER
    expect(page.locator("[data-justification]")).to_be_visible()


# ---- what is said above a view ----


def notice(page: Page) -> list[str]:
    return page.locator("[data-notice]").locator("p, li").or_(page.locator("p[data-notice]")).all_inner_texts()


CHANGED = "chooser.advice_changed before={} v=0.9.0 why.first why.second"
OPEN = CHANGED.replace("changed", "open")  # the answers end at a question
BROUGHT = {
    "an answer off the walk, and a strange one": (
        "#clima=sol&areia=quente&cor=azul",
        ["chooser.dropped_address", "pt:questions.areia.text pt:questions.areia.answers.quente", "cor=azul"],
    ),
    "too much to name": (
        "#a=1&b=2&c=3&d=4&e=5&f=6&g=7",
        ["chooser.dropped_address", "a=1", "b=2", "c=3", "d=4", "e=5", "chooser.more n=2"],
    ),
    "advice that changed": ("#clima=chuva&v=0.9.0", [CHANGED.format("before.name")]),
    "advice of an answer that is gone": (
        "#clima=neve&v=0.9.0",
        ["chooser.dropped_address", "chooser.gone answer=gone.neve", OPEN.format("before.neve")],
    ),
    "answers that wait for a new question": (
        "#clima=sol&areia=quente&v=0.9.0",
        [OPEN.format("before.areia") + " chooser.advice_kept"],
    ),
    "the same advice": ("#clima=nao-sei&v=0.9.0", ["chooser.advice_same v=0.9.0"]),
    "a version that advised the same in all": ("#clima=chuva&v=0.9.9", []),
    "a version that never was": ("#clima=chuva&v=0.1.0", ["chooser.version_unknown v=0.1.0"]),
    "this version": ("#clima=chuva&v=1.0.0", []),
}


def test_answers_that_waited_for_a_new_question_stay_when_it_is_answered(opened: Open) -> None:
    page = opened("#clima=sol&areia=quente&v=0.9.0")
    page.locator("[value=sim]").check()
    page.locator("form[data-question] button").click()
    expect(page.locator("[data-outcome]")).to_have_attribute("data-outcome", "oculos")
    assert page.url.endswith("#clima=sol&praia=sim&areia=quente")


@pytest.mark.parametrize(("fragment", "says"), BROUGHT.values(), ids=BROUGHT)
def test_what_an_address_brought_is_told(opened: Open, fragment: str, says: list[str]) -> None:
    assert notice(opened(fragment)) == says


def test_the_answers_that_a_change_drops_are_named(opened: Open) -> None:
    page = opened(DEEP)
    page.locator("[data-answers] a").nth(1).click()
    page.locator("[value=nao-sei]").check()
    page.locator("form[data-question] button").click()
    assert notice(page) == ["chooser.dropped_change", "pt:questions.areia.text pt:questions.areia.answers.quente"]


# ---- the rest ----


def test_a_doubt_is_asked_where_doubts_are_reported_with_the_place_where_it_arose(opened: Open) -> None:
    link = opened("#clima=sol&praia=sim").locator("[data-doubt]")
    expect(link).to_have_text("chooser.doubt")
    address = urlsplit(link.get_attribute("href"))
    assert (address.scheme, address.netloc, address.path) == ("https", "guia.example", "/issues/new")
    assert parse_qs(address.query) == {
        "title": ["chooser.doubt_title id=areia"],
        "body": ["chooser.doubt_body\n\nareia · clima=sol&praia=sim · 1.0.0 · pt-BR"],
    }


def test_a_copied_link_is_told_and_one_to_copy_by_hand_is_shown(opened: Open) -> None:
    page = opened(RESULT)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("[data-copy]").click()
    expect(page.locator("[data-copied]")).to_have_text("chooser.copied")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')) }")
    page.locator("[data-copy]").click()
    expect(page.locator("[data-copied] label")).to_have_text("chooser.copy_by_hand")


def test_the_list_and_the_title_of_the_page_are_named(opened: Open) -> None:
    page = opened(RESULT)
    expect(page.locator("summary:has(+ [data-tree])")).to_have_text("chooser.list")
    assert page.title().startswith("pt:outcomes.guarda-chuva.name · ")
