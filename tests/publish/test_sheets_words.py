"""Token words in the drawings for the book: which text stands in which row, and what fits a sheet."""

import pytest
from lxml import etree

from decision.reading import load
from publish.languages import LANGUAGES, Language
from publish.pages import sheets
from tests.tokens import labels, token_tree

WORDS = labels()["tree"]
SVG = "{http://www.w3.org/2000/svg}"
by_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)


def texts(sheet: str) -> list[tuple[str, int, int, str]]:
    """Each text of a sheet: its class, its place in px, and its words."""
    found = []
    for text in etree.fromstring(sheet).iter(f"{SVG}text"):
        first = text.find(f"{SVG}tspan")
        found.append((text.get("class"), int(first.get("x")), int(first.get("y")), "".join(text.itertext())))
    return found


def rows(sheet: str) -> list[str]:
    """The words of each row, from top to bottom, those of a row from left to right."""
    there: dict[int, list[str]] = {}
    for _, _, y, words in sorted(texts(sheet), key=lambda text: text[1:3]):
        there.setdefault(y, []).append(words)
    return [" | ".join(there[y]) for y in sorted(there)]


ROWS = [
    "en:questions.clima.text",
    "en:questions.clima.answers.chuva | en:outcomes.guarda-chuva.name",
    "en:questions.clima.answers.sol",
    "en:questions.praia.text",
    "en:questions.praia.answers.sim | en:outcomes.oculos.name",
    "en:questions.praia.answers.nao | en:outcomes.guarda-chuva.name",
    "en:questions.praia.answers.nao-sei | en:outcomes.casa.name",
    "en:questions.clima.answers.vento | tree.see_questionen:questions.praia.text",
    "en:questions.clima.answers.nao-sei | en:outcomes.casa.name",
]


def test_each_answer_stands_in_a_row_with_what_it_leads_to_below_its_question() -> None:
    (sheet,) = sheets.sheets(token_tree(), "en", WORDS)
    assert rows(sheet) == ROWS


def test_an_answer_stands_one_step_in_from_its_question_and_a_mark_tells_the_case_of_what_it_leads_to() -> None:
    (sheet,) = sheets.sheets(token_tree(), "en", WORDS)
    left = {words.removeprefix("en:questions."): x for _, x, _, words in texts(sheet) if "questions" in words}
    assert left["clima.answers.chuva"] - left["clima.text"] == sheets.STEP
    assert left["praia.answers.sim"] - left["clima.answers.sol"] == sheets.STEP
    found = [g.get("class") for g in etree.fromstring(sheet).iter(f"{SVG}g")]
    assert found == [f"mark use-case-{case}" for case in ("3", "1", "3", "none", "none")]


@pytest.mark.parametrize("height", [60, 100, 900])
def test_no_sheet_is_higher_than_asked_for_and_none_ends_with_a_question(height: int) -> None:
    drawn = sheets.sheets(token_tree(), "en", WORDS, height)
    assert [int(etree.fromstring(sheet).get("height")) <= height for sheet in drawn] == [True] * len(drawn)
    assert [sheet for sheet in drawn if texts(sheet)[-1][0] == "question"] == []
    assert len([text for sheet in drawn for text in rows(sheet)]) == len(ROWS)


@by_language
def test_the_tree_of_the_guide_fits_a_few_pages_and_says_every_question_and_answer(language: Language) -> None:
    tree = load()
    drawn = sheets.sheets(tree, language.tag, language.words()["tree"])
    assert 1 <= len(drawn) <= 3
    said = [text for sheet in drawn for text in texts(sheet)]
    answers = [answer for question in tree.questions.values() for answer in question.answers]
    assert sum(kind == "question" for kind, *_ in said) == len(tree.questions)
    assert sum(kind == "answer" for kind, *_ in said) == len(answers)
