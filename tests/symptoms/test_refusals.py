"""Broken records are refused, with an error that names the file, the id and what to do."""

import copy
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import symptoms
from symptoms.model import SymptomError
from symptoms.patterns import PatternError, compiled
from symptoms.reading import build, load

RECORDS = {
    "febre": {
        **{"patterns": ["muito quente"], "samples": ["muito quente"], "shows": ["38"], "place": "cama"},
        **{"section": "erros.md#febre", "sources": ["https://guia.example/febre"], "verified": date(2026, 11, 28)},
    },
    "tosse": {"patterns": ["cof cof cof"], "samples": ["cof cof cof"], "place": "cama", "section": "erros.md",
              "produced": True},
}  # fmt: skip
WORDS = {
    "places": {"cama": "na cama"},
    "corpo": {
        "febre": {"name": "febre", "what": "calor", "advice": "deitar"},
        "tosse": {"name": "tosse", "what": "ar", "advice": "mel", "seen": "o barulho"},
    },
}
Data = dict[str, Any]
Damage = Callable[[Data, Data], None]


def word(*keys: str, to: object = None) -> Damage:
    """Change a text in English, or take it away."""

    def change(_: Data, texts: Data) -> None:
        *above, last = keys
        table = texts["en"]
        for key in above:
            table = table[key]
        table.pop(last) if to is None else table.update({last: to})

    return change


def record(key: str, to: object = None, id_: str = "febre") -> Damage:
    """Change a key of a record, or take it away."""

    def change(records: Data, _: Data) -> None:
        records["corpo"][id_].pop(key) if to is None else records["corpo"][id_].update({key: to})

    return change


def write_an_unsound_id(records: Data, texts: Data) -> None:
    for table in (records, *texts.values()):
        table["corpo"]["Tosse_2"] = table["corpo"].pop("tosse")


def write_an_id_twice(records: Data, texts: Data) -> None:
    for table in (records, *texts.values()):
        table["alma"] = {"tosse": copy.deepcopy(table["corpo"]["tosse"])}


FEBRE, FILE = "data/corpo.toml: 'febre'", "text/corpo/en.toml"
DAMAGES = {
    "no-patterns": (record("patterns"), f"{FEBRE}: has no 'patterns'; add it"),
    "no-samples": (record("samples"), f"{FEBRE}: has no 'samples'; add it"),
    "no-section": (record("section"), f"{FEBRE} has no 'section'; add it"),
    "no-place": (record("place"), f"{FEBRE} has no 'place'; add it"),
    "unknown-key": (record("secao", "x"), f"{FEBRE} has the unknown key 'secao'; remove it"),
    "empty-section": (record("section", " "), f"{FEBRE}: 'section' is empty or of the wrong kind"),
    "strange-section": (record("section", "erros"), f"{FEBRE}: the section 'erros' is no place; write it as erros/"),
    "patterns-no-list": (record("patterns", "x"), f"{FEBRE}: 'patterns' is empty or of the wrong kind"),
    "broken-pattern": (record("patterns", ["quente("]), f"{FEBRE}: the pattern 'quente(' is broken"),
    "other-sample": (record("samples", ["muito quente", "frio"]), f"{FEBRE}: no pattern recognises sample 2; mend"),
    "no-source": (record("sources"), f"{FEBRE}: no test produces it ('produced'), so say where its text was read"),
    "no-day": (record("verified"), f"{FEBRE}: no test produces it ('produced'), so say where its text was read"),
    "shows-a-backtick": (record("shows", ["sem `fim"]), f"{FEBRE}: 'sem `fim', which it shows, holds a backtick"),
    "strange-source": (record("sources", ["guia"]), f"{FEBRE}: the source 'guia' is no public address; begin with"),
    "strange-versions": (record("fixed", "3.5"), f"{FEBRE}: 'fixed' names no versions; write it as sagemaker<3.5.0"),
    "confused-with-nothing": (record("confusable", ["gripe"]), f"{FEBRE}: 'confusable' names 'gripe', which is no"),
    "unknown-place": (record("place", "rede"), "text/places/en.toml: the text 'rede' is missing; write it"),
    "unsound-id": (write_an_unsound_id, "data/corpo.toml: 'Tosse_2' is no sound id; use lower-case"),
    "id-twice": (write_an_id_twice, "data/alma.toml: 'tosse' stands in two areas; rename one"),
    "no-name": (word("corpo", "febre", "name"), f"{FILE}: the text 'febre.name' is missing; write it"),
    "no-what": (word("corpo", "febre", "what"), f"{FILE}: the text 'febre.what' is missing; write it"),
    "no-advice": (word("corpo", "febre", "advice"), f"{FILE}: the text 'febre.advice' is missing; write it"),
    "nothing-seen": (word("corpo", "tosse", "seen"), f"{FILE}: the text 'tosse.seen' is missing; write it"),
    "seen-twice": (word("corpo", "febre", "seen", to="x"), f"{FILE}: the text 'febre.seen' says what 'shows' in data/"),
    "no-words": (word("corpo", "tosse"), f"{FILE}: the text 'tosse' is missing; write it"),
    "empty-text": (word("corpo", "febre", "name", to=""), f"{FILE}: the text 'febre.name' is empty or no text"),
    "odd-backquote": (
        word("corpo", "febre", "what", to="`x"),
        f"{FILE}: the text 'febre.what' has a backquote without",
    ),
    "unknown-number": (
        word("corpo", "febre", "what", to="{{ graus }}"),
        f"{FILE}: the text 'febre.what' asks for 'graus', which is no number of docs/facts.toml",
    ),
    "text-of-nothing": (word("corpo", "gripe", to={"name": "flu"}), f"{FILE}: the text 'gripe' belongs to nothing"),
    "unknown-text": (word("corpo", "febre", "cura", to="x"), f"{FILE}: the text 'febre.cura' belongs to nothing"),
    "in-one-language": (
        word("corpo", "febre", "rehearsal_advice", to="x"),
        "text/corpo/pt.toml: the text 'febre.rehearsal_advice' is missing; write it",
    ),
    "place-of-nothing": (word("places", "rede", to="x"), "text/places/en.toml: the text 'rede' is no place of any"),
}


