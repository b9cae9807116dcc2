"""Writes snippets/results/<name>.json: what the page beside a snippet shows, taken from a fresh rehearsal.

Every snippet is rehearsed in a process of its own, on a computer without a default Region. A file is written
only when something other than the date differs, so running this again without a change in behaviour leaves
everything as it is.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import snippets
from rehearsal.words import say
from snippets import RESULTS, voices

REPOSITORY = Path(__file__).resolve().parents[2]
KEPT = (
    "name",
    "degree",
    "stand_ins",
    "score",
    "curves",
    "sdk",
    "boto3",
    "versions",
    "date",
    "output",
    "requests",
    "permissions",
)
PLACE_DEPENDENT = "rewritten-paths"  # a stand-in of this computer, not of the snippet


def rehearse(name: str, *options: str) -> tuple[subprocess.CompletedProcess[str], dict[str, Any]]:
    """Rehearse a snippet in a process of its own; return how that process ended and its report."""
    with tempfile.TemporaryDirectory(prefix="capture-") as folder:
        report = Path(folder) / "report.json"
        command = [sys.executable, "-m", "rehearsal", name, "--work", f"{folder}/work", "--region", ""]
        command += ["--language", voices.SOURCE]  # whose words are translated, whoever runs this
        done = subprocess.run(
            [*command, "--report", str(report), *options], cwd=REPOSITORY, capture_output=True, text=True
        )
        return done, json.loads(report.read_text()) if report.is_file() else {}


def rehearse_with(policies: dict[str, Any], name: str) -> tuple[subprocess.CompletedProcess[str], dict[str, Any]]:
    """Rehearse a snippet with these policies and nothing more, as a reader who takes them from the page will."""
    with tempfile.TemporaryDirectory(prefix="policies-") as folder:
        file = Path(folder) / "policies.json"
        file.write_text(json.dumps(policies), encoding="utf-8")
        return rehearse(name, "--permissions", str(file))


def result_of(report: dict[str, Any]) -> dict[str, Any]:
    """Return the part of a report on a snippet that is kept, with the digests of the code that ran and of itself."""
    result = {key: report[key] for key in KEPT if key in report}  # "sdk" or "boto3"
    result["stand_ins"] = [each for each in result["stand_ins"] if each != PLACE_DEPENDENT]
    return snippets.sealed({**result, "code": snippets.digest(snippets.files(report["name"]))})


def undated(result: dict[str, Any]) -> dict[str, Any]:
    """Return a result without what says nothing of the snippet: its day, its Python, and the seal of all of it."""
    versions = {name: version for name, version in result.get("versions", {}).items() if name != "python"}
    return {key: value for key, value in result.items() if key not in ("date", "seal")} | {"versions": versions}


def update(names: Sequence[str]) -> int:
    """Rehearse the snippets and rewrite their results where they changed; 1 if a rehearsal failed, else 0."""
    RESULTS.mkdir(exist_ok=True)
    failed = False
    for name in names:
        done, report = rehearse(name, "--permissions", "none")  # what it needs comes of what it does when it may
        if not done.returncode and "unknown" not in report["permissions"]:
            done, report = rehearse_with(report["permissions"], name)
        if done.returncode or not report:
            print(say("results.failed", name=name), done.stdout, done.stderr, sep="\n", file=sys.stderr)
            failed = True
            continue
        if "unknown" in report["permissions"]:
            print(f"{name}: {report['permissions']['unknown']}", file=sys.stderr)
            failed = True
            continue
        path, result = RESULTS / f"{name}.json", result_of(report)
        if path.is_file() and undated(json.loads(path.read_text())) == undated(result):
            print(say("results.unchanged", name=name, degree=result["degree"]))
            continue
        path.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n")
        print(say("results.written", name=name, degree=result["degree"], path=path.relative_to(REPOSITORY)))
    return int(failed)
