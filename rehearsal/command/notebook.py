"""A notebook as a launch file: its code cells in order, without what only Jupyter does, which is named.

Kept: `%%writefile`, which many notebooks write their training script with, and the body of cells that are only timed
or whose output is kept (`%%time`). Left out: every other magic and every line for the shell (`!`), because what they
do is not Python: install, list, show. `get_ipython()` answers, so that a notebook that was exported runs too.
"""

import linecache
import re
import sys
import types
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rehearsal.command.target import MisusedError
from rehearsal.words import say

BODY_RUNS = {"time", "timeit", "capture", "prun"}
LEFT_OUT = re.compile(r"^(\s*)((?:[\w, .\[\]]+?\s*=\s*)?[%!].*|\?.*|[\w.]+\?{1,2})\s*$")
CELL_MAGIC = re.compile(r"%%(\w+)[ \t]*(.*)")


@dataclass(frozen=True)
class Cell:
    """A code cell: its number from 1, the Python of it, what was left out, and the file that it writes, if it does."""

    number: int
    source: str
    left_out: tuple[str, ...] = ()
    writes: tuple[str, bool] | None = None  # path, and whether it is appended to; the text is `source`


def read(path: Path) -> list[Cell]:
    """Return the code cells of a notebook.

    Raises:
        MisusedError: when the file is no notebook, or one of another language.
    """
    import nbformat

    try:
        book = nbformat.read(path, as_version=4)
    except Exception as error:  # of its own making, of JSON and of Unicode, according to what is wrong
        why = str(error).partition("\n")[0]
        raise MisusedError(say("notebook.unreadable", file=path.name, why=why)) from None
    language = book.metadata.get("kernelspec", {}).get("language", "python")
    if language != "python":
        raise MisusedError(say("notebook.language", file=path.name, language=language))
    sources = [each.source for each in book.cells if each.cell_type == "code"]
    return [cell(number, source) for number, source in enumerate(sources, 1)]


def cell(number: int, source: str) -> Cell:
    """Return a code cell without what is not Python in it; each line keeps its place."""
    magic = CELL_MAGIC.match(source.lstrip())
    first, _, body = source.lstrip().partition("\n")
    if magic and magic[1] == "writefile":
        words = magic[2].split()
        return Cell(number, body, writes=(words[-1].strip("'\""), "-a" in words[:-1])) if words else Cell(number, "")
    if magic and magic[1] not in BODY_RUNS:
        return Cell(number, "", (first,))
    left, kept = [first] if magic else list[str](), list[str]()
    inside = _inside_strings(body if magic else source)
    for index, line in enumerate((body if magic else source).split("\n")):
        found = LEFT_OUT.match(line) if index not in inside else None
        if found:
            left.append(found[2].strip())
        kept.append(f"{found[1]}pass" if found else line)
    return Cell(number, "\n".join([""] * bool(magic) + kept), tuple(left))


def _inside_strings(source: str) -> set[int]:
    """Return the lines, from 0, that begin inside a text of several lines: what looks like a magic there is none."""
    found, quote = set[int](), ""
    for index, line in enumerate(source.split("\n")):
        if quote:
            found.add(index)
        for mark in re.findall(r'"""|\'\'\'', line):
            quote = "" if quote == mark else quote or mark
    return found


def told(cells: Iterable[Cell]) -> Iterator[str]:
    """Yield what the reader is told of what is left out or written, cell by cell."""
    for each in cells:
        yield from (say("notebook.left_out", number=each.number, what=what) for what in each.left_out)
        if each.writes:
            yield say("notebook.writes", number=each.number, file=each.writes[0])


def run(path: Path, cells: Sequence[Cell]) -> None:
    """Run the cells one after another, as one program whose `__file__` is the notebook."""
    module = types.ModuleType("__main__")
    module.__dict__.update(__file__=str(path), get_ipython=Shell, display=print)
    before, sys.modules["__main__"] = sys.modules["__main__"], module
    try:
        for each in cells:
            if each.writes:
                file, appends = each.writes
                with Path(file).open("a" if appends else "w", encoding="utf-8") as written:
                    written.write(each.source)
                continue
            name = place(path, each.number)
            lines = each.source.splitlines(keepends=True)
            linecache.cache[name] = (len(each.source), None, lines, name)  # so that an error shows its line
            exec(compile(each.source, name, "exec"), module.__dict__)
    finally:
        sys.modules["__main__"] = before


def place(path: Path, number: int) -> str:
    """Return what stands for a file's name in an error in a cell."""
    return say("notebook.cell", file=path.name, number=number)


class Shell:
    """What `get_ipython()` answers: it does nothing, and says of each magic and command that it was left out."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def left_out(*given: Any) -> None:
            print(say("notebook.not_done", what=" ".join(str(each) for each in (name, *given) if each)))

        return left_out
