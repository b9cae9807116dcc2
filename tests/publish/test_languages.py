"""Numbers and days are written as each language writes them."""

from datetime import date

import pytest

from publish.languages import LANGUAGES, Language, language
from publish.pages import markdown

WRITTEN = {
    "pt-BR": ("4,2", "1.234", "3 de maio de 2026"),
    "en": ("4.2", "1,234", "May 3, 2026"),
    "es": ("4,2", "1234", "3 de mayo de 2026"),
}
each_language = pytest.mark.parametrize("here", LANGUAGES, ids=lambda here: here.tag)


def test_every_language_is_looked_at() -> None:
    assert {here.tag for here in LANGUAGES} == set(WRITTEN)


@each_language
def test_a_number_is_written_as_the_language_writes_it(here: Language) -> None:
    assert (here.number(4.21, decimals=1), here.number(1234)) == WRITTEN[here.tag][:2]


@each_language
def test_a_day_is_written_in_words_and_for_programs(here: Language) -> None:
    said = f'<time datetime="2026-05-03">{WRITTEN[here.tag][2]}</time>'
    assert markdown.day(date(2026, 5, 3), here) == said


def test_the_first_of_a_month_is_an_ordinal_in_portuguese_alone() -> None:
    first = {here.tag: here.date(date(2026, 7, 1)) for here in LANGUAGES}
    assert first == {"pt-BR": "1º de julho de 2026", "en": "July 1, 2026", "es": "1 de julio de 2026"}


def test_a_language_calls_itself_by_its_own_name() -> None:
    assert language("pt-BR").name == "Português"
