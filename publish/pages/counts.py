"""Numbers that follow from the data, where a page asks for one: ``{{ outcomes }}`` is how many options there are."""

import re
from collections.abc import Iterable, Mapping

from decision.tree import Tree
from publish.languages import Language
from symptoms.model import Symptom

PLACE = re.compile(r"\{\{ *([\w-]*) *\}\}")


def counts(tree: Tree, symptoms: Iterable[Symptom]) -> dict[str, int]:
    """Return every number that a page may ask for, by name."""
    return {
        "outcomes": len(tree.outcomes),
        "questions": len(tree.questions),
        "errors": len({symptom.section for symptom in symptoms if symptom.section}),
    }


def filled(text: str, page: str, numbers: Mapping[str, int], language: Language) -> str:
    """Return a text with a number in each of its places.

    Raises:
        ValueError: naming the page, for a place whose name is not among the numbers.
    """

    def number(place: re.Match[str]) -> str:
        if place[1] not in numbers:
            known = ", ".join(sorted(numbers))
            raise ValueError(f"{page}: {place[0]} is no number that there is; write one of {known}")
        return language.number(numbers[place[1]])

    return PLACE.sub(number, text)
