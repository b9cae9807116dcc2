"""Reads which words of a PDF are parted at the end of a line, by poppler, which tells that hyphen from one that stays.

A hyphen that only the end of a line brings is U+00AD in the text of the file (ISO 32000-2, 14.8.2.2.3).
"""

import re
import shutil
import subprocess
from functools import cache
from itertools import pairwise
from pathlib import Path

SOFT = "\u00ad"


@cache
def parted(path: Path) -> dict[str, int]:
    """Return each word that is parted, without the signs around it, with the page, from 1, where it is so first."""
    assert shutil.which("pdftotext"), "pdftotext is missing; on Debian or Ubuntu: apt-get install poppler-utils"
    command = ["pdftotext", "-raw", str(path), "-"]
    text = subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout
    lines = [(number, line) for number, page in enumerate(text.split("\f"), 1) for line in _of_text(page, number)]
    found: dict[str, int] = {}
    for (number, line), (_, after) in pairwise(lines):
        if line.endswith(SOFT):
            whole = f"{line.split(' ')[-1]}{after.split(' ')[0]}".replace(SOFT, "")
            found.setdefault(re.sub(r"^\W+|\W+\w*$", "", whole), number)
    return found


def _of_text(page: str, number: int) -> list[str]:
    """The lines of a page; those between its running head and foot, but on the cover and behind it."""
    lines = page.strip("\n").splitlines()
    return lines[1:-1] if number > 2 else lines
