"""The days that the tree's cards name are days of docs/facts.toml: they change there, and here it is noticed."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from babel import Locale

from publish.languages import LANGUAGES, ROOT, Language
from publish.pages import facts
from tests.tree import TREE

KNOWN = {day for _, day in facts.load(ROOT / "docs" / "facts.toml").of_sources()}


def days(text: str, language: Language) -> Iterator[date]:
    """Every whole day that a text of this language names in words, with the month before or behind it."""
    months = {name.lower(): number for number, name in Locale.parse(language.folder).months["format"]["wide"].items()}
    name = "|".join(months)
    for found in re.finditer(rf"(\d{{1,2}}) (?:de )?({name}) (?:de )?(20\d\d)", text, re.IGNORECASE):
        yield date(int(found[3]), months[found[2].lower()], int(found[1]))
    for found in re.finditer(rf"({name}) (\d{{1,2}}), (20\d\d)", text, re.IGNORECASE):
        yield date(int(found[3]), months[found[1].lower()], int(found[2]))


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
def test_every_day_that_a_card_names_is_a_fact(language: Language) -> None:
    texts = [text[language.tag] for outcome in TREE.outcomes.values() for text in outcome.words.values()]
    named = [day for text in texts for day in days(text, language)]
    assert {day.isoformat() for day in named} - {day.isoformat() for day in KNOWN} == set()
    assert len(named) == 6


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("pt-BR", "em 13 de maio de 2027."),
        ("en", "until 13 May 2027"),
        ("en", "May 13, 2027"),
        ("es", "13 de mayo de 2027"),
    ],
)
def test_a_day_is_found_in_the_words_of_its_language(tag: str, text: str) -> None:
    (language,) = (language for language in LANGUAGES if language.tag == tag)
    assert list(days(text, language)) == [date(2027, 5, 13)]
