"""No file of the code imports itself by way of others, and a room imports from another only where an arrow leads."""

import ast
import re
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from publish.languages import ROOT

ARROWS = {
    "decision": set(),
    "symptoms": {"snippets"},
    "snippets": set(),
    "rehearsal": {"snippets", "symptoms"},
    "publish": {"decision", "snippets", "symptoms"},
}
AT_LEAST = 100  # modules of today: a room that is not looked at any more must not turn these tests silent


def modules(root: Path) -> dict[str, Path]:
    """Every module, by its name. What readers copy is no module: of snippets/ only the packages are."""
    files = [path for room in ARROWS for path in sorted((root / room).rglob("*.py"))]
    copied = root / "snippets"
    ours = [path for path in files if path.parent != copied or path.name == "__init__.py"]
    ours = [path for path in ours if not path.is_relative_to(copied) or (path.parent / "__init__.py").is_file()]
    return {name(path.relative_to(root)): path for path in ours}


def name(path: Path) -> str:
    return ".".join(path.parent.parts if path.name == "__init__.py" else path.with_suffix("").parts)


def imported(path: Path, known: dict[str, Path]) -> set[str]:
    """The modules that a file imports, inside its functions too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            # What stands in for a package of AWS has that package's name in a job, so it cannot write its own.
            assert node.level == 0 or "toolkit" in path.parts, f"{path}: imports by dots; write the whole name"
            parts = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= parts & known.keys() or {str(node.module)}
    return found & known.keys()


def graph(root: Path) -> dict[str, set[str]]:
    known = modules(root)
    return {module: imported(path, known) for module, path in known.items()}


@cache
def here() -> dict[str, set[str]]:
    return graph(ROOT)


# A package's modules, but of those that stand in for a package of AWS in a job: they have the names that it has.
PACKAGES = {
    name(path.parent.relative_to(ROOT) / "__init__.py"): path
    for path in modules(ROOT).values()
    if path.name == "__init__.py" and not any(part.startswith("toolkit") for part in path.parts)
}


def room(module: str) -> str:
    return module.partition(".")[0]


def test_every_room_is_looked_at() -> None:
    assert {room(module) for module in here()} == set(ARROWS)
    assert len(here()) >= AT_LEAST


def test_no_file_imports_itself_by_way_of_others() -> None:
    TopologicalSorter(here()).prepare()


@pytest.mark.parametrize("start", ARROWS)
def test_a_room_imports_only_where_an_arrow_leads(start: str) -> None:
    targets = {(module, target) for module, targets in here().items() for target in targets if room(module) == start}
    assert {(module, target) for module, target in targets if room(target) not in {start, *ARROWS[start]}} == set()


def test_a_circle_that_goes_through_a_function_is_found(tmp_path: Path) -> None:
    for file, text in {
        "decision/__init__.py": "",
        "decision/model.py": "def f():\n    from decision import rules\n",
        "decision/rules.py": "from decision.model import Tree\n",
    }.items():
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text(text, encoding="utf-8")
    with pytest.raises(CycleError):
        TopologicalSorter(graph(tmp_path)).prepare()


@pytest.mark.parametrize("package", PACKAGES)
def test_what_a_package_is_for_names_each_of_its_modules(package: str) -> None:
    told = ast.get_docstring(ast.parse(PACKAGES[package].read_text(encoding="utf-8"))) or ""
    own = {module.rpartition(".")[2] for module in here() if module.rpartition(".")[0] == package}
    hidden = {"__main__", *(name for name in own if name.startswith("_"))}
    assert own - hidden - set(re.findall(r"[\w-]+", told)) == set()


def test_there_are_as_many_packages_as_today() -> None:
    assert len(PACKAGES) >= 16
