"""How many paths the last complete run of the tests followed in every form of the tree: what the page says of it.

`make update` writes it to ``docs/checked.json``.
"""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from publish.languages import ROOT

FILE = ROOT / "docs" / "checked.json"


@dataclass(frozen=True)
class Checked:
    """A run of the tests: the tree's version, how many paths were followed in every form, and the day."""

    version: str
    paths: int
    date: date


def load(path: Path = FILE) -> Checked:
    """Read the last run. Raises ``ValueError`` when there is none."""
    if not path.exists():
        raise ValueError(f"docs/{path.name} is missing; run `make update`")
    run = json.loads(path.read_text(encoding="utf-8"))
    return Checked(run["version"], run["paths"], date.fromisoformat(run["date"]))
