import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from decision import labels
from publish.languages import LANGUAGES, ROOT, Language


def values(table: Mapping[str, Any]) -> Iterator[str]:
    for value in table.values():
        if isinstance(value, Mapping):
            yield from values(value)
        else:
            yield from value if isinstance(value, list) else [value]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
def test_a_label_that_the_site_shares_with_the_terminal_is_written_once(language: Language) -> None:
    shared = {text for section in labels.load(language).values() for text in section.values()}
    own = tomllib.loads((ROOT / "docs" / "words" / f"{language.folder}.toml").read_text(encoding="utf-8"))
    assert len(shared) == 25
    assert shared & {*values(own)} == set()
