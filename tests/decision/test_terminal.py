"""The chooser in a terminal, in words that are their own keys: each text stands where it belongs, and nothing else."""

import re

import pytest

from decision import labels, paths, terminal
from decision.languages import LANGUAGES, Language
from tests.tokens import token_cases, token_tree

TREE = token_tree()
each_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)


def own_keys(language: Language) -> dict[str, str]:
    """The labels that the terminal is given, each its own key and the values that it asks for."""
    return {
        key: " ".join([key, *(f"{name}={{{name}}}" for name in re.findall(r"\{(\w+)\}", text))])
        for section in labels.load(language).values()
        for key, text in section.items()
    }


LABELS = own_keys(LANGUAGES[0])

QUESTIONS = """
question_place n=1 most=2. {0}:questions.clima.text
   {0}:questions.clima.help
  1. {0}:questions.clima.answers.chuva
     {0}:questions.clima.notes.chuva
  2. {0}:questions.clima.answers.sol
     {0}:questions.clima.notes.sol
  3. {0}:questions.clima.answers.vento
     {0}:questions.clima.notes.vento
  4. {0}:questions.clima.answers.nao-sei
again n=4

question_place n=2 most=2. {0}:questions.praia.text
   {0}:questions.praia.help
  1. {0}:questions.praia.answers.sim
     {0}:questions.praia.notes.sim
  2. {0}:questions.praia.answers.nao
     {0}:questions.praia.notes.nao
  3. {0}:questions.praia.answers.nao-sei
"""
RESULT = """
== {0}:outcomes.oculos.name · {0}:outcomes.oculos.work_label ==
{1}{0}:use_cases.1. {0}:outcomes.oculos.summary
billing: {0}:outcomes.oculos.billing
trap: {0}:outcomes.oculos.trap
avoid_when: {0}:outcomes.oculos.avoid_when

why
  - {0}:questions.clima.text {0}:questions.clima.answers.sol
  - {0}:questions.praia.text {0}:questions.praia.answers.sim

flips
  - {0}:questions.praia.text {0}:questions.praia.answers.nao -> {2}
  - {0}:questions.clima.text {0}:questions.clima.answers.chuva -> {2}

why_not
  - {0}:questions.praia.text {0}:questions.praia.answers.sim
      {0}:outcomes.guarda-chuva.name, {0}:outcomes.casa.name

worries
  - {0}:worries.frio.question
      {0}:worries.frio.replies.casaco
  - {0}:worries.sede.question
      {0}:worries.sede.replies.agua

adjustments
  - {0}:adjustments.bolsa.question
      {0}:adjustments.bolsa.effect
      - {0}:adjustments.bolsa.effect-`more`
      limits
      - {0}:adjustments.bolsa.limits
      - {0}:adjustments.bolsa.limits-`more`

similar
  - {0}:mar.who
      {0}:mar.why

address: escolher/#clima=sol&praia=sim
"""


@each_language
@pytest.mark.parametrize("typed", [["2", "1"], ["sol", "sim"], [" SOL ", "1"]], ids=["numbers", "ids", "untidily"])
def test_it_asks_answers_and_explains_in_the_words_of_its_language(typed: list[str], language) -> None:
    lines, prompts = iter(["99", *typed]), []

    def read(prompt: str) -> str:
        prompts.append(prompt)
        return next(lines)

    told = "\n".join(terminal.ask(TREE, language.tag, LABELS, {}, read, token_cases(TREE))) + "\n"
    english = "" if language.tag == "en" else "in_english name=en:outcomes.oculos.name\n"
    umbrella = f"{language.folder}:outcomes.guarda-chuva.name · {language.folder}:outcomes.guarda-chuva.work_label"
    assert told == (QUESTIONS + RESULT).format(language.folder, english, umbrella)
    assert prompts == ["prompt "] * 3


DEEP = token_tree(
    {
        "version": "1.0.0",
        "root": "a",
        "questions": {
            "a": {"answers": [{"id": "fim", "outcome": "x"}, {"id": "nao-sei", "question": "b"}]},
            "b": {"answers": [{"id": "fim", "outcome": "x"}, {"id": "nao-sei", "question": "c"}]},
            "c": {"answers": [{"id": "fim", "outcome": "x"}, {"id": "nao-sei", "outcome": "y"}]},
        },
        "outcomes": {
            id_: {"code": 1, "flexibility": 1, "work": "none", "near": [], "snippets": [], "sources": []}
            for id_ in ("x", "y")
        },
        "adjustments": {},
        "worries": {},
    }
)


@pytest.mark.parametrize(
    ("answers", "further"),
    [
        ({"a": "fim"}, [" further_many n=2"]),
        ({"a": "nao-sei", "b": "fim"}, [" further_one n=1"]),
        ({"a": "nao-sei", "b": "nao-sei", "c": "fim"}, [""]),
    ],
    ids=["two more", "one more", "at once"],
)
def test_what_would_change_the_result_says_after_how_many_more_answers(answers: dict, further: list[str]) -> None:
    told = list(terminal.result(DEEP, paths.replay(DEEP, answers), "en", LABELS))
    flips = told[told.index("\nflips") + 1 : told.index("\nwhy_not")]
    assert [line.partition("outcomes.y.work_label")[2] for line in flips] == further


def test_where_nothing_can_be_added_nothing_is_said_of_it() -> None:
    told = "\n".join(terminal.result(TREE, paths.replay(TREE, {"clima": "nao-sei"}), "en", LABELS))
    assert "adjustments" not in told


@each_language
def test_every_language_asks_for_the_same_values(language) -> None:
    assert own_keys(language) == LABELS
