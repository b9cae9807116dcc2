"""The tree advises what was decided by hand: see ``advice.py`` for each answer, ``situations.py`` for each person."""

from collections import Counter
from urllib.parse import parse_qsl

import pytest

from decision import paths
from decision.model import Target
from decision.tree import Tree
from tests.decision.advice import ADVICE
from tests.decision.situations import SITUATIONS, Situation

ROWS = [(question, answer, *lead) for question, answers in ADVICE.items() for answer, lead in answers.items()]


def test_every_answer_of_every_question_is_advised_on_and_no_other(tree: Tree) -> None:
    answers = {question.id: [answer.id for answer in question.answers] for question in tree.questions.values()}
    advised = {question: list(leads) for question, leads in ADVICE.items()}
    assert advised == answers, "tests/decision/advice.py: write where each answer should lead, and why"


@pytest.mark.parametrize(
    ("question", "answer", "kind", "target", "because"), ROWS, ids=[f"{row[0]}={row[1]}" for row in ROWS]
)
def test_an_answer_leads_where_it_should(
    question: str, answer: str, kind: str, target: str, because: str, tree: Tree
) -> None:
    assert paths.given(tree, paths.Step(question, answer)).target == Target(kind, target), because


@pytest.mark.parametrize("person", SITUATIONS, ids=lambda person: person.answers.replace("&", "/"))
def test_a_person_is_told_what_suits_them(person: Situation, tree: Tree) -> None:
    walk = paths.replay(tree, dict(parse_qsl(person.answers)))
    assert (walk.fragment, walk.outcome) == (person.answers, person.outcome), f"{person.who}: {person.because}"


def test_every_outcome_suits_somebody(tree: Tree) -> None:
    assert {person.outcome for person in SITUATIONS} == set(tree.outcomes)


def test_each_reason_is_given_once() -> None:
    reasons = Counter([row[-1] for row in ROWS] + [person.because for person in SITUATIONS])
    assert [reason for reason, times in reasons.items() if times > 1] == []
