from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from publish.languages import LANGUAGES, Language


def keys(table: Mapping[str, Any], above: str = "") -> Iterator[str]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from keys(value, f"{above}{key}.")
        else:
            yield f"{above}{key}"


@pytest.mark.parametrize("language", LANGUAGES[1:], ids=lambda language: language.tag)
def test_the_labels_of_the_site_are_the_same_in_every_language(language: Language) -> None:
    assert list(keys(language.words())) == list(keys(LANGUAGES[0].words()))
