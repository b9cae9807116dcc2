"""Which image of AWS's a training script would need, from its imports, and which of them that image lacks.

What is in the images, machine/contents.py tells. Only what a script surely imports when it runs counts as needed:
what stands under a condition, in a function that is not called as it starts, or in a `try` that provides for its
absence, may never be asked for.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rehearsal.command.kinds import imports, root
from rehearsal.machine.contents import Image, distribution, images, installed_by
from rehearsal.machine.inside.image_packages import required

CALLS_PIP = re.compile(r"""\bpip3?\b["', \[]+install\b|\bpip(?:\._internal)?(?:\.cli)?\.main\b|\bpipmain\b""")
OF_AWS = re.compile(r"\d{12}\.dkr\.ecr\..+/.+")  # an address in a registry, as image_uris answers it


@dataclass(frozen=True)
class Import:
    """A module that a program imports, and where: the file below its folder, and the line."""

    module: str
    file: str
    line: int


def needed(script: Path, everywhere: bool = False) -> list[Import]:
    """Return the modules from elsewhere that a script imports when it starts, and those of its own that it imports.

    `everywhere`: also those in functions, and those whose absence it provides for.
    """
    found: dict[str, Import] = {}
    seen, waiting = set[Path](), [script]
    while waiting:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        for module, line in _imported(path, everywhere):
            name = root(module)
            own = _own(module, script.parent)
            waiting += own or []
            if own is None and name not in sys.stdlib_module_names and name != "__future__":
                found.setdefault(name, Import(name, path.relative_to(script.parent).as_posix(), line))
    return list(found.values())


def calls_pip(files: Iterable[Path]) -> bool:
    """Tell whether a program among these files installs packages itself, as it runs."""
    return any(
        CALLS_PIP.search(path.read_text(encoding="utf-8", errors="replace"))
        for path in files
        if path.suffix in (".py", ".sh")
    )


def _imported(path: Path, everywhere: bool) -> list[tuple[str, int]]:
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    except (SyntaxError, UnicodeDecodeError):
        return []  # no Python, or none that starts: the job says so
    functions = {each.name: each.body for each in tree.body if isinstance(each, ast.FunctionDef)}
    return list(imports(tree) if everywhere else _at_start(tree.body, functions))


def _at_start(statements: Iterable[ast.stmt], functions: dict[str, list[ast.stmt]]) -> Iterator[tuple[str, int]]:
    """Yield what is imported by statements that surely run, and by the functions of the same file that they call.

    A function is taken out of `functions` when it is called: it is read once.
    """
    for statement in statements:
        if isinstance(statement, ast.Import | ast.ImportFrom):
            yield from imports(statement)
        elif isinstance(statement, ast.Try) and not statement.handlers:
            yield from _at_start([*statement.body, *statement.finalbody], functions)
        elif isinstance(statement, ast.With) or (isinstance(statement, ast.If) and _is_main(statement.test)):
            yield from _at_start(statement.body, functions)
        elif isinstance(statement, ast.Expr | ast.Assign) and isinstance(statement.value, ast.Call):
            called = statement.value.func
            body = functions.pop(called.id, []) if isinstance(called, ast.Name) else []
            yield from _at_start(body, functions)


def _is_main(test: ast.expr) -> bool:
    """Tell whether a condition is that of a program that is started: ``__name__ == "__main__"``."""
    return isinstance(test, ast.Compare) and {"__name__", "'__main__'"} == {
        ast.unparse(test.left),
        *map(ast.unparse, test.comparators),
    }


def _own(module: str, folder: Path) -> list[Path] | None:
    """Return the files of a module that lies in the script's folder, with those of the packages above it, or None."""
    parts, found = module.split("."), list[Path]()
    for depth in range(1, len(parts) + 1):
        base = folder.joinpath(*parts[:depth])
        found += [path for path in (base.with_suffix(".py"), base / "__init__.py") if path.is_file()]
    first = folder / parts[0]
    return found or ([] if first.is_dir() and any(first.rglob("*.py")) else None)


def choose(found: Iterable[Import]) -> tuple[Image, Import | None]:
    """Return the image that a script with these imports would need, and the import that says so."""
    by_module = {each.module: each for each in found}
    for image in images().values():
        if said := next((by_module[name] for name in image.imports if name in by_module), None):
            return image, said
    return list(images().values())[-1], None


def lacking(image: Image, found: Iterable[Import], requirements: str = "") -> list[Import]:
    """Return the imports of which nothing is in an image, nor in the requirements that are installed into it,
    nor in what these ask for, where they are installed here.
    """
    known = image.packages | required(installed_by(requirements))
    return [each for each in found if distribution(each.module) not in known]


def asked(image: Image) -> Mapping[str, str]:
    """Return what image_uris.retrieve is asked for an image, but for the Region."""
    told = {"framework": image.name, "version": image.version, "instance_type": image.instance_type}
    extra = {"base_framework_version": image.base_framework_version} if image.base_framework_version else {}
    return {**told, **extra, "image_scope": "training"}
