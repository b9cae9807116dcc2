"""No name of the SDK's second version stands in a snippet, and every import of a snippet exists in the third."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.snippets.conftest import SNIPPETS

GONE_MODULES = {
    "sagemaker.estimator", "sagemaker.pytorch", "sagemaker.tensorflow", "sagemaker.huggingface", "sagemaker.sklearn",
    "sagemaker.xgboost", "sagemaker.mxnet", "sagemaker.chainer", "sagemaker.rl", "sagemaker.jumpstart",
    "sagemaker.tuner", "sagemaker.automl", "sagemaker.inputs", "sagemaker.session", "sagemaker.image_uris",
    "sagemaker.processing", "sagemaker.workflow", "sagemaker.remote_function", "sagemaker.experiments",
    "sagemaker.debugger", "sagemaker.clarify", "sagemaker.modules", "sagemaker.analytics", "sagemaker.amazon",
    "sagemaker.local", "sagemaker.s3", "sagemaker.predictor", "sagemaker.model", "sagemaker.utils",
}  # fmt: skip
GONE_NAMES = {
    "Estimator", "EstimatorBase", "Framework", "PyTorch", "TensorFlow", "HuggingFace", "SKLearn", "XGBoost",
    "MXNet", "Chainer", "RLEstimator", "JumpStartEstimator", "JumpStartModel", "TrainingInput", "FileSystemInput",
    "LinearLearner", "KMeans", "PCA", "get_image_uri", "container_entry_point",
}  # fmt: skip
GONE_ARGUMENTS = {
    "entry_point", "image_uri", "train_instance_type", "train_instance_count", "use_spot_instances", "max_run",
    "max_wait", "output_path", "checkpoint_s3_uri", "code_location", "framework_version", "volume_size",
    "input_mode", "encrypt_inter_container_traffic", "distribution", "dependencies",
}  # fmt: skip
DEPRECATED_MODULES = {"sagemaker.train.configs", "sagemaker.train.remote_function"}

FILES = sorted(path for path in SNIPPETS.rglob("*.py") if "rehearsal" not in path.parts and path.name != "__init__.py")
own_launcher = SNIPPETS / "rehearsal" / "own_script" / "launch.py"
each_file = pytest.mark.parametrize(
    "path", [*FILES, own_launcher], ids=lambda path: path.relative_to(SNIPPETS).as_posix()
)


def imported(tree: ast.AST) -> Iterator[tuple[str, str | None]]:
    """Every (module, name) that a file imports from the SDK."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, None) for alias in node.names if alias.name.startswith("sagemaker"))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sagemaker"):
            yield from ((node.module or "", alias.name) for alias in node.names)


@each_file
def test_no_module_of_v2_is_imported(path: Path) -> None:
    modules = {
        f"{module}.{name}" if module == "sagemaker" else module
        for module, name in imported(ast.parse(path.read_text()))
    }
    assert not {
        gone for gone in GONE_MODULES | DEPRECATED_MODULES for module in modules if f"{module}.".startswith(f"{gone}.")
    }


@each_file
def test_no_class_or_function_of_v2_is_named(path: Path) -> None:
    tree = ast.parse(path.read_text())
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    names |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not names & GONE_NAMES


@each_file
def test_no_argument_of_v2_is_given(path: Path) -> None:
    calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    assert not {keyword.arg for call in calls for keyword in call.keywords} & GONE_ARGUMENTS


@each_file
def test_everything_it_imports_from_the_sdk_is_there(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    missing = [
        f"{module}.{name}"
        for module, name in imported(ast.parse(path.read_text()))
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
