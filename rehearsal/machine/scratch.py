"""The temporary folder of one rehearsal, and what is left of those that were killed: the next start removes it.

The folder holds a lock for as long as its process lives, so that what is still used is told from what is left over.
"""

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

PREFIX, LOCK = "rehearsal-", "lock"


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """Make the folder, and remove it in the end."""
    sweep(Path(tempfile.gettempdir()))
    with contextlib.ExitStack() as stack:
        while True:
            made = tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True)
            folder = Path(stack.enter_context(made))
            lock = stack.enter_context((folder / LOCK).open("w"))
            fcntl.flock(lock, fcntl.LOCK_EX)
            if (folder / LOCK).exists():  # or another start, between those two lines, took it for one left over
                break
        yield folder


def sweep(folder: Path) -> list[Path]:
    """Remove the folders of rehearsals that ended without removing them; return which."""
    removed = []
    for path in sorted(folder.glob(f"{PREFIX}*")):
        with contextlib.suppress(OSError):  # another's, or being made or removed at this moment
            if path.stat().st_uid == os.getuid():
                with (path / LOCK).open() as lock:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    shutil.rmtree(path)
                    removed.append(path)
    return removed
