"""Runs snippets with the lines of their adjustments: several in one rehearsal, through adjusted.py."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from snippets import FOLDER as SNIPPETS
from tests.rehearsal.rehearsing import run_rehearsal

DIFFS = SNIPPETS / "ajustes"
PAIRS = sorted((path.parent.name, path.stem) for path in DIFFS.glob("*/*.diff"))
# What only AWS could train.
ONLY_ACCEPTED = ("jumpstart-tarefa", "ajuste-em-job", "ajuste-serverless")
# A first run of less, as if interrupted: what is replaced in the launch file, and what its last line of progress is.
INTERRUPTED = {
    "modo-script": ('"n_estimators": 100', '"n_estimators": 30', r"arvores=(\d+)", 30, [40, 50, 60, 70, 80, 90, 100]),
    "conteiner-proprio": ('"epochs": 15', '"epochs": 5', r"epoca=(\d+)", 4, list(range(5, 15))),
}
# What a rehearsal told: of each version what it asked for and what went wrong, and its output; of each job its report.
Happened = tuple[dict[str, Any], dict[str, str], dict[str, Any]]
Pair = tuple[str, str]


def changed(snippet: str, adjustment: str, folder: Path) -> Path:
    """Apply an adjustment to a copy of its snippet in `folder`; return the folder that holds its lancar.py."""
    folder.mkdir(parents=True)
    if (SNIPPETS / snippet).is_dir():
        shutil.copytree(SNIPPETS / snippet, folder / snippet, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(SNIPPETS / f"{snippet}.py", folder)
    diff = DIFFS / snippet / f"{adjustment}.diff"
    subprocess.run(["git", "apply", "--verbose", str(diff)], cwd=folder, check=True, capture_output=True)
    if not (folder / snippet).is_dir():
        (folder / snippet).mkdir()
        (folder / f"{snippet}.py").rename(folder / snippet / "lancar.py")
    return folder / snippet


def run_all(
    pairs: Iterable[Pair],
    folder: Path,
    accept_only: bool,
    policies: Mapping[Pair, Mapping[str, Any]] | None = None,
    interrupt: bool = False,
) -> Happened:
    """Rehearse some versions in one process, and return what happened.

    accept_only: nothing is trained. policies: what each may, or everything. interrupt: those of INTERRUPTED run twice
    on spot, at first for less.
    """
    stage = folder / "stage"
    stage.mkdir(parents=True)
    (stage / "policies").mkdir()
    if accept_only:
        (stage / "accept-only").touch()
    for order, (snippet, adjustment) in enumerate(sorted(pairs, key=lambda pair: pair[::-1])):
        version = stage / "versions" / f"{order:02}b-{snippet}.{adjustment}"
        shutil.move(changed(snippet, adjustment, folder / f"{snippet}.{adjustment}"), version)
        names = [f"{snippet}.{adjustment}"]
        if interrupt and adjustment == "spot" and snippet in INTERRUPTED:
            old, new = INTERRUPTED[snippet][:2]
            first = shutil.copytree(version, version.with_name(f"{order:02}a-{snippet}.interrupted")) / "lancar.py"
            first.write_text(first.read_text().replace(old, new))
            names.append(f"{snippet}.interrupted")
        for name in names if policies is not None else []:
            (stage / "policies" / f"{name}.json").write_text(json.dumps(policies[snippet, adjustment]))
    launch = shutil.copy(Path(__file__).with_name("adjusted.py"), stage)
    run = run_rehearsal(folder / "work", str(launch), "--region", "", "--search-jobs", "1")
    told = stage / "told.json"
    assert told.is_file(), run.stdout + run.stderr
    parts = dict(re.findall(r"^::\d+\w-(\S+)\n(.*?)(?=^::|\n── )", run.stdout, re.MULTILINE | re.DOTALL))
    jobs = {job["name"]: job for job in run.report["jobs"]}
    return json.loads(told.read_text()), parts, jobs