def small(damage: Damage | None = None) -> tuple[Data, Data]:
    """Two symptoms in two languages, damaged."""
    records = {"corpo": copy.deepcopy(RECORDS)}
    texts = {language: copy.deepcopy(WORDS) for language in ("en", "pt")}
    if damage:
        damage(records, texts)
    return records, texts


def test_two_sound_symptoms_are_read() -> None:
    febre, tosse = build(*small())
    assert (febre.id, febre.section, febre.words["en"].when, febre.words["en"].seen) == (
        *("febre", "erros.md#febre", "na cama"),
        ("`38`",),
    )
    assert (tosse.produced, tosse.words["pt"].seen) == (True, ("o barulho",))


@pytest.mark.parametrize(("damage", "said"), DAMAGES.values(), ids=DAMAGES)
def test_a_broken_record_is_refused(damage: Damage, said: str) -> None:
    with pytest.raises(SymptomError) as refused:
        build(*small(damage))
    assert said in str(refused.value)


UNSAFE = {
    "endless": (r"quente.*frio", "repeats without a bound"),
    "endless-plus": (r"quente\w+", "repeats without a bound"),
    "endless-from": (r"quente\w{2,}", "repeats without a bound"),
    "nested": (r"quente(?:ab{1,20}){1,20}c", "repeats within a repetition"),
    "nested-endless": (r"quente(a+)+", "repeats without a bound"),
    "adjacent": (r"quente\w{1,20}\d{1,20}x", "repeats right after a repetition"),
    "adjacent-across-a-group": (r"quente(?:\w{1,20})(?<n>\d{1,20})x", "repeats right after a repetition"),
    "adjacent-but-for-an-option": (r"quente\w{1,20}-?\d{1,20}x", "repeats right after a repetition"),
    "long-gap": (r"quente.{0,9000}frio", "has a gap of more than 4000 characters"),
    "too-much-work": (r"quente.{0,200}frio.{0,200}x", "may try more than 20000 ways"),
    "no-fixed-beginning": (r"\w{1,9} quente", "does not begin with fixed text"),
    "short-beginning": (r"que\w{1,9}", "does not begin with fixed text"),
    "any-text": (r"q?", "does not begin with fixed text"),
    "beginning-taken-away": (r"INFO: quente", "begins with 'INFO:quente', part of which is taken out"),
    "flag": (r"(?i)quente", "sets a flag, which JavaScript does not read"),
    "flag-of-a-group": (r"quente(?i:x)", "sets a flag, which JavaScript does not read"),
    "backwards": (r"quente(?<=x)y", "looks backwards"),
    "reference": (r"quente(?<n>a)\1", "uses groupref, which is not read alike"),
    "end-of-text": (r"quente\Z", "uses at, which is not read alike"),
    "border": (r"quente\b", "uses at, which is not read alike"),
    "white-space": (r"quente[\s]x", "asks for white space"),
    "possessive": (r"quentea{1,3}+", "is not read alike everywhere"),
}


@pytest.mark.parametrize(("pattern", "said"), UNSAFE.values(), ids=UNSAFE)
def test_a_pattern_whose_work_is_not_bounded_or_that_only_python_reads_is_refused(pattern: str, said: str) -> None:
    with pytest.raises(PatternError) as refused:
        compiled(pattern)
    assert said in str(refused.value)


def test_white_space_and_kinds_of_quotation_marks_of_a_pattern_do_not_matter() -> None:
    assert compiled('''No module named "(?<module>[\\w.]{1,80})"''').source == "Nomodulenamed'(?<module>[\\w.]{1,80})'"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the records, to be damaged."""
    return shutil.copytree(Path(symptoms.__file__).parent, tmp_path / "symptoms")


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        pytest.param("text/job/es.toml", None, "text/job/es.toml: the file is missing; create it", id="no-words"),
        pytest.param("text/job/es.toml", b"[places", "text/job/es.toml: ", id="no-toml"),
        pytest.param("text/job/es.toml", b"x = '\xe9'", "text/job/es.toml: is not UTF-8", id="no-utf-8"),
        pytest.param("facts.toml", b"[numbers", "facts.toml: ", id="no-facts"),
        pytest.param("text/places/fr.toml", b"", "text/job/fr.toml: the file is missing", id="new-language"),
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
    shutil.rmtree(folder / "text" / "places")
    with pytest.raises(SymptomError, match=r"no language is there; write text/places/pt.toml"):
        load(folder)
