"""A page says a number, a day or a word by its name, and gets it as its language writes it."""

from datetime import date

import pytest

from publish.languages import language
from publish.pages import counts
from symptoms.reading import load as load_symptoms
from tests.tokens import token_tree

NUMBERS = {"outcomes": 1234, "errors": 14}


def test_the_numbers_are_those_of_the_data() -> None:
    found = counts.counts(token_tree(), load_symptoms())
    assert found["questions"] == 2
    assert found["outcomes"] == 3
    sections = {symptom.section for symptom in load_symptoms()}
    assert found["errors"] == len([section for section in sections if section.startswith("erros/")])
    assert found["symptoms"] == len(load_symptoms())


def test_each_place_gets_the_number_of_its_name() -> None:
    said = counts.filled("As {{ outcomes }} opções e os {{errors}} erros, {x}.", "p.md", NUMBERS, language("pt-BR"))
    assert said == "As 1.234 opções e os 14 erros, {x}."


@pytest.mark.parametrize(
    ("value", "tag", "said"),
    [
        (28, "pt-BR", "28"),
        (1368, "pt-BR", "1.368"),
        (1368, "en", "1,368"),
        (1.9, "pt-BR", "1,90"),
        (1.9, "en", "1.90"),
        (date(2027, 7, 5), "pt-BR", "5 de julho de 2027"),
        (date(2027, 7, 5), "en", "July 5, 2027"),
        (date(2027, 7, 5), "es", "5 de julio de 2027"),
        ("3.2-0", "es", "3.2-0"),
    ],
)
def test_each_kind_of_value_is_written_as_its_language_does(value: counts.Value, tag: str, said: str) -> None:
    assert counts.filled("{{ x }}", "p.md", {"x": value}, language(tag)) == said


@pytest.mark.parametrize("place", ["{{ outcome }}", "{{ }}", "{{ Errors }}"])
def test_a_number_that_there_is_not_is_refused_with_the_list(place: str) -> None:
    with pytest.raises(ValueError, match=r"docs/pt/a.md: \{\{.* is nothing that there is; write one of errors"):
        counts.filled(f"As {place} opções", "docs/pt/a.md", NUMBERS, language("pt-BR"))
