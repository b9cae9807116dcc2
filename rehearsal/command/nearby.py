"""Where a module of the reader's own lies that a program does not find: beside it, above its folder, or below it."""

from collections.abc import Iterable, Iterator
from pathlib import Path

HIGHEST = 4  # folders above a program in which a module of the reader's own is looked for
SOURCES = "src"  # where many projects keep their packages


def beside(folder: Path, name: str) -> Iterator[str]:
    """Yield what lies in a folder, or in its SOURCES, and would be this module."""
    for path in (place / each for place in (folder, folder / SOURCES) for each in (f"{name}.py", name)):
        if path.is_file() or (path.is_dir() and any(path.glob("*.py"))):
            yield path.relative_to(folder).as_posix()


def above(folder: Path, name: str) -> Path | None:
    """Return the file or folder of this module in the nearest folder above, or None.

    A folder that the program itself lies in is one only as a package: programs lie in folders named as what they use.
    """
    for upper in list(folder.parents)[:HIGHEST]:
        for path in (upper / each for each in beside(upper, name)):
            if not folder.is_relative_to(path) or (path / "__init__.py").is_file():
                return path
    return None


def below(folder: Path, name: str, files: Iterable[Path]) -> Path | None:
    """Return the file or folder of this module in a folder below, by the Python files that go along, or None."""
    for file in files:
        *folders, last = file.relative_to(folder).parts
        parts = [*folders, last.removesuffix(".py")]
        if name in parts[1:]:
            depth = parts.index(name, 1)
            path = file if depth == len(folders) else folder.joinpath(*folders[: depth + 1])
            if not (path.parent / "__init__.py").is_file():  # in a package it has that package's name in front
                return path
    return None
