"""Where each language stands: the addresses that readers keep and the folders that contributors edit."""

import pytest

from decision.languages import LANGUAGES, by_folder


def test_each_language_has_its_folder_and_its_place_in_the_site_and_portuguese_stands_first() -> None:
    places = [(language.tag, language.folder, language.prefix) for language in LANGUAGES]
    assert places == [("pt-BR", "pt", ""), ("en", "en", "en/"), ("es", "es", "es/")]


def test_a_language_is_found_by_its_folder() -> None:
    assert [by_folder(language.folder) for language in LANGUAGES] == [*LANGUAGES]
    with pytest.raises(KeyError):
        by_folder("fr")
