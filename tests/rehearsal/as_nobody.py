"""Runs a command as user 65534, without privileges: `as_nobody.py command arguments…`. Must be started as root.

That user may still read the interpreter and this repository: a folder on the way that only root may enter (such
as /root) is replaced, in a mount namespace of this process alone, by one that everybody may enter.
"""

import os
import sys
import sysconfig
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from rehearsal.machine.inside import enclosure  # noqa: E402

NOBODY = 65534


def closed_folders() -> list[Path]:
    """The folders that other users may not enter, above what a rehearsal reads; outermost first."""
    needed = {ROOT, Path(sys.prefix), Path(sys.executable).resolve(), Path(sysconfig.get_path("stdlib"))}
    above = {parent for path in needed for parent in (path, *path.parents) if parent.is_dir()}
    return sorted(folder for folder in above if not folder.stat().st_mode & 0o001)


def main() -> None:
    enclosure.enter(enclosure.NEWNS)
    enclosure.mount("none", "/", "", enclosure.RECURSIVE | enclosure.PRIVATE)
    for folder in closed_folders():
        copy = tempfile.mkdtemp(prefix="open-")
        enclosure.mount("tmpfs", copy, "tmpfs")
        os.chmod(copy, 0o755)
        enclosure.mirror(str(folder), copy, [])
        enclosure.mount(copy, str(folder), "", enclosure.BIND | enclosure.RECURSIVE)
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    os.environ["HOME"] = tempfile.gettempdir()
    os.execv(sys.argv[1], sys.argv[1:])


if __name__ == "__main__":
    main()
