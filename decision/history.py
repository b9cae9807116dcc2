"""Every version of the tree ever published, kept as ``history/<version>.json`` and never changed afterwards."""

import json
from pathlib import Path
from typing import Any

from decision.document import dump, to_document
from decision.model import Tree, TreeError

FOLDER = Path(__file__).parent / "history"


def routing(document: dict[str, Any]) -> dict[str, Any]:
    """Return what a version number stands for: questions, answers and targets, without the words."""
    return {
        "root": document["root"],
        "questions": {
            qid: [{key: value for key, value in answer.items() if key != "text"} for answer in question["answers"]]
            for qid, question in document["questions"].items()
        },
        "outcomes": sorted(document["outcomes"]),
    }


def load(folder: Path = FOLDER) -> dict[str, dict[str, Any]]:
    """Return every published document by version, oldest first."""
    documents = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")}
    return dict(sorted(documents.items(), key=lambda item: tuple(map(int, item[0].split(".")))))


def check(tree: Tree, folder: Path = FOLDER) -> None:
    """Refuse a tree whose routing is not the one published under its version.

    Raises:
        TreeError: when the version is not kept yet, or is kept with another routing.
    """
    kept = load(folder)
    if tree.version not in kept:
        raise TreeError([f"history/{tree.version}.json is missing; run `make update` to keep this version"])
    if routing(kept[tree.version]) != routing(to_document(tree)):
        raise TreeError(
            [f"tree.toml: the routing differs from history/{tree.version}.json; give the tree a new version"]
        )


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
