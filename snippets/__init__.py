"""What readers copy, what its last run left beside it, and the one place that says what a snippet is.

A snippet is a file ``<name>.py``, or a folder ``<name>/`` whose ``lancar.py`` is started. ``results/<name>.json`` is
what its last rehearsal left, ``ajustes/<name>/`` the lines that an adjustment changes, and ``rosetta/`` the data of the
page on SDK v2, v3 and boto3.
"""

from pathlib import Path

FOLDER = Path(__file__).resolve().parent
LAUNCH = "lancar.py"
RESULTS = FOLDER / "results"
ADJUSTMENTS = FOLDER / "ajustes"
ROSETTA = FOLDER / "rosetta"
# One job in three forms, as files below FOLDER; the v3 form is the snippet of the script-mode page.
ROSETTA_FORMS = {"v2": "rosetta/com-sdk-v2.py", "v3": f"modo-script/{LAUNCH}", "boto3": "rosetta/com-boto3.py"}


def names(folder: Path = FOLDER) -> list[str]:
    """Return the names of all snippets below ``folder``, whether or not they ever ran."""
    files = [path.stem for path in folder.glob("*.py") if path.stem != "__init__"]
    return sorted(files + [path.parent.name for path in folder.glob(f"*/{LAUNCH}")])


def files(name: str, folder: Path = FOLDER) -> tuple[str, ...]:
    """Return a snippet's files as paths below ``folder``, the one to start first; none for an unknown name."""
    if (folder / f"{name}.py").is_file():
        return (f"{name}.py",)
    found = [path for path in (folder / name).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    launch_first = sorted(found, key=lambda path: (path.name != LAUNCH, path.as_posix()))
    return tuple(path.relative_to(folder).as_posix() for path in launch_first)


def launch_file(name: str, folder: Path = FOLDER) -> Path | None:
    """Return the file to start for a snippet's name, or None when there is no such snippet."""
    return folder / files(name, folder)[0] if name in names(folder) else None
