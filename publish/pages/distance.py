"""The cost of leaving: which lines of a snippet change, and how many, to move from one option to a neighbouring one.

Computed from the files that readers copy, so it is true of what they have on their disk. Files of the same name are
compared with each other; the launch file of a folder counts as the file of a snippet that is only one file.
"""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from decision import paths
from decision.model import Outcome
from decision.tree import Tree
from publish.languages import Language
from publish.pages import snippet_section
from snippets import LAUNCH, voices

HEADER = 2  # lines that name the files, before the first change


@dataclass(frozen=True)
class Move:
    """What it takes to turn the files of a snippet into those of another: a unified diff and its sums, in lines."""

    diff: str
    kept: int
    removed: int
    added: int


def moves(tree: Tree, outcome: Outcome, language: Language) -> list[tuple[Outcome, Move]]:
    """Return what it takes to move from an outcome's first snippet to that of each neighbour, the nearest first."""
    here = _first_snippet(outcome, language)
    near = (tree.outcomes[id_] for id_ in paths.neighbours(tree, outcome.id))
    found = [(other, move(here, _first_snippet(other, language))) for other in near if other.snippets]
    return sorted(found, key=lambda pair: pair[1].removed + pair[1].added)


def _first_snippet(outcome: Outcome, language: Language) -> dict[str, str]:
    files = snippet_section.load(outcome.snippets[0]).files
    return files_of({file: voices.text(file, language.folder) for file in files})


def files_of(texts: Mapping[str, str]) -> dict[str, str]:
    """Return a snippet's files, by the name that they are compared under.

    Args:
        texts: the files by their paths below ``snippets/``: one, or those below a folder of the snippet's own.
    """
    files = list(texts)
    paths = [PurePosixPath(file) for file in files]
    names = [LAUNCH] if len(paths) == 1 else [path.relative_to(path.parts[0]).as_posix() for path in paths]
    return {name: texts[file] for name, file in zip(names, files, strict=True)}


def move(here: Mapping[str, str], there: Mapping[str, str]) -> Move:
    """Compare two snippets, given as ``{name: text}``; a file that only one of them has counts whole."""
    names = [*here, *(name for name in there if name not in here)]
    diffs = [_changes(name, here.get(name, ""), there.get(name, "")) for name in names]
    signs = [line[0] for diff in diffs for line in diff[HEADER:]]
    removed, added = signs.count("-"), signs.count("+")
    total = sum(len(text.splitlines()) for text in here.values())
    return Move("\n".join(line for diff in diffs for line in diff), total - removed, removed, added)


def _changes(name: str, before: str, after: str) -> list[str]:
    """Compare in one direction whatever is asked: in the other, difflib may keep a line more or less."""
    first, second = sorted((before, after))
    found = list(difflib.unified_diff(first.splitlines(), second.splitlines(), name, name, n=0, lineterm=""))
    return found if first == before else found[:HEADER] + _turned(found[HEADER:])


def _turned(lines: Iterable[str]) -> list[str]:
    """Return the way back of a unified diff without context, in which a hunk is what goes and then what comes."""
    turned: list[str] = []
    added: list[str] = []
    for line in [*lines, "@@ - + @@"]:
        if line.startswith("@@"):
            _, removed, came, _ = line.split()
            turned += [*added, f"@@ -{came[1:]} +{removed[1:]} @@"]
            added = []
        elif line.startswith("-"):
            added.append(f"+{line[1:]}")
        else:
            turned.append(f"-{line[1:]}")
    return turned[:-1]
