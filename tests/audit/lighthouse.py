"""Asks Lighthouse about pages: the score of each category, from 0 to 100, and what takes points away."""

import json
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.audit.tools import FOLDER, MODULES
from tests.browser.chromium import find
from tests.browser.conftest import ARGS

SCRIPT = Path(__file__).with_name("lighthouse.mjs")
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
    return _verdict(json.loads(subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout))


def ask_all(addresses: Sequence[str], categories: Sequence[str]) -> Iterator[tuple[str, Verdict]]:
    """Give what Lighthouse says of each of many pages on a phone, as soon as it does, with its address.

    All are opened in one Chromium. Raises ``CalledProcessError`` when it cannot look at one.
    """
    here = FOLDER / SCRIPT.name  # beside the modules that it imports
    here.write_bytes(SCRIPT.read_bytes())
    asked = {"program": find(), "flags": ["--headless", *ARGS], "addresses": addresses, "categories": categories}
    command = ["node", str(here)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(json.dumps(asked))
        process.stdin.close()
        for line in process.stdout:
            told = json.loads(line)
            assert not told["failed"], told["failed"]
            yield told["address"], _verdict(told)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)


def _verdict(told: Mapping[str, Any]) -> Verdict:
    found = told["categories"]
    failed = {
        id_: [
            each["id"]
            for each in found[id_]["auditRefs"]
            if each["weight"]
            and (told["audits"][each["id"]]["score"] or 0) < 1
            and told["audits"][each["id"]]["scoreDisplayMode"] not in ("notApplicable", "manual", "informative")
        ]
        for id_ in found
    }
    return Verdict({id_: round(100 * found[id_]["score"]) for id_ in found}, failed)
