"""Everything from nothing, as ``make site`` builds it: how long it takes, how much memory, and again without a change.

Copies of what a build reads are built, so that the site at hand and what was kept of it stay as they are.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from tests.bench.figures import Figure
from tests.building import copy

MIB = 2**20
EVERY = 0.25  # seconds between two looks at the memory


def figures(found: Iterable[Figure] = ()) -> list[Figure]:
    """Build, again without a change, and anew under watch; return what they took.

    Args:
        found: what was measured in the same run before.
    """
    with TemporaryDirectory() as scratch:
        folder = copy(Path(scratch) / "repository")
        seconds, again = _seconds(folder), _seconds(folder)
        most = _most_memory(copy(Path(scratch) / "watched"))
    nothing = Figure("nothing", "", "s", seconds)
    return [
        nothing,
        *pace([*found, nothing]),
        Figure("memory", "", "MiB", most / MIB),
        Figure("again", "", "s", again),
    ]


def pace(found: Iterable[Figure]) -> list[Figure]:
    """Return how often bare Material could build the pages in the seconds that everything takes from nothing.

    Args:
        found: what was measured; without one of the two, nothing is returned.
    """
    took = {each.measure: each.now for each in found if each.measure == "nothing" or each.of == "x1"}
    nothing, bare = took.get("nothing"), took.get("bare")
    return [Figure("pace", "", "times", nothing / bare)] if nothing and bare else []


def _seconds(folder: Path) -> float:
    """Return the seconds that a build takes by itself, not while its memory is watched."""
    began = time.monotonic()
    with _building(folder):
        pass
    return time.monotonic() - began


def _most_memory(folder: Path) -> float:
    """Return the most bytes that all processes of a build had together."""
    most = 0.0
    with _building(folder) as build:
        while build.poll() is None:
            most = max(most, _memory(psutil.Process(build.pid)))
            time.sleep(EVERY)
    return most


@contextmanager
def _building(folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """Build what is in a folder. Raises ``ChildProcessError`` when the build fails."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    with subprocess.Popen(
        [sys.executable, "-m", "publish"], cwd=folder, env=environment, stdout=subprocess.DEVNULL
    ) as build:
        yield build
    if build.returncode:
        raise ChildProcessError(f"the build of a copy ended with {build.returncode}; what it said stands above")


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
