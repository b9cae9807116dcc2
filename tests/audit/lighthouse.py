"""Asks Lighthouse about one page: the score of each category, from 0 to 100, and what takes points away."""

import json
import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

from tests.audit.tools import MODULES
from tests.browser.chromium import find
from tests.browser.conftest import ARGS

PHONE, DESKTOP = ("--form-factor=mobile", "--screenEmulation.mobile"), ("--preset=desktop",)


@dataclass(frozen=True)
class Verdict:
    """The score of each category by its id, and the id of each audit that does not hold, by category."""

    scores: dict[str, int]
    failed: dict[str, list[str]]


def ask(address: str, categories: Sequence[str], device: Sequence[str] = PHONE) -> Verdict:
    """Return what Lighthouse says of a page. Raises ``CalledProcessError`` when it cannot look at it."""
    command = ["node", str(MODULES / "lighthouse/cli/index.js"), address, "--output=json", "--quiet"]
    command += [f"--only-categories={','.join(categories)}", *device, "--max-wait-for-load=90000"]
    command += [f"--chrome-flags=--headless {' '.join(ARGS)}"]
    env = {**os.environ, "CHROME_PATH": find() or ""}
    told = json.loads(subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout)
    found = told["categories"]
    failed = {
        id_: [
            each["id"]
            for each in found[id_]["auditRefs"]
            if each["weight"]
            and (told["audits"][each["id"]]["score"] or 0) < 1
            and told["audits"][each["id"]]["scoreDisplayMode"] not in ("notApplicable", "manual", "informative")
        ]
        for id_ in categories
    }
    return Verdict({id_: round(100 * found[id_]["score"]) for id_ in categories}, failed)
