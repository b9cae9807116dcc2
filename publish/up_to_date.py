"""Whether what was built is what a build would make: from the same sources, tools, settings and day.

It is asked of the whole site, and of each of its parts (the pages of a language, a book), so that a sentence that
changes in a translation does not bring the others along.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from decision import languages
from publish.day import build_day

# All that a build reads.
READ = (
    *("decision", "docs", "publish", "rehearsal", "snippets", "symptoms"),
    *("mkdocs.yml", "requirements/site.txt", "requirements/test.txt"),
)
UNREAD = ("docs/translations/apart.toml", "docs/addresses.txt")  # except these, which only tests read
SETTINGS = ("SITE_URL", "ISSUES_URL", "REPOSITORY_URL")


def sources(root: Path, language: languages.Language | None = None) -> str:
    """Return a digest of everything that the site of the repository at ``root`` is made from, or one language of it.

    A language is made from its own pages and from the Portuguese ones, behind which a notice says it is; not from those
    of the others, nor from what they followed.
    """
    others = [languages.Language(tag).folder for tag in languages.TAGS[1:] if language and tag != language.tag]
    theirs = [path for name in others for path in (f"docs/{name}", f"docs/translations/{name}.toml")]
    return digest(root, READ, (*UNREAD, *theirs))


def digest(root: Path, read: Iterable[str], unread: Iterable[str] = ()) -> str:
    """Return a digest of some files and folders below ``root``, of the settings, the day and the Python of a build."""
    left_out = [root / folder for folder in unread]
    whole = hashlib.sha256()
    for path in _files(root, read):
        if not any(path.is_relative_to(folder) for folder in left_out):
            whole.update(f"{path.relative_to(root)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    for setting in (*map(os.environ.get, SETTINGS), build_day().isoformat(), sys.version):
        whole.update(f"{setting}\0".encode())
    return whole.hexdigest()


def _files(root: Path, read: Iterable[str]) -> Iterator[Path]:
    for name in read:
        found = [root / name] if (root / name).is_file() else sorted((root / name).rglob("*"))
        yield from (path for path in found if path.is_file() and "__pycache__" not in path.parts)


def _listing(made: Path) -> list[list[str | int]]:
    """Return each file of what was made with its size and time, in which one that was touched shows."""
    found = sorted(path for path in made.rglob("*") if path.is_file()) if made.is_dir() else [made]
    return [
        [path.relative_to(made).as_posix(), (stat := path.stat()).st_size, stat.st_mtime_ns]
        for path in found
        if path.exists()
    ]


def note(made: Path, made_from: str, file: Path) -> None:
    """Write down in ``file`` what ``made``, a file or a folder, was made from."""
    file.write_text(json.dumps({"from": made_from, "made": _listing(made)}), encoding="utf-8")


def is_current(made: Path, made_from: str, file: Path) -> bool:
    """Tell whether ``made`` is as it was left when ``file`` was noted, and was made from this."""
    if not file.is_file():
        return False
    return bool(json.loads(file.read_text(encoding="utf-8")) == {"from": made_from, "made": _listing(made)})
