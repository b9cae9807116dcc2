"""What readers copy, what its last run left beside it, and what a snippet is.

A snippet is a file ``<name>.py``, or a folder ``<name>/`` whose ``lancar.py`` is
started. ``results/<name>.json`` is what its last rehearsal left, and ``words/`` says
what the ids in it mean; ``ajustes/<name>/`` holds the lines that an adjustment changes
and what it then must be allowed, ``rosetta/`` the data of the page on SDK v2, v3 and
boto3, ``tutorial/`` the files that the tutorial has its reader write, a folder for
each of its pages, ``voices/`` the words of all of them in the other languages, and
``curves/`` draws how a metric of a run went.

What a run left carries the digest of the code that ran (``code``) and of itself
(``seal``): one that is older than its snippet, or was edited by hand, is told apart
without running anything.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
LAUNCH = "lancar.py"
RESULTS = FOLDER / "results"
WORDS = FOLDER / "words"
ADJUSTMENTS = FOLDER / "ajustes"
ROSETTA = FOLDER / "rosetta"
TUTORIAL = FOLDER / "tutorial"
SEEN = TUTORIAL / "seen"  # what the reader of a language then sees, shortened by "…"
# One job in three forms, as files below FOLDER; the v3 form is the snippet of the
# script-mode page.
ROSETTA_FORMS = {
    "v2": "rosetta/com-sdk-v2.py",
    "v3": f"modo-script/{LAUNCH}",
    "boto3": "rosetta/com-boto3.py",
}


def names(folder: Path = FOLDER) -> list[str]:
    """Return the names of all snippets below ``folder``, whether or not they ran."""
    files = [path.stem for path in folder.glob("*.py") if path.stem != "__init__"]
    return sorted(files + [path.parent.name for path in folder.glob(f"*/{LAUNCH}")])


def files(name: str, folder: Path = FOLDER) -> tuple[str, ...]:
    """Return a snippet's files as paths below ``folder``, the one to start first.

    An unknown name has none.
    """
    if (folder / f"{name}.py").is_file():
        return (f"{name}.py",)
    found = list(_written(folder / name))
    found.sort(key=lambda path: (path.name != LAUNCH, path.as_posix()))
    return tuple(path.relative_to(folder).as_posix() for path in found)


def _written(folder: Path) -> Iterator[Path]:
    """Yield what was written below a folder, not what Python leaves beside it."""
    for path in folder.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path


def tutorial_files(folder: Path = FOLDER) -> list[str]:
    """Return the files that the tutorial has its reader write, below ``folder``."""
    seen = folder / SEEN.relative_to(FOLDER)
    found = _written(folder / TUTORIAL.name)
    paths = [path for path in found if not path.is_relative_to(seen)]
    return sorted(path.relative_to(folder).as_posix() for path in paths)


def seen(language: str) -> dict[str, str]:
    """Return what the reader of the tutorial sees, by the path a page includes."""
    found = sorted((SEEN / language).glob("*.txt"))
    return {
        f"{SEEN.relative_to(FOLDER).as_posix()}/{path.name}": path.read_text("utf-8")
        for path in found
    }


def launch_file(name: str, folder: Path = FOLDER) -> Path | None:
    """Return the file to start for a snippet's name, or None for an unknown one."""
    return folder / files(name, folder)[0] if name in names(folder) else None


def words(language: str) -> dict[str, dict[str, str]]:
    """Return what the ids in a result are called in a language, by kind of id.

    They are in the order in which they are told.

    Raises:
        FileNotFoundError: for a language that they are not written in.
    """
    return tomllib.loads((WORDS / f"{language}.toml").read_text(encoding="utf-8"))


def digest(paths: Iterable[str], folder: Path = FOLDER) -> str:
    """Return the SHA-256 of some files below ``folder``, in hexadecimal.

    Names and contents count, and their order does not.

    Raises:
        FileNotFoundError: when one of them is not there.
    """
    whole = hashlib.sha256()
    for path in sorted(paths):
        content = hashlib.sha256((folder / path).read_bytes()).hexdigest()
        whole.update(f"{path}\0{content}\0".encode())
    return whole.hexdigest()


def sealed(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a run left with its seal at the end.

    The seal is the SHA-256 of all the rest of it, in hexadecimal.
    """
    rest = {key: value for key, value in record.items() if key != "seal"}
    text = json.dumps(rest, ensure_ascii=False, sort_keys=True)
    return {**rest, "seal": hashlib.sha256(text.encode()).hexdigest()}


def faults(
    record: Mapping[str, Any], paths: Iterable[str], folder: Path = FOLDER
) -> list[str]:
    """Return a sentence for each fault of what a run of the code in ``paths`` left."""
    as_it_ran = record.get("code") == digest(paths, folder)
    told = [] if as_it_ran else ["the code has changed since it ran"]
    return told if record == sealed(record) else [*told, "it was changed by hand"]
