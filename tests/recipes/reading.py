"""A recipe is a heading of the third level, with steps that name files and folders, and a block of commands."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
FILES = (".md", ".py", ".toml", ".yml")


@dataclass(frozen=True)
class Recipe:
    """What stands under one heading, ``<…>`` filled in as whoever follows it would."""

    title: str
    steps: str
    commands: tuple[str, ...]

    def named(self) -> set[str]:
        """Return the files and folders that its steps name; a folder ends with a slash."""
        code = re.findall(r"`([^`\s]+)`", self.steps)
        return {each for each in code if "/" in each or each.endswith(FILES)}


def recipes(path: Path, section: str, names: Mapping[str, Mapping[str, str]]) -> dict[str, Recipe]:
    """Return the recipes of a section, by their title; ``names`` says what ``<…>`` stands for in each.

    A placeholder that is not in ``names`` stays as it is, so that nothing is found under it.
    """
    (text,) = re.findall(rf"(?ms)^## {re.escape(section)}\n(.*?)(?=^## |\Z)", path.read_text(encoding="utf-8"))
    parts = re.split(r"(?m)^### (.+)\n", text)
    return {
        title: _recipe(title, body, names.get(title, {})) for title, body in zip(parts[1::2], parts[2::2], strict=True)
    }


def _recipe(title: str, body: str, names: Mapping[str, str]) -> Recipe:
    for placeholder, name in names.items():
        body = body.replace(f"<{placeholder}>", name)
    lines = [line for block in BLOCK.findall(body) for line in block.splitlines()]
    return Recipe(title, BLOCK.sub("", body), tuple(line.partition(" #")[0].strip() for line in lines))


def holds(named: str, path: str) -> bool:
    """Tell whether a name in a recipe means a file: its path, a folder above it, or its bare name in any folder."""
    if named.endswith("/"):
        return path.startswith(named)
    return path == named or ("/" not in named and Path(path).name == named)


def unnamed(named: Collection[str], touched: Collection[str]) -> list[str]:
    """Return the files that were touched though no line names them."""
    return sorted(path for path in touched if not any(holds(name, path) for name in named))


def untouched(named: Collection[str], touched: Collection[str]) -> list[str]:
    """Return what a line names though nothing there was touched."""
    return sorted(name for name in named if not any(holds(name, path) for path in touched))
