"""Which symptoms a text shows, the best first."""

from collections.abc import Iterable
from dataclasses import dataclass

from symptoms.model import Symptom


@dataclass(frozen=True)
class Found:
    """A symptom and the longest piece of the text that one of its patterns recognised."""

    symptom: Symptom
    piece: str


def find(text: str, symptoms: Iterable[Symptom]) -> list[Found]:
    """Return the symptoms that a text shows, each once.

    The one that recognises the longest piece comes first, because it says the most: the sentence that denies
    iam:PassRole before the bare name of an exception. Equal ones keep the order in which they were given.
    """
    found = []
    for symptom in symptoms:
        pieces = [match[0] for pattern in symptom.patterns if (match := pattern.search(text))]
        if pieces:
            found.append(Found(symptom, max(pieces, key=len)))
    return sorted(found, key=lambda each: -len(each.piece))
