"""The published form of the tree: ``tree.json`` and its JSON Schema (draft 2020-12)."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from decision.fields import ID, TEXT, declared
from decision.languages import TAGS
from decision.model import PARTS, USE_CASES, Part
from decision.tree import Tree


def to_document(tree: Tree) -> dict[str, Any]:
    """Return the tree as the JSON document that the site publishes, all languages in it."""
    return {
        "$schema": "tree.schema.json",
        "version": tree.version,
        "changelog": dict(tree.changelog),
        "root": tree.root,
        "languages": list(TAGS),
        **{table: {part.id: _entry(part) for part in getattr(tree, table).values()} for table in PARTS},
        "use_cases": {key: dict(text) for key, text in tree.use_cases.items()},
    }


def _entry(part: Part) -> dict[str, Any]:
    values = ((each, getattr(part, each.name)) for each in declared(type(part)))
    return {each.name: each.kind.to_json(value) for each, value in values if value is not None or not each.unless}


def from_document(document: Mapping[str, Any]) -> Tree:
    """Return the tree that ``to_document`` published.

    Args:
        document: the content of a ``tree.json``.

    Raises:
        TreeError: when the tree breaks a rule.
        KeyError, TypeError: when the document does not keep the schema.
    """
    parts = {
        table: {id_: _part(kind, id_, entry) for id_, entry in document[table].items()} for table, kind in PARTS.items()
    }
    return Tree(
        version=document["version"],
        root=document["root"],
        use_cases=document["use_cases"],
        changelog=document["changelog"],
        **parts,
    )


def _part(kind: type[Part], id_: str, entry: Mapping[str, Any]) -> Any:
    wanted = [each for each in declared(kind) if not each.derived and (each.name in entry or not each.optional)]
    return kind(id=id_, **{each.name: each.kind.from_json(entry[each.name]) for each in wanted})


def schema() -> dict[str, Any]:
    """Return the JSON Schema that ``tree.json`` keeps.

    What a schema cannot say (existing targets, no cycle, everything reachable) is kept by ``rules.py``.
    """
    tables = {
        table: {"type": "object", "propertyNames": ID, "additionalProperties": _part_schema(kind)}
        for table, kind in PARTS.items()
    }
    properties = {
        "$schema": {"const": "tree.schema.json"},
        "version": {"type": "string", "pattern": r"^\d+\.\d+\.\d+$"},
        "changelog": TEXT.schema,
        "root": ID,
        "languages": {"const": list(TAGS)},
        **tables,
        "use_cases": _object(dict.fromkeys(USE_CASES, TEXT.schema), USE_CASES),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Decision tree: which way of training to use on Amazon SageMaker",
        **_object(properties, properties),
    }


def _part_schema(kind: type[Part]) -> dict[str, Any]:
    fields = declared(kind)
    return _object({each.name: each.kind.schema for each in fields}, [each.name for each in fields if not each.unless])


def _object(properties: Mapping[str, Any], required: Iterable[str]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def dump(document: Mapping[str, Any] | list[Any]) -> str:
    """Return a document as the text of its file: readable, accents as they are, a line break at the end."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def write(tree: Tree, folder: Path) -> None:
    """Write ``tree.json`` and ``tree.schema.json`` into ``folder``, which is created when it does not exist."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tree.json").write_text(dump(to_document(tree)), encoding="utf-8")
    (folder / "tree.schema.json").write_text(dump(schema()), encoding="utf-8")
