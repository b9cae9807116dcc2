"""Each snippet, as readers copy it, trains to a model with the real SDK, and sends a request that AWS takes."""

import ast
import json
import re
import tarfile
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import snippets
from rehearsal.command import results
from rehearsal.command.report import TRAINED
from rehearsal.wire import requests
from snippets import FOLDER as SNIPPETS
from tests import real_aws
from tests.rehearsal.rehearsing import Rehearsal

# The snippets whose whole story is one job that trains here, and the score that it reaches.
AT_LEAST = {
    "algoritmo-integrado": 0.97,
    "conteiner-proprio": 0.93,
    "imagem-estendida": 0.88,
    "modo-script": 0.95,
    "modo-script-pytorch": 0.95,
    "script-distribuido": 0.95,
    "spot-com-checkpoints": 0.93,
}


# What the summary says before it names what stood in, where no language is asked for.
STOOD_IN = tomllib.loads((SNIPPETS.parent / "rehearsal/words/pt.toml").read_text(encoding="utf-8"))["summary"][
    "stand_ins"
]


def listing() -> set[Path]:
    """Every file of the snippets."""
    return {path for path in SNIPPETS.rglob("*") if path.is_file() and "__pycache__" not in path.parts}


BEFORE = listing()
each_snippet = pytest.mark.parametrize("name", AT_LEAST)
each_of_all = pytest.mark.parametrize("name", snippets.names())
Once = Callable[[str], Rehearsal]


def unpacked(run: Rehearsal, folder: Path) -> Path:
    """The folder with the contents of the model.tar.gz that came out."""
    with tarfile.open(run.job["model"]) as archive:
        archive.extractall(folder, filter="data")
    return folder


@pytest.mark.real_aws
@each_of_all
def test_it_runs_to_its_end(rehearsed: Once, name: str) -> None:
    run = rehearsed(name)
    assert run.code == 0, run.stdout + run.stderr


@pytest.mark.real_aws
@each_snippet
def test_it_trains_to_a_model_with_a_good_score(rehearsed: Once, name: str) -> None:
    run = rehearsed(name)
    assert (run.code, run.report["degree"]) in ((0, TRAINED), (0, real_aws.TRAINED)), run.stdout + run.stderr
    assert run.report["score"]["value"] >= AT_LEAST[name]


@each_snippet
def test_its_request_passes_the_strict_check(rehearsed: Once, name: str) -> None:
    sent = rehearsed(name).report["requests"]
    assert [each["operation"] for each in sent] == ["CreateTrainingJob"]
    parameters = sent[0]["parameters"] | {"TrainingJobName": f"{name}-20261122000000"}
    assert requests.faults("CreateTrainingJob", parameters) == []


@each_snippet
def test_its_request_states_how_long_it_may_run_and_reads_in_file_mode(rehearsed: Once, name: str) -> None:
    parameters = rehearsed(name).report["requests"][0]["parameters"]
    assert parameters["StoppingCondition"]["MaxRuntimeInSeconds"] != 3600
    assert {each["InputMode"] for each in parameters["InputDataConfig"]} == {"File"}


@each_of_all
def test_it_reaches_for_nothing_outside_this_computer(rehearsed: Once, name: str) -> None:
    assert rehearsed(name).report["refused_connections"] == []


@each_snippet
def test_its_log_is_streamed_with_time_and_host(rehearsed: Once, name: str) -> None:
    assert re.search(r"^\d\d:\d\d:\d\d algo-1 \| ", rehearsed(name).stdout, re.MULTILINE)


@each_snippet
def test_the_end_says_the_score_the_model_and_what_stood_in(rehearsed: Once, name: str) -> None:
    run = rehearsed(name)
    ending = run.stdout.partition("fim do ensaio")[2]
    score = run.report["score"]
    for expected in (f"{score['name']} = {score['value']}", run.job["model"], "Foi real", STOOD_IN, "moto"):
        assert expected in ending


@each_of_all
def test_a_rehearsal_leaves_the_snippets_folder_as_it_is(rehearsed: Once, name: str) -> None:
    rehearsed(name)
    assert listing() == BEFORE


@each_of_all
def test_its_captured_result_is_what_a_fresh_run_gives(rehearsed: Once, name: str) -> None:
    kept: dict[str, Any] = json.loads((results.RESULTS / f"{name}.json").read_text())
    fresh = results.result_of(rehearsed(name).report)
    assert results.undated(kept) == results.undated(fresh), f"run: python -m rehearsal --update {name}"


def test_there_is_one_captured_result_for_each_snippet() -> None:
    assert {path.stem for path in results.RESULTS.glob("*.json")} == set(snippets.names())


@pytest.mark.real_aws
def test_the_builtin_algorithm_leaves_a_model_that_predicts(rehearsed: Once, tmp_path: Path) -> None:
    import xgboost
    from sklearn.datasets import load_breast_cancer
    from sklearn.metrics import roc_auc_score

    folder = unpacked(rehearsed("algoritmo-integrado"), tmp_path)
    model = xgboost.Booster(model_file=bytearray((folder / "xgboost-model").read_bytes()))
    data = load_breast_cancer()
    assert roc_auc_score(data.target, model.predict(xgboost.DMatrix(data.data))) > 0.99


@pytest.mark.real_aws
@pytest.mark.parametrize("name", ["modo-script", "conteiner-proprio"])
def test_the_program_leaves_a_model_that_predicts(rehearsed: Once, tmp_path: Path, name: str) -> None:
    import joblib
    import numpy as np
    from sklearn.datasets import load_digits
    from sklearn.metrics import accuracy_score

    model = joblib.load(unpacked(rehearsed(name), tmp_path) / "modelo.joblib")
    digits = load_digits(as_frame=name == "modo-script")
    assert accuracy_score(digits.target, np.asarray(model.predict(digits.data))) > 0.95


@each_of_all
def test_a_launch_file_is_short_and_starts_with_what_to_change(name: str) -> None:
    path = snippets.launch_file(name)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert 20 <= len(lines) <= 90, f"{path.name} has {len(lines)} lines; the file that readers start has 20 to 90"
    text = "\n".join(lines)
    constants = [node for node in ast.parse(text).body if isinstance(node, ast.Assign)]
    first_names = {target.id for node in constants[:6] for target in node.targets if isinstance(target, ast.Name)}
    wanted = {"REGION", "ROLE"} if re.search(r"\brole(_arn)?=|RoleArn", text) else {"REGION"}
    assert wanted <= first_names, f"{path.name} begins with what readers change: {sorted(wanted)} among its constants"
