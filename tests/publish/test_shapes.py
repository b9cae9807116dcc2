"""The tables of the shapes of program that the rehearsal runs and refuses: each row, in each language, in its table."""

import pytest

from publish.languages import LANGUAGES, ROOT, Language
from publish.pages import shapes

REAL = shapes.load(ROOT / "docs" / "shapes.toml")


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
@pytest.mark.parametrize("kind", shapes.KINDS)
def test_every_shape_is_a_row_of_its_table(language: Language, kind: str) -> None:
    words = language.words()["shapes"]
    shown = shapes.fragments(REAL, words)[f"shapes-{kind}.md"].splitlines()
    assert len(shown) == len(REAL[kind]) + 2
    assert [id_ for id_ in REAL[kind] if not any(words["rows"][id_][0] in row for row in shown)] == []
    assert set(words["rows"]) == {id_ for ids in REAL.values() for id_ in ids}


def test_a_shape_without_words_is_an_error() -> None:
    with pytest.raises(KeyError, match="nada"):
        shapes.fragments({"works": ["nada"]}, {"shape": "", "works": "", "rows": {}})
