"""What goes along with a training script: its whole folder, as the SDK sends a `source_dir`, and what does not.

The SDK leaves out what is named in SourceCode's `ignore_patterns`; the rehearsal too, and what is no part of a program:
virtual environments, data that go as a channel, and the folders of earlier rehearsals.
"""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rehearsal.command.target import MisusedError
from rehearsal.words import say

IGNORED_BY_THE_SDK = (".env", ".git", "__pycache__", ".DS_Store", ".cache", ".ipynb_checkpoints")  # 3.27.0
MARKER, MARKER_OF_ALL = ".ensaio", ".ensaios"  # in a folder that a rehearsal made, and in the one with all of them
MOST_FILES, MOST_BYTES = 5_000, 200 * 2**20  # of a folder that goes along; the SDK has no limit, and sends it all


@dataclass
class Along:
    """The files that go along, below their folder; their size in bytes; and what is left out, by reason."""

    files: list[Path] = field(default_factory=list)
    size: int = 0
    left: dict[str, list[str]] = field(default_factory=dict)  # key of the reason -> paths below the folder


def along(folder: Path, data: Sequence[Path] = ()) -> Along:
    """Return what goes along with a script in `folder`; `data` are the folders that go as channels.

    Raises:
        MisusedError: when that is more than a program has: the folder is one in which other things lie too.
    """
    found = Along()
    for path in _walk(folder, folder, {each.resolve() for each in data}, found.left):
        found.files.append(path)
        found.size += path.stat().st_size
        if len(found.files) > MOST_FILES or found.size > MOST_BYTES:
            limit = {"files": MOST_FILES, "megabytes": MOST_BYTES // 2**20}
            raise MisusedError(say("along.too_much", folder=folder, **limit))
    return found


def programs(folder: Path) -> Iterator[Path]:
    """Yield the Python files that go along with a script in `folder`, whatever their size."""
    yield from (path for path in _walk(folder, folder, set(), {}) if path.suffix == ".py")


def _walk(root: Path, folder: Path, data: set[Path], left: dict[str, list[str]]) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if why := _left_out(path, data):
            left.setdefault(why, []).append(path.relative_to(root).as_posix())
        elif path.is_dir():
            yield from _walk(root, path, data, left)
        else:
            yield path


def _left_out(path: Path, data: set[Path]) -> str | None:
    """Return the key of why a file or folder does not go along, or None."""
    if path.name in IGNORED_BY_THE_SDK:
        return "along.ignored"
    if path.resolve() in data:
        return "along.channel"
    if (path / "pyvenv.cfg").is_file():
        return "along.environment"
    if (path / MARKER).is_file() or (path / MARKER_OF_ALL).is_file():
        return "along.rehearsal"
    return None if path.is_dir() or path.is_file() else "along.no_file"


def copy(found: Along, folder: Path, target: Path) -> None:
    """Copy what goes along from its folder to a new one."""
    for path in found.files:
        copied = target / path.relative_to(folder)
        copied.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, copied)


def told(found: Along, folder: Path) -> Iterator[str]:
    """Yield what the reader is told: how much goes along, and what does not, by name."""
    yield say("along.goes", files=len(found.files), size=_size(found.size), folder=folder)
    for why, paths in found.left.items():
        shown = list(dict.fromkeys(Path(path).name if why == "along.ignored" else path for path in paths))
        yield f"  {say(why, paths=', '.join(shown))}"


def _size(size: int) -> str:
    return f"{size / 2**20:.1f} MB" if size >= 2**20 else f"{max(1, round(size / 1024))} kB" if size else "0 kB"
