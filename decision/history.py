"""Every version of the tree ever published, kept as ``history/<version>.json`` and never changed afterwards.

A file counts as published once git has it in a commit; until then, ``keep`` writes the newest one again.
"""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from decision import continuity
from decision.document import dump, from_document, to_document
from decision.fields import declared
from decision.languages import TAGS
from decision.model import PARTS, TreeError
from decision.tree import Tree
from decision.versions import number

FOLDER = Path(__file__).parent / "history"


def load(folder: Path = FOLDER) -> dict[str, Tree]:
    """Return every version kept, by version, oldest first.

    Raises:
        TreeError: for a file whose name is not the version that it holds.
    """
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
            for id_, entry in document.get(table, {}).items()
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
    """Refuse a tree that is not the newest version kept, or that lacks what a new version owes to those before it.

    Raises:
        TreeError: naming each fault, the file that a person must edit, and what to do.
    """
    kept = load(folder)
    if faults := list(_owed(tree, kept, folder)):
        raise TreeError(faults)
    if tree.version not in kept:
        raise TreeError([f"history/{tree.version}.json is missing; run `make tree`, which writes it"])
    if to_document(kept[tree.version]) != to_document(tree) and not is_published(folder / f"{tree.version}.json"):
        raise TreeError([f"history/{tree.version}.json is older than the tree; run `make tree`, which writes it again"])


def keep(tree: Tree, folder: Path = FOLDER) -> Path:
    """Write the current version into the history, unless it is published; return its path.

    Raises:
        TreeError: when the version, the changelog or the ids are not as ``check`` wants them.
    """
    path = folder / f"{tree.version}.json"
    if faults := list(_owed(tree, load(folder), folder)):
        raise TreeError(faults)
    if not is_published(path):
        folder.mkdir(exist_ok=True)
        path.write_text(dump(to_document(tree)), encoding="utf-8")
    return path


def _owed(tree: Tree, kept: dict[str, Tree], folder: Path) -> Iterator[str]:
    if tree.version in kept and is_published(folder / f"{tree.version}.json"):
        same = kept[tree.version]
        if different := continuity.differences(same, tree):
            yield (
                f"tree.toml: {', '.join(different)} differs from history/{tree.version}.json, which is published; "
                f"give the tree a new version ({continuity.step(same, tree)}) and write a new changelog in text/"
            )
        yield from continuity.exchanged(same, tree)
        if tree.version != (newest := list(kept)[-1]):
            yield f"tree.toml: version {tree.version} is older than {newest}, which is kept; go on from that"
        return
    yield from continuity.faults(tree, {version: old for version, old in kept.items() if version != tree.version})


def is_published(path: Path) -> bool:
    """Tell whether git has a kept version in its last commit. Where git cannot say, a file that exists is published."""
    if not path.exists():
        return False
    command = ["git", "ls-tree", "--name-only", "HEAD", "--", path.name]
    try:
        told = subprocess.run(command, cwd=path.parent, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return True
    return told.returncode != 0 or told.stdout.strip() == path.name


def write(folder: Path, source: Path = FOLDER) -> None:
    """Write each version kept in ``source`` as ``<version>/tree.json`` below ``folder``. Raises ``TreeError``."""
    for version in load(source):
        target = folder / version / "tree.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((source / f"{version}.json").read_bytes())
