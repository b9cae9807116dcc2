"""How heavy and how fast the site is beside its limits, as ``make bench`` measured it last: a table.

``make bench`` writes ``docs/measured.json``.
"""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from publish.languages import LANGUAGES, ROOT, Language
from publish.pages import markdown

FILE = ROOT / "docs" / "measured.json"
NO_BREAK = "\N{NO-BREAK SPACE}"  # a number and its unit stay on one line
WHOLE = 20  # from here on a number has no decimals


def load(path: Path = FILE) -> dict[str, Any]:
    """Read what was measured last. Raises ``ValueError`` when nothing was."""
    if not path.exists():
        raise ValueError(f"docs/{path.name} is missing; run `make bench`")
    measured: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return measured


def name(measure: str, of: str, words: Mapping[str, Any]) -> str:
    """Return what a figure is called.

    Args:
        measure: what is measured.
        of: of what: a name of ``[measured.of]``, or the tag of a language; ``""`` where there is one of its kind.
        words: the table ``[measured]`` of ``docs/words/``.

    Raises:
        ValueError: when one of them has no words.
    """
    names = words["of"] | {language.tag: language.name for language in LANGUAGES}
    if measure not in words["what"] or (of and of not in names):
        raise ValueError(f"docs/words: [measured] has no words for {measure!r} of {of!r}; write them in every language")
    named: str = words["what"][measure].format(of=names.get(of, ""))
    return named


def fragment(measured: Mapping[str, Any], words: Mapping[str, Any], language: Language) -> str:
    """Return when and where it was measured, and a table of all figures that have a limit, as Markdown.

    Args:
        measured: what ``load`` returned.
        words: the table ``[measured]`` of ``docs/words/``.
        language: the language of the words.
    """

    def number(value: float | None, unit: str) -> str:
        if value is None:
            return str(words["not_measured"])
        said = language.number(value, 0 if value >= WHOLE or value == int(value) else 2)
        return f"{said}{NO_BREAK}{words['unit'].get(unit, unit)}".rstrip()

    def held(now: float | None, limit: float) -> str:
        if now is None:
            return "–"
        return str(words["yes"]) if now <= limit else f"**{words['no']}**"

    def row(each: Mapping[str, Any]) -> tuple[str, ...]:
        peers = "; ".join(
            f"{language.number(value)} ({whose})" if whose else language.number(value) for value, whose in each["peers"]
        )
        called = name(each["measure"], each["of"], words)
        return (
            f"{called}. {words['peers'].format(peers=peers)}" if peers else called,
            number(each["now"], each["unit"]),
            number(each["limit"], each["unit"]),
            held(each["now"], each["limit"]),
        )

    machine, when = measured["machine"], markdown.day(date.fromisoformat(measured["date"]), language)
    said = words["when"].format(date=when, system=machine["system"], cores=machine["cores"])
    head = [words[key] for key in ("figure", "now", "limit", "held")]
    rows = [row(each) for each in measured["figures"] if each["limit"] is not None]
    table = markdown.table(head, rows)
    return f"{said}\n\n<div data-measured data-search-exclude markdown>\n\n{table}\n</div>\n"
