"""What a rehearsal takes over the plain script, run again on the same computer: the SDK, AWS's stand-ins, the walls.

Of a script that does next to nothing, of one that prints a hundred thousand lines, and of one with a large model: what
the rehearsal adds should be about the same for all of them.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from publish.languages import ROOT
from tests.bench.figures import Figure
from tests.bench.scripts import SCRIPTS

RUNS = 3  # after a first one, which fills what is kept from run to run


def figures() -> list[Figure]:
    """Run each script plainly and rehearsed, and return how many seconds the second takes longer."""
    found = []
    for name, script in SCRIPTS.items():
        with TemporaryDirectory() as scratch:
            file = Path(scratch) / "treino.py"
            file.write_text(script, encoding="utf-8")
            rehearsed = _seconds([sys.executable, "-m", "rehearsal", str(file), "--work", f"{scratch}/work"], scratch)
            found.append(Figure("rehearsal", name, "s", rehearsed - _seconds([sys.executable, str(file)], scratch)))
    return found


def _seconds(command: list[str], scratch: str) -> float:
    """Return the median of what a command takes, after a first time. Raises CalledProcessError when it fails."""
    environment = os.environ | {"SM_MODEL_DIR": scratch, "PYTHONUNBUFFERED": "1"}  # as in AWS's images
    taken = []
    for _ in range(1 + RUNS):
        began = time.monotonic()
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
        taken.append(time.monotonic() - began)
    return statistics.median(taken[1:])
