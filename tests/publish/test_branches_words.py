"""Token words in the map: which text stands where, what opens, and where each link leads."""

import pytest
from lxml import html
from lxml.html import HtmlElement

from publish.pages import branches
from tests.browser.token_page import ROUTING
from tests.tokens import labels, token_tree

TREE = token_tree()


@pytest.fixture(scope="module")
def drawn() -> HtmlElement:
    return html.fromstring(branches.branches(TREE, "en", lambda outcome: f"/{outcome.page}", labels()["tree"]))


def own(element: HtmlElement) -> str:
    """What an element says, without what is hidden until it is true."""
    return "|".join(text.strip() for text in element.xpath(".//text()[not(ancestor::*[@hidden])]") if text.strip())


def test_each_answer_of_a_question_opens_the_next_one_or_names_what_it_leads_to(drawn: HtmlElement) -> None:
    rows = [own(row) for row in drawn.xpath(".//summary | .//*[@class='branch-end']")]
    assert rows == [
        "en:questions.clima.answers.chuva|en:questions.clima.notes.chuva|→|1|en:outcomes.guarda-chuva.name|en:outcomes.guarda-chuva.work_label",
        "en:questions.clima.answers.sol|en:questions.clima.notes.sol|→|tree.leads_to_many n=3",
        "en:questions.praia.answers.sim|en:questions.praia.notes.sim|→|2|en:outcomes.oculos.name|en:outcomes.oculos.work_label",
        "en:questions.praia.answers.nao|en:questions.praia.notes.nao|→|1|en:outcomes.guarda-chuva.name|en:outcomes.guarda-chuva.work_label",
        "en:questions.praia.answers.nao-sei|→|3|en:outcomes.casa.name|en:outcomes.casa.work_label",
        "en:questions.clima.answers.vento|en:questions.clima.notes.vento|→|tree.see_question en:questions.praia.text",
        "en:questions.clima.answers.nao-sei|→|3|en:outcomes.casa.name|en:outcomes.casa.work_label",
    ]
    assert [box.getparent().get("data-answer") for box in drawn.iter("details")] == ["sol"]


def test_each_question_stands_once_below_the_answer_that_leads_to_it(drawn: HtmlElement) -> None:
    questions = {each.get("data-question"): each for each in drawn.xpath(".//*[@data-question]")}
    assert {id_: own(each.find_class("branch-question")[0]) for id_, each in questions.items()} == {
        "clima": "en:questions.clima.text",
        "praia": "en:questions.praia.text|tree.start_here",
    }
    assert len(drawn.xpath(".//*[@data-question]")) == 2
    assert questions["praia"].xpath("string(ancestor::li/@data-answer)") == "sol"


def test_each_link_leads_to_a_page_to_the_chooser_with_the_answers_so_far_or_to_a_question(drawn: HtmlElement) -> None:
    assert [(a.get("class"), a.get("href")) for a in drawn.iter("a")] == [
        ("branch-outcome", "/opcoes/guarda-chuva/"),
        ("branch-start", "../escolher/#clima=sol"),
        ("branch-outcome", "/opcoes/oculos/"),
        ("branch-outcome", "/opcoes/guarda-chuva/"),
        ("branch-outcome", "/opcoes/casa/"),
        ("branch-see", "#mapa.praia"),
        ("branch-outcome", "/opcoes/casa/"),
    ]
    assert drawn.xpath("string(.//*[@id='mapa.praia'])") == "en:questions.praia.text"


def test_each_option_has_the_mark_of_its_case(drawn: HtmlElement) -> None:
    found = {(a.get("data-leads-to"), a.find("svg").get("class")) for a in drawn.find_class("branch-outcome")}
    assert found == {
        ("guarda-chuva", "mark use-case-3"),
        ("oculos", "mark use-case-1"),
        ("casa", "mark use-case-none"),
    }


def test_every_answer_can_say_that_it_was_given_and_none_does_at_first(drawn: HtmlElement) -> None:
    given = drawn.find_class("branch-given")
    assert [(each.text, each.get("hidden")) for each in given] == [("tree.your_answer", "")] * 7


def test_the_script_finds_its_words_on_the_map(drawn: HtmlElement) -> None:
    assert (drawn.get("data-open-all"), drawn.get("data-close-all")) == ("tree.open_all", "tree.close_all")


def test_the_way_into_the_chooser_takes_every_answer_so_far_along() -> None:
    tree = token_tree(ROUTING)
    drawn = html.fromstring(branches.branches(tree, "en", lambda outcome: outcome.id, labels()["tree"]))
    starts = [a.get("href").partition("#")[2] for a in drawn.find_class("branch-start")]
    assert starts == ["clima=sol", "clima=sol&praia=sim"]


def test_a_closed_answer_says_how_many_options_it_leaves() -> None:
    tree = token_tree(ROUTING)
    drawn = html.fromstring(branches.branches(tree, "en", lambda outcome: outcome.id, labels()["tree"]))
    assert [own(left) for left in drawn.find_class("branch-left")] == [
        "tree.leads_to_many n=3",
        "tree.leads_to_many n=2",
    ]
