"""What a reader changes for an adjustment of the tree: the lines in snippets/ajustes/ apply, run and ask for it.

Each launch file is changed by its diff and then runs as it is; adjusted.py says what answers a search or a queue.
"""

import fcntl
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from botocore.loaders import Loader
from botocore.model import ServiceModel

from decision.reading import load
from snippets.rehearsal import requests
from snippets.rehearsal.__main__ import snippet_names
from tests.snippets import test_snippets_are_v3 as v3
from tests.snippets.conftest import SNIPPETS, run_rehearsal

# (snippet, adjustment) that the tree joins and for which no change of lines would be true: why.
WITHOUT_LINES: dict[tuple[str, str], str] = {}

DIFFS = SNIPPETS / "ajustes"
PAIRS = sorted((path.parent.name, path.stem) for path in DIFFS.glob("*/*.diff"))
KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
TYPES = ["ml.m5.large", "ml.m6i.large", "ml.c5.xlarge"]
SEARCH, QUEUE = "busca-de-hiperparametros", "rastreio"

# What the adjustment puts into the request of every snippet: path in the request -> value.
ASKED_FOR: dict[str, dict[str, Any]] = {
    "spot": {"EnableManagedSpotTraining": True, "StoppingCondition.MaxWaitTimeInSeconds": 3600},
    "pool-aquecido": {"ResourceConfig.KeepAlivePeriodInSeconds": 600},
    "capacidade": {
        "ResourceConfig.InstancePreferences": [{"InstanceType": name} for name in TYPES],
        "ResourceConfig.InstanceType": None,
        "ResourceConfig.InstanceCount": 1,
    },
    "isolamento": {
        "EnableNetworkIsolation": True,
        "VpcConfig": {"SecurityGroupIds": ["sg-0a1b2c3d"], "Subnets": ["subnet-0a1b2c3d"]},
        "ResourceConfig.VolumeKmsKeyId": KEY,
        "OutputDataConfig.KmsKeyId": KEY,
    },
    SEARCH: {
        "HyperParameterTuningJobConfig.Strategy": "Bayesian",
        "HyperParameterTuningJobConfig.ResourceLimits.MaxNumberOfTrainingJobs": 6,
        "TrainingJobDefinition.StoppingCondition.MaxRuntimeInSeconds": 900,
    },
    QUEUE: {"jobQueue": "fila-de-treino", "serviceJobType": "SAGEMAKER_TRAINING"},
}
OPERATIONS = {SEARCH: "CreateHyperParameterTuningJob", QUEUE: "SubmitServiceJob"}
# A first run of less, as if interrupted: what is replaced in the launch file, and what its last line of progress is.
INTERRUPTED = {
    "modo-script": ('"n_estimators": 100', '"n_estimators": 30', r"arvores=(\d+)", 30, [40, 50, 60, 70, 80, 90, 100]),
    "conteiner-proprio": ('"epochs": 15', '"epochs": 5', r"epoca=(\d+)", 4, list(range(5, 15))),
}

each_pair = pytest.mark.parametrize(("snippet", "adjustment"), PAIRS)
each_resumable = pytest.mark.parametrize("snippet", sorted(INTERRUPTED))


@dataclass(frozen=True)
class Version:
    """How one changed launch file ran: its error, if any, its requests, what it printed, its only job."""

    wrong: str | None
    asked: list[tuple[str, dict[str, Any]]]
    printed: str
    job: dict[str, Any]


Adjusted = Callable[[str, str], Version]


