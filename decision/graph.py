"""The questions as a graph, whose edges are answers: cycles, what can be reached, the longest way.

Nothing here needs a valid tree, only that every answer leads to something that exists; ``reach`` and ``longest_route``
need it to have no cycle too.
"""

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter

from decision.model import Answer, Draft


def next_questions(draft: Draft, question_id: str) -> list[str]:
    """Return the ids of the questions that the answers of a question lead to, in the order of the answers."""
    return [answer.target.id for answer in draft.questions[question_id].answers if answer.target.kind == "question"]


def _deepest_first(draft: Draft) -> list[str]:
    """Return every question after all those that it leads to. Raises ``CycleError``."""
    return list(TopologicalSorter({id_: next_questions(draft, id_) for id_ in draft.questions}).static_order())


def cycle(draft: Draft) -> list[str]:
    """Return questions that lead back to the first of them, which is named again at the end; or nothing."""
    try:
        _deepest_first(draft)
    except CycleError as error:
        return list(reversed(error.args[1]))  # graphlib names what comes after before what leads to it
    return []


def reachable(draft: Draft) -> tuple[set[str], set[str]]:
    """Return the ids of the questions and of the outcomes that some answers lead to from the root."""
    questions, outcomes, todo = {draft.root}, set(), [draft.root]
    while todo:
        for answer in draft.questions[todo.pop()].answers:
            if answer.target.kind == "outcome":
                outcomes.add(answer.target.id)
            elif answer.target.id not in questions:
                questions.add(answer.target.id)
                todo.append(answer.target.id)
    return questions, outcomes


def longest_route(draft: Draft, start: str = "") -> list[str]:
    """Return the ids of the most questions that one reader can be asked, in order, from the root or from ``start``.

    Raises:
        CycleError: for questions that lead back to one of them.
        KeyError: when there is no question ``start``.
    """
    longest: dict[str, list[str]] = {}
    for id_ in _deepest_first(draft):
        tails = (longest[after] for after in next_questions(draft, id_))
        longest[id_] = [id_, *max(tails, key=len, default=[])]
    return longest[start or draft.root]


def reach(draft: Draft) -> dict[str, frozenset[str]]:
    """Return, for each question id, the ids of the outcomes that can be reached from it."""
    found: dict[str, frozenset[str]] = {}
    for id_ in _deepest_first(draft):
        ends = [outcomes_after(answer, found) for answer in draft.questions[id_].answers]
        found[id_] = frozenset[str]().union(*ends)
    return found


def outcomes_after(answer: Answer, reach: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the ids of the outcomes that an answer leaves possible, given those of each question."""
    return reach[answer.target.id] if answer.target.kind == "question" else frozenset({answer.target.id})
