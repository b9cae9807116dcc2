"""The same message as a terminal, a log, a notebook or a shell shows it; read by the tests of Python and browser."""

import html
import json
import re
import textwrap
from collections.abc import Callable


def wrapped(text: str) -> str:
    """Hard-wrapped in the middle of words, as an old console copies it."""
    return "\n".join(text[at : at + 37] for at in range(0, len(text), 37))


def boxed(text: str) -> str:
    """In a drawn box, as Rich prints it."""
    lines = [piece for line in text.splitlines() for piece in textwrap.wrap(line, 60) or [""]]
    return "\n".join(["╭" + "─" * 62 + "╮", *(f"│ {line:<60} │" for line in lines), "╰" + "─" * 62 + "╯"])


def each_line(before: str) -> Callable[[str], str]:
    """With the same thing in front of each line, of which the text has several."""
    return lambda text: "\n".join(before + piece for line in text.splitlines() for piece in textwrap.wrap(line, 70))


DRESSES: dict[str, Callable[[str], str]] = {
    "as-it-is": lambda text: text,
    "wrapped": wrapped,
    "boxed": boxed,
    "coloured": lambda text: re.sub(r"(\w+)", "\x1b[31m\\1\x1b[0m", text),
    "coloured-in-cloudwatch": lambda text: re.sub(r"(\w+)", r"#033[1;31m\1#033[0m", text),
    "coloured-without-escapes": lambda text: f"[0;31m{text}[0m",
    "timed": each_line("2026-11-20T10:11:12.345Z "),
    "logged": each_line("[11/20/2026 10:11:12 ERROR] "),
    "in-compose": each_line("algo-1-x8k2p_1  | "),
    "in-mpi": each_line("[1,mpirank:0,algo-1]<stderr>: "),
    "quoted": each_line("> "),
    "in-json": lambda text: json.dumps({"message": text}),
    "in-html": lambda text: html.escape(text),
    "with-typographic-quotes": lambda text: text.replace("'", "’").replace('"', "”"),
    "with-windows-breaks": lambda text: text.replace("\n", "\r\n"),
    "amid-a-log": lambda text: f"Starting 🚀\n{'epoch: 3 loss: 0.2' * 40}\n{text}\n\nProfilerReport: Stopping",
}
