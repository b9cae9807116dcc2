"""Where a module of the reader's own lies that a program does not find: beside it, or in a folder above its own."""

from collections.abc import Iterator
from pathlib import Path

HIGHEST = 4  # folders above a program in which a module of the reader's own is looked for


def beside(folder: Path, name: str) -> Iterator[str]:
    """Yield what lies in a folder and would be this module."""
    for path in (folder / f"{name}.py", folder / name):
        if path.is_file() or (path.is_dir() and any(path.glob("*.py"))):
            yield path.name


def above(folder: Path, name: str) -> Path | None:
    """Return the file or folder of this module in the nearest folder above, or None.

    A folder that the program itself lies in is one only as a package: programs lie in folders named as what they use.
    """
    for upper in list(folder.parents)[:HIGHEST]:
        for path in (upper / each for each in beside(upper, name)):
            if not folder.is_relative_to(path) or (path / "__init__.py").is_file():
                return path
    return None
