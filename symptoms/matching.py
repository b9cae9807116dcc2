"""Which symptoms a text shows, the best first. ``docs/theme/assets/recognise.js`` says the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from symptoms.model import Symptom
from symptoms.normal import Normal, normal
from symptoms.patterns import Pattern

MOST_TRIED = 20  # places at which an expression is tried


@dataclass(frozen=True)
class Found:
    """A symptom, the line (from 1) in which its best pattern shows, how much that says, and what it named."""

    symptom: Symptom
    line: int
    weight: int
    named: Mapping[str, str] = field(default_factory=dict)


def find(text: str, symptoms: Iterable[Symptom]) -> list[Found]:
    """Return the symptoms that a text shows, each once.

    The one whose pattern has most fixed text comes first, because it says the most: the sentence that denies
    iam:PassRole before the bare name of an exception. A general one comes after all that are not, and is left out
    where a better one says more of the same line; a fallback is told alone. Equal ones keep the order in which they
    were given.
    """
    given = normal(text)
    found = [each for symptom in symptoms if (each := _shown(symptom, given))]
    ranked = sorted(found, key=lambda each: (each.symptom.level, -each.weight))
    return [each for place, each in enumerate(ranked) if not _said_better(each, ranked[:place])]


def _said_better(one: Found, better: Iterable[Found]) -> bool:
    level = one.symptom.level
    return any(level == 2 or (level == 1 and other.line == one.line) for other in better)


def _shown(symptom: Symptom, given: Normal) -> Found | None:
    for pattern in sorted(symptom.patterns, key=lambda pattern: -pattern.weight):
        if (place := _place(pattern, given.text)) is not None:
            position, named = place
            return Found(symptom, given.line(position), pattern.weight, named)
    return None


def _place(pattern: Pattern, text: str) -> tuple[int, Mapping[str, str]] | None:
    position = text.find(pattern.literal)
    if not pattern.expression:
        return None if position < 0 else (position, {})
    for _ in range(MOST_TRIED):
        if position < 0:
            return None
        if match := pattern.expression.match(text, position):
            return position, {name: value for name, value in match.groupdict().items() if value}
        position = text.find(pattern.literal, position + 1)
    return None
