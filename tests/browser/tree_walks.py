"""An interpreter of the published tree, independent of ``decision/``: all it knows is the JSON's contract.

Only where the languages stand below the site's root is taken from there.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from decision.languages import LANGUAGES as DECLARED

SITE = Path(os.environ.get("SITE_DIR") or Path(__file__).resolve().parents[2] / "site").resolve()
LANGUAGES = {language.tag: language.prefix for language in DECLARED}  # where each stands below the site's root
Step = tuple[str, str]
Walk = tuple[tuple[Step, ...], str]


def published_tree() -> dict[str, Any]:
    """The tree of the built site. Read while tests are collected, since the paths name the tests."""
    path = SITE / "decision" / "tree.json"
    if not path.is_file():
        raise FileNotFoundError(f"{path} does not exist: run `make site` first, or name another site in SITE_DIR")
    return json.loads(path.read_text(encoding="utf-8"))


def walks(tree: dict[str, Any], question: str | None = None, steps: tuple[Step, ...] = ()) -> Iterator[Walk]:
    """Every sequence of answers from the root, and the outcome it ends in."""
    question = question or tree["root"]
    for answer in tree["questions"][question]["answers"]:
        taken = (*steps, (question, answer["id"]))
        if "outcome" in answer:
            yield taken, answer["outcome"]
        else:
            yield from walks(tree, answer["question"], taken)


def walks_by_beginning(tree: dict[str, Any], answers: int = 2) -> dict[str, list[Walk]]:
    """The walks, grouped by their first answers, in the order of the tree."""
    groups: dict[str, list[Walk]] = {}
    for steps, outcome in walks(tree):
        groups.setdefault(spell(steps[:answers]), []).append((steps, outcome))
    return groups


def count(tree: dict[str, Any], question: str) -> int:
    """How many walks start at a question, without walking them."""
    answers = tree["questions"][question]["answers"]
    return sum(1 if "outcome" in answer else count(tree, answer["question"]) for answer in answers)


def fragment(steps: tuple[Step, ...] | list[Step]) -> str:
    return "#" + "&".join(f"{question}={answer}" for question, answer in steps)


def spell(steps: tuple[Step, ...]) -> str:
    return "/".join(f"{question}={answer}" for question, answer in steps)
