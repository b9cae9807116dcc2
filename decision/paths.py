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


def ruled_out_by(tree: Tree, walk: Walk, outcome: str) -> Step:
    """Return the first answer of ``walk`` after which ``outcome`` could no longer be reached.

    Raises:
        ValueError: when the walk ends in that outcome, or has not ruled it out yet.
    """
    for step in walk.steps:
        if outcome not in tree.outcomes_after(_answer(tree, step)):
            return step
    raise ValueError(f"{walk.fragment!r} does not rule out {outcome!r}")


def _answer(tree: Tree, step: Step) -> Answer:
    answer = tree.questions[step.question].answer(step.answer)
    if answer is None:
        raise ValueError(f"question {step.question!r} has no answer {step.answer!r}")
    return answer
