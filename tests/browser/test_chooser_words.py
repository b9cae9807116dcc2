"""Every text of the chooser stands in its place, and every link leads where its text says.

The page is served with token words: each text is its own key, so what a view shows says where it came from.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from publish.languages import LANGUAGES
from publish.pages.chooser import chooser_data
from tests.tokens import labels, token_tree


def answer(id_: str, **target: str) -> dict[str, str]:
    return {"id": id_, **target}


# Deep enough for what would change a result to take one answer more, and two.
ROUTING = {
    "version": "1.0.0",
    "root": "clima",
    "questions": {
        "clima": {
            "answers": [
                answer("chuva", outcome="guarda-chuva"),
                answer("sol", question="praia"),
                answer("nao-sei", outcome="guarda-chuva"),
            ]
        },
        "praia": {"answers": [answer("sim", question="areia"), answer("nao-sei", outcome="guarda-chuva")]},
        "areia": {"answers": [answer("quente", outcome="oculos"), answer("nao-sei", outcome="casa")]},
    },
    "outcomes": {
        "guarda-chuva": {"use_case": 3, "code": 4, "flexibility": 5, "snippets": ["modo-script"], "sources": []},
        "oculos": {"use_case": 1, "code": 2, "flexibility": 3, "snippets": [], "sources": []},
        "casa": {"code": 0, "flexibility": 1, "snippets": [], "sources": []},
    },
    "adjustments": {
        "galocha": {"outcomes": ["guarda-chuva"], "sources": []},
        "bolsa": {"outcomes": ["oculos", "guarda-chuva"], "sources": []},
    },
}
CHANGES = {
    "0.9.0": {
        "same": False,
        "before": {"clima=chuva": "before.name", "clima=neve": "before.neve"},
        "why": ["why.first", "why.second"],
    },
    "0.9.9": {"same": True, "before": {}, "why": ["why.second"]},
}
DATA = {
    **chooser_data(token_tree(ROUTING), LANGUAGES[0], labels()),
    "changes": CHANGES,
    "issues": "https://guia.example/issues/new",
}
RESULT = "#clima=chuva"
DEEP = "#clima=sol&praia=sim&areia=quente"

Open = Callable[..., Page]


def with_tokens(page: Path, name: str) -> str:
    """A page of the site with the token data in place of its own, and without the theme's script, which only delays."""
    data = json.dumps(DATA, ensure_ascii=False)
    text, times = re.subn(
        rf"(?s)(<script[^>]*\bdata-{name}-data\b[^>]*>).*?(</script>)",
        lambda match: match[1] + data + match[2],
        page.read_text(encoding="utf-8"),
    )
    assert times == 1
    return re.sub(r'<script src="[^"]*/bundle\.[^"]*"></script>', "", text)


@pytest.fixture
def opened(page: Page, base_url: str, site: Path) -> Open:
    """Opens the chooser of the tokens at a fragment."""
    text = with_tokens(site / "escolher/index.html", "chooser")
    page.route("**/escolher/", lambda route: route.fulfill(body=text, content_type="text/html"))

    def opened(fragment: str = "") -> Page:
        page.goto(f"{base_url}escolher/{fragment}")
        return page

    return opened


@pytest.fixture
def comparer(page: Page, base_url: str, site: Path) -> Locator:
    """The page of its own where options are set side by side, with the tokens."""
    text = with_tokens(site / "comparacao/index.html", "comparer")
    page.route("**/comparacao/", lambda route: route.fulfill(body=text, content_type="text/html"))
    page.goto(f"{base_url}comparacao/")
    return page.locator("[data-comparer]")


def unfolded(page: Page, selector: str) -> Locator:
    """Parts of a view, all that is folded opened."""
    page.locator("details").evaluate_all("all => all.forEach(each => { each.open = true })")
    return page.locator(selector)


def said(view: Locator, base_url: str) -> str:
    """What a view says and where its links lead, all of it unfolded, as the browser's accessibility tree spells it."""
    view.page.locator("details").evaluate_all("all => all.forEach(each => { each.open = true })")
    return "\n" + view.aria_snapshot().replace(base_url, "/") + "\n"


