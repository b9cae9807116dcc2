"""Where each language stands: the addresses that readers keep and the folders that contributors edit."""

import re

import pytest

from decision.languages import LANGUAGES, Language, by_folder
from decision.model import DONT_KNOW
from decision.tree import Tree

NO = {"pt-BR": r"\bnão\b", "en": r"\b(no|not|don't)\b", "es": r"\bno\b"}


def test_each_language_has_its_folder_and_its_place_in_the_site_and_portuguese_stands_first() -> None:
    places = [(language.tag, language.folder, language.prefix) for language in LANGUAGES]
    assert places == [("pt-BR", "pt", ""), ("en", "en", "en/"), ("es", "es", "es/")]


def test_a_language_is_found_by_its_folder() -> None:
    assert [by_folder(language.folder) for language in LANGUAGES] == [*LANGUAGES]
    with pytest.raises(KeyError):
        by_folder("fr")


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
def test_an_answer_says_no_where_its_id_does_and_yes_never_does(language: Language, tree: Tree) -> None:
    answers = {
        (question.id, answer.id): bool(re.search(NO[language.tag], answer.text[language.tag], re.IGNORECASE))
        for question in tree.questions.values()
        for answer in question.answers
        if answer.id in ("sim", "nao", DONT_KNOW)
    }
    assert [place for place, says_no in answers.items() if says_no == (place[1] == "sim")] == []
    assert len(answers) >= 15
