"""A page says a number of the data by its name, and gets it as its language writes it."""

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
    assert found["errors"] == len({symptom.section for symptom in load_symptoms()} - {None})


def test_each_place_gets_the_number_of_its_name() -> None:
    said = counts.filled("As {{ outcomes }} opções e os {{errors}} erros, {x}.", "p.md", NUMBERS, language("pt-BR"))
    assert said == "As 1.234 opções e os 14 erros, {x}."


@pytest.mark.parametrize("place", ["{{ outcome }}", "{{ }}", "{{ Errors }}"])
def test_a_number_that_there_is_not_is_refused_with_the_list(place: str) -> None:
    with pytest.raises(ValueError, match=r"docs/pt/a.md: \{\{.* is no number that there is; write one of errors"):
        counts.filled(f"As {place} opções", "docs/pt/a.md", NUMBERS, language("pt-BR"))
