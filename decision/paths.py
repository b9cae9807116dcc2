"""Walking the tree: replaying answers, enumerating every path, and why an outcome was reached or not.

Everything is computed from the tree; nothing here is written by hand for a question or an outcome.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from decision.model import Answer, Tree


@dataclass(frozen=True)
class Step:
    """A question that was asked and the answer that was given (ids)."""

    question: str
    answer: str


@dataclass(frozen=True)
class Walk:
    """Answers given in order, and where they end: an ``outcome``, or the next ``question`` still to be answered."""

    steps: tuple[Step, ...]
    outcome: str | None = None
    question: str | None = None

    @property
    def route(self) -> tuple[str, ...]:
        """The questions asked, in order."""
        return tuple(step.question for step in self.steps)

    @property
    def fragment(self) -> str:
        """The walk as the chooser's address holds it: ``objetivo=treinar&quanto-codigo=pouco``."""
        return "&".join(f"{step.question}={step.answer}" for step in self.steps)


def replay(tree: Tree, answers: Mapping[str, str]) -> Walk:
    """Follow ``answers`` (question id -> answer id) from the root until one is missing or an outcome is reached.

    Answers to questions off the walk are ignored, and so is the rest after an answer that does not exist.
    """
    steps: list[Step] = []
    question = tree.questions[tree.root]
    while answer := question.answer(answers.get(question.id, "")):
        steps.append(Step(question.id, answer.id))
        if answer.question is None:
            return Walk(tuple(steps), outcome=answer.outcome)
        question = tree.questions[answer.question]
    return Walk(tuple(steps), question=question.id)


def all_walks(tree: Tree) -> Iterator[Walk]:
    """Yield every way through the tree, each ending in an outcome, in the order in which answers are shown."""

    def visit(question_id: str, above: tuple[Step, ...]) -> Iterator[Walk]:
        for answer in tree.questions[question_id].answers:
            steps = (*above, Step(question_id, answer.id))
            if answer.question is None:
                yield Walk(steps, outcome=answer.outcome)
            else:
                yield from visit(answer.question, steps)

    yield from visit(tree.root, ())


def routes(tree: Tree) -> set[tuple[str, ...]]:
    """Return the distinct sequences of questions that lead to an outcome."""
    return {walk.route for walk in all_walks(tree)}


def neighbours(tree: Tree, outcome: str) -> list[str]:
    """Return the outcomes one different answer away, with at most one question more to answer, in the tree's order.

    Being neighbours is mutual.
    """
    near: set[str] = set()
    for question in tree.questions.values():
        at_once = {answer.outcome for answer in question.answers if answer.outcome}
        soon = {
            below.outcome
            for answer in question.answers
            if answer.question
            for below in tree.questions[answer.question].answers
            if below.outcome
        }
        if outcome in at_once:
            near |= at_once | soon
        if outcome in soon:
            near |= at_once
    return [other for other in tree.outcomes if other in near and other != outcome]


def why_not(tree: Tree, walk: Walk) -> dict[Step, list[str]]:
    """Return, for each answer of a finished walk, the outcomes that it was the first to rule out.

    Every outcome but the one reached stands below exactly one answer; answers that ruled nothing out are left out.
    """
    left = list(tree.outcomes)
    ruled_out = {}
    for step in walk.steps:
        reachable = tree.outcomes_after(_answer(tree, step))
        if lost := [outcome for outcome in left if outcome not in reachable]:
            ruled_out[step] = lost
            left = [outcome for outcome in left if outcome in reachable]
    return ruled_out


@dataclass(frozen=True)
class Flip:
    """A different answer to one question of a walk: what it leads to, and how many further answers that takes."""

    step: Step
    answer: str
    outcome: str
    further: int


def flips(tree: Tree, walk: Walk) -> list[Flip]:
    """Return, for each answer given, the different answer that leads to another outcome at the least cost.

    The later answers are kept where they still apply; the cost is the number of questions left to answer, and between
    equals the answer that is shown first wins. An answer has no flip when changing it alone, the later ones kept, leads
    to the same outcome whatever one chooses.
    """
    given = {step.question: step.answer for step in walk.steps}
    found = []
    for step in walk.steps:
        options = [
            Flip(step, other.id, outcome, further)
            for other in tree.questions[step.question].answers
            if other.id != step.answer
            for outcome, further in [_nearest(tree, other, given, walk.outcome)]
            if outcome
        ]
        if options:
            found.append(min(options, key=lambda flip: flip.further))
    return found


def _nearest(tree: Tree, answer: Answer, given: Mapping[str, str], other_than: str | None) -> tuple[str, int]:
    """Return the outcome that is reached from an answer with the fewest answers beyond those given, and their number.

    Breadth first, in the order in which answers are shown; ("", 0) when only ``other_than`` can be reached.
    """
    level = [answer]
    further = 0
    while level:
        below: list[Answer] = []
        while level:
            current = level.pop(0)
            if current.outcome and current.outcome != other_than:
                return current.outcome, further
            if current.question:
                question = tree.questions[current.question]
                kept = question.answer(given.get(question.id, ""))
                if kept:
                    level.insert(0, kept)
                else:
                    below.extend(question.answers)
        level, further = below, further + 1
    return "", 0


def _answer(tree: Tree, step: Step) -> Answer:
    answer = tree.questions[step.question].answer(step.answer)
    if answer is None:
        raise ValueError(f"question {step.question!r} has no answer {step.answer!r}")
    return answer
