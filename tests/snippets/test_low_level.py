"""baixo-nivel.py is the job of algoritmo-integrado.py without the SDK: the same request, the same score."""

import ast
import json
from collections.abc import Callable
from typing import Any

from snippets import FOLDER as SNIPPETS
from tests.rehearsal.rehearsing import Rehearsal

Once = Callable[[str], Rehearsal]
ADDED_BY_THE_SDK = ("InputMode", "CompressionType")  # at their default values


def asked(run: Rehearsal, name: str) -> Any:
    """The request of a rehearsal without its own name in it, and without what only the SDK writes out."""

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: plain(part) for key, part in value.items() if key not in ADDED_BY_THE_SDK}
        return [plain(part) for part in value] if isinstance(value, list) else value

    (request,) = run.report["requests"]
    return plain(json.loads(json.dumps(request).replace(name, "nome")))


def test_it_trains_here_without_the_sdk(rehearsed: Once) -> None:
    report = rehearsed("baixo-nivel").report
    assert (report["exit_code"], report["degree"]) == (0, "treinou-aqui")
    tree = ast.parse((SNIPPETS / "baixo-nivel.py").read_text())
    modules = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    modules |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert not any(module.startswith("sagemaker") for module in modules)


def test_its_request_is_that_of_the_sdk_but_for_two_defaults(rehearsed: Once) -> None:
    with_sdk = asked(rehearsed("algoritmo-integrado"), "algoritmo-integrado")
    assert asked(rehearsed("baixo-nivel"), "baixo-nivel") == with_sdk


def test_its_model_predicts_as_well(rehearsed: Once) -> None:
    with_sdk, without = rehearsed("algoritmo-integrado").report, rehearsed("baixo-nivel").report
    assert without["score"] == with_sdk["score"]
    assert without["output"].splitlines()[-1] == with_sdk["output"].splitlines()[-1]
