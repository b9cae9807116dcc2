"""The names of the SDK's second version, all of them from snippets/rosetta/, and where a text of code uses one.

Needs no SDK, so that `make check` can look through the pages.
"""

import ast
import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1] / "snippets" / "rosetta"
ROWS: dict[str, Any] = tomllib.loads((FOLDER / "nomes.toml").read_text(encoding="utf-8"))
OFFERED: dict[str, Any] = json.loads((FOLDER / "nomes-v2.json").read_text(encoding="utf-8"))

MODULES = {f"sagemaker.{name}" for name in set(OFFERED["modules"]) - set(ROWS["kept"]["modules"])}
DEPRECATED = {"sagemaker.train.configs", "sagemaker.train.remote_function"}  # there for old code alone


def imported(code: str | ast.AST) -> Iterator[tuple[str, str | None]]:
    """Every (module, name) that code imports from the SDK."""
    for node in ast.walk(ast.parse(code) if isinstance(code, str) else code):
        if isinstance(node, ast.Import):
            yield from ((alias.name, None) for alias in node.names if alias.name.startswith("sagemaker"))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sagemaker"):
            yield from ((node.module or "", alias.name) for alias in node.names)


def _named(column: str, table: str) -> set[str]:
    return {name for row in ROWS[table] for _, name in imported(row.get(column, "")) if name}


def argument(row: dict[str, Any]) -> str:
    """The name of the argument that a row of `argument` or `input` is about."""
    return str(row["v2"].partition("=")[0])


def method(row: dict[str, Any]) -> str:
    """The name of the method that a row of `method` is about."""
    return re.split(r"\W", row["v2"].removeprefix("estimator."))[0]


# Classes and functions that v3 has nowhere under the same name.
STILL = {*_named("v3", "import"), *ROWS["kept"]["words"], *ROWS["moved"]}
STILL |= {name for line in ROWS["exists"] for _, name in imported(line) if name}
NAMES = _named("v2", "import") - STILL
# Arguments of which v3 has none of the same name, and those that it has in other calls than ModelTrainer's.
ARGUMENTS = {argument(row) for row in ROWS["argument"] if "elsewhere" not in row}
MISPLACED = {argument(row) for row in ROWS["argument"] if "elsewhere" in row}

CODE = re.compile(r"^( *)```.*?\n(.*?)^\1```|`([^`\n]+)`", re.DOTALL | re.MULTILINE)
ERROR_TEXT = re.compile(
    r"No module named '[\w.]+'|`?[\w.]+`? was removed in the SageMaker|cannot import name \S+ from 'sagemaker'"
)


def code_of(markdown: str) -> Iterator[str]:
    """Every piece of code in a page: fenced, or between backquotes. The texts of errors are no advice: left out."""
    for found in CODE.finditer(markdown):
        yield ERROR_TEXT.sub("", found[2] or found[3])


def _any_of(names: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


MODULE = re.compile(rf"\b(?:{_any_of(MODULES | DEPRECATED)})\b")
FROM_TOP = re.compile(r"from sagemaker import ([\w, ]+)")
NAME = re.compile(rf"(?<![\w.'\"-])(?:{_any_of(NAMES)})(?![\w'\"-])")
METHOD = re.compile(r"\bestimator\.\w+")
ARGUMENT = re.compile(rf"\b({_any_of(ARGUMENTS)})(?:=|$)")
INNERMOST_CALL = re.compile(r"(\w+)\(([^()]*)\)")
KEYWORD = re.compile(r"(\w+)=")


def used_in(code: str) -> set[str]:
    """The names of v2 in a piece of code, which may be no more than a name or an argument."""
    from_top = {f"sagemaker.{name}" for names in FROM_TOP.findall(code) for name in re.split(r"\W+", names)}
    found = set(MODULE.findall(code)) | from_top | set(NAME.findall(code)) | set(METHOD.findall(code))
    return found | set(ARGUMENT.findall(code)) | set(_misplaced_in(code))


def _misplaced_in(code: str) -> Iterator[str]:
    while call := INNERMOST_CALL.search(code):
        if call[1] == "ModelTrainer":
            yield from set(KEYWORD.findall(call[2])) & MISPLACED
        code = code[: call.start()] + code[call.end() :]
