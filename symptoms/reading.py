"""Reading the hand-edited files: ``data/*.toml`` and ``text/`` become symptoms, or every fault is named.

An area of symptoms is ``data/<area>.toml``, with its words in ``text/<area>/<language>.toml``; where symptoms show is
named in ``text/places/``. ``load`` reads, ``build`` is pure. Both raise ``SymptomError`` with every fault they find.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from symptoms import facts as known_facts
from symptoms.matching import find
from symptoms.model import Symptom, SymptomError, Words
from symptoms.patterns import PatternError, compiled

PLACES = "places"  # the folder in text/ that names where symptoms show
NEEDED = {"place": str, "section": str}
TEXTS = {"patterns": list, "samples": list}  # needed too, but where nothing is said: QUIET
QUIET = ("sem-erro", "fatura")
OPTIONAL = {
    **TEXTS,
    **{"shows": list, "sources": list, "verified": date, "produced": bool},
    **{"affects": str, "fixed": str, "confusable": list, "general": bool, "fallback": bool},
}
WORDS_NEEDED, WORDS_OPTIONAL = {"name", "what", "advice"}, {"rehearsal_advice", "seen"}
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SECTION = re.compile(r"[a-z0-9/-]+\.md(#[a-z0-9-]+)?")
SOURCE = re.compile(r"https://[\w.-]+/\S*")
VERSIONS = re.compile(r"[a-z][a-z0-9-]*(<|<=|==|>=|>)[0-9][\w.]*(, ?[a-z][a-z0-9-]*(<|<=|==|>=|>)[0-9][\w.]*)*")

Table = Mapping[str, Any]


@cache
def load(folder: Path = Path(__file__).parent) -> tuple[Symptom, ...]:
    """Read the symptoms below ``folder``, in every language that names the places. Raises ``SymptomError``."""
    languages = sorted(path.stem for path in (folder / "text" / PLACES).glob("*.toml"))
    if not languages:
        raise SymptomError([f"text/{PLACES}/: no language is there; write text/{PLACES}/pt.toml"])
    areas = sorted(path.stem for path in (folder / "data").glob("*.toml"))
    if not areas:
        raise SymptomError(["data/: no symptom is there; write data/<area>.toml"])
    records = {area: _read(folder, f"data/{area}.toml") for area in areas}
    texts = {
        language: {area: _read(folder, f"text/{area}/{language}.toml") for area in (PLACES, *areas)}
        for language in languages
    }
    return build(records, texts, _facts(folder))


def _facts(folder: Path) -> dict[str, str]:
    try:
        return known_facts.read(folder / "facts.toml")
    except tomllib.TOMLDecodeError as error:
        raise SymptomError([f"facts.toml: {error}; mend the TOML"]) from None


def _read(folder: Path, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads((folder / name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SymptomError([f"{name}: the file is missing; create it"]) from None
    except UnicodeDecodeError as error:
        raise SymptomError([f"{name}: is not UTF-8 ({error}); save it as UTF-8"]) from None
    except tomllib.TOMLDecodeError as error:
        raise SymptomError([f"{name}: {error}; mend the TOML, or the id that stands twice"]) from None


def build(
    records: Mapping[str, Table], texts: Mapping[str, Mapping[str, Table]], facts: Mapping[str, str] | None = None
) -> tuple[Symptom, ...]:
    """Join records and words.

    Args:
        records: area -> the content of its file in ``data/``.
        texts: language -> area -> the content of that language's file in ``text/<area>/``; with the places.
        facts: name -> number that a text may ask for, as ``{{ name }}``.

    Raises:
        SymptomError: with every fault that was found.
    """
    given = facts or {}
    for faults in (_record_faults(records), _text_faults(records, texts), _fact_faults(records, texts, given)):
        if found := list(faults):
            raise SymptomError(found)
    symptoms = [_symptom(id_, record, area, texts, given) for area, id_, record in _all(records)]
    if found := list(_sample_faults(records, symptoms)):
        raise SymptomError(found)
    return tuple(symptoms)


def _all(records: Mapping[str, Table]) -> Iterator[tuple[str, str, Any]]:
    for area, table in records.items():
        for id_, record in table.items():
            yield area, id_, record


def _symptom(
    id_: str, record: Table, area: str, texts: Mapping[str, Mapping[str, Table]], facts: Mapping[str, str]
) -> Symptom:
    def words(language: str) -> Words:
        said = {key: known_facts.filled(text, facts) for key, text in texts[language][area][id_].items()}
        seen = tuple(f"`{text}`" for text in record.get("shows", ())) or (said.pop("seen"),)
        return Words(**said, when=texts[language][PLACES][record["place"]], seen=seen)

    rest = {
        key: record[key] for key in ("verified", "produced", "affects", "fixed", "general", "fallback") if key in record
    }
    return Symptom(
        id=id_,
        patterns=tuple(map(compiled, record.get("patterns", ()))),
        place=record["place"],
        section=record["section"],
        samples=tuple(sample.strip() for sample in record.get("samples", ())),
        words={language: words(language) for language in texts},
        sources=tuple(record.get("sources", ())),
        confusable=tuple(record.get("confusable", ())),
        **rest,
    )


# -- what is refused in the records


def _record_faults(records: Mapping[str, Table]) -> Iterator[str]:
    ids = [id_ for _, id_, _ in _all(records)]
    for area, id_, record in _all(records):
        named = f"data/{area}.toml: {id_!r}"
        if not ID.fullmatch(id_):
            yield f"{named} is no sound id; use lower-case ASCII words and hyphens"
        if ids.count(id_) > 1:
            yield f"{named} stands in two areas; rename one"
        if not isinstance(record, Mapping):
            yield f"{named} is no table; write it as [{id_}]"
            continue
        yield from (f"{named} has no {key!r}; add it" for key in sorted(NEEDED.keys() - record.keys()))
        unknown = sorted(record.keys() - NEEDED.keys() - OPTIONAL.keys())
        yield from (f"{named} has the unknown key {key!r}; remove it or mend its name" for key in unknown)
        wrong = [key for key, kind in {**NEEDED, **OPTIONAL}.items() if key in record and not _is(record[key], kind)]
        yield from (f"{named}: {key!r} is empty or of the wrong kind; write it" for key in wrong)
        if not wrong and record.keys() >= NEEDED.keys():
            yield from (f"{named}: {fault}" for fault in (*_pattern_faults(record), *_other_faults(record, ids)))


def _is(value: Any, kind: Any) -> bool:
    if kind is list:
        return bool(isinstance(value, list) and value and all(isinstance(each, str) and each.strip() for each in value))
    return isinstance(value, kind) and (kind is not str or bool(value.strip()))


def _pattern_faults(record: Table) -> Iterator[str]:
    if not record.keys() >= TEXTS.keys() and (record["place"] not in QUIET or record.keys() & TEXTS.keys()):
        missing = sorted(TEXTS.keys() - record.keys())
        yield from (
            f"has no {key!r}; add it (only where nothing is said, {QUIET}, may both be left out)" for key in missing
        )
    for pattern in record.get("patterns", ()):
        try:
            compiled(pattern)
        except PatternError as error:
            yield f"the pattern {pattern!r} {error}"


def _other_faults(record: Table, ids: list[str]) -> Iterator[str]:
    if not SECTION.fullmatch(record["section"]):
        yield f"the section {record['section']!r} is no place; write it as erros/sem-erro.md#tempo-maximo"
    if not record.get("produced") and not record.keys() >= {"sources", "verified"}:
        yield "no test produces it ('produced'), so say where its text was read: 'sources' and 'verified'"
    for text in record.get("shows", ()):
        if "`" in text:
            yield f"{text!r}, which it shows, holds a backtick, which would end its code on the page; write … for it"
    for source in record.get("sources", ()):
        if not SOURCE.fullmatch(source):
            yield f"the source {source!r} is no public address; begin with https://"
    for key in ("affects", "fixed"):
        if key in record and not VERSIONS.fullmatch(record[key]):
            yield f"{key!r} names no versions; write it as sagemaker<3.5.0"
    for other in record.get("confusable", ()):
        if other not in ids:
            yield f"'confusable' names {other!r}, which is no symptom; mend the id or take it out"


def _sample_faults(records: Mapping[str, Table], symptoms: list[Symptom]) -> Iterator[str]:
    areas = {id_: area for area, id_, _ in _all(records)}
    for symptom in symptoms:
        named = f"data/{areas[symptom.id]}.toml: {symptom.id!r}"
        for number, sample in enumerate(symptom.samples, start=1):
            if not find(sample, [symptom]):
                yield f"{named}: no pattern recognises sample {number}; mend one or the other"


# -- and in the words


def _text_faults(records: Mapping[str, Table], texts: Mapping[str, Mapping[str, Table]]) -> Iterator[str]:
    """Every symptom and place has its words in every language, the same kinds of words in all, and no other has."""
    places = {record["place"] for _, _, record in _all(records)}
    for language, areas in texts.items():
        for area, table in areas.items():
            file = f"text/{area}/{language}.toml"
            if area == PLACES:
                yield from _differing(file, set(table), places, "is no place of any symptom")
                continue
            yield from _differing(file, set(table), set(records[area]), "belongs to nothing in data/")
            for id_ in table.keys() & records[area].keys():
                yield from (
                    f"{file}: {fault}" for fault in _word_faults(id_, table[id_], records[area][id_], texts, area)
                )


def _fact_faults(
    records: Mapping[str, Table], texts: Mapping[str, Mapping[str, Table]], facts: Mapping[str, str]
) -> Iterator[str]:
    for area, id_, _ in _all(records):
        for language, areas in texts.items():
            for key, text in areas[area][id_].items():
                yield from (
                    f"text/{area}/{language}.toml: the text '{id_}.{key}' asks for {name!r}, which is no number of "
                    "docs/facts.toml; mend the name, or add it there"
                    for name in known_facts.unknown(text, facts)
                )


def _differing(file: str, have: set[str], needed: set[str], why: str) -> Iterator[str]:
    yield from (f"{file}: the text {key!r} is missing; write it" for key in sorted(needed - have))
    yield from (f"{file}: the text {key!r} {why}; remove it or mend its id" for key in sorted(have - needed))


def _word_faults(id_: str, said: Any, record: Table, texts: Any, area: str) -> Iterator[str]:
    if not isinstance(said, Mapping):
        yield f"the text {id_!r} is no table; write it as [{id_}]"
        return
    shown = set() if "shows" in record else {"seen"}
    elsewhere = {key for text in texts.values() for key in text.get(area, {}).get(id_, {})} & WORDS_OPTIONAL
    needed = WORDS_NEEDED | shown | elsewhere
    yield from (f"the text '{id_}.{key}' is missing; write it" for key in sorted(needed - said.keys()))
    unknown = sorted(said.keys() - WORDS_NEEDED - WORDS_OPTIONAL)
    yield from (f"the text '{id_}.{key}' belongs to nothing; remove it" for key in unknown)
    if "seen" in said and "shows" in record:
        yield f"the text '{id_}.seen' says what 'shows' in data/ says for every language; remove one"
    for key, value in said.items():
        if not _is(value, str):
            yield f"the text '{id_}.{key}' is empty or no text; write it"
        elif value.count("`") % 2:
            yield f"the text '{id_}.{key}' has a backquote without its other one; add it"
