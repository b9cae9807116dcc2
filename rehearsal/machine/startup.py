"""What each Python process of a job does as it starts: a sitecustomize.py in a folder that comes first on its path."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from rehearsal.machine import contents
from rehearsal.machine.contents import Contents
from rehearsal.machine.inside import guard, image_packages

INSIDE = "/opt/ensaio"  # the folder, where a host has a root of its own
MODULE = "sitecustomize.py"


def write(folder: Path, has: Contents | None, guards: Sequence[str] = ()) -> None:
    """Write what is to happen into a new folder: ``guards`` are calls of the guard, ``has`` what the image has."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = [Path(guard.__file__).read_text(encoding="utf-8"), *guards] if guards else []
    if has:
        # A module of its own: its frames are told by its file's name, and its names are not those of the guard.
        name = Path(image_packages.__file__).name
        (folder / name).write_text(Path(image_packages.__file__).read_text(encoding="utf-8"), encoding="utf-8")
        told = sorted(has.packages), contents.distributions(), has.sure
        parts.append(f"import {Path(name).stem}\n{Path(name).stem}.hold({', '.join(map(repr, told))})")
    (folder / MODULE).write_text("\n".join([*parts, ""]), encoding="utf-8")


def variables(folder: str, inherited: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that make every Python start with what is in the folder."""
    return {"PYTHONPATH": os.pathsep.join(filter(None, [folder, inherited.get("PYTHONPATH", "")]))}


def noted(folder: Path) -> set[str]:
    """Return the modules that a program imported and that its image may not have."""
    file = folder / image_packages.NOTED
    return set(file.read_text(encoding="utf-8").split()) if file.is_file() else set()
