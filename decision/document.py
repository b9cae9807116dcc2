"""The published form of the tree: ``tree.json`` and its JSON Schema (draft 2020-12)."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from decision.languages import TAGS
from decision.model import (
    ADJUSTMENT_WORDS,
    DONT_KNOW,
    OUTCOME_WORDS,
    USE_CASES,
    Adjustment,
    Answer,
    Outcome,
    Question,
    Target,
)
from decision.tree import Tree


def to_document(tree: Tree) -> dict[str, Any]:
    """Return the tree as the JSON document that the site publishes, all languages in it."""
    return {
        "$schema": "tree.schema.json",
        "version": tree.version,
        "changelog": dict(tree.changelog),
        "root": tree.root,
        "languages": list(TAGS),
        "questions": {question.id: _question(question) for question in tree.questions.values()},
        "outcomes": {outcome.id: _outcome(outcome) for outcome in tree.outcomes.values()},
        "adjustments": {
            adjustment.id: {
                "outcomes": list(adjustment.outcomes),
                "sources": list(adjustment.sources),
                **{key: dict(text) for key, text in adjustment.words.items()},
            }
            for adjustment in tree.adjustments.values()
        },
        "use_cases": {key: dict(text) for key, text in tree.use_cases.items()},
    }


def from_document(document: Mapping[str, Any]) -> Tree:
    """Return the tree that ``to_document`` published. Raises ``TreeError`` when it breaks a rule."""
    return Tree(
        version=document["version"],
        root=document["root"],
        questions={
            qid: Question(
                id=qid,
                text=entry["text"],
                help=entry["help"],
                answers=tuple(Answer(a["id"], a["text"], _target(a)) for a in entry["answers"]),
            )
            for qid, entry in document["questions"].items()
        },
        outcomes={
            oid: Outcome(
                id=oid,
                use_case=entry["use_case"],
                code=entry["code"],
                flexibility=entry["flexibility"],
                snippets=tuple(entry["snippets"]),
                sources=tuple(entry["sources"]),
                words={key: entry[key] for key in (*OUTCOME_WORDS, "no_snippet") if key in entry},
            )
            for oid, entry in document["outcomes"].items()
        },
        use_cases=document["use_cases"],
        adjustments={
            aid: Adjustment(
                id=aid,
                outcomes=tuple(entry["outcomes"]),
                sources=tuple(entry["sources"]),
                words={key: entry[key] for key in ADJUSTMENT_WORDS},
            )
            for aid, entry in document["adjustments"].items()
        },
        changelog=document["changelog"],
    )


def _question(question: Question) -> dict[str, Any]:
    return {
        "text": dict(question.text),
        "help": dict(question.help),
        "answers": [_answer(answer) for answer in question.answers],
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {"id": answer.id, "text": dict(answer.text), answer.target.kind: answer.target.id}


def _target(answer: Mapping[str, str]) -> Target:
    return Target("question", answer["question"]) if "question" in answer else Target("outcome", answer["outcome"])


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "name": dict(outcome.name),
        "use_case": outcome.use_case,
        "page": outcome.page,
        "code": outcome.code,
        "flexibility": outcome.flexibility,
        "snippets": list(outcome.snippets),
        "sources": list(outcome.sources),
        **{key: dict(text) for key, text in outcome.words.items() if key != "name"},
    }


def schema() -> dict[str, Any]:
    """Return the JSON Schema that ``tree.json`` keeps.

    What a schema cannot say (existing targets, no cycle, everything reachable) is kept by ``rules.py``.
    """
    id_ = {"type": "string", "pattern": "^[a-z]+(-[a-z]+)*$"}
    text = {
        "type": "object",
        "properties": {tag: {"type": "string", "minLength": 1} for tag in TAGS},
        "required": list(TAGS),
        "additionalProperties": False,
    }
    level = {"type": "integer", "minimum": 0, "maximum": 5}
    ids_of_sources = {"type": "array", "items": {"type": "string"}}
    answer = {
        "type": "object",
        "properties": {"id": id_, "text": text, "question": id_, "outcome": id_},
        "required": ["id", "text"],
        "oneOf": [{"required": ["question"]}, {"required": ["outcome"]}],
        "additionalProperties": False,
    }
    dont_know = {"properties": {"id": {"const": DONT_KNOW}}}
    question = {
        "type": "object",
        "properties": {
            "text": text,
            "help": text,
            "answers": {"type": "array", "items": answer, "minItems": 2, "contains": dont_know},
        },
        "required": ["text", "help", "answers"],
        "additionalProperties": False,
    }
    outcome = {
        "type": "object",
        "properties": {
            "use_case": {"enum": [1, 2, 3, None]},
            "page": {"type": "string", "pattern": "^opcoes/[a-z-]+/$"},
            "code": level,
            "flexibility": level,
            "snippets": {"type": "array", "items": {"type": "string"}},
            "sources": ids_of_sources,
            "no_snippet": text,
            **dict.fromkeys(OUTCOME_WORDS, text),
        },
        "required": ["use_case", "page", "code", "flexibility", "snippets", "sources", *OUTCOME_WORDS],
        "additionalProperties": False,
    }
    ids = {"type": "array", "items": id_}
    adjustment = {
        "type": "object",
        "properties": {
            "outcomes": {**ids, "minItems": 1},
            "sources": ids_of_sources,
            **dict.fromkeys(ADJUSTMENT_WORDS, text),
        },
        "required": ["outcomes", "sources", *ADJUSTMENT_WORDS],
        "additionalProperties": False,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Decision tree: which way of training to use on Amazon SageMaker",
        "type": "object",
        "properties": {
            "$schema": {"const": "tree.schema.json"},
            "version": {"type": "string", "pattern": r"^\d+\.\d+\.\d+$"},
            "root": id_,
            "languages": {"const": list(TAGS)},
            "questions": {"type": "object", "propertyNames": id_, "additionalProperties": question},
            "outcomes": {"type": "object", "propertyNames": id_, "additionalProperties": outcome},
            "adjustments": {"type": "object", "propertyNames": id_, "additionalProperties": adjustment},
            "changelog": text,
            "use_cases": {
                "type": "object",
                "properties": dict.fromkeys(USE_CASES, text),
                "required": list(USE_CASES),
                "additionalProperties": False,
            },
        },
        "required": [
            "$schema",
            "version",
            "changelog",
            "root",
            "languages",
            "questions",
            "outcomes",
            "adjustments",
            "use_cases",
        ],
        "additionalProperties": False,
    }


def dump(document: Mapping[str, Any]) -> str:
    """Return a document as the text of its file: readable, accents as they are, a line break at the end."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def write(tree: Tree, folder: Path) -> None:
    """Write ``tree.json`` and ``tree.schema.json`` into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tree.json").write_text(dump(to_document(tree)), encoding="utf-8")
    (folder / "tree.schema.json").write_text(dump(schema()), encoding="utf-8")
