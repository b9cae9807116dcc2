"""The names of the SDK's second version, each with what the third has instead, as ``snippets/rosetta/`` tells them.

A place is where in the page on v2, v3 and boto3 a row stands. The browser gets the same table, in one language.
"""

import ast
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import snippets

PAGE = "rosetta.md"
PLACES = {"import": "importacoes", "argument": "argumentos", "input": "dados", "method": "metodos"}
MOVED, NO_EQUIVALENT = "modulos", "sem-equivalente"
INPUT = "TrainingInput"
# Modules whose classes launch a training job: the rows of `argument` and `method` are theirs.
LAUNCHERS = (
    *("estimator", "sklearn", "pytorch", "tensorflow", "huggingface", "xgboost", "mxnet", "chainer", "rl"),
    *("algorithm", "jumpstart.estimator"),
)


@dataclass(frozen=True)
class Row:
    """What is said of an old name. v3: what there is instead, "" for nothing. note: by language, "" for none."""

    v3: str
    place: str
    note: Mapping[str, str]


@dataclass(frozen=True)
class Names:
    """Every old name. imports: module -> name ("" for any other of the module) -> its row; the rest by name."""

    imports: Mapping[str, Mapping[str, Row]]
    arguments: Mapping[str, Row]
    inputs: Mapping[str, Row]
    methods: Mapping[str, Row]
    launchers: frozenset[str]

    def imported(self, module: str, name: str) -> Row | None:
        """Return the row of a name of a module; of the module, or of one above it, when the name has none."""
        while module:
            rows = self.imports.get(module, {})
            if row := rows.get(name) or rows.get(""):
                return row
            module = module.rpartition(".")[0]
            name = ""
        return None


@cache
def names() -> Names:
    """Read the rows. Raises ``FileNotFoundError`` when they are not where this package is."""
    rows: dict[str, Any] = tomllib.loads((snippets.ROSETTA / "nomes.toml").read_text(encoding="utf-8"))
    offered = json.loads((snippets.ROSETTA / "nomes-v2.json").read_text(encoding="utf-8"))
    imports: dict[str, dict[str, Row]] = {}
    for row in rows["import"]:
        for module, name in _imported(row["v2"]):
            imports.setdefault(module, {})[name] = _row(row, "import")
    for module in imports.keys() - {"sagemaker"}:
        imports[module].setdefault("", next(iter(imports[module].values())))
    for module in sorted(set(offered["modules"]) - set(rows["kept"]["modules"])):
        below = [name for name in imports if f"{name}.".startswith(f"sagemaker.{module}.")]
        known = next((row for name in below for row in imports[name].values()), Row("", NO_EQUIVALENT, {}))
        general = Row(f"sagemaker.core.{module}", MOVED, {}) if module in rows["moved"] else known
        imports.setdefault(f"sagemaker.{module}", {}).setdefault("", general)
    return Names(
        imports=imports,
        arguments={row["v2"].partition("=")[0]: _row(row, "argument") for row in rows["argument"]},
        inputs={row["v2"].partition("=")[0]: _row(row, "input") for row in rows["input"]},
        methods={_method(row): _row(row, "method") for row in rows["method"]},
        launchers=frozenset(_launchers(rows["import"])),
    )


def _row(row: Mapping[str, Any], table: str) -> Row:
    note = {key: value for key, value in row.items() if re.fullmatch("[a-z]{2}", key) and isinstance(value, str)}
    return Row(row.get("shown", row.get("v3", "")), PLACES[table] if "v3" in row else NO_EQUIVALENT, note)


def _method(row: Mapping[str, Any]) -> str:
    return re.split(r"\W", row["v2"].removeprefix("estimator."))[0]


def _imported(line: str) -> Iterator[tuple[str, str]]:
    (statement,) = ast.parse(line).body
    if isinstance(statement, ast.ImportFrom):
        yield from ((statement.module or "", alias.name) for alias in statement.names)
    else:  # sagemaker.Session()
        module, _, name = line.partition("(")[0].rpartition(".")
        yield module, name


def _launchers(rows: list[Mapping[str, Any]]) -> Iterator[str]:
    for row in rows:
        for module, name in _imported(row["v2"]):
            below = module.removeprefix("sagemaker.")
            is_algorithm = module == "sagemaker" and name[0].isupper() and name != "Session"
            if is_algorithm or (below in LAUNCHERS and not name.endswith("Config")):
                yield name


def table(language: str) -> dict[str, Any]:
    """Return the names as the browser's script reads them, each row once: ``[v3, place, note]``."""
    known, rows = names(), dict[tuple[str, str, str], int]()

    def number(row: Row) -> int:
        return rows.setdefault((row.v3, row.place, row.note.get(language, "")), len(rows))

    told = {
        "imports": {module: {n: number(row) for n, row in below.items()} for module, below in known.imports.items()},
        **{
            kind: {name: number(row) for name, row in getattr(known, kind).items()}
            for kind in ("arguments", "inputs", "methods")
        },
        "launchers": sorted(known.launchers),
    }
    return {**told, "rows": list(rows)}