FIRST_QUESTION = """
- paragraph: chooser.question_number n=1
- group "pt:questions.clima.text":
  - heading "pt:questions.clima.text" [level=2]
  - paragraph: pt:questions.clima.help
  - radio "pt:questions.clima.answers.chuva"
  - text: pt:questions.clima.answers.chuva
  - radio "pt:questions.clima.answers.sol"
  - text: pt:questions.clima.answers.sol
  - radio "pt:questions.clima.answers.nao-sei"
  - text: pt:questions.clima.answers.nao-sei
- button "chooser.continue"
"""
LATER_QUESTION = """
- paragraph: chooser.question_number n=3
- group "pt:questions.areia.text":
  - heading "pt:questions.areia.text" [level=2]
  - paragraph: pt:questions.areia.help
  - radio "pt:questions.areia.answers.quente"
  - text: pt:questions.areia.answers.quente
  - radio "pt:questions.areia.answers.nao-sei"
  - text: pt:questions.areia.answers.nao-sei
- button "chooser.continue"
"""
UNANSWERED = """
- paragraph: chooser.question_number n=2
- group "pt:questions.praia.text":
  - heading "pt:questions.praia.text" [level=2]
  - paragraph: pt:questions.praia.help
  - paragraph: chooser.error
  - radio "pt:questions.praia.answers.sim"
  - text: pt:questions.praia.answers.sim
  - radio "pt:questions.praia.answers.nao-sei"
  - text: pt:questions.praia.answers.nao-sei
- button "chooser.continue"
"""
BEING_CHANGED = """
- paragraph: chooser.question_number n=2
- group "pt:questions.praia.text":
  - heading "pt:questions.praia.text" [level=2]
  - paragraph: pt:questions.praia.help
  - radio "pt:questions.praia.answers.sim" [checked]
  - text: pt:questions.praia.answers.sim
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
- article "pt:outcomes.guarda-chuva.name":
  - paragraph: chooser.result
  - heading "pt:outcomes.guarda-chuva.name" [level=2]
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
  - heading "chooser.adjustments" [level=3]
  - group "chooser.adjustments":
    - text: chooser.adjustments
    - checkbox "pt:adjustments.galocha.question"
    - text: pt:adjustments.galocha.question
    - checkbox "pt:adjustments.bolsa.question" [checked]
    - text: pt:adjustments.bolsa.question
    - paragraph: pt:adjustments.bolsa.effect
    - paragraph:
      - text: pt:adjustments.bolsa.limits
      - link "chooser.adjustment_more":
        - /url: ../opcoes/guarda-chuva/#ajuste-bolsa
  - heading "chooser.flips" [level=3]
  - list:
    - listitem:
      - text: pt:questions.clima.text pt:questions.clima.answers.sol →
      - link "pt:outcomes.oculos.name":
        - /url: ../opcoes/oculos/
      - text: chooser.further_many n=2
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
        (f"{RESULT}&ajustes=bolsa", "[data-outcome=guarda-chuva]", WITH_EVERYTHING),
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
    assert titles == ["chooser.why", "chooser.billing", "chooser.trap", "chooser.flips"]


# ---- what explains a result ----

FLIPS = {
    DEEP: """
- list:
  - listitem:
    - text: pt:questions.clima.text pt:questions.clima.answers.chuva →
    - link "pt:outcomes.guarda-chuva.name":
      - /url: ../opcoes/guarda-chuva/
  - listitem:
    - text: pt:questions.praia.text pt:questions.praia.answers.nao-sei →
    - link "pt:outcomes.guarda-chuva.name":
      - /url: ../opcoes/guarda-chuva/
  - listitem:
    - text: pt:questions.areia.text pt:questions.areia.answers.nao-sei →
    - link "pt:outcomes.casa.name":
      - /url: ../opcoes/casa/
""",
    "#clima=sol&praia=nao-sei": """
