"""The prose of every built page is spelt as its language spells: hunspell, and the words of ``spelling/`` beside it."""

from pathlib import Path

import pytest

from publish.languages import LANGUAGES, Language
from tests.docs import spelling

pytestmark = pytest.mark.audit
by_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)


@by_language
def test_every_word_of_the_site_is_known(site: Path, language: Language) -> None:
    texts = dict(spelling.pages(site, language.folder))
    assert sum(len(text.split()) for text in texts.values()) >= 40_000
    found = spelling.unknown(texts, language.folder)
    assert not found, "".join(
        f"\n{word}: {', '.join(pages[:3])}; mend it, or add a name to tests/docs/spelling/{language.folder}.txt"
        for word, pages in found.items()
    )


@by_language
def test_no_word_of_the_lists_is_needless(site: Path, language: Language) -> None:
    said = {word for _, text in spelling.pages(site, language.folder) for word in spelling.WORD.findall(text)}
    own = spelling.known(language.folder) - spelling.known_everywhere()
    assert own - {word.replace("’", "'") for word in said} == set()


@pytest.mark.parametrize(
    ("folder", "wrong"), [("pt", "treinamneto"), ("en", "behaviour"), ("es", "entrenamineto")], ids=["pt", "en", "es"]
)
def test_a_word_that_is_misspelt_is_found_with_its_page(folder: str, wrong: str) -> None:
    assert spelling.unknown({"a/": f"SageMaker {wrong}", "b/": "a"}, folder) == {wrong: ["a/"]}
