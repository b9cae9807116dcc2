"""The same training job in three forms, SDK v2, SDK v3 and boto3: the request of each, and where they differ.

    python -m rehearsal.command.rosetta                        rewrites pedidos.json and nomes-v2.json
    .venv/v2/bin/python -m rehearsal.command.rosetta --v2      prints what only SDK v2 can tell

v3 and boto3 are rehearsed like every other snippet, and train. The v2 form needs an environment of its own, in
which this module runs it: unmodified, with moto behind it, which takes its request and trains nothing. The same
run lists the names that v2 has. `differing` is what the page's table of differences is checked against.
"""

import argparse
import contextlib
import importlib
import inspect
import io
import json
import pkgutil
import re
import runpy
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import snippets
from rehearsal.aws.cloud import Cloud, Settings
from rehearsal.command.report import normalised
from rehearsal.wire.replies import Answers
from snippets import FOLDER as SNIPPETS
from snippets import ROSETTA, ROSETTA_FORMS

REPOSITORY = Path(__file__).resolve().parents[2]
REQUESTS = ROSETTA / "pedidos.json"
NAMES_V2 = ROSETTA / "nomes-v2.json"
ESTIMATORS = (  # whose arguments and methods readers use
    ("estimator", "Estimator"),
    ("estimator", "Framework"),
    ("sklearn", "SKLearn"),
    ("pytorch", "PyTorch"),
    ("jumpstart.estimator", "JumpStartEstimator"),
)
NOT_NAMES = {"self", "kwargs"}
PYTHON_V2 = Path(sys.prefix) / "v2" / "bin" / "python"
ABSENT = None  # a form that does not send this; no request holds a null
JOB_NAME = "TrainingJobName"
PLACE = re.compile(r"^s3://sagemaker-[\w-]+/")


class Accepting(Cloud):
    """A cloud that takes every request and trains nothing: all but roles is left to moto."""

    def answers(self) -> Answers:
        """Return the answers about roles."""
        return {operation: answer for operation, answer in super().answers().items() if operation[0] == "iam"}


def record(file: Path) -> dict[str, Any]:
    """Run a launch file in this process and environment, unmodified; return its SDK and its training job's request."""
    with tempfile.TemporaryDirectory(prefix="rosetta-") as work, contextlib.chdir(work):
        cloud = Accepting(file.parent, Path(work), Settings(), lambda *_: None)
        with cloud.on(), contextlib.redirect_stdout(io.StringIO()):
            runpy.run_path(str(file), run_name="__main__")
        return {"sdk": version("sagemaker"), "parameters": normalised(training_job(cloud.requests), [Path(work)])}


def names_of_v2() -> dict[str, Any]:
    """Return what SDK v2, which runs this, offers to who trains: modules, arguments, methods, and rows that import."""
    sagemaker = importlib.import_module("sagemaker")
    made = [getattr(importlib.import_module(f"sagemaker.{module}"), name) for module, name in ESTIMATORS]
    arguments = {name for each in made for name in inspect.signature(each.__init__).parameters}
    taken = inspect.signature(importlib.import_module("sagemaker.inputs").TrainingInput.__init__).parameters
    return {
        "sdk": version("sagemaker"),
        "modules": sorted(m.name for m in pkgutil.iter_modules(sagemaker.__path__) if not m.name.startswith("_")),
        "arguments": sorted(arguments - NOT_NAMES),
        "inputs": sorted(set(taken) - NOT_NAMES),
        "methods": sorted(name for name in {name for each in made for name in dir(each)} if re.match("[a-z]", name)),
        "max_run": inspect.signature(made[0].__init__).parameters["max_run"].default,
        "imports": [row["v2"] for row in rows("import") if _imports(row["v2"])],
    }


def rows(table: str) -> list[dict[str, Any]]:
    """Return one table of snippets/rosetta/nomes.toml."""
    found: list[dict[str, Any]] = tomllib.loads((ROSETTA / "nomes.toml").read_text())[table]
    return found


def _imports(line: str) -> bool:
    try:
        exec(line if line.startswith(("import", "from")) else f"import sagemaker; {line.removesuffix('()')}", {})
    except (ImportError, AttributeError):
        return False
    return True


def training_job(requests: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the parameters of the only CreateTrainingJob among some requests."""
    (parameters,) = [each["parameters"] for each in requests if each["operation"] == "CreateTrainingJob"]
    return dict(parameters)


def named(value: Any) -> Any:
    """Return a request without its name, and with lists of named members as mappings, so that order says nothing."""
    if isinstance(value, Mapping):
        return {key: "…" if key == JOB_NAME else named(part) for key, part in value.items()}
    if isinstance(value, list) and value and all(isinstance(part, Mapping) for part in value):
        key = next((key for key in ("ChannelName", "Name") if key in value[0]), None)
        return {part[key]: named(part) for part in value} if key else value
    return "s3://…" if isinstance(value, str) and PLACE.match(value) else value


def differing(parameters: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return where the requests of the forms differ: dotted path -> form -> value, ABSENT where it is not sent.

    Names of jobs and places in the default bucket count as equal: each form has its own.
    """
    return dict(_walk({form: named(each) for form, each in parameters.items()}, ""))


def _walk(values: Mapping[str, Any], path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if all(isinstance(value, Mapping) for value in values.values()):
        for key in sorted({key for value in values.values() for key in value}):
            parts = {form: value.get(key, ABSENT) for form, value in values.items()}
            yield from _walk(parts, f"{path}.{key}" if path else key)
    elif any(value != next(iter(values.values())) for value in values.values()):
        yield path, dict(values)


def update() -> int:
    """Record the three requests again; return 1 when a form did not run, else 0."""
    from rehearsal.command import results

    if not PYTHON_V2.is_file():
        print(f"{PYTHON_V2} is missing; run `make update`, which sets it up", file=sys.stderr)
        return 1
    command = [str(PYTHON_V2), "-m", "rehearsal.command.rosetta", "--v2"]
    old = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True)
    if old.returncode:
        print(f"{ROSETTA_FORMS['v2']}: {old.stderr}", file=sys.stderr)
        return 1
    told, names = json.loads(old.stdout)
    for form in ("v3", "boto3"):
        done, report = results.rehearse(str(SNIPPETS / ROSETTA_FORMS[form]))
        if done.returncode or not report:
            print(f"{ROSETTA_FORMS[form]}: {done.stdout}\n{done.stderr}", file=sys.stderr)
            return 1
        told[form] = {"sdk": report["sdk" if form == "v3" else "boto3"], "parameters": training_job(report["requests"])}
    made_by = {form: snippets.digest([path]) for form, path in ROSETTA_FORMS.items()}
    told = {form: snippets.sealed({**what, "code": made_by[form]}) for form, what in told.items()}
    for path, what in ((REQUESTS, told), (NAMES_V2, snippets.sealed(names))):
        path.write_text(json.dumps(what, ensure_ascii=False, indent=2) + "\n")
        print(f"{path.relative_to(REPOSITORY)}: {', '.join(what)}")
    return 0


def main(argv: Sequence[str]) -> int:
    """Run the command line and return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--v2", action="store_true", help="print what this environment, of SDK v2, tells, as JSON")
    if not parser.parse_args(argv).v2:
        return update()
    told = {"v2": record(SNIPPETS / ROSETTA_FORMS["v2"])}, names_of_v2()
    json.dump(told, sys.stdout, ensure_ascii=False)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
