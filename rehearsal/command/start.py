"""In which folder a launch file runs: its own, or the one above from which it names its files.

Python runs a program where its reader stands, who often types `python scripts/launch.py` at the top of a project. The
rehearsal is not told from where: what the program names shows it.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from rehearsal.command.kinds import LAUNCHER
from rehearsal.command.nearby import HIGHEST
from rehearsal.command.target import Target
from rehearsal.words import say

LONGEST = 200  # characters of a path that is looked for


def folder(found: Target) -> tuple[Path, str]:
    """Return the folder in which a launch file runs, and why, "" for its own.

    Another file that it names and that lies in its own folder counts more than any above.
    """
    own = found.file.parent
    named = list(_named(found.file)) if found.kind == LAUNCHER else []  # a notebook runs where it lies, in Jupyter too
    here = {path for path in named if (own / path).exists()}
    deep = [path for path in named if len(path.parts) > 1 and path not in here]
    if {path.name for path in here} <= {path.name for path in deep}:  # what a file is called in an archive, say
        for upper in list(own.parents)[:HIGHEST]:
            if path := next((path for path in deep if (upper / path).is_file()), None):
                return upper, say("launch.starts_in", file=found.file.name, folder=upper, path=path)
    return own, ""


def _named(file: Path) -> Iterator[Path]:
    """Yield the texts in a program that may be relative paths of files."""
    try:
        tree = ast.parse(file.read_text(encoding="utf-8"))
    except (SyntaxError, UnicodeDecodeError):
        return  # Python says so itself
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < LONGEST:
            path = Path(node.value)
            if path.suffix and not path.is_absolute() and node.value.isprintable():
                yield path
