"""Runs the programs of the errors, one after another, in one rehearsal; tests copy this folder first.

    programs/<error>.py   wrong() meets the error, right() is the same with what the page says to do
    told.json             written at the end: by error, what each half returned, and whether it raised

What a half prints, its job's lines and its traceback included, stands after a line `::<error> wrong|right`.
"""

import contextlib
import json
import runpy
import sys
import traceback
from pathlib import Path

import refusals

from tests.rehearsal.shared_clients import shared_clients


def main() -> None:
    """Run every program and write what it returned."""
    here, told = Path(__file__).parent, {}
    refusals.install()
    for path in sorted((here / "programs").glob("*.py")):
        told[path.stem] = record = {}
        for half in ("wrong", "right"):
            print(f"::{path.stem} {half}", flush=True)
            try:
                record[half] = runpy.run_path(str(path))[half]()
            except Exception:
                record[f"{half} raised"] = True
                traceback.print_exc()
    print("::", flush=True)
    (here / "told.json").write_text(json.dumps(told))


with contextlib.redirect_stderr(sys.stdout), shared_clients():
    main()
