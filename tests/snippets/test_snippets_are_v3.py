"""No name of the SDK's second version stands in a snippet, and every import of a snippet exists in the third."""

import ast
import importlib
from pathlib import Path

import pytest

from snippets import FOLDER as SNIPPETS
from tests import v2_names

V2_FORM = SNIPPETS / "rosetta" / "com-sdk-v2.py"  # what the others are translated from
FILES = sorted(path for path in SNIPPETS.rglob("*.py") if path.name != "__init__.py" and path != V2_FORM)
own_launcher = SNIPPETS.parent / "rehearsal" / "command" / "own_script.py"
each_file = pytest.mark.parametrize(
    "path", [*FILES, own_launcher], ids=lambda path: path.relative_to(SNIPPETS.parent).as_posix()
)


@each_file
def test_no_module_of_v2_is_imported(path: Path) -> None:
    modules = {
        f"{module}.{name}" if module == "sagemaker" else module
        for module, name in v2_names.imported(ast.parse(path.read_text()))
    }
    gone = v2_names.MODULES | v2_names.DEPRECATED
    assert not {each for each in gone for module in modules if f"{module}.".startswith(f"{each}.")}


@each_file
def test_no_class_or_function_of_v2_is_named(path: Path) -> None:
    tree = ast.parse(path.read_text())
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    names |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not names & v2_names.NAMES


@each_file
def test_no_argument_of_v2_is_given(path: Path) -> None:
    calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    calls = [call for call in calls if ast.unparse(call.func) != "remote"]  # @remote kept v2's names
    assert not {keyword.arg for call in calls for keyword in call.keywords} & v2_names.ARGUMENTS
    trainers = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "ModelTrainer"]
    assert not {keyword.arg for call in trainers for keyword in call.keywords} & v2_names.MISPLACED


@each_file
def test_everything_it_imports_from_the_sdk_is_there(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    missing = [
        f"{module}.{name}"
        for module, name in v2_names.imported(ast.parse(path.read_text()))
        if name and not hasattr(importlib.import_module(module), name) and not exists(f"{module}.{name}")
    ]
    assert missing == []


def exists(module: str) -> bool:
    """Whether a module can be imported."""
    try:
        importlib.import_module(module)
    except ImportError:
        return False
    return True
