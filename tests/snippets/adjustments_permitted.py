"""Writes snippets/ajustes/<snippet>/<adjustment>.json: what a snippet with an adjustment must be allowed.

    python -m tests.snippets.adjustments_permitted

All of them run, in two rehearsals: once allowed everything, which says what they need, and once more with that and
nothing else. A file is written only when something other than its date differs.
"""

import json
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
from tests.snippets.adjusting import PAIRS, TRAINED_AT_ALL, Happened, run_all

Policies = Mapping[tuple[str, str], Mapping[str, Any]]


def kept(snippet: str, adjustment: str) -> Path:
    """Return the file beside the lines of an adjustment."""
    return snippets.ADJUSTMENTS / snippet / f"{adjustment}.json"


def code(snippet: str, adjustment: str) -> list[str]:
    """Return the files whose run it was: those of the snippet, and the lines that change."""
    return [*snippets.files(snippet), f"{snippets.ADJUSTMENTS.name}/{snippet}/{adjustment}.diff"]


def rehearsed(folder: Path, policies: Policies | None = None) -> Mapping[str, Any]:
    """Rehearse every pair, to its end if it can train; return what is told of each, by ``snippet.adjustment``."""
    kinds = {"accepted": [pair for pair in PAIRS if pair not in TRAINED_AT_ALL], "trained": TRAINED_AT_ALL}
    with ThreadPoolExecutor() as pool:
        happened: list[Happened] = list(
            pool.map(lambda kind: run_all(kinds[kind], folder / kind, kind == "accepted", policies), kinds)
        )
    return {name: told for one, _, _ in happened for name, told in one.items()}


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
    """Run them and write what changed; return 1 if one of them does not run with what it is said to need."""
    with tempfile.TemporaryDirectory(prefix="adjusted-") as folder:
        free = rehearsed(Path(folder) / "free")
        results = {pair: result_of(free[".".join(pair)], pair) for pair in PAIRS}
        bound = rehearsed(Path(folder) / "bound", {pair: each["permissions"] for pair, each in results.items()})
    failed = False
    for pair, result in results.items():
        path, (one, two) = kept(*pair), (bound[".".join(pair)], free[".".join(pair)])
        if one["refused"] or last(one) != last(two):
            print(f"{path}: does not run with what it needs: {one['refused']}\n{one['wrong']}", file=sys.stderr)
            failed = True
        elif not path.is_file() or undated(json.loads(path.read_text(encoding="utf-8"))) != undated(result):
            path.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
            print(f"{path.relative_to(snippets.FOLDER.parent)}: written")
    return int(failed)


def last(told: Mapping[str, Any]) -> str:
    """Return how a launch file ended: the name of what it raised, or nothing."""
    return (told["wrong"] or "").strip().rpartition("\n")[2].partition(":")[0]


if __name__ == "__main__":
    sys.exit(main())
