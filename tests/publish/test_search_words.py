"""What the search knows of words, and the language that the theme's worker is given for them."""

from pathlib import Path

import pytest

from publish.glossary import Name, Term
from publish.languages import LANGUAGES, language
from publish.site import search_words

EN, ES = language("en"), language("es")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "en.toml").write_text('stop = "the of"\n', encoding="utf-8")
    (tmp_path / "es.toml").write_text('stop = """\nel\nde"""\n', encoding="utf-8")
    return tmp_path


def test_a_language_leaves_out_its_words_and_those_of_english_and_has_the_glossary_s_synonyms(folder: Path) -> None:
    role = Term("role", names={"es": Name("rol", search=("papel",)), "en": Name("role")})
    assert search_words.load(ES, folder, {"role": role}) == {
        "stop": ["de", "el", "of", "the"],
        "synonyms": [["rol", "role", "papel"]],
    }


@pytest.mark.parametrize("text", ['synonyms = [["rol", "role"]]', 'stop = "el"\nsynonyms = [["rol", "role"]]'])
def test_synonyms_that_do_not_stand_in_the_glossary_are_refused(folder: Path, text: str) -> None:
    (folder / "es.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"es.toml: write stop in it, and nothing else; synonyms are in docs/glossary"):
        search_words.load(ES, folder)


@pytest.mark.parametrize("spoken", LANGUAGES, ids=lambda spoken: spoken.tag)
def test_no_word_that_means_something_is_left_out(spoken) -> None:
    words = search_words.load(spoken)
    meaning = {
        word for group in words["synonyms"] for phrase in group if " " not in phrase for word in [phrase.lower()]
    }
    assert meaning & set(words["stop"]) == set()
    assert len(words["stop"]) > 70


def test_the_worker_is_given_the_words_of_one_language_and_no_other_language(tmp_path: Path) -> None:
    there = tmp_path / "assets/javascripts/lunr/min"
    there.mkdir(parents=True)
    for name in ("lunr.stemmer.support.min.js", "lunr.es.min.js", "lunr.ja.min.js"):
        (there / name).write_text(name)
    (tmp_path / "assets/search-words.js").write_text("words()")
    search_words.write_language(tmp_path, ES)
    assert {path.name: path.read_text() for path in there.iterdir()} == {
        "lunr.stemmer.support.min.js": "lunr.stemmer.support.min.js",
        "lunr.guide.min.js": 'self.searchLanguage = "es";\nwords()',
    }
