"""Random trees: valid ones are total and survive JSON; each kind of damage is refused with its own message."""

import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decision import document, paths
from decision.model import TreeError
from decision.reading import build
from decision.rules import MAX_QUESTIONS
from tests.decision.conftest import answer
from tests.tokens import token_words

NAMES = ["a", "b", "c", "d", "e", "f", "g", "h"]


@st.composite
def routings(draw: st.DrawFn) -> dict:
    """A valid routing: questions in a row lead only onward, and every one has an outcome of its own."""
    questions = NAMES[: draw(st.integers(1, MAX_QUESTIONS))]
    entries = {}
    for place, question in enumerate(questions):
        later = questions[place + 1 :]
        answers = [answer("fim", outcome=f"fim-{question}")]
        if later:  # so that every question is led to
            answers.append(answer("segue", question=later[0]))
        for number in range(draw(st.integers(0, 3))):
            target = draw(st.sampled_from([*later, None]))
            lead = {"question": target} if target else {"outcome": draw(st.sampled_from(["x", "y"]))}
            answers.append(answer("abcd"[number], **lead))
        answers.append(answer("nao-sei", outcome="x"))
        entries[question] = {"answers": draw(st.permutations(answers[:-1])) + answers[-1:]}
    used = {a["outcome"] for entry in entries.values() for a in entry["answers"] if "outcome" in a}
    outcomes = {
        oid: {
            "code": draw(st.integers(0, 5)),
            "flexibility": 1,
            "work": "none",
            "near": [],
            "snippets": [],
            "sources": [],
        }
        for oid in sorted(used)
    }
    applies = {"outcomes": draw(st.lists(st.sampled_from(sorted(used)), min_size=1, unique=True)), "sources": []}
    worry = {"replies": [{"id": "calma", "outcomes": sorted(used), "page": "limpar/", "sources": []}]}
    return {
        "version": "1.2.3",
        "root": "a",
        "questions": entries,
        "outcomes": outcomes,
        "adjustments": {"ajuste": applies},
        "worries": {"medo": worry},
    }


def built(routing: dict):
    return build(routing, token_words(routing))


@settings(deadline=None, max_examples=40)
@given(routings())
def test_a_valid_tree_comes_back_from_json_as_it_was(routing: dict) -> None:
    tree = built(routing)
    text = document.dump(document.to_document(tree))
    assert document.from_document(json.loads(text)) == tree


@settings(deadline=None, max_examples=40)
@given(routings(), st.data())
def test_a_valid_tree_is_total(routing: dict, data: st.DataObject) -> None:
    tree = built(routing)
    answers = {}
    while (walk := paths.replay(tree, answers)).question:
        answers[walk.question] = data.draw(st.sampled_from([a.id for a in tree.questions[walk.question].answers]))
    assert walk.outcome in tree.outcomes
    assert len(walk.steps) <= MAX_QUESTIONS


@settings(deadline=None, max_examples=40)
@given(routings())
def test_every_walk_explains_every_other_outcome(routing: dict) -> None:
    tree = built(routing)
    for walk in paths.all_walks(tree):
        explained = [o for lost in paths.why_not(tree, walk).values() for o in lost]
        assert sorted(explained) == sorted(tree.outcomes.keys() - {walk.outcome})


def dangle(routing: dict, question: str) -> str:
    routing["questions"][question]["answers"][0] = answer("fim", outcome="nada")
    return "leads to outcome 'nada', which does not exist"


def close_a_circle(routing: dict, question: str) -> str:
    routing["questions"][question]["answers"].insert(0, answer("volta", question=question))
    return "form a cycle"


def orphan(routing: dict, question: str) -> str:
    routing["questions"]["solta"] = {
        "answers": [answer("fim", outcome="x"), answer("nao-sei", outcome=f"fim-{question}")]
    }
    return "no answer leads to question 'solta'"


def repeat(routing: dict, question: str) -> str:
    routing["questions"][question]["answers"].insert(0, routing["questions"][question]["answers"][0])
    return "stands twice"


def forget_dont_know(routing: dict, question: str) -> str:
    routing["questions"][question]["answers"].pop()
    routing["questions"][question]["answers"].append(answer("outra", outcome="x"))
    return "does not end with 'nao-sei'"


@pytest.mark.parametrize("damage", [dangle, close_a_circle, orphan, repeat, forget_dont_know], ids=lambda d: d.__name__)
@settings(deadline=None, max_examples=20)
@given(routing=routings(), data=st.data())
def test_each_kind_of_damage_to_any_tree_has_its_own_message(damage, routing: dict, data: st.DataObject) -> None:
    routing = copy.deepcopy(routing)
    question = data.draw(st.sampled_from(sorted(routing["questions"])))
    message = damage(routing, question)
    with pytest.raises(TreeError) as refusal:
        built(routing)
    assert message in str(refusal.value)
