"""The rules that every tree keeps: sound ids, existing targets, no cycle, nothing unreachable, no idle question.

Each function yields one sentence for each fault: file, id, what is wrong, what to do.
"""

import re
from collections.abc import Iterable, Iterator

from decision.model import DONT_KNOW, Question, Tree

RESERVED_KEYS = {"v", "ajustes", "comparar"}  # of the address fragment; never question ids
MAX_QUESTIONS = 8


def structure_faults(tree: Tree) -> Iterator[str]:
    """Yield the faults of each part by itself: version, ids, answers and their targets, levels."""
    if not re.fullmatch(r"\d+\.\d+\.\d+", tree.version):
        yield f"tree.toml: version {tree.version!r} is not MAJOR.MINOR.PATCH; write for example '1.0.0'"
    if tree.root not in tree.questions:
        yield f"tree.toml: root {tree.root!r} is not a question; name one of {sorted(tree.questions)}"
    yield from _id_faults("question", tree.questions)
    yield from _id_faults("outcome", tree.outcomes)
    for qid in sorted(RESERVED_KEYS & tree.questions.keys()):
        yield f"tree.toml: question {qid!r} has an id that the address reserves; rename it"
    yield from _id_faults("adjustment", tree.adjustments)
    for question in tree.questions.values():
        yield from _answer_faults(tree, question)
    for adjustment in tree.adjustments.values():
        for oid in sorted(set(adjustment.outcomes) - tree.outcomes.keys()):
            yield (
                f"tree.toml: adjustment {adjustment.id!r} applies to outcome {oid!r}, which does not exist; mend the id"
            )
        if not adjustment.outcomes:
            yield f"tree.toml: adjustment {adjustment.id!r} applies to nothing; name an outcome or remove it"
    for outcome in tree.outcomes.values():
        if outcome.use_case not in (None, 1, 2, 3):
            yield f"tree.toml: outcome {outcome.id!r} has use_case {outcome.use_case!r}; write 1, 2, 3 or leave it out"
        for key in ("code", "flexibility"):
            if getattr(outcome, key) not in range(6):
                yield f"tree.toml: outcome {outcome.id!r} has {key} {getattr(outcome, key)!r}; write 0 to 5"


def _id_faults(kind: str, ids: Iterable[str], where: str = "") -> Iterator[str]:
    for id_ in ids:
        if not re.fullmatch(r"[a-z]+(-[a-z]+)*", id_):
            yield f"tree.toml: {kind} id {id_!r}{where} is not lower-case ASCII words with hyphens; rename it"


def _answer_faults(tree: Tree, question: Question) -> Iterator[str]:
    ids = [answer.id for answer in question.answers]
    where = f" of question {question.id!r}"
    yield from _id_faults("answer", ids, where)
    for id_ in sorted({id_ for id_ in ids if ids.count(id_) > 1}):
        yield f"tree.toml: answer {id_!r}{where} stands twice; rename or remove one"
    if len(ids) < 2:
        yield f"tree.toml: question {question.id!r} has {len(ids)} answer(s); give it at least two"
    if not ids or ids[-1] != DONT_KNOW:
        yield f"tree.toml: question {question.id!r} does not end with {DONT_KNOW!r}; add it as the last answer"
    for answer in question.answers:
        if (answer.question is None) == (answer.outcome is None):
            yield f"tree.toml: answer {answer.id!r}{where} needs exactly one of question and outcome"
        elif answer.question is not None and answer.question not in tree.questions:
            yield (
                f"tree.toml: answer {answer.id!r}{where} leads to question {answer.question!r}, "
                "which does not exist; add the question or mend the id"
            )
        elif answer.outcome is not None and answer.outcome not in tree.outcomes:
            yield (
                f"tree.toml: answer {answer.id!r}{where} leads to outcome {answer.outcome!r}, "
                "which does not exist; add the outcome or mend the id"
            )


def graph_faults(tree: Tree) -> Iterator[str]:
    """Yield the faults of the whole: cycles, what nothing leads to, long routes, questions that decide nothing."""
    cycle = _find_cycle(tree)
    if cycle:
        yield f"tree.toml: the questions {' -> '.join(cycle)} form a cycle; lead one of the answers elsewhere"
        return
    seen_questions, seen_outcomes = _reachable(tree)
    for qid in sorted(tree.questions.keys() - seen_questions):
        yield f"tree.toml: no answer leads to question {qid!r}; lead one there or remove it"
    for oid in sorted(tree.outcomes.keys() - seen_outcomes):
        yield f"tree.toml: no answer leads to outcome {oid!r}; lead one there or remove it"
    longest = _longest_route(tree)
    if len(longest) > MAX_QUESTIONS:
        yield f"tree.toml: {' -> '.join(longest)} asks {len(longest)} questions; keep it to {MAX_QUESTIONS}"
    ends_of = reach(tree)
    for question in tree.questions.values():
        ends = {ends_of[a.question] if a.question else frozenset({a.outcome}) for a in question.answers}
        if len(ends) == 1:
            yield f"tree.toml: every answer of question {question.id!r} leads to the same outcomes; remove the question"


def _next_questions(tree: Tree, qid: str) -> list[str]:
    return [answer.question for answer in tree.questions[qid].answers if answer.question]


def _find_cycle(tree: Tree) -> list[str]:
    done: set[str] = set()

    def visit(qid: str, trail: list[str]) -> list[str]:
        if qid in trail:
            return [*trail[trail.index(qid) :], qid]
        if qid in done:
            return []
        for target in _next_questions(tree, qid):
            if found := visit(target, [*trail, qid]):
                return found
        done.add(qid)
        return []

    return next((cycle for qid in tree.questions if (cycle := visit(qid, []))), [])


def _reachable(tree: Tree) -> tuple[set[str], set[str]]:
    questions, outcomes, todo = {tree.root}, set(), [tree.root]
    while todo:
        for answer in tree.questions[todo.pop()].answers:
            if answer.outcome:
                outcomes.add(answer.outcome)
            elif answer.question and answer.question not in questions:
                questions.add(answer.question)
                todo.append(answer.question)
    return questions, outcomes


def _longest_route(tree: Tree) -> list[str]:
    longest: dict[str, list[str]] = {}

    def visit(qid: str) -> list[str]:
        if qid not in longest:
            tails = [visit(target) for target in _next_questions(tree, qid)]
            longest[qid] = [qid, *max(tails, key=len, default=[])]
        return longest[qid]

    return visit(tree.root)


def reach(tree: Tree) -> dict[str, frozenset[str]]:
    """Return, for each question id, the outcomes that can be reached from it. The tree must have no cycle."""
    ends_of: dict[str, frozenset[str]] = {}

    def visit(qid: str) -> frozenset[str]:
        if qid not in ends_of:
            ends = [
                visit(a.question) if a.question else frozenset({a.outcome or ""}) for a in tree.questions[qid].answers
            ]
            ends_of[qid] = frozenset[str]().union(*ends)
        return ends_of[qid]

    for qid in tree.questions:
        visit(qid)
    return ends_of
