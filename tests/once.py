"""What takes long is made once for all workers of pytest-xdist, by whichever asks first; the others wait for it.

The pattern is that of pytest-xdist's guide, "Making session-scoped fixtures execute only once".
"""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

OnceForAllWorkers = Callable[[str, Callable[[Path], Any]], tuple[Any, Path]]


@pytest.fixture(scope="session")
def once_for_all_workers(tmp_path_factory: pytest.TempPathFactory) -> OnceForAllWorkers:
    """Make something under a name: `make` is given a folder that does not exist yet, and returns JSON's types.

    Returns what it returned, and that folder. What raises is not kept: whoever asks next tries again.
    """
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def once(name: str, make: Callable[[Path], Any]) -> tuple[Any, Path]:
        kept, folder = shared / f"{name}.once.json", shared / name
        with FileLock(shared / f"{name}.lock"):
            if not kept.is_file():
                kept.write_text(json.dumps(make(folder)))
        return json.loads(kept.read_text()), folder

    return once
