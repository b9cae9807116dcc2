"""What changed between two versions of the tree: which combinations of answers lead elsewhere now, and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from decision import paths
from decision.fields import Text
from decision.tree import Tree


@dataclass(frozen=True)
class Change:
    """A combination of answers whose advice changed.

    ``answers`` is the walk as the address holds it, in the old version; ``before`` the outcome it led to. ``after`` is
    the outcome that the same answers lead to now, or None when they stop at the question ``asks``.
    """

    answers: str
    before: str
    after: str | None
    asks: str | None


def changes(old: Tree, new: Tree) -> Iterator[Change]:
    """Yield a change for each way through ``old`` that does not lead to the same outcome in ``new``.

    They come in the order of ``paths.all_walks(old)``. Answers to questions that no longer exist, or that are no longer
    asked on the way, are left out of the replay.
    """
    for walk in paths.all_walks(old):
        now = paths.replay(new, {step.question: step.answer for step in walk.steps})
        if now.outcome != walk.outcome:
            yield Change(walk.fragment, walk.end.id, now.outcome, now.question)


def reasons(trees: dict[str, Tree], old: str, new: str) -> dict[str, Text]:
    """Return the changelog of every version after ``old`` up to ``new``, oldest first.

    Args:
        trees: every version kept, and the current one, by version.
        old: a version, as ``1.0.0``.
        new: a later version.

    Returns:
        Version -> text by language tag.
    """
    span = (number(old), number(new))
    later = sorted((v for v in trees if span[0] < number(v) <= span[1]), key=number)
    return {version: trees[version].changelog for version in later}


def gone(trees: Iterable[Tree], new: Tree) -> dict[tuple[str, str], tuple[Text, Text]]:
    """Return the answers of earlier versions that ``new`` no longer has, with the words that they had last.

    Args:
        trees: every version kept, oldest first.
        new: the current one.

    Returns:
        (question id, answer id) -> the question's words and the answer's.
    """
    found = {}
    for old in trees:
        for question in old.questions.values():
            here = new.questions.get(question.id)
            for answer in question.answers:
                if not (here and here.answer(answer.id)):
                    found[question.id, answer.id] = question.text, answer.text
    return found


def number(version: str) -> tuple[int, ...]:
    """Return a version as numbers, which sort as versions do. Raises ``ValueError`` for what is no version."""
    return tuple(map(int, version.split(".")))
