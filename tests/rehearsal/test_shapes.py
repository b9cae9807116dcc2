"""Each shape of program that the page of the rehearsal names works, or is refused, as the page says.

A shape has a small program in shapes/, written anew after a public one, or tests elsewhere that hold it: shapes.toml.
"""

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rehearsal.command.report import TRAINED
from tests.rehearsal.rehearsing import ROOT, advised, as_ordinary_user, run_rehearsal, said, without_namespaces
from tests.without_torch import imports_torch

HERE = Path(__file__).parent
SHAPES: dict[str, Any] = tomllib.loads((HERE / "shapes.toml").read_text())
ON_THE_PAGE: dict[str, list[str]] = tomllib.loads((ROOT / "docs" / "shapes.toml").read_text())
STOPS = "stops"
REHEARSED = [name for name, shape in SHAPES.items() if "start" in shape]
ALONE = "without-namespaces"
WHERE: dict[str, Callable[[], list[str]]] = {"as-an-ordinary-user": as_ordinary_user, ALONE: without_namespaces}
RUNS = "test_a_program_of_this_shape_does_as_the_page_says"
HELD = [
    (name, test) for name, shape in SHAPES.items() for key in ("held", "refused_without") for test in shape.get(key, [])
]


def with_what_it_needs(name: str) -> Any:
    of_torch = imports_torch((HERE / "shapes" / name).rglob("*.py"))
    return pytest.param(name, marks=[pytest.mark.torch] if of_torch else [])


@pytest.mark.parametrize("name", map(with_what_it_needs, REHEARSED))
def test_a_program_of_this_shape_does_as_the_page_says(name: str, tmp_path: Path) -> None:
    shape, folder = SHAPES[name], tmp_path / name
    shutil.copytree(HERE / "shapes" / name, folder)
    given = [word.replace("<here>", str(folder)) for word in shape.get("arguments", [])]
    done = run_rehearsal(tmp_path / "work", str(folder / shape["start"]), *given)
    did = STOPS if done.code else "trains" if done.report["degree"] == TRAINED else "runs"
    told = done.stdout + done.stderr
    unsaid = [what for what in shape.get("says", []) if not _shown(what, told)]
    assert (did, unsaid) == (shape["does"], []), told


def _shown(what: str, told: str) -> bool:
    if what.startswith("symptom:"):
        return advised(what.removeprefix("symptom:")) in told
    return bool(said(what).search(told))


@pytest.mark.parametrize(("name", "test"), HELD)
def test_what_holds_a_shape_elsewhere_is_there(name: str, test: str) -> None:
    file, _, function = test.partition("::")
    tree = ast.parse((ROOT / file).read_text())
    assert function in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def held_by(name: str, where: str) -> list[str]:
    """The tests that hold a shape where it is rehearsed: some need namespaces, and are refused by name without."""
    shape = SHAPES[name]
    own = [f"{Path(__file__).relative_to(ROOT)}::{RUNS}[{name}]"] if "start" in shape else []
    return shape["refused_without"] if "refused_without" in shape and where == ALONE else own or shape["held"]


@pytest.mark.audit
@pytest.mark.timeout(3600)  # seconds: every shape, one after another, with what the SDK imports in one process for all
@pytest.mark.parametrize("where", WHERE)
def test_every_shape_holds_for_whoever_rehearses_it(where: str, open_folder: Path) -> None:
    tests = list(dict.fromkeys(test for name in SHAPES for test in held_by(name, where)))
    pytest_ = [sys.executable, "-m", "pytest", "-n0", "-q", "-m", "", "-p", "no:cacheprovider"]
    command = [*WHERE[where](), *pytest_, f"--basetemp={open_folder}/aqui", *tests]
    around = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(open_folder)}
    around = {key: value for key, value in around.items() if not key.startswith("PYTEST_")}
    done = subprocess.run(command, cwd=ROOT, env=around, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-10_000:] + done.stderr[-2_000:]


def test_every_shape_of_the_page_is_held() -> None:
    works = {name for name, shape in SHAPES.items() if shape["does"] != STOPS}
    assert set(ON_THE_PAGE["works"]) == works
    assert set(ON_THE_PAGE["refused"]) == set(SHAPES) - works
    assert len(SHAPES) >= 20
    assert [name for name, shape in SHAPES.items() if not ("start" in shape or "held" in shape)] == []
