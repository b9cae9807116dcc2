"""Every version of the tree ever published, kept as ``history/<version>.json`` and never changed afterwards."""

import json
from pathlib import Path
from typing import Any

from decision.document import dump, from_document, to_document
from decision.fields import declared
from decision.languages import TAGS
from decision.model import PARTS, TreeError
from decision.tree import Tree
from decision.versions import number

FOLDER = Path(__file__).parent / "history"


def routing(tree: Tree) -> dict[str, Any]:
    """Return what a version number stands for: questions, answers and where they lead, without the words."""
    return {
        "root": tree.root,
        "questions": {q.id: [(a.id, a.target) for a in q.answers] for q in tree.questions.values()},
        "outcomes": sorted(tree.outcomes),
    }


def load(folder: Path = FOLDER) -> dict[str, Tree]:
    """Return every version kept, oldest first. Raises ``TreeError``."""
    found = {}
    for path in sorted(folder.glob("*.json"), key=lambda path: number(path.stem)):
        tree = from_document(_as_declared_now(json.loads(path.read_text(encoding="utf-8"))))
        if tree.version != path.stem:
            raise TreeError([f"history/{path.name}: holds version {tree.version}; rename the file"])
        found[tree.version] = tree
    return found


def _as_declared_now(document: dict[str, Any]) -> Any:
    """Return an old document with the fields and languages that were declared since.

    The fields are empty, and the languages say what the source language says.
    """
    parts = {
        table: {
            id_: {**{each.name: each.kind.empty for each in declared(kind) if not each.optional}, **entry}
            for id_, entry in document[table].items()
        }
        for table, kind in PARTS.items()
    }
    return _in_every_language({**document, **parts})


def _in_every_language(value: Any) -> Any:
    if isinstance(value, list):
        return [_in_every_language(each) for each in value]
    if not isinstance(value, dict):
        return value
    if TAGS[0] in value:
        return {**dict.fromkeys(TAGS, value[TAGS[0]]), **value}
    return {key: _in_every_language(each) for key, each in value.items()}


def check(tree: Tree, folder: Path = FOLDER) -> None:
    """Refuse a tree whose routing is not the one kept under its version, or that is not the newest.

    Raises:
        TreeError: saying whether to keep this version or to give it a new number.
    """
    kept = load(folder)
    if tree.version not in kept:
        raise TreeError([f"history/{tree.version}.json is missing; run `make update` to keep this version"])
    if routing(kept[tree.version]) != routing(tree):
        raise TreeError(
            [f"tree.toml: the routing differs from history/{tree.version}.json; give the tree a new version"]
        )
    if tree.version != (newest := list(kept)[-1]):
        raise TreeError([f"tree.toml: version {tree.version} is older than {newest}, which is kept; go on from that"])


def keep(tree: Tree, folder: Path = FOLDER) -> Path:
    """Write the current version into the history, unless it is there; return its path. Raises ``TreeError``."""
    path = folder / f"{tree.version}.json"
    if not path.exists():
        folder.mkdir(exist_ok=True)
        path.write_text(dump(to_document(tree)), encoding="utf-8")
    check(tree, folder)
    return path


def write(folder: Path, source: Path = FOLDER) -> None:
    """Write each version as ``<version>/tree.json`` below ``folder``."""
    for version in load(source):
        target = folder / version / "tree.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((source / f"{version}.json").read_bytes())