def changed(snippet: str, adjustment: str, folder: Path) -> Path:
    """Apply an adjustment to a copy of its snippet in `folder`; return the folder that holds its lancar.py."""
    folder.mkdir(parents=True)
    if (SNIPPETS / snippet).is_dir():
        shutil.copytree(SNIPPETS / snippet, folder / snippet, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(SNIPPETS / f"{snippet}.py", folder)
    diff = DIFFS / snippet / f"{adjustment}.diff"
    subprocess.run(["git", "apply", "--verbose", str(diff)], cwd=folder, check=True, capture_output=True)
    if not (folder / snippet).is_dir():
        (folder / snippet).mkdir()
        (folder / f"{snippet}.py").rename(folder / snippet / "lancar.py")
    return folder / snippet


def run_all(snippet: str, folder: Path) -> None:
    """Rehearse every version of a snippet in one process, and keep what happened in `folder`/run.json."""
    for order, adjustment in enumerate(name for owner, name in PAIRS if owner == snippet):
        version = folder / "stage" / "versions" / f"{order}b-{adjustment}"
        shutil.move(changed(snippet, adjustment, folder / adjustment), version)
        if adjustment == "spot" and snippet in INTERRUPTED:
            old, new = INTERRUPTED[snippet][:2]
            first = shutil.copytree(version, version.with_name(f"{order}a-interrupted")) / "lancar.py"
            first.write_text(first.read_text().replace(old, new))
    launch = shutil.copy(Path(__file__).with_name("adjusted.py"), folder / "stage")
    run = run_rehearsal(folder / "work", str(launch), "--region", "")
    told = folder / "stage" / "told.json"
    assert told.is_file(), run.stdout + run.stderr
    parts = dict(re.findall(r"^::\d\w-(\S+)\n(.*?)(?=^::|\n── )", run.stdout, re.MULTILINE | re.DOTALL))
    jobs = {job["name"]: job for job in run.report["jobs"]}
    (folder / "run.json").write_text(json.dumps([json.loads(told.read_text()), parts, jobs]))


@pytest.fixture(scope="session")
def adjusted(tmp_path_factory: pytest.TempPathFactory) -> Adjusted:
    """How a changed launch file ran. All run once, one process for each snippet, whichever worker asks first."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if base.name.startswith("popen-") else base
    with (shared / "adjusted.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        snippets = sorted({snippet for snippet, _ in PAIRS})
        missing = [name for name in snippets if not (shared / "adjusted" / name / "run.json").is_file()]
        with ThreadPoolExecutor() as pool:
            list(pool.map(lambda name: run_all(name, shared / "adjusted" / name), missing))

    def version(snippet: str, adjustment: str) -> Version:
        told, printed, jobs = json.loads((shared / "adjusted" / snippet / "run.json").read_text())
        found = told[adjustment]
        names = [asked["TrainingJobName"] for operation, asked in found["asked"] if operation == "CreateTrainingJob"]
        job = next((jobs[name] for name in names if name in jobs), {})
        return Version(found["wrong"], [(one, two) for one, two in found["asked"]], printed.get(adjustment, ""), job)

    return version


def asked_for(version: Version, adjustment: str) -> dict[str, Any]:
    """The request that the launch file itself sent: the first; a stand-in may have sent another one after it."""
    operation, parameters = version.asked[0]
    assert operation == OPERATIONS.get(adjustment, "CreateTrainingJob")
    return parameters


def at(parameters: Any, path: str) -> Any:
    """The value at a dotted path of a request; None where there is none."""
    for name in path.split("."):
        parameters = (parameters or {}).get(name)
    return parameters


def pairs_of_the_tree() -> Iterator[tuple[str, str]]:
    """Every snippet with every adjustment that applies to an outcome that shows it."""
    tree = load()
    for outcome in tree.outcomes.values():
        for snippet in outcome.snippets:
            yield from ((snippet, adjustment.id) for adjustment in tree.adjustments_for(outcome.id))


def test_each_adjustment_of_a_snippet_has_its_lines_or_a_reason_and_nothing_else_has() -> None:
    assert {snippet for snippet, _ in pairs_of_the_tree()} == set(snippet_names())
    assert sorted([*PAIRS, *WITHOUT_LINES]) == sorted(set(pairs_of_the_tree()))


@each_pair
def test_the_lines_apply_to_the_snippet_as_it_is_and_are_few(snippet: str, adjustment: str, tmp_path: Path) -> None:
    folder = changed(snippet, adjustment, tmp_path / "copy")
    lines = (DIFFS / snippet / f"{adjustment}.diff").read_text().splitlines()
    assert len(lines) <= 45
    assert max(len(line) for path in folder.rglob("*.py") for line in path.read_text().splitlines()) <= 120


@each_pair
def test_the_changed_files_name_nothing_of_v2(snippet: str, adjustment: str, tmp_path: Path) -> None:
    for path in changed(snippet, adjustment, tmp_path / "copy").rglob("*.py"):
        v3.test_no_module_of_v2_is_imported(path)
        v3.test_no_class_or_function_of_v2_is_named(path)
        v3.test_no_argument_of_v2_is_given(path)


@pytest.mark.parametrize(("snippet", "adjustment"), [pair for pair in PAIRS if pair[1] not in OPERATIONS])
def test_the_changed_launch_file_trains_a_model(adjusted: Adjusted, snippet: str, adjustment: str) -> None:
    run = adjusted(snippet, adjustment)
    assert not run.wrong, run.wrong
    assert (run.job["status"], bool(run.job["model"])) == ("Completed", True)
    assert re.search(r"^validation:(auc|accuracy): 0\.9\d+$", run.printed, re.MULTILINE)


@pytest.mark.parametrize(("snippet", "adjustment"), [pair for pair in PAIRS if pair[1] == SEARCH])
def test_a_search_that_a_stand_in_answers_gives_the_launch_file_its_best_job(
    adjusted: Adjusted, snippet: str, adjustment: str
) -> None:
    run = adjusted(snippet, adjustment)
    assert not run.wrong, run.wrong
    assert (run.job["status"], bool(run.job["model"])) == ("Completed", True)
    assert re.search(r"^validation:(auc|accuracy): 0\.\d+$", run.printed, re.MULTILINE)


@pytest.mark.parametrize(("snippet", "adjustment"), [pair for pair in PAIRS if pair[1] == QUEUE])
def test_a_queue_that_a_stand_in_answers_gives_the_launch_file_its_job(
    adjusted: Adjusted, snippet: str, adjustment: str
) -> None:
    run = adjusted(snippet, adjustment)
    assert not run.wrong, run.wrong
    assert (run.job["status"], bool(run.job["model"])) == ("Completed", True)
    assert re.search(r"^validation:(auc|accuracy): 0\.9\d+$", run.printed, re.MULTILINE)


@each_pair
def test_its_request_carries_what_the_adjustment_promises(adjusted: Adjusted, snippet: str, adjustment: str) -> None:
    parameters = asked_for(adjusted(snippet, adjustment), adjustment)
    assert {path: at(parameters, path) for path in ASKED_FOR[adjustment]} == ASKED_FOR[adjustment]


@each_pair
def test_every_request_passes_the_strict_check(adjusted: Adjusted, snippet: str, adjustment: str) -> None:
    for operation, parameters in adjusted(snippet, adjustment).asked:
        if operation == "SubmitServiceJob":
            model = ServiceModel(Loader().load_service_model("batch", "service-2"), "batch").operation_model(operation)
            assert requests.faults(operation, parameters, model) == []
            payload = json.loads(parameters["serviceRequestPayload"])
            assert requests.faults("CreateTrainingJob", payload) == []
        else:
            assert requests.faults(operation, parameters) == []


@each_resumable
def test_on_spot_the_checkpoints_have_an_address_of_their_own(adjusted: Adjusted, snippet: str) -> None:
    address = at(asked_for(adjusted(snippet, "spot"), "spot"), "CheckpointConfig.S3Uri")
    assert address == f"s3://sagemaker-us-east-1-111122223333/{snippet}/checkpoints/1"


@each_resumable
def test_on_spot_a_second_job_goes_on_from_where_the_first_one_ended(adjusted: Adjusted, snippet: str) -> None:
    _, _, progress, last, then = INTERRUPTED[snippet]
    first, second = (
        [int(number) for number in re.findall(progress, "\n".join(adjusted(snippet, name).job["log"]))]
        for name in ("interrupted", "spot")
    )
    assert (first[-1], second) == (last, then)


@each_resumable
def test_an_interrupted_training_ends_with_the_same_score_as_one_that_was_not(adjusted: Adjusted, snippet: str) -> None:
    score = re.compile(r"^validation:accuracy: \S+$", re.MULTILINE)
    assert score.findall(adjusted(snippet, "spot").printed) == score.findall(adjusted(snippet, "pool-aquecido").printed)


def test_the_builtin_algorithm_on_spot_waits_one_hour_at_most_and_counts_on_no_checkpoints(adjusted: Adjusted) -> None:
    parameters = asked_for(adjusted("algoritmo-integrado", "spot"), "spot")
    assert parameters["StoppingCondition"]["MaxWaitTimeInSeconds"] <= 3600
    assert "CheckpointConfig" not in parameters


def test_an_isolated_script_installs_nothing(adjusted: Adjusted) -> None:
    assert "Requirement already satisfied" in "\n".join(adjusted("modo-script", "spot").job["log"])
    assert "Requirement already satisfied" not in "\n".join(adjusted("modo-script", "isolamento").job["log"])


@pytest.mark.parametrize("snippet", ["modo-script", "conteiner-proprio"])
def test_a_search_over_own_code_says_how_to_read_its_metric(adjusted: Adjusted, snippet: str) -> None:
    parameters = asked_for(adjusted(snippet, SEARCH), SEARCH)
    objective = at(parameters, "HyperParameterTuningJobConfig.HyperParameterTuningJobObjective.MetricName")
    read = at(parameters, "TrainingJobDefinition.AlgorithmSpecification.MetricDefinitions")
    assert [each["Name"] for each in read] == [objective]
