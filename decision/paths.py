"""Walking the tree: replaying answers, enumerating every path, and why an outcome was reached or not.

Everything is computed from the tree; nothing here is written by hand for a question or an outcome.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from decision import graph
from decision.model import Answer, Question, Target
from decision.tree import Tree


@dataclass(frozen=True)
class Step:
    """A question that was asked and the answer that was given (ids)."""

    question: str
    answer: str


@dataclass(frozen=True)
class Walk:
    """Answers given in order, and where they end: at an outcome, or at the next question, still to be answered."""

    steps: tuple[Step, ...]
    end: Target

    @property
    def outcome(self) -> str | None:
        """The id of the outcome reached, or None before one is."""
        return self.end.outcome

    @property
    def question(self) -> str | None:
        """The id of the question still to be answered, or None when an outcome is reached."""
        return self.end.question

    @property
    def route(self) -> tuple[str, ...]:
        """The questions asked, in order."""
        return tuple(step.question for step in self.steps)

    @property
    def fragment(self) -> str:
        """The walk as the chooser's address holds it: ``objetivo=treinar&quanto-codigo=pouco``."""
        return "&".join(f"{step.question}={step.answer}" for step in self.steps)


def replay(tree: Tree, answers: Mapping[str, str]) -> Walk:
    """Follow answers from the root until one is missing or an outcome is reached.

    Args:
        tree: the tree.
        answers: question id -> answer id, in any order. Those to questions off the walk are ignored, and so is the
            rest after an answer that does not exist: nothing that a reader can type raises.

    Returns:
        The walk; its ``outcome`` or its ``question`` is None.
    """
    steps: list[Step] = []
    end = Target("question", tree.root)
    while end.kind == "question" and end.id in answers:
        answer = tree.questions[end.id].answer(answers[end.id])
        if answer is None:
            break
        steps.append(Step(end.id, answer.id))
        end = answer.target
    return Walk(tuple(steps), end)


def all_walks(tree: Tree) -> Iterator[Walk]:
    """Yield every way through the tree, each ending at an outcome, in the order in which answers are shown."""

    def visit(end: Target, steps: tuple[Step, ...]) -> Iterator[Walk]:
        if end.kind == "outcome":
            yield Walk(steps, end)
        else:
            for answer in tree.questions[end.id].answers:
                yield from visit(answer.target, (*steps, Step(end.id, answer.id)))

    yield from visit(Target("question", tree.root), ())


def routes(tree: Tree) -> set[tuple[str, ...]]:
    """Return the distinct sequences of questions (ids) that lead to an outcome; fewer than the walks."""
    return {walk.route for walk in all_walks(tree)}


def neighbours(tree: Tree, outcome: str) -> list[str]:
    """Return the ids of the outcomes one different answer away, with at most one question more to answer.

    They are in the tree's order; being neighbours is mutual.
    """

    def outcomes_of(question: Question) -> set[str]:
        return {answer.target.id for answer in question.answers if answer.target.kind == "outcome"}

    near: set[str] = set()
    for question in tree.questions.values():
        at_once = outcomes_of(question)
        soon = set().union(*(outcomes_of(tree.questions[id_]) for id_ in graph.next_questions(tree, question.id)))
        if outcome in at_once:
            near |= at_once | soon
        if outcome in soon:
            near |= at_once
    return [other for other in tree.outcomes if other in near and other != outcome]


def why_not(tree: Tree, walk: Walk) -> dict[Step, list[str]]:
    """Return, for each answer of a finished walk, the outcomes that it was the first to rule out.

    Returns:
        Step -> outcome ids in the order of the tree. Every outcome but the one reached stands below exactly one step;
        steps that ruled nothing out are left out.

    Raises:
        KeyError, ValueError: when the walk is not one of this tree.
    """
    left = list(tree.outcomes)
    ruled_out = {}
    for step in walk.steps:
        reachable = tree.outcomes_after(given(tree, step))
        if lost := [outcome for outcome in left if outcome not in reachable]:
            ruled_out[step] = lost
            left = [outcome for outcome in left if outcome in reachable]
    return ruled_out


@dataclass(frozen=True)
class Flip:
    """A different answer to one question of a walk.

    ``step`` is the question with the answer that was given, ``answer`` the id of the other one, ``outcome`` the id of
    what it leads to, and ``further`` how many questions are left to answer on the way there, 0 when none is.
    """

    step: Step
    answer: str
    outcome: str
    further: int


MOST_FURTHER = 1  # answers that a neighbour may still ask for and count as near: further off, another way is meant


def flips(tree: Tree, walk: Walk) -> list[Flip]:
    """Return, for each answer of a finished walk, the different answer that leads to the most useful other outcome.

    That is the outcome nearest to the walk's own, as its ``near`` says, if it is at most ``MOST_FURTHER`` answers away
    and no later answer leads there when changed: who comes there by a later answer changes less of what was said. Then
    come the outcomes to which no later answer leads; among equals the one with the fewest questions left to answer,
    then the one that is shown first. In the same order the flips are told. The later answers are kept where they still
    apply. An answer has no flip when changing it alone, the later ones kept, leads to the same outcome whatever one
    chooses.
    """
    near = {id_: place for place, id_ in enumerate(tree.outcomes[walk.end.id].near)}
    found: list[tuple[tuple[int, bool, int], Flip]] = []
    later: set[str] = set()  # the outcomes to which a later answer leads
    for step in reversed(walk.steps):
        options = []
        for other in tree.questions[step.question].answers:
            for outcome, further in _reached(tree, other, walk).items() if other.id != step.answer else ():
                known = outcome in later
                place = len(near) if known or further > MOST_FURTHER else near.get(outcome, len(near))
                options.append(((place, known, further), Flip(step, other.id, outcome, further)))
        later.update(flip.outcome for _, flip in options)
        if options:
            found.insert(0, min(options, key=_usefulness))
    return [flip for _, flip in sorted(found, key=_usefulness)]


def _usefulness(option: tuple[tuple[int, bool, int], Flip]) -> tuple[int, bool, int]:
    return option[0]


def _reached(tree: Tree, answer: Answer, walk: Walk) -> dict[str, int]:
    """Return the outcomes, other than the walk's, that an answer leads to, and after how many further answers at least.

    Breadth first, in the order in which answers are shown.
    """
    found: dict[str, int] = {}
    waiting = deque([(answer.target, 0)])
    while waiting:
        target, further = waiting.popleft()
        if target.kind == "outcome":
            if target.id != walk.outcome:
                found.setdefault(target.id, further)
        elif target.id not in walk.route:  # from there on, the answers that are kept lead to the walk's own outcome
            waiting.extend((below.target, further + 1) for below in tree.questions[target.id].answers)
    return found


def given(tree: Tree, step: Step) -> Answer:
    """Return the answer that a step names. Raises ``ValueError`` for one that its question does not have."""
    answer = tree.questions[step.question].answer(step.answer)
    if answer is None:
        raise ValueError(f"question {step.question!r} has no answer {step.answer!r}")
    return answer
