"""The folder in which a rehearsal leaves models and logs: empty when it starts, and its own as long as it lasts."""

import errno
import itertools
import os
import shutil
from pathlib import Path

from rehearsal.command.along import MARKER, MARKER_OF_ALL
from rehearsal.words import say

FOLDER = "ensaios"  # below where the command is typed

_held: dict[Path, int] = {}  # folder -> the open file whose lock says that this process uses it


class OccupiedError(OSError):
    """Another rehearsal that still runs uses the folder."""


def prepare(work: Path) -> None:
    """Make an empty working folder. One that an earlier rehearsal left is emptied; any other is refused.

    Raises:
        OccupiedError: when a rehearsal that still runs uses it.
        OSError: when it holds anything else, or cannot be written.
    """
    if work.is_dir() and any(work.iterdir()) and not (work / MARKER).is_file():
        raise FileExistsError(errno.EEXIST, say("command.foreign_folder"))
    work.mkdir(parents=True, exist_ok=True)
    _hold(work)
    for path in work.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name != MARKER:
            path.unlink()


def _hold(work: Path) -> None:
    import fcntl  # not on Windows, where nothing is rehearsed

    if work in _held:
        return
    marker = os.open(work / MARKER, os.O_RDWR | os.O_CREAT)
    try:
        fcntl.flock(marker, fcntl.LOCK_EX | fcntl.LOCK_NB)  # the system lets go of it when the process ends
    except BlockingIOError:
        os.close(marker)
        raise OccupiedError(errno.EBUSY, say("command.occupied")) from None
    _held[work] = marker


def own(name: str) -> Path:
    """Return a prepared folder for a rehearsal of this name, another one for each that runs at the same time."""
    parent = Path(FOLDER)
    parent.mkdir(exist_ok=True)
    (parent / MARKER_OF_ALL).touch()
    (parent / ".gitignore").write_text("*\n")  # models and logs are nobody's source
    for number in itertools.count(1):
        work = (parent / (name if number == 1 else f"{name}-{number}")).resolve()
        try:
            prepare(work)
            return work
        except OccupiedError:
            continue
    raise AssertionError  # the loop has no end