- list:
  - listitem:
    - text: pt:questions.praia.text pt:questions.praia.answers.sim →
    - link "pt:outcomes.oculos.name":
      - /url: ../opcoes/oculos/
    - text: chooser.further_one n=1
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
    ["", "pt:outcomes.guarda-chuva.name", "pt:outcomes.oculos.name", "pt:outcomes.casa.name"],
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


# ---- what is taken away ----

MARKDOWN = """\
# pt:outcomes.guarda-chuva.name

pt:use_cases.3. pt:outcomes.guarda-chuva.summary

## chooser.why

- pt:questions.clima.text pt:questions.clima.answers.sol
- pt:questions.praia.text pt:questions.praia.answers.nao-sei

## chooser.adjustments

- pt:adjustments.bolsa.question pt:adjustments.bolsa.effect pt:adjustments.bolsa.limits

## chooser.flips

- pt:questions.praia.text pt:questions.praia.answers.sim → pt:outcomes.oculos.name

## chooser.why_not

- pt:questions.praia.text pt:questions.praia.answers.nao-sei: pt:outcomes.oculos.name, pt:outcomes.casa.name

## chooser.billing

pt:outcomes.guarda-chuva.billing

## chooser.trap

pt:outcomes.guarda-chuva.trap

## chooser.justification

mine

chooser.version v=1.0.0

/escolher/#clima=sol&praia=nao-sei&ajustes=bolsa&comparar=casa&v=1.0.0
"""


def test_the_decision_in_markdown_has_every_part_in_its_place(opened: Open, base_url: str) -> None:
    page = opened("#clima=sol&praia=nao-sei&ajustes=bolsa&comparar=casa")
    unfolded(page, "[data-justification]").fill("mine")
    with page.expect_download() as waiting:
        page.locator("[data-download]").click()
    assert "mine" not in page.url
    assert waiting.value.suggested_filename == "chooser.file-guarda-chuva.md"
    assert Path(waiting.value.path()).read_text(encoding="utf-8").replace(base_url, "/") == MARKDOWN


ON_PAPER = [
    "chooser.result",
    "pt:outcomes.guarda-chuva.name",
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
    "chooser.adjustments",
    "chooser.adjustments",
    "pt:adjustments.bolsa.question",
    "pt:adjustments.bolsa.effect",
    "pt:adjustments.bolsa.limits",
    "chooser.flips",
    "pt:questions.clima.text pt:questions.clima.answers.sol → pt:outcomes.oculos.name chooser.further_many n=2",
    "chooser.why_not",
    "pt:questions.clima.text pt:questions.clima.answers.chuva pt:outcomes.oculos.name · pt:outcomes.casa.name",
    "chooser.compare",
    *("\t".join([first, umbrella, home]) for first, umbrella, _, home in COLUMNS),
    "chooser.take",
    "chooser.justification",
]


def test_a_printed_result_has_every_part_but_what_is_only_clicked(opened: Open) -> None:
    page = opened(f"{RESULT}&ajustes=bolsa&comparar=casa")
    page.locator("[data-take] > summary").click()
    page.locator("[data-justification]").fill("mine")
    page.emulate_media(media="print")
    printed = page.locator("[data-chooser]").inner_text().split("\n")
    assert [line for line in printed if line] == ON_PAPER
    expect(page.locator("[data-justification]")).to_be_visible()


# ---- what is said above a view ----


def notice(page: Page) -> list[str]:
    return page.locator("[data-notice]").locator("p, li").or_(page.locator("p[data-notice]")).all_inner_texts()


CHANGED = "chooser.advice_changed before={} v=0.9.0 why.first why.second"
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
        ["chooser.dropped_address", "clima=neve", CHANGED.format("before.neve")],
    ),
    "the same advice": ("#clima=nao-sei&v=0.9.0", ["chooser.advice_same v=0.9.0"]),
    "a version that advised the same in all": ("#clima=chuva&v=0.9.9", []),
    "a version that never was": ("#clima=chuva&v=0.1.0", ["chooser.version_unknown v=0.1.0"]),
    "this version": ("#clima=chuva&v=1.0.0", []),
}


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
