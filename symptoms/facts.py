"""Numbers that can change: texts of symptoms ask for them by name, ``{{ job-hyperparameters }}``, as pages do.

``facts.toml`` here is a link to ``docs/facts.toml``, where each stands once, with its source. A day is none of them:
each language writes it its own way, which only the site knows.
"""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

PLACE = re.compile(r"\{\{ *([\w-]*) *\}\}")


def read(path: Path) -> dict[str, str]:
    """Return each number of the file, as digits, by its name; none when there is no such file.

    Raises:
        tomllib.TOMLDecodeError: when it is no TOML.
    """
    if not path.is_file():
        return {}
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: str(each["value"]) for name, each in table.get("numbers", {}).items()}


def unknown(text: str, facts: Mapping[str, str]) -> list[str]:
    """Return the names that a text asks for and that there are not."""
    return [name for name in PLACE.findall(text) if name not in facts]


def filled(text: str, facts: Mapping[str, str]) -> str:
    """Return a text with the number in each of its places."""
    return PLACE.sub(lambda place: facts[place[1]], text)
