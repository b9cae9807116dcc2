"""Which shapes of program the rehearsal runs, and which it refuses: two tables of ``docs/shapes.toml``.

A test holds each row: tests/rehearsal/shapes.toml says which.
"""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from publish.pages import markdown

KINDS = ("works", "refused")


def load(path: Path) -> dict[str, Sequence[str]]:
    """Read the ids of the shapes, by kind."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {kind: table[kind] for kind in KINDS}


def fragments(shapes: Mapping[str, Sequence[str]], words: Mapping[str, Any]) -> dict[str, str]:
    """Return both tables, by file name. Raises ``KeyError`` for a shape without words."""
    return {
        f"shapes-{kind}.md": markdown.table([words["shape"], words[kind]], [words["rows"][id_] for id_ in ids])
        for kind, ids in shapes.items()
    }
