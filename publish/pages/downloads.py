"""Snippets as readers take them: the file as it is, or the folder as a zip, under ``trechos/`` of each language.

A zip holds the same bytes whenever it is built from the same files: entries in order, with a fixed date.
"""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

FOLDER = "trechos"
DATE = (2026, 1, 1, 0, 0, 0)  # of the entries of a zip; any fixed one does
READABLE = 0o100644  # an ordinary file that everybody may read and its owner may change


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
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(files):
            entry = zipfile.ZipInfo(file, DATE)
            entry.external_attr = READABLE << 16  # without it, unzip leaves files that nobody may read
            archive.writestr(entry, (folder / file).read_bytes(), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
