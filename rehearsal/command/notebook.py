"""A notebook as a launch file: its code cells in order, without what only Jupyter does, which is named.

Kept: `%%writefile`, which many notebooks write their training script with, and the body of cells that are only timed
or whose output is kept (`%%time`). Left out: every other magic and every line for the shell (`!`), because what they
do is not Python: install, list, show. But a folder that `!mkdir` names is made, because cells write files there, and a
file that a `chmod +x` names is made executable, because an image is built with it. What a notebook finds around it is
in jupyter.
"""

import linecache
import re
import sys
import types
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rehearsal.command.jupyter import Shell, around, display
from rehearsal.command.target import MisusedError
from rehearsal.words import say

BODY_RUNS = {"time", "timeit", "capture", "prun"}
LEFT_OUT = re.compile(r"^(\s*)((?:[\w, .\[\]]+?\s*=\s*)?(?:%|!(?!=)).*|\?.*|[\w.]+\?{1,2})\s*$")
PIECE = re.compile(
    r"""\"{3}|'{3}|\\.|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[#\[\](){}]"""
)  # of a line, what may hide another
OPENING, CLOSING = tuple("([{"), tuple(")]}")
OF_THE_SHELL = re.compile(r"!|[\w, .\[\]]+= ?!|%%(?:bash|sh|script)\b")
MAKES_FOLDERS = re.compile(r"(\s*)! ?mkdir((?: -p)?(?: +[\w./-]+)+)\s*")  # done: files are written there afterwards
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
    language = book.metadata.get("kernelspec", {}).get("language") or "python"
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
        return Cell(number, _made_executable(body) if magic[1] in ("sh", "bash") else "", (first,))
    left, kept = [first] if magic else list[str](), list[str]()
    for line, of_the_shell in _lines(body if magic else source):
        found = LEFT_OUT.match(line)
        if of_the_shell and (folders := MAKES_FOLDERS.fullmatch(line)):
            names = [name for name in folders[2].split() if name != "-p"]
            kept.append(f"{folders[1]}[__import__('os').makedirs(each, exist_ok=True) for each in {names!r}]")
            continue
        if of_the_shell and found:
            left.append(found[2].strip().rstrip("\\ "))
        kept.append((f"{found[1]}pass" if found else "") if of_the_shell else line)
    return Cell(number, "\n".join([""] * bool(magic) + kept), tuple(left))


def _made_executable(script: str) -> str:
    """Return Python that makes the files executable that a script in shell makes so: a Dockerfile copies them as such.

    Nothing else of the script is done.
    """
    folder, files = Path(), list[str]()
    for line in script.splitlines():
        words = line.split("#")[0].split()
        if words[:1] == ["cd"] and len(words) == 2:
            folder /= words[1]
        elif words[:1] == ["chmod"] and words[1:2] in (["+x"], ["755"]):
            files += [str(folder / each) for each in words[2:]]
    made = f"[each.chmod(0o755) for each in map(__import__('pathlib').Path, {files!r}) if each.is_file()]"
    return made if files else ""


def _lines(source: str) -> Iterator[tuple[str, bool]]:
    """Yield each line of a cell, and whether it is none of Python: one for Jupyter, or the rest of such a one.

    A line is only looked at where a statement may begin: not inside of brackets or of a text of several lines.
    """
    depth, quote, goes_on, of_the_shell = 0, "", False, False
    for line in source.split("\n"):
        begins = not (depth or quote or goes_on)
        of_the_shell = bool(LEFT_OUT.match(line)) if begins else of_the_shell and goes_on
        yield line, of_the_shell
        if not of_the_shell:
            depth, quote = _scanned(line, depth, quote)
        goes_on = line.endswith("\\")


def _scanned(line: str, depth: int, quote: str) -> tuple[int, str]:
    """Return how many brackets are open after a line of Python, and the quotes of the text that is, or none."""
    for piece in PIECE.findall(line):
        if quote:
            quote = "" if piece == quote else quote
        elif piece in ('"""', "'''"):
            quote = piece
        elif piece[0] == "#":
            break
        elif piece in OPENING:
            depth += 1
        elif piece in CLOSING:
            depth = max(0, depth - 1)
    return depth, quote


def told(cells: Iterable[Cell]) -> Iterator[str]:
    """Yield what the reader is told of what is left out or written, cell by cell."""
    for each in cells:
        yield from (say("notebook.left_out", number=each.number, what=what) for what in each.left_out)
        if each.writes:
            yield say("notebook.writes", number=each.number, file=each.writes[0])


def run(path: Path, cells: Sequence[Cell]) -> None:
    """Run the cells one after another, as one program whose `__file__` is the notebook."""
    module = types.ModuleType("__main__")
    module.__dict__.update(__file__=str(path), get_ipython=Shell, display=display)
    before, sys.modules["__main__"] = sys.modules["__main__"], module
    try:
        with around():
            for each in cells:
                _run(path, each, module)
    finally:
        sys.modules["__main__"] = before


def _run(path: Path, cell: Cell, module: types.ModuleType) -> None:
    if cell.writes:
        file, appends = cell.writes
        Path(file).parent.mkdir(parents=True, exist_ok=True)  # a line for the shell may have made it
        with Path(file).open("a" if appends else "w", encoding="utf-8") as written:
            written.write(cell.source)
        return
    name = place(path, cell.number)
    lines = cell.source.splitlines(keepends=True)
    linecache.cache[name] = (len(cell.source), None, lines, name)  # so that an error shows its line
    exec(compile(cell.source, name, "exec"), module.__dict__)


def missed(cells: Iterable[Cell], error: BaseException) -> str | None:
    """Return what to do about an error that comes from something that was left out, or None."""
    left = [(cell.number, what) for cell in cells for what in cell.left_out]
    if isinstance(error, SyntaxError) and (number := _number(cells, error)):
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        return say("notebook.no_python", number=number, version=version, why=error.msg)
    if isinstance(error, NameError) and (stored := [each for each in left if each[1].startswith("%store")]):
        number, what = stored[0]
        return say("notebook.stored", number=number, what=what)
    if isinstance(error, FileNotFoundError) and (shell := [each for each in left if OF_THE_SHELL.match(each[1])]):
        file = Path(str(error.filename or "")).name
        number, what = ([each for each in shell if file and file in each[1]] or shell)[-1]
        return say("notebook.by_hand", number=number, what=what)
    return None


def _number(cells: Iterable[Cell], error: SyntaxError) -> int | None:
    """Return the number of the cell that is no Python, or None when what is none lies elsewhere."""
    lines = (error.text or "").strip()
    named = [
        cell.number for cell in cells if str(error.filename).endswith(say("notebook.cell", file="", number=cell.number))
    ]
    return named[0] if named and lines else None


def place(path: Path, number: int) -> str:
    """Return what stands for a file's name in an error in a cell."""
    return say("notebook.cell", file=path.name, number=number)
