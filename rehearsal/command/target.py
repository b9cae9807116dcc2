"""What the reader named: a snippet of the guide, a training script, a launch file, a notebook, or a folder with one.

A path that exists counts more than a snippet's name.
"""

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import snippets
from rehearsal.command.kinds import LAUNCHER, NOTHING, SCRIPT, kind_of
from rehearsal.words import say

SNIPPET, NOTEBOOK = "snippet", "notebook"
ENTRIES = ("treino.py", "train.py", "treinar.py", "training.py", "main.py", "train.sh", "treino.sh")  # of a folder
NOT_ENTRIES = ("setup.py", "conftest.py", "__init__.py", "inference.py", "serve.py")


class MisusedError(ValueError):
    """What was typed cannot be rehearsed; the message says why and what to type."""


@dataclass(frozen=True)
class Target:
    """What is rehearsed: its file, what it is, the name that its folder of results has, and how that was found."""

    file: Path
    kind: str
    name: str
    reason: str = ""


def find(what: str, told: str | None = None) -> Target:
    """Return what the reader means by a word; `told` is the kind of file that they say it is.

    Raises:
        MisusedError: when it is nothing that can be rehearsed.
    """
    path = Path(what)
    if path.is_file():
        return _of_file(path.resolve(), told)
    if path.is_dir():
        file, reason = entry(path.resolve(), told)
        found = _of_file(file, told)
        return Target(found.file, found.kind, path.resolve().name, " ".join(filter(None, (reason, found.reason))))
    if launch := snippets.launch_file(what):
        return Target(launch, SNIPPET, what)
    if "/" in what or path.suffix:
        raise MisusedError(say("command.no_path", path=what))
    near = difflib.get_close_matches(what, snippets.names(), n=1)
    hints = [say("command.perhaps", name=name) for name in near]
    raise MisusedError(" ".join([*hints, say("command.unknown", what=what, names=", ".join(snippets.names()))]))


def _of_file(file: Path, told: str | None) -> Target:
    name = file.parent.name if file.name == snippets.LAUNCH else file.stem
    if name in snippets.names() and file == snippets.launch_file(name):
        return Target(file, SNIPPET, name)
    if file.suffix == ".ipynb":
        return Target(file, NOTEBOOK, name)
    if file.suffix == ".sh":
        return Target(file, SCRIPT, name, say("kinds.shell", file=file.name))
    if file.suffix != ".py":
        raise MisusedError(say("command.no_program", file=file.name))
    if told:
        return Target(file, told, name)
    try:
        found = kind_of(_text(file), file.parent)
    except SyntaxError as error:
        raise MisusedError(say("command.no_python", file=file.name, line=error.lineno, why=error.msg)) from None
    if file.name == snippets.LAUNCH and found.reason == NOTHING:
        return Target(file, LAUNCHER, name, say("kinds.by_name", file=file.name))
    reason = say(found.reason, file=file.name, line=found.line, code=found.code)
    return Target(file, found.kind, name, reason)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise MisusedError(say("command.no_text", file=file.name)) from None


def entry(folder: Path, told: str | None = None) -> tuple[Path, str]:
    """Return the file of a folder that is to be started, and why that one.

    It is lancar.py; or else the only launch file; or the one that has a usual name; or the only program.

    Raises:
        MisusedError: when there is none, or more than one that it may be.
    """
    programs = [path for path in sorted(folder.glob("*.py")) if path.name not in NOT_ENTRIES]
    shells, notebooks = sorted(folder.glob("*.sh")), sorted(folder.glob("*.ipynb"))
    rules: list[Callable[[], Iterable[Path]]] = [
        lambda: [path for path in programs if path.name == snippets.LAUNCH and told != SCRIPT],
        lambda: [path for path in programs if told != SCRIPT and _is(path, LAUNCHER)],
        lambda: [path for name in ENTRIES if told != LAUNCHER for path in (*programs, *shells) if path.name == name][
            :1
        ],
        lambda: [path for path in programs if _starts_itself(path)],
        lambda: programs,
        lambda: notebooks,
    ]
    for rule in rules:
        found = list(rule())
        if len(found) == 1:
            return found[0], say("target.entry", file=found[0].name, folder=folder.name)
        if found:
            break
    names = ", ".join(path.name for path in (*programs, *shells, *notebooks))
    raise MisusedError(say("command.several" if names else "command.no_entry", folder=folder, names=names))


def _is(path: Path, kind: str) -> bool:
    try:
        return kind_of(_text(path), path.parent).kind == kind
    except (SyntaxError, MisusedError):
        return False


def _starts_itself(path: Path) -> bool:
    return "__main__" in path.read_text(encoding="utf-8", errors="replace")
