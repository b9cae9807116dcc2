"""Runs the programs of the errors, one after another, in one rehearsal; tests copy this folder first.

    programs/<error>.py   wrong() meets the error, right() is the same with what the page says to do
    told.json             written at the end: by error, what each half returned, and whether it raised

What a half prints, its job's lines and its traceback included, stands after a line `::<error> wrong|right`. A half ends
with its jobs: one that AWS is made to call failed trains on, and would take the program that the next half writes.
"""

import contextlib
import json
import runpy
import sys
import threading
import traceback
from pathlib import Path

import refusals
from common import JOBS

from tests.rehearsal.shared_clients import shared_clients


def main() -> None:
    """Run every program and write what it returned."""
    here, told = Path(__file__).parent, {}
    refusals.install()
    for path in sorted((here / "programs").glob("*.py")):
        told[path.stem] = record = {}
        for half in ("wrong", "right"):
            sys.stdout.write(f"::{path.stem} {half}\n")  # at once: a job's line would stand inside it
            try:
                record[half] = runpy.run_path(str(path))[half]()
            except Exception:
                record[f"{half} raised"] = True
                traceback.print_exc()
            for job in threading.enumerate():  # the rehearsal calls the thread of a job by its name
                if job.name.startswith(JOBS):
                    job.join()
    print("::", flush=True)
    (here / "told.json").write_text(json.dumps(told))


with contextlib.redirect_stderr(sys.stdout), shared_clients():
    main()
