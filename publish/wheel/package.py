"""What the wheel holds: the rooms that a rehearsal needs, all below one package of its own.

In the repository the rooms are ``rehearsal``, ``symptoms`` and ``snippets``. Beside a reader's program a folder of such
a name may well lie, and would be imported in their place, or they in its place. In the wheel they are
``ensaio_sagemaker.rehearsal`` and so on, and every import of ours says so.
"""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

PACKAGE = "ensaio_sagemaker"
ROOMS = ("rehearsal", "symptoms", "snippets")
FOLDER = "ensaio"  # below the site's address
CONSTRAINTS = "constraints.txt"
PROJECT = "rehearsal/pyproject.toml"
# For contributors alone: they write what is committed. The forms of Rosetta, the adjustments and the tutorial are for
# the pages.
LEFT_OUT = (
    *(PROJECT, "rehearsal/command/results.py", "rehearsal/command/rosetta.py"),
    *("snippets/rosetta/com-boto3.py", "snippets/rosetta/com-sdk-v2.py", "snippets/rosetta/pedidos.json"),
    *("snippets/ajustes", "snippets/tutorial", "snippets/ruff.toml", "snippets/voices/ruff.toml"),
)
OF_SNIPPETS = (
    "snippets/__init__.py",
    "snippets/voices/",
    "snippets/curves/",
)  # the code of that room; the rest is copied
ABOUT = '"""Rehearses training on Amazon SageMaker on your own computer; see rehearsal/."""\n'


class PackageError(ValueError):
    """A file cannot go into the wheel; the message names it and what to do."""


def wheel_name(root: Path) -> str:
    """Return the name of the wheel, which stays until somebody raises the version: an old link still installs."""
    project = tomllib.loads((root / PROJECT).read_text(encoding="utf-8"))["project"]
    return f"{PACKAGE}-{project['version']}-py3-none-any.whl"


def addresses(root: Path, site: str) -> dict[str, str]:
    """Return what a page asks for by name to install the rehearsal; `site` is the address of the site, with its /."""
    return {"ensaio-wheel": f"{site}{FOLDER}/{wheel_name(root)}", "ensaio-constraints": f"{site}{FOLDER}/{CONSTRAINTS}"}


def contents(root: Path) -> dict[str, bytes]:
    """Return every file of the package, by its path in the wheel, sorted.

    Raises:
        PackageError: for an import that cannot be renamed.
    """
    found = {f"{PACKAGE}/__init__.py": ABOUT.encode()}
    for path in _files(root):
        name, content = path.relative_to(root).as_posix(), path.read_bytes()
        if path.suffix == ".py" and (not name.startswith("snippets/") or name.startswith(OF_SNIPPETS)):
            content = renamed(content.decode(), name).encode()  # what readers copy stays as it is, byte by byte
        found[f"{PACKAGE}/{name}"] = content
    return dict(sorted(found.items()))


def _files(root: Path) -> Iterator[Path]:
    left_out = [root / name for name in LEFT_OUT]
    for room in ROOMS:
        for path in sorted((root / room).rglob("*")):
            hidden = "__pycache__" in path.parts or path.suffix == ".pyc"
            if path.is_file() and not hidden and not any(map(path.is_relative_to, left_out)):
                yield path


def renamed(source: str, name: str = "") -> str:
    """Return a module of ours with its imports of the rooms as they are in the wheel; nothing else changes.

    Raises:
        PackageError: for a form of import that would bind another name than before.
    """
    lines = source.splitlines(keepends=True)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module and _room(node.module) in ROOMS and not node.level:
            _replace(lines, node, f"from {node.module} ", f"from {PACKAGE}.{node.module} ")
        elif isinstance(node, ast.Import) and any(_room(alias.name) in ROOMS for alias in node.names):
            if len(node.names) > 1 or "." in node.names[0].name:
                raise PackageError(f"{name}, line {node.lineno}: write `from … import …`, one room in a statement")
            _replace(lines, node, "import ", f"from {PACKAGE} import ")
    return "".join(lines)


def _room(module: str) -> str:
    return module.partition(".")[0]


def _replace(lines: list[str], node: ast.stmt, old: str, new: str) -> None:
    line, start = node.lineno - 1, node.col_offset
    before = lines[line].encode()
    assert before[start:].startswith(old.encode()), before
    lines[line] = (before[:start] + new.encode() + before[start + len(old) :]).decode()
