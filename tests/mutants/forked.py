"""Runs pytest in processes that have loaded already what tests load from elsewhere: half of a short run is that.

They are forks of one process, which has loaded nothing of the repository: each takes it from the folder that it is
given. This module imports nothing of the repository either, for it is loaded in all of them.
"""

import gc
import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from multiprocessing.pool import Pool
from pathlib import Path

import pytest

# What is not installed is left out.
LOADED = """
    pytest _pytest.pytester xdist.plugin xdist.dsession pytest_timeout filelock hypothesis jsonschema
    playwright.sync_api lxml.html bs4 yaml markdown mkdocs.config babel.dates babel.numbers
    tinycss2 pikepdf botocore.session
"""
ROOT = Path(__file__).resolve().parents[2]


def pool(processes: int) -> Pool:
    """Return processes of which each runs pytest once and is replaced by a new one."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(LOADED.split())
    return context.Pool(processes, maxtasksperchild=1)


def run(folder: Path, arguments: Sequence[str], environment: Mapping[str, str]) -> "subprocess.CompletedProcess[str]":
    """Run pytest in a folder, as ``python -m pytest`` there would, with what it prints in ``stdout``."""
    # What came with this module is not the folder's.
    for name in [name for name, module in sys.modules.items() if _beside_this(getattr(module, "__file__", None))]:
        del sys.modules[name]
    sys.path[:] = [str(folder), *(place for place in sys.path if place and not _beside_this(f"{place}/"))]
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.dont_write_bytecode = bool(environment.get("PYTHONDONTWRITEBYTECODE"))
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        for stream in (sys.stdout, sys.stderr):
            os.dup2(said.fileno(), stream.fileno())
        gc.freeze()  # what is loaded stays; to look through it for what can go takes longer than many a test
        code = pytest.main([*arguments])
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        said.seek(0)
        return subprocess.CompletedProcess(arguments, code, said.read(), "")


def _beside_this(place: str | None) -> bool:
    """Whether a file or a folder is of the repository that this module is of."""
    return bool(place) and place.startswith(f"{ROOT}/") and "site-packages" not in place
