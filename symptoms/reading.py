"""Reading the hand-edited files: ``symptoms.toml`` and ``text/*.toml`` become symptoms, or every fault is named.

``load`` reads, ``build`` is pure. Both raise ``SymptomError`` with every fault they find.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from symptoms.model import Symptom, SymptomError, Words

RECORDS = "symptoms.toml"
NEEDED, OPTIONAL = {"patterns", "sample"}, {"place", "section"}
WORDS = {"name", "seen", "advice", "rehearsal_advice"}
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
CODE = re.compile(r"`[^`]+`")
# What Python reads and JavaScript does not: groups beyond (?: (?= (?!, and the ends of the text.
OF_PYTHON_ALONE = re.compile(r"\(\?(?![:=!])|\\[AZ]|[*+?}]\+")

Table = Mapping[str, Any]


@cache
def load(folder: Path = Path(__file__).parent) -> tuple[Symptom, ...]:
    """Read the symptoms below ``folder``, in every language whose file is in ``text/``. Raises ``SymptomError``."""
    files = sorted((folder / "text").glob("*.toml"))
    if not files:
        raise SymptomError(["text/: no language is there; write text/pt.toml"])
    words = {path.stem: _read(path, f"text/{path.name}") for path in files}
    return build(_read(folder / RECORDS, RECORDS), words)


def _read(path: Path, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SymptomError([f"{name}: the file is missing; create it"]) from None
    except UnicodeDecodeError as error:
        raise SymptomError([f"{name}: is not UTF-8 ({error}); save it as UTF-8"]) from None
    except tomllib.TOMLDecodeError as error:
        raise SymptomError([f"{name}: {error}; mend the TOML, or the id that stands twice"]) from None


def build(records: Table, texts: Mapping[str, Table]) -> tuple[Symptom, ...]:
    """Join records and words.

    Args:
        records: the content of ``symptoms.toml``.
        texts: language -> the content of that language's file in ``text/``.

    Raises:
        SymptomError: with every fault that was found.
    """
    for faults in (_record_faults(records), _text_faults(records, texts), _row_faults(records, texts)):
        if found := list(faults):
            raise SymptomError(found)
    return tuple(_symptom(id_, record, texts) for id_, record in records.items())


def _symptom(id_: str, record: Table, texts: Mapping[str, Table]) -> Symptom:
    def words(text: Table) -> Words:
        said = text["symptoms"][id_]
        when = text["places"][record["place"]] if "place" in record else ""
        return Words(**{**said, "seen": tuple(said.get("seen", ())), "when": when})

    return Symptom(
        id=id_,
        patterns=tuple(re.compile(pattern, re.ASCII) for pattern in record["patterns"]),
        section=record.get("section"),
        sample=record["sample"].strip(),
        words={language: words(text) for language, text in texts.items()},
    )


def _record_faults(records: Table) -> Iterator[str]:
    for id_, record in records.items():
        named = f"{RECORDS}: {id_!r}"
        if not ID.fullmatch(id_):
            yield f"{named} is no sound id; use lower-case ASCII words and hyphens"
        if not isinstance(record, Mapping):
            yield f"{named} is no table; write it as [{id_}]"
            continue
        for key in sorted(NEEDED - record.keys()):
            yield f"{named} has no {key!r}; add it"
        for key in sorted(record.keys() - NEEDED - OPTIONAL):
            yield f"{named} has the unknown key {key!r}; remove it or mend its name"
        for key in sorted(record.keys() & ({"sample"} | OPTIONAL)):
            if not isinstance(record[key], str) or not record[key].strip():
                yield f"{named}: {key!r} is empty or not a text; write it"
        if record.keys() >= NEEDED:
            yield from _pattern_faults(named, record["patterns"], str(record["sample"]))


def _pattern_faults(named: str, patterns: Any, sample: str) -> Iterator[str]:
    if not isinstance(patterns, list) or not patterns or not all(isinstance(each, str) for each in patterns):
        yield f"{named}: 'patterns' is no list of texts; write one, or more, as ['''…''']"
        return
    recognised = False
    for pattern in patterns:
        if found := OF_PYTHON_ALONE.search(pattern):
            yield f"{named}: {found[0]!r} in the pattern {pattern!r} is not read by JavaScript; write it otherwise"
            continue
        try:
            compiled = re.compile(pattern, re.ASCII)
        except re.error as error:
            yield f"{named}: the pattern {pattern!r} is broken ({error}); mend it"
            continue
        if compiled.search(""):
            yield f"{named}: the pattern {pattern!r} recognises any text; make it say more"
        recognised = recognised or bool(compiled.search(sample))
    if not recognised:
        yield f"{named}: no pattern recognises the sample; mend one or the other"


def _text_faults(records: Table, texts: Mapping[str, Table]) -> Iterator[str]:
    """Every symptom and place has its words in every language, the same kinds of words in all, and no other has."""
    places = {record["place"] for record in records.values() if isinstance(record, Mapping) and "place" in record}
    everywhere = {keys for text in texts.values() for keys, _ in _keys(text)}
    needed = {("places", place) for place in places} | {("symptoms", id_, "name") for id_ in records}
    for language, text in texts.items():
        file, found = f"text/{language}.toml", dict(_keys(text))
        for keys in sorted((needed | everywhere) - found.keys()):
            yield f"{file}: the text {'.'.join(keys)!r} is missing; write it, or remove it from every language"
        for keys in sorted(found):
            if keys not in needed and not (len(keys) == 3 and keys[1] in records and keys[2] in WORDS):
                yield f"{file}: the text {'.'.join(keys)!r} belongs to nothing in {RECORDS}; remove it or mend its id"
        for keys, value in found.items():
            if not _is_sound(keys, value):
                yield f"{file}: the text {'.'.join(keys)!r} is empty or of the wrong kind; write it"


def _keys(text: Table, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for key, value in text.items():
        if isinstance(value, Mapping):
            yield from _keys(value, (*above, key))
        else:
            yield (*above, key), value


def _is_sound(keys: Sequence[str], value: Any) -> bool:
    texts = value if keys[-1] == "seen" and isinstance(value, list) and value else [value]
    return isinstance(value, list) == (keys[-1] == "seen") and all(isinstance(t, str) and t.strip() for t in texts)


def _row_faults(records: Table, texts: Mapping[str, Table]) -> Iterator[str]:
    """A symptom has a row or advice; its rows say where they lead, and show the same code in every language."""
    first, *others = texts
    for id_, record in records.items():
        keys = texts[first]["symptoms"][id_].keys()
        if not keys & {"seen", "advice", "rehearsal_advice"}:
            yield f"text/: {id_!r} has neither a row ('seen') nor 'advice'; write one of them in every language"
        if "seen" in keys and not record.keys() >= OPTIONAL:
            yield f"{RECORDS}: {id_!r} has a row in the table; add the 'place' and the 'section' that it names"
        code = {
            language: [CODE.findall(row) for row in text["symptoms"][id_].get("seen", ())]
            for language, text in texts.items()
        }
        for language in others:
            if code[language] != code[first]:
                yield (
                    f"text/{language}.toml: the rows of {id_!r} show other code than those of text/{first}.toml; "
                    "make them the same"
                )
