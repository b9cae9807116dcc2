"""The advice over time: versions are kept, compared, and never changed behind a reader's back."""

import copy

from decision import versions
from decision.reading import build
from decision.tree import Tree
from tests.decision.conftest import SMALL_ROUTING, answer
from tests.tokens import token_words


def tree_with(version: str, **questions: list[dict]) -> Tree:
    """The small tree under another version, some of its questions with other answers."""
    routing = copy.deepcopy(SMALL_ROUTING)
    routing["version"] = version
    for qid, answers in questions.items():
        routing["questions"][qid] = {"answers": answers}
    reached = {a["question"] for q in routing["questions"].values() for a in q["answers"] if "question" in a}
    routing["questions"] = {q: e for q, e in routing["questions"].items() if q in reached | {routing["root"]}}
    words = token_words(routing)
    for table in words.values():
        table["changelog"] = f"o que mudou na {version}"
    return build(routing, words)


OLD = tree_with("1.0.0")
MOVED = tree_with("1.1.0", praia=[answer("sim", outcome="casa"), answer("nao-sei", outcome="oculos")])
WITHOUT_THE_BEACH = tree_with(
    "2.0.0",
    clima=[answer("chuva", outcome="guarda-chuva"), answer("sol", outcome="oculos"), answer("nao-sei", outcome="casa")],
)
LONGER = tree_with(
    "2.1.0",
    clima=[answer("chuva", question="vento"), answer("sol", question="praia"), answer("nao-sei", outcome="casa")],
    vento=[answer("sim", outcome="casa"), answer("nao-sei", outcome="guarda-chuva")],
)


def test_the_same_routing_has_no_changes() -> None:
    assert list(versions.changes(OLD, tree_with("1.0.1"))) == []


def test_an_answer_that_leads_elsewhere_is_a_change() -> None:
    assert list(versions.changes(OLD, MOVED)) == [
        versions.Change("clima=sol&praia=sim", "oculos", "casa", None),
        versions.Change("clima=sol&praia=nao-sei", "casa", "oculos", None),
    ]


def test_answers_to_a_question_that_no_longer_exists_are_compared_without_it() -> None:
    assert list(versions.changes(OLD, WITHOUT_THE_BEACH)) == [
        versions.Change("clima=sol&praia=nao-sei", "casa", "oculos", None)
    ]


def test_answers_that_now_stop_at_a_new_question_are_a_change_that_names_it() -> None:
    assert list(versions.changes(OLD, LONGER)) == [versions.Change("clima=chuva", "guarda-chuva", None, "vento")]


def test_the_reasons_are_those_of_every_version_in_between_oldest_first() -> None:
    trees = {tree.version: tree for tree in (LONGER, OLD, WITHOUT_THE_BEACH, MOVED)}
    assert list(versions.reasons(trees, "1.0.0", "2.0.0")) == ["1.1.0", "2.0.0"]
    assert versions.reasons(trees, "1.0.0", "1.1.0")["1.1.0"]["en"] == "o que mudou na 1.1.0"


def test_versions_sort_as_numbers() -> None:
    assert sorted(["1.10.0", "1.9.0", "2.0.0"], key=versions.number) == ["1.9.0", "1.10.0", "2.0.0"]


def test_an_answer_that_is_gone_keeps_its_last_words() -> None:
    gone = versions.gone([OLD, MOVED], WITHOUT_THE_BEACH)
    assert {pair: (asked["en"], said["en"]) for pair, (asked, said) in gone.items()} == {
        ("praia", id_): ("en:questions.praia.text", f"en:questions.praia.answers.{id_}") for id_ in ("sim", "nao-sei")
    }


def test_nothing_is_gone_of_a_version_with_the_same_answers() -> None:
    assert versions.gone([OLD], MOVED) == {}
