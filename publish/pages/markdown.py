"""The few forms of Markdown that generated pieces are written in, each in one place. Texts go in as they are."""

import textwrap
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import PurePath

from decision.model import Outcome
from publish.languages import Language

KINDS = {".py": "python", ".json": "json", ".sh": "bash", "": "dockerfile"}  # what highlights a file, by its suffix


def day(when: date, language: Language) -> str:
    """Return a day in the words of a language, and as ISO 8601 for programs."""
    return f'<time datetime="{when.isoformat()}">{language.date(when)}</time>'


def option(outcome: Outcome, text: str) -> str:
    """Return a link to the page of an outcome, as MkDocs resolves it on any page."""
    return f"[{text}](/{outcome.page.rstrip('/')}.md)"


def fence(language: str, text: str) -> str:
    """Return a block of code; ``language`` is what highlights it."""
    return f"```{language}\n{text.rstrip()}\n```"


def listing(file: str) -> str:
    """Return a block of code that shows a file below ``snippets/`` whole, under its name."""
    kind = KINDS.get(PurePath(file).suffix, "text")
    return f'``` {{ .{kind} title="{file}" }}\n--8<-- "{file}"\n```'


def indented(text: str) -> str:
    """Return a text as the content of what stands before it."""
    return textwrap.indent(text, "    ")


def opening(kind: str, title: str, body: str) -> str:
    """Return a block that is closed at first; ``kind`` is its class, or several."""
    return f'??? {kind} "{title}"\n\n{indented(body)}\n'


def items(lines: Iterable[str]) -> str:
    """Return a list, one item for each line; nothing for no lines."""
    return "\n".join(f"- {line}" for line in lines)


def tab(name: str, body: str) -> str:
    """Return one of the tabs that stand one after another."""
    return f'=== "{name}"\n\n{indented(body)}\n'


def table(head: Sequence[str], rows: Iterable[Sequence[str]], numbers_from: int | None = None) -> str:
    """Return a table, its cells as Markdown; the columns from ``numbers_from`` on stand right."""
    plain = len(head) if numbers_from is None else numbers_from
    ruler = [" --- " if column < plain else " ---: " for column in range(len(head))]
    lines = [f"| {' | '.join(cells)} |" for cells in (head, *rows)]
    return "\n".join([lines[0], f"|{'|'.join(ruler)}|", *lines[1:]]) + "\n"


def cell(text: str) -> str:
    """Return a text in which no character ends the cell of a table."""
    return text.replace("|", r"\|")
