"""Writes snippets/ajustes/<snippet>/<adjustment>.json: what a snippet with an adjustment must be allowed.

    python -m tests.snippets.adjustments_permitted

All of them run, to their end where they can train, and are allowed everything: what they then do says what they need.
That they run with it and nothing else, and with nothing less, is in test_adjustments.py and test_removals.py. A file
is written only when something other than its date differs.
"""

import json
import os
import sys
import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import snippets
from rehearsal.command.report import VARYING
from rehearsal.command.results import undated
from rehearsal.wire import permissions
from rehearsal.wire.replies import ACCOUNT
from tests.snippets.adjusting import ONLY_ACCEPTED, PAIRS, run_all


def kept(snippet: str, adjustment: str) -> Path:
    """Return the file beside the lines of an adjustment."""
    return snippets.ADJUSTMENTS / snippet / f"{adjustment}.json"


def code(snippet: str, adjustment: str) -> list[str]:
    """Return the files whose run it was: those of the snippet, and the lines that change."""
    return [*snippets.files(snippet), f"{snippets.ADJUSTMENTS.name}/{snippet}/{adjustment}.diff"]


def rehearsed(folder: Path) -> Mapping[str, Any]:
    """Rehearse every pair, to its end if it can train; return what is told of each, by ``snippet.adjustment``."""
    groups = [[pair for pair in PAIRS if pair[0] == name] for name in sorted({name for name, _ in PAIRS})]

    def one(group: list[tuple[str, str]]) -> dict[str, Any]:
        name = group[0][0]
        return run_all(group, folder / name, name in ONLY_ACCEPTED)[0]

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return {name: told for happened in pool.map(one, groups) for name, told in happened.items()}


def result_of(told: Mapping[str, Any], pair: tuple[str, str]) -> dict[str, Any]:
    """Return what is kept of a run that was allowed everything."""
    varying = [instead for _, instead in VARYING]
    inside = [(method, target) for method, target in told["inside"]]
    result = {
        "snippet": pair[0],
        "adjustment": pair[1],
        "sdk": version("sagemaker"),
        "date": date.today().isoformat(),
        "permissions": permissions.documents(told["calls"], inside, ACCOUNT, varying),
        "code": snippets.digest(code(*pair)),
    }
    return snippets.sealed(result)


def main() -> int:
    """Run them and write what changed; return 1 if one of them does not run to its end."""
    with tempfile.TemporaryDirectory(prefix="adjusted-") as folder:
        happened = rehearsed(Path(folder))
    failed = False
    for pair in PAIRS:
        path, told = kept(*pair), happened[".".join(pair)]
        if told["wrong"]:
            print(f"{path}: does not run to its end\n{told['wrong']}", file=sys.stderr)
            failed = True
            continue
        result = result_of(told, pair)
        if not path.is_file() or undated(json.loads(path.read_text(encoding="utf-8"))) != undated(result):
            path.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
            print(f"{path.relative_to(snippets.FOLDER.parent)}: written")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
