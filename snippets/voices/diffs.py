"""Lines that change in some files: a unified diff taken apart, and made again of what it leads to."""

import difflib
import re
from collections.abc import Iterator, Mapping

AROUND = 1  # lines of context before and after a change
FILE = re.compile(r"^--- a/(.+)\n\+\+\+ b/.+\n", re.MULTILINE)
HUNK = re.compile(r"^@@ -(\d+)(?:,(\d+))? \+\d+(?:,\d+)? @@.*\n", re.MULTILINE)


class DiffError(ValueError):
    """Lines that do not fit the file that they are to change; the message says where."""


def changed(diff: str, before: Mapping[str, str]) -> dict[str, str]:
    """Return the files that a diff changes as they are afterwards.

    Args:
        diff: a unified diff of files that it does not create.
        before: the files as they are, by the name that the diff has for them.

    Raises:
        DiffError: when a file does not have the lines that are to go.
    """
    parts = FILE.split(diff)[1:]
    return {name: _applied(hunks, name, before[name]) for name, hunks in zip(parts[::2], parts[1::2], strict=True)}


def _applied(hunks: str, name: str, text: str) -> str:
    lines, made, at = text.splitlines(), [], 0
    parts = HUNK.split(hunks)[1:]
    for start, _, body in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        marked = body.splitlines()
        old = [line[1:] for line in marked if line[0] in " -"]
        first = int(start) - 1 if old else int(start)
        if lines[first : first + len(old)] != old:
            raise DiffError(f"{name}, line {start}: does not have the lines that the diff changes")
        made += [*lines[at:first], *(line[1:] for line in marked if line[0] in " +")]
        at = first + len(old)
    return "\n".join([*made, *lines[at:]]) + "\n"


def difference(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """Return the unified diff from some files to what they become, in the order of ``after``."""
    return "".join(f"{line}\n" for name in after for line in _lines(name, before[name], after[name]))


def _lines(name: str, before: str, after: str) -> Iterator[str]:
    return difflib.unified_diff(
        before.splitlines(), after.splitlines(), f"a/{name}", f"b/{name}", n=AROUND, lineterm=""
    )
