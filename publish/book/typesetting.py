"""Lets Typst make a PDF in a process of its own, one book at a time: ``python -m publish.book.typesetting``.

Typst keeps what it has laid out, some 1.3 GB for a book, and only the end of its process gives that back; what
follows, packing the PDF, takes as long as Typst does. One at a time uses all cores.
"""

import subprocess
import sys
from contextlib import AbstractContextManager, nullcontext
from multiprocessing.synchronize import Lock
from pathlib import Path

from publish.languages import ROOT

_turn: AbstractContextManager[object] = nullcontext()  # of this process; none where one book is made alone


def take_turns(turn: Lock) -> None:
    """Let only one of the processes that have this lock typeset at a time."""
    global _turn
    _turn = turn


def make(main: Path, out: Path, timestamp: int) -> None:
    """Make a PDF of a file of Typst markup.

    Args:
        main: the file; it may read what is below the repository's root.
        out: the PDF.
        timestamp: the date in the PDF's metadata, in seconds since 1970, UTC.

    Raises:
        ValueError: with Typst's own words.
    """
    asked = [sys.executable, "-m", __name__, str(main.resolve()), str(out.resolve()), str(timestamp)]
    with _turn:
        done = subprocess.run(asked, cwd=ROOT, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise ValueError(f"Typst refuses the book:\n{done.stderr}")


def _make(main: str, out: str, timestamp: str) -> int:
    import typst  # here, so that who only asks for a book does not load it

    try:
        typst.compile(
            main,
            output=out,
            root=str(ROOT),
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            timestamp=int(timestamp),
        )
    except typst.TypstError as error:
        print(error.diagnostic, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(_make(*sys.argv[1:]))
