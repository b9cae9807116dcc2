"""Files as one zip that holds the same bytes whenever it is made from the same files: in order, with a given date."""

import io
import zipfile
from collections.abc import Mapping
from datetime import date

READABLE = 0o100644  # an ordinary file that everybody may read and its owner may change


def zipped(files: Mapping[str, bytes], day: date, level: int | None = None) -> bytes:
    """Return the bytes of a zip.

    Args:
        files: the content of each, by its path in the zip.
        day: the date of every entry; from 1980 on, as the form of a zip has it.
        level: of the compression, from 1, which is fast, to 9, which is small.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.external_attr = READABLE << 16  # without it, unzip leaves files that nobody may read
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, level)
    return packed.getvalue()
