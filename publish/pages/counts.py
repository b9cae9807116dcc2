"""What a page asks for by name: ``{{ outcomes }}``, how many options there are; ``{{ v2-end }}``, a known day."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from decision.tree import Tree
from publish.languages import Language
from publish.pages.facts import Value as Value
from symptoms.model import Symptom

PLACE = re.compile(r"\{\{ *([\w-]*) *\}\}")


def counts(tree: Tree, symptoms: Iterable[Symptom]) -> dict[str, int]:
    """Return every number that a page may ask for, by name."""
    given = list(symptoms)
    return {
        "outcomes": len(tree.outcomes),
        "questions": len(tree.questions),
        "errors": len({symptom.section for symptom in given if symptom.section.startswith("erros/")}),
        "symptoms": len(given),
    }


def filled(text: str, page: str, values: Mapping[str, Value], language: Language) -> str:
    """Return a text with a number, a day or a word in each of its places, as its language writes it.

    Raises:
        ValueError: naming the page, for a place whose name is not among the values.
    """

    def value(place: re.Match[str]) -> str:
        if place[1] not in values:
            known = ", ".join(sorted(values))
            raise ValueError(f"{page}: {place[0]} is nothing that there is; write one of {known}")
        return shown(values[place[1]], language)

    return PLACE.sub(value, text)


def shown(value: Value, language: Language) -> str:
    """Return a value as a language writes it: a whole number, an amount with two decimals, a day; a word as it is."""
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return language.date(value)
    return language.number(value, 0 if isinstance(value, int) else 2)
