"""Whether the site that is there is the one that a build would make: the same sources, tools, settings and day."""

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from publish.day import build_day

# All that a build reads.
READ = ("decision", "docs", "publish", "rehearsal", "snippets", "symptoms", "mkdocs.yml", "requirements/site.txt")
SETTINGS = ("SITE_URL", "ISSUES_URL")
NOTE = "site.json"  # in build/: what the site in site/ was made from


def sources(root: Path) -> str:
    """Return a digest of everything that the site of the repository at ``root`` is made from."""
    digest = hashlib.sha256()
    for path in _files(root):
        digest.update(f"{path.relative_to(root)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    for setting in (*map(os.environ.get, SETTINGS), build_day().isoformat(), sys.version):
        digest.update(f"{setting}\0".encode())
    return digest.hexdigest()


def _files(root: Path) -> Iterator[Path]:
    for name in READ:
        found = [root / name] if (root / name).is_file() else sorted((root / name).rglob("*"))
        yield from (path for path in found if path.is_file() and "__pycache__" not in path.parts)


def _listing(site: Path) -> list[list[str | int]]:
    """Return each file of a built site with its size and time, in which one that was touched shows."""
    found = sorted(path for path in site.rglob("*") if path.is_file())
    return [[path.relative_to(site).as_posix(), (stat := path.stat()).st_size, stat.st_mtime_ns] for path in found]


def note(build: Path, site: Path, made_from: str, with_book: bool) -> None:
    """Write down what ``site`` was made from, in the folder ``build``."""
    told = {"sources": made_from, "book": with_book, "site": _listing(site)}
    (build / NOTE).write_text(json.dumps(told), encoding="utf-8")


def is_current(build: Path, site: Path, made_from: str, with_book: bool) -> bool:
    """Tell whether ``site`` is as a build from these sources left it; one with the book is good for one without."""
    if not (build / NOTE).is_file():
        return False
    told = json.loads((build / NOTE).read_text(encoding="utf-8"))
    return bool(told["sources"] == made_from and (told["book"] or not with_book) and told["site"] == _listing(site))
