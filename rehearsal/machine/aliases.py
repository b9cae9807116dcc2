"""Packages that are installed here by another name: the pip of a job finds them by the name that everybody asks for.

On AWS a requirements.txt that says ``xgboost`` is met. Here that module comes from xgboost-cpu, which leaves NVIDIA's
libraries out, and pip would not know that it is the same.
"""

import os
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from rehearsal.machine.images import Program

OTHER_NAMES = {"xgboost": "xgboost-cpu", "tensorflow": "tensorflow-cpu", "opencv-python": "opencv-python-headless"}
INSIDE = "/opt/aliases"


def installed(name: str) -> str | None:
    """Return the version of a package that is here, by that name or by the other, or None."""
    return _by_itself(name) or _by_itself(OTHER_NAMES.get(name, name))


def added(program: Program, folder: Path) -> Program:
    """Return a program whose Python also knows those packages by the names asked for; `folder` is scratch space."""
    names = [name for name in OTHER_NAMES if not _by_itself(name) and installed(name)]
    for name in names:
        made = folder / "aliases" / f"{name.replace('-', '_')}-{installed(name)}.dist-info"
        made.mkdir(parents=True)
        (made / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {installed(name)}\n")
    if not names:
        return program
    path = os.pathsep.join(filter(None, [program.env.get("PYTHONPATH"), INSIDE]))
    return replace(
        program, env={**program.env, "PYTHONPATH": path}, files={**program.files, INSIDE: folder / "aliases"}
    )


def _by_itself(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
