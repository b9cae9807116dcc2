"""The published form of the symptoms: ``symptoms.json`` and its JSON Schema (draft 2020-12), all languages in it."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from symptoms import normal
from symptoms.matching import MOST_TRIED
from symptoms.model import Symptom, Words

TEXT = {"type": "string", "minLength": 1}
TEXTS = {"type": "array", "items": TEXT}


def to_document(symptoms: Iterable[Symptom], tags: Mapping[str, str]) -> dict[str, Any]:
    """Return the symptoms as the JSON document that the site publishes.

    tags: what each language of ``text/`` is called there: ``{"pt": "pt-BR"}``.
    """
    given = list(symptoms)
    return {
        "$schema": "symptoms.schema.json",
        "languages": list(tags.values()),
        "normal": form(),
        "places": {s.place: {tag: s.words[name].when for name, tag in tags.items()} for s in given},
        "symptoms": {symptom.id: _entry(symptom, tags) for symptom in given},
    }


def form() -> dict[str, Any]:
    """Return how a text is brought into the form in which patterns are looked for, as ``normal`` does it."""
    return {
        "limit": normal.LIMIT,
        "steps": [list(step) for step in normal.STEPS],
        "entities": normal.ENTITIES,
        "prefix": normal.PREFIX,
        "prefixes": normal.PREFIXES,
        "tried": MOST_TRIED,
    }


def patterns(symptom: Symptom) -> list[list[Any]]:
    """Return the patterns of a symptom, those that say most first: ``[fixed text, expression or null, weight]``."""
    ordered = sorted(symptom.patterns, key=lambda pattern: -pattern.weight)
    return [[each.literal, each.source if each.expression else None, each.weight] for each in ordered]


def short_patterns(symptom: Symptom) -> list[str | list[Any]]:
    """Return the same as ``patterns``: an expression without the fixed text that it begins with, and fixed text alone
    where that is all, for then it weighs its length.
    """
    return [
        fixed if source is None else [fixed, _rest(source, len(fixed)), weight]
        for fixed, source, weight in patterns(symptom)
    ]


def _rest(source: str, fixed: int) -> str:
    """Return an expression from after so many characters of fixed text, some of which a backslash escapes."""
    place = 0
    for _ in range(fixed):
        place += 2 if source[place] == "\\" else 1
    return source[place:]


def _entry(symptom: Symptom, tags: Mapping[str, str]) -> dict[str, Any]:
    optional = {
        "affects": symptom.affects,
        "fixed": symptom.fixed,
        "verified": symptom.verified.isoformat() if symptom.verified else "",
    }
    return {
        "patterns": patterns(symptom),
        "place": symptom.place,
        "section": symptom.section.replace(".md", "/", 1),
        "seen": {tag: list(symptom.words[name].seen) for name, tag in tags.items()},
        **{key: {tag: getattr(symptom.words[name], key) for name, tag in tags.items()} for key in _WORDS},
        "general": symptom.general or symptom.fallback,
        "produced": symptom.produced,
        "confusable": list(symptom.confusable),
        "sources": list(symptom.sources),
        "samples": list(symptom.samples),
        **{key: value for key, value in optional.items() if value},
    }


_WORDS = [name for name in Words.__dataclass_fields__ if name in ("name", "what", "advice")]


def schema(tags: Mapping[str, str]) -> dict[str, Any]:
    """Return the JSON Schema that ``symptoms.json`` keeps."""
    said = _object(dict.fromkeys(tags.values(), TEXT))
    pattern = {"type": "array", "prefixItems": [TEXT, {"type": ["string", "null"]}, {"type": "integer", "minimum": 1}]}
    entry = {
        "patterns": {"type": "array", "items": pattern},
        "place": TEXT,
        "section": {"type": "string", "pattern": "^[a-z0-9/-]+/(#[a-z0-9-]+)?$"},
        "seen": _object(dict.fromkeys(tags.values(), TEXTS)),
        **dict.fromkeys(_WORDS, said),
        "general": {"type": "boolean"},
        "produced": {"type": "boolean"},
        **dict.fromkeys(("confusable", "sources", "samples"), TEXTS),
    }
    optional = {"affects": TEXT, "fixed": TEXT, "verified": {"type": "string", "format": "date"}}
    properties = {
        "$schema": {"const": "symptoms.schema.json"},
        "languages": {"const": list(tags.values())},
        "normal": {"type": "object"},
        "places": {"type": "object", "additionalProperties": said},
        "symptoms": {
            "type": "object",
            "propertyNames": {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
            "additionalProperties": _object(entry | optional, entry),
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What readers see when a training on Amazon SageMaker goes wrong",
        **_object(properties),
    }


def _object(properties: Mapping[str, Any], required: Iterable[str] = ()) -> dict[str, Any]:
    needed = list(required or properties)
    return {"type": "object", "properties": dict(properties), "required": needed, "additionalProperties": False}


def write(symptoms: Iterable[Symptom], tags: Mapping[str, str], folder: Path) -> None:
    """Write ``symptoms.json`` and ``symptoms.schema.json`` into ``folder``."""
    for name, content in (("symptoms.json", to_document(symptoms, tags)), ("symptoms.schema.json", schema(tags))):
        (folder / name).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
