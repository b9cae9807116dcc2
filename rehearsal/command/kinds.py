"""What a Python file is, from its syntax tree: a training script, or a launch file that asks AWS for one.

Nothing is run. What says it, and on which line, is told with the answer, so that the reader can say otherwise.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rehearsal.command.nearby import HIGHEST

SCRIPT, LAUNCHER = "script", "launcher"
NOTHING = "kinds.asks_nothing"  # the reason when no line says anything
ASKS = "kinds.asks_for_a_job"  # when one asks for a job
TALKS_TO_AWS = ("sagemaker", "boto3", "botocore")
STARTS_A_JOB = re.compile(  # names of the SDK's, in its second and third version
    r"ModelTrainer|\w*Trainer|remote|RemoteExecutor|HyperparameterTuner|Pipeline|\w*Processor|\w*Estimator|Estimator"
)
ASKS_FOR_A_JOB = re.compile(r"create_(training|hyper_parameter_tuning|auto_ml|processing|transform)_job(_v2)?")
CONTAINERS_OWN = re.compile(r"SM_[A-Z0-9_]+|/opt/ml(/.*)?")  # what only a program inside a job has
MOST_SHOWN = 60  # characters of a line
TRAINS = ("torch", "tensorflow", "keras", "transformers", "lightning", "pytorch_lightning")
FITS = (
    "sklearn",
    "xgboost",
    "lightgbm",
    "catboost",
    "statsmodels",
)  # which also only make data: then nothing is fitted
TOOLKIT = ("sagemaker_training", "sagemaker_containers", "sagemaker_xgboost_container")


@dataclass(frozen=True)
class Kind:
    """What a file is, and the key of the reason, with the line that says it: 0 when no line does."""

    kind: str
    reason: str
    line: int = 0
    code: str = ""


def kind_of(source: str, folder: Path | None = None) -> Kind:
    """Return what a program is; `folder` is where modules lie that it imports, None for nowhere.

    Raises:
        SyntaxError: when it is not Python.
    """
    tree, lines = ast.parse(source), source.splitlines()

    def kind(what: str, reason: str, line: int) -> Kind:
        code = lines[line - 1].strip()
        return Kind(what, reason, line, code if len(code) <= MOST_SHOWN else f"{code[:MOST_SHOWN]}…")

    if line := next(_asking(tree), 0):
        return kind(LAUNCHER, ASKS, line)
    if line := next(_inside(tree), 0):
        return kind(SCRIPT, "kinds.reads_the_container", line)
    imported = list(imports(tree))
    of_aws = {root(name) for name, _ in imported} & set(TALKS_TO_AWS)
    trains = next((line for name, line in imported if root(name) in TRAINS), 0)
    fits = next((line for name, line in imported if root(name) in FITS), 0) if _fits_without_sagemaker(tree) else 0
    if (trains or fits) and of_aws and "sagemaker" not in of_aws:  # boto3 is also how a script reads S3
        return kind(SCRIPT, "kinds.trains", trains or fits)
    if line := next((line for name, line in imported if root(name) in TALKS_TO_AWS), 0):
        return kind(LAUNCHER, "kinds.talks_to_aws", line)
    for name, line in imported if folder else ():
        beside = folder / f"{root(name)}.py" if folder else Path()
        if _kind_of(beside).kind == LAUNCHER or any(_kind_of(path).reason == ASKS for path in _of(name, folder)):
            return kind(LAUNCHER, "kinds.imports_a_launcher", line)
    return Kind(SCRIPT, NOTHING)


def _of(module: str, folder: Path | None) -> Iterator[Path]:
    """Yield where a module of a package of the program's own may lie: in its folder, or in one above (python -m)."""
    for upper in [folder, *folder.parents][: HIGHEST + 1] if folder and "." in module else ():
        yield upper.joinpath(*module.split(".")).with_suffix(".py")


def _kind_of(path: Path) -> Kind:
    """Return what a file is by its own text; a script, of which nothing is known, when there is none or no Python."""
    try:
        return kind_of(path.read_text(encoding="utf-8"))
    except (OSError, SyntaxError, UnicodeDecodeError):
        return Kind(SCRIPT, NOTHING)


def _asking(tree: ast.AST) -> Iterator[int]:
    """Yield the lines that ask for a job by a name of the SDK's or an operation of the service's."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and root(node.module or "") == "sagemaker":
            if any(STARTS_A_JOB.fullmatch(alias.name) for alias in node.names):
                yield node.lineno
        elif isinstance(node, ast.Attribute) and ASKS_FOR_A_JOB.fullmatch(node.attr):
            yield node.lineno


def _inside(tree: ast.AST) -> Iterator[int]:
    """Yield the lines that name what only a program in a job's container has."""
    yield from (line for name, line in imports(tree) if root(name) in TOOLKIT)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CONTAINERS_OWN.fullmatch(node.value):
            yield node.lineno


def _fits_without_sagemaker(tree: ast.AST) -> bool:
    """Tell whether a program calls `fit`, and nowhere names SageMaker, which what launches with boto3 does."""
    nodes = list(ast.walk(tree))
    fitted = any(isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "fit" for node in nodes)
    texts = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return fitted and not any("sagemaker" in text for text in texts)


def imports(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Yield every module that is imported, anywhere in a program, with its line; those by dots are its own."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module, node.lineno


def root(module: str) -> str:
    """Return the first part of a module's name."""
    return module.partition(".")[0]
