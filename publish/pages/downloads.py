"""Snippets as readers take them: the file as it is, or the folder as a zip, under ``trechos/`` of each language.

A zip holds the same bytes whenever it is built from the same files: its entries have a fixed date.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path, PurePosixPath

from publish.zipped import zipped

FOLDER = "trechos"
DATE = date(2026, 1, 1)  # of the entries of a zip; any fixed one does


def name(files: Sequence[str]) -> str:
    """Return the name of the download for a snippet's files (paths below ``snippets/``): one ``.py``, or a ``.zip``."""
    return files[0] if len(files) == 1 else f"{PurePosixPath(files[0]).parts[0]}.zip"


def address(files: Sequence[str]) -> str:
    """Return where a page finds the download, from the root of its language, as MkDocs resolves it."""
    return f"/{FOLDER}/{name(files)}"


def content(folder: Path, files: Sequence[str]) -> bytes:
    """Return the bytes of the download; ``folder`` is where the files lie."""
    if len(files) == 1:
        return (folder / files[0]).read_bytes()
    return zipped({file: (folder / file).read_bytes() for file in files}, DATE)
