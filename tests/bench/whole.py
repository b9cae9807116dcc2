"""Everything from nothing, as ``make site`` builds it: how long it takes, how much memory, and again without a change.

A copy of what a build reads is built, so that the site at hand and what was kept of it stay as they are.
"""

import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from tests.bench.figures import Figure
from tests.building import copy

MIB = 2**20
EVERY = 0.25  # seconds between two looks at the memory


def figures() -> list[Figure]:
    """Build twice, and return what the two took."""
    with TemporaryDirectory() as scratch:
        folder = copy(Path(scratch) / "repository")
        seconds, most = _built(folder)
        again, _ = _built(folder)
    return [
        Figure("nothing", "", "s", seconds),
        Figure("memory", "", "MiB", most / MIB),
        Figure("again", "", "s", again),
    ]


def _built(folder: Path) -> tuple[float, float]:
    """Return the seconds that a build takes, and the most bytes that all its processes had together."""
    began, most = time.monotonic(), 0.0
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    with subprocess.Popen(
        [sys.executable, "-m", "publish"], cwd=folder, env=environment, stdout=subprocess.DEVNULL
    ) as build:
        while build.poll() is None:
            most = max(most, _memory(psutil.Process(build.pid)))
            time.sleep(EVERY)
    if build.returncode:
        raise ChildProcessError(f"the build of a copy ended with {build.returncode}; what it said stands above")
    return time.monotonic() - began, most


def _memory(process: psutil.Process) -> float:
    """Return the bytes that a process and those below it have; what they share counts once, where the system tells."""
    total = 0.0
    try:
        for each in (process, *process.children(recursive=True)):
            info = each.memory_full_info()
            total += getattr(info, "pss", info.uss)
    except psutil.NoSuchProcess:
        pass  # it ended while we looked
    return total
