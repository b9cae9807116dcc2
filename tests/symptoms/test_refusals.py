"""Broken records are refused, with an error that names the file, the id and what to do."""

import copy
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import symptoms
from symptoms.model import SymptomError
from symptoms.reading import build, load

RECORDS = {
    "febre": {"patterns": ["quente"], "sample": "muito quente", "place": "cama", "section": "febre"},
    "tosse": {"patterns": ["cof"], "sample": "cof cof"},
}
WORDS = {
    "places": {"cama": "na cama"},
    "symptoms": {
        "febre": {"name": "febre", "seen": ["`38` graus", "testa"], "advice": "deitar"},
        "tosse": {"name": "tosse", "advice": "mel"},
    },
}
Data = dict[str, Any]


def change_text(*keys: str, to: object = None) -> Callable[[Data, Data], None]:
    """Change a text in English, or take it away."""

    def change(_: Data, texts: Data) -> None:
        *above, last = keys
        table = texts["en"]
        for key in above:
            table = table[key]
        if to is None:
            del table[last]
        else:
            table[last] = to

    return change


def change_record(key: str, to: object = None, id_: str = "febre") -> Callable[[Data, Data], None]:
    """Change a key of a record, or take it away."""

    def change(records: Data, _: Data) -> None:
        if to is None:
            del records[id_][key]
        else:
            records[id_][key] = to

    return change


def forget_what_to_do(_: Data, texts: Data) -> None:
    for text in texts.values():
        del text["symptoms"]["tosse"]["advice"]


def write_an_unsound_id(records: Data, texts: Data) -> None:
    records["Tosse_2"] = records.pop("tosse")
    for text in texts.values():
        text["symptoms"]["Tosse_2"] = text["symptoms"].pop("tosse")


DAMAGES = {
    "no-patterns": (change_record("patterns"), "symptoms.toml: 'febre' has no 'patterns'; add it"),
    "no-sample": (change_record("sample"), "symptoms.toml: 'febre' has no 'sample'; add it"),
    "unknown-key": (change_record("secao", "x"), "symptoms.toml: 'febre' has the unknown key 'secao'; remove it"),
    "empty-section": (change_record("section", " "), "symptoms.toml: 'febre': 'section' is empty or not a text"),
    "patterns-no-list": (change_record("patterns", "x"), "symptoms.toml: 'febre': 'patterns' is no list of texts"),
    "broken-pattern": (change_record("patterns", ["quente("]), "'febre': the pattern 'quente(' is broken"),
    "any-text": (change_record("patterns", ["q*"]), "'febre': the pattern 'q*' recognises any text"),
    "python-flag": (
        change_record("patterns", ["(?i)quente"]),
        "'febre': '(?' in the pattern '(?i)quente' is not read by",
    ),
    "python-end": (change_record("patterns", [r"quente\Z"]), r"is not read by JavaScript"),
    "other-sample": (change_record("sample", "frio"), "symptoms.toml: 'febre': no pattern recognises the sample"),
    "row-without-section": (change_record("section"), "symptoms.toml: 'febre' has a row in the table; add the 'place'"),
    "unknown-place": (change_record("place", "rede"), "text/en.toml: the text 'places.rede' is missing; write it"),
    "unsound-id": (write_an_unsound_id, "symptoms.toml: 'Tosse_2' is no sound id; use lower-case"),
    "no-row-no-advice": (forget_what_to_do, "text/: 'tosse' has neither a row ('seen') nor 'advice'; write one"),
    "no-name": (change_text("symptoms", "febre", "name"), "text/en.toml: the text 'symptoms.febre.name' is missing"),
    "no-advice": (
        change_text("symptoms", "febre", "advice"),
        "text/en.toml: the text 'symptoms.febre.advice' is missing",
    ),
    "no-row": (change_text("symptoms", "febre", "seen"), "text/en.toml: the text 'symptoms.febre.seen' is missing"),
    "no-words": (change_text("symptoms", "tosse"), "text/en.toml: the text 'symptoms.tosse.name' is missing"),
    "empty-text": (
        change_text("symptoms", "febre", "name", to=""),
        "the text 'symptoms.febre.name' is empty or of the",
    ),
    "rows-no-list": (
        change_text("symptoms", "febre", "seen", to="x"),
        "text/en.toml: the text 'symptoms.febre.seen' is",
    ),
    "text-of-nothing": (
        change_text("symptoms", "gripe", to={"name": "flu"}),
        "'symptoms.gripe.name' belongs to nothing",
    ),
    "unknown-text": (change_text("symptoms", "febre", "cura", to="x"), "'symptoms.febre.cura' belongs to nothing"),
    "place-of-nothing": (
        change_text("places", "rede", to="x"),
        "text/en.toml: the text 'places.rede' belongs to nothing",
    ),
    "other-code": (
        change_text("symptoms", "febre", "seen", to=["`39` degrees", "forehead"]),
        "text/pt.toml: the rows of 'febre' show other code than those of text/en.toml; make them the same",
    ),
    "fewer-rows": (change_text("symptoms", "febre", "seen", to=["`38` degrees"]), "'febre' show other code than those"),
}


def small(damage: Callable[[Data, Data], None] | None = None) -> tuple[Data, Data]:
    """Two symptoms in two languages, damaged."""
    records, texts = copy.deepcopy(RECORDS), {language: copy.deepcopy(WORDS) for language in ("en", "pt")}
    if damage:
        damage(records, texts)
    return records, texts


def test_two_sound_symptoms_are_read() -> None:
    febre, tosse = build(*small())
    assert (febre.id, febre.section, febre.words["en"].when, febre.words["en"].seen) == (
        *("febre", "febre", "na cama"),
        ("`38` graus", "testa"),
    )
    assert (tosse.section, tosse.words["pt"].when, tosse.words["pt"].seen) == (None, "", ())


@pytest.mark.parametrize(("damage", "said"), DAMAGES.values(), ids=DAMAGES)
def test_a_broken_record_is_refused(damage: Callable[[Data, Data], None], said: str) -> None:
    with pytest.raises(SymptomError) as refused:
        build(*small(damage))
    assert said in str(refused.value)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the records, to be damaged."""
    return shutil.copytree(Path(symptoms.__file__).parent, tmp_path / "symptoms")


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        pytest.param("symptoms.toml", None, "symptoms.toml: the file is missing; create it", id="no-records"),
        pytest.param("text/es.toml", b"[places", "text/es.toml: ", id="no-toml"),
        pytest.param("text/es.toml", b"x = '\xe9'", "text/es.toml: is not UTF-8", id="no-utf-8"),
        pytest.param("text/fr.toml", b"", "text/fr.toml: the text 'places.chamada' is missing", id="new-language"),
    ],
)
def test_a_broken_file_is_refused(folder: Path, file: str, content: bytes | None, said: str) -> None:
    if content is None:
        (folder / file).unlink()
    else:
        (folder / file).write_bytes(content)
    with pytest.raises(SymptomError) as refused:
        load(folder)
    assert said in str(refused.value)


def test_symptoms_without_a_language_are_refused(folder: Path) -> None:
    shutil.rmtree(folder / "text")
    with pytest.raises(SymptomError, match=r"text/: no language is there; write text/pt.toml"):
        load(folder)
