"""Makes the wheel and its constraints; the same files give the same bytes, and no network is needed.

Hatchling is called in this environment: no isolation, in which pip would have to fetch it.
"""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from hatchling import build as backend
from packaging.requirements import Requirement

from publish import up_to_date
from publish.languages import BUILD, ROOT
from publish.wheel import package
from publish.wheel.package import CONSTRAINTS, FOLDER

LOCK = "requirements/test.txt"
HEAD = """\
# Versions that were tested together with this rehearsal. They spare pip a search of minutes:
#     pip install <address of the wheel beside this file> -c <address of this file>
"""
OURS = ("rehearsal", "symptoms", "snippets", "publish/wheel", "requirements/site.txt", LOCK)


def make() -> Path:
    """Return the folder with the wheel and its constraints; made only when something of them changed."""
    folder, note = BUILD / FOLDER, BUILD / f"{FOLDER}.json"
    made_from = up_to_date.digest(ROOT, OURS)
    if not up_to_date.is_current(folder, made_from, note):
        note.unlink(missing_ok=True)
        shutil.rmtree(folder, ignore_errors=True)
        write(ROOT, folder)
        up_to_date.note(folder, made_from, note)
    return folder


def write(root: Path, folder: Path) -> None:
    """Make the wheel of the repository at ``root``, and its constraints, in the new folder ``folder``."""
    source = folder / "source"
    for name, content in package.contents(root).items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_bytes(content)
        if content.startswith(b"#!"):  # a program of its own, as in the repository
            (source / name).chmod(0o755)
    shutil.copy2(root / package.PROJECT, source)
    with contextlib.chdir(source), mock.patch.dict(os.environ):
        os.environ.pop("SOURCE_DATE_EPOCH", None)  # without it hatchling gives every file the same fixed day
        made = backend.build_wheel(str(folder))
    if made != package.wheel_name(root):
        raise package.PackageError(f"hatchling made {made}, and the pages name {package.wheel_name(root)}")
    shutil.rmtree(source)
    lock = (root / LOCK).read_text(encoding="utf-8")
    (folder / CONSTRAINTS).write_text(HEAD + "".join(f"{pin}\n" for pin in pins(lock)), encoding="utf-8")


def pins(lock: str) -> Iterator[str]:
    """Yield the pins of a lock, without hashes, which would ask for one of everything that pip installs."""
    for line in lock.splitlines():
        if line[:1].isalnum():
            yield str(Requirement(line.removesuffix("\\").strip()))
