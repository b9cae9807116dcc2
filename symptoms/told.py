"""What is known of a symptom beyond what it is and what to do: its versions, its look-alikes, where it was seen."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from symptoms.model import Symptom

WORDS = Path(__file__).parent / "text" / "command"


@cache
def words(language: str) -> Mapping[str, str]:
    """Return what the command line says, in a language of ``text/``."""
    return tomllib.loads((WORDS / f"{language}.toml").read_text(encoding="utf-8"))


def more(symptom: Symptom, known: Iterable[Symptom], language: str) -> list[str]:
    """Return a line for each thing that is known: of which versions, mended in which, what it is not, where seen.

    known: every symptom, for the names of those with which it could be confused.
    """
    say, names = words(language), {each.id: each.words[language].name for each in known}
    looks_like = [f"{names[other]} ({other})" for other in symptom.confusable]
    told = {
        "affects": symptom.affects,
        "fixed": symptom.fixed,
        "confusable": "; ".join(looks_like),
        "sources": " ".join(symptom.sources),
    }
    lines = [f"{say[key]} {value}" for key, value in told.items() if value]
    return lines if symptom.sources else [*lines, say["produced"]]
