"""What a reader changes for an adjustment of the tree: the lines in snippets/ajustes/ apply, run and ask for it.

Each launch file is changed by its diff and then runs as it is; adjusted.py says what answers a queue.

The versions in TRAINED train, and spot is interrupted. A search trains one of its jobs: that a search does what it
should is shown in test_searches.py. Of all others the requests are checked as strictly, and what they ask for is
accepted and not trained: their launch files run to their end, or to the line that waits for a job. That their scripts
save and reload checkpoints is not shown here.

Those of ALWAYS run in `make test`: each adjustment, and each request that is unlike the others; all, in `make audit`.
That the policies published for one are of the code as it is, is seen without running it, by its digest.
"""

import ast
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from botocore.loaders import Loader
from botocore.model import ServiceModel

import snippets
from decision.reading import load
from publish.pages import permissions
from rehearsal.wire import requests
from snippets.voices.prose import WIDTH
from tests.once import OnceForAllWorkers
from tests.rehearsal.rehearsing import Rehearsal
from tests.snippets import test_snippets_are_v3 as v3
from tests.snippets.adjusting import DIFFS, INTERRUPTED, PAIRS, Happened, Pair, changed, run_all
from tests.snippets.adjustments_asked import (
    ASKED_FOR,
    OPERATIONS,
    OTHER_OPERATIONS,
    OTHERWISE,
    QUEUE,
    SCHEDULE,
    SEARCH,
    WITHOUT_LINES,
)

NAMED = ("TrainingJobName", "HyperParameterTuningJobName")  # what a job's name begins with
# What trains: where the job is another one than without the adjustment, or the launch file waits for it in another way.
TRAINED = [
    ("conteiner-proprio", "spot"),
    ("modo-script", "isolamento"),
    ("modo-script", "spot"),
    ("modo-script", SEARCH),
    ("modo-script", QUEUE),
]
FROM_ZERO = ("algoritmo-integrado", "imagem-estendida", "jumpstart-tarefa")  # on spot, without checkpoints
BUCKET = "s3://sagemaker-us-east-1-111122223333"
WITHOUT_WAIT = ("jumpstart-tarefa", "ajuste-em-job", "ajuste-serverless")  # launch files that leave their job alone
# AWS's model of the operations that are not SageMaker's.
SERVICES = {"SubmitServiceJob": "batch", "CreateSchedule": "scheduler", "UpdateSchedule": "scheduler"}
OF_A_SCHEDULE = ("UpdateSchedule", "CreateSchedule")  # what the SDK asks for, the second where there is none yet
ALWAYS = {
    *TRAINED,
    *OTHERWISE,
    *((snippet, "spot") for snippet in ("algoritmo-integrado", "jumpstart-tarefa", "script-distribuido")),
    *((snippet, SEARCH) for snippet in ("conteiner-proprio", "imagem-estendida")),
    ("modo-script", "capacidade"),
    ("modo-script", "pool-aquecido"),
    ("modo-script", SCHEDULE),
}


def these(pairs: Iterable[Pair]) -> list[Any]:
    """Versions for tests that run them: those that only `make audit` runs are marked."""
    return [pytest.param(*pair, marks=[] if pair in ALWAYS else pytest.mark.audit) for pair in pairs]


each_pair = pytest.mark.parametrize(("snippet", "adjustment"), PAIRS)
each_run = pytest.mark.parametrize(("snippet", "adjustment"), these(PAIRS))
each_trained = pytest.mark.parametrize(
    ("snippet", "adjustment"), [pair for pair in TRAINED if pair[1] not in OPERATIONS]
)
each_accepted = pytest.mark.parametrize(("snippet", "adjustment"), these(pair for pair in PAIRS if pair not in TRAINED))
each_spot = pytest.mark.parametrize(("snippet", "adjustment"), these(pair for pair in PAIRS if pair[1] == "spot"))
each_resumable = pytest.mark.parametrize("snippet", sorted(INTERRUPTED))


@dataclass(frozen=True)
class Version:
    """How one changed launch file ran: its error, its requests, what it printed, its only job, what it was refused."""

    wrong: str | None
    asked: list[tuple[str, dict[str, Any]]]
    printed: str
    job: dict[str, Any]
    refused: list[Any]


Adjusted = Callable[[str, str], Version]


def rehearsal_of(pair: Pair) -> str:
    """The rehearsal in which a version runs: all that train are one, all that do not are another, or a third."""
    if pair in TRAINED or pair[1] == "interrupted":
        return "trained"
    return "accepted" if pair in ALWAYS else "accepted-audit"


def run_kind(rehearsal: str, folder: Path) -> Happened:
    """Rehearse the versions of one rehearsal, each with the policies that the guide publishes for it and no more."""
    pairs = [pair for pair in PAIRS if rehearsal_of(pair) == rehearsal]
    published = permissions.published()
    policies = {pair: published["/".join(pair)] for pair in pairs}
    return run_all(pairs, folder, rehearsal != "trained", policies, interrupt=True)


@pytest.fixture(scope="session")
def adjusted(once_for_all_workers: OnceForAllWorkers) -> Adjusted:
    """How a changed launch file ran. Each rehearsal takes place once, whichever worker asks first."""

    def version(snippet: str, adjustment: str) -> Version:
        kind = rehearsal_of((snippet, adjustment))
        (told, printed, jobs), _ = once_for_all_workers(f"adjusted-{kind}", lambda folder: run_kind(kind, folder))
        name = f"{snippet}.{adjustment}"
        asked = [(one, two) for one, two in told[name]["asked"]]
        names = tuple(parameters[key] for _, parameters in asked for key in NAMED if key in parameters)
        job: dict[str, Any] = next((job for name, job in jobs.items() if name.startswith(names)), {})
        return Version(told[name]["wrong"], asked, printed.get(name, ""), job, told[name]["refused"])

    return version


def asked_for(adjusted: Adjusted, snippet: str, adjustment: str) -> dict[str, Any]:
    """The request that the adjustment is about, which the launch file itself sent."""
    ordinary = OPERATIONS.get(adjustment, "CreateTrainingJob")
    operation = OTHER_OPERATIONS.get((snippet, adjustment), ordinary)
    (parameters,) = [two for one, two in adjusted(snippet, adjustment).asked if one == operation]
    return parameters


def at(parameters: Any, path: str) -> Any:
    """The value at a dotted path of a request; None where there is none."""
    for name in path.split("."):
        parameters = (parameters or {}).get(name)
    return parameters


def pairs_of_the_tree() -> Iterator[tuple[str, str]]:
    """The first snippet of every outcome, with every adjustment that applies to the outcome."""
    tree = load()
    for outcome in tree.outcomes.values():
        for snippet in outcome.snippets[:1]:
            yield from ((snippet, adjustment.id) for adjustment in tree.adjustments_for(outcome.id))


def test_each_adjustment_of_a_snippet_has_its_lines_or_a_reason_and_nothing_else_has() -> None:
    assert {snippet for snippet, _ in pairs_of_the_tree()} <= set(snippets.names())
    assert sorted([*PAIRS, *WITHOUT_LINES]) == sorted(set(pairs_of_the_tree()))


@each_pair
def test_the_lines_apply_to_the_snippet_as_it_is_and_are_few(snippet: str, adjustment: str, tmp_path: Path) -> None:
    folder = changed(snippet, adjustment, tmp_path / "copy")
    lines = (DIFFS / snippet / f"{adjustment}.diff").read_text().splitlines()
    assert len(lines) <= 64
    assert max(len(line) for path in folder.rglob("*.py") for line in path.read_text().splitlines()) <= WIDTH


@each_pair
def test_the_changed_files_name_nothing_of_v2(snippet: str, adjustment: str, tmp_path: Path) -> None:
    for path in changed(snippet, adjustment, tmp_path / "copy").rglob("*.py"):
        v3.test_no_module_of_v2_is_imported(path)
        v3.test_no_class_or_function_of_v2_is_named(path)
        v3.test_no_argument_of_v2_is_given(path)


@pytest.mark.parametrize("snippet", [snippet for snippet, adjustment in PAIRS if adjustment == SCHEDULE])
def test_the_region_is_set_before_what_cannot_be_imported_without_one(snippet: str, tmp_path: Path) -> None:
    launch = changed(snippet, SCHEDULE, tmp_path / "copy") / "lancar.py"
    lines = [ast.unparse(node) for node in ast.parse(launch.read_text(encoding="utf-8")).body]
    (is_set,) = [number for number, line in enumerate(lines) if line.startswith("os.environ['AWS_DEFAULT_REGION'] = ")]
    imported = [number for number, line in enumerate(lines) if line.startswith("from sagemaker.mlops.")]
    assert is_set < min(imported)


@each_trained
def test_the_changed_launch_file_trains_a_model(adjusted: Adjusted, snippet: str, adjustment: str) -> None:
    run = adjusted(snippet, adjustment)
    assert not run.wrong, run.wrong
    assert (run.job["status"], bool(run.job["model"])) == ("Completed", True)
    assert re.search(r"^validation:(auc|accuracy): 0\.9\d+$", run.printed, re.MULTILINE)


@pytest.mark.parametrize("snippet", [snippet for snippet, adjustment in TRAINED if adjustment == SEARCH])
def test_a_search_that_a_stand_in_answers_gives_the_launch_file_its_best_job(adjusted: Adjusted, snippet: str) -> None:
    run = adjusted(snippet, SEARCH)
    assert not run.wrong, run.wrong
    assert (run.job["status"], bool(run.job["model"])) == ("Completed", True)
    assert re.search(r"^validation:(auc|accuracy): 0\.\d+$", run.printed, re.MULTILINE)


@pytest.mark.parametrize("snippet", [snippet for snippet, adjustment in TRAINED if adjustment == QUEUE])
def test_a_queue_that_a_stand_in_answers_gives_the_launch_file_its_job(adjusted: Adjusted, snippet: str) -> None:
    run = adjusted(snippet, QUEUE)
    assert not run.wrong, run.wrong
    assert (run.job["status"], bool(run.job["model"])) == ("Completed", True)
    assert re.search(r"^validation:(auc|accuracy): 0\.9\d+$", run.printed, re.MULTILINE)


@each_accepted
def test_where_nothing_trains_the_changed_launch_file_runs_to_its_end_or_to_its_wait(
    adjusted: Adjusted, snippet: str, adjustment: str
) -> None:
    last = (adjusted(snippet, adjustment).wrong or "").strip().rpartition("\n")[2]
    waits = snippet not in WITHOUT_WAIT and adjustment != SCHEDULE
    assert last.partition(":")[0] == ("rehearsal.machine.contract.NotRehearsedError" if waits else "")


@each_run
def test_nothing_that_it_does_is_refused_by_the_policies_that_the_guide_publishes_for_it(
    adjusted: Adjusted, snippet: str, adjustment: str
) -> None:
    assert adjusted(snippet, adjustment).refused == []


@each_run
def test_its_request_carries_what_the_adjustment_promises(adjusted: Adjusted, snippet: str, adjustment: str) -> None:
    promised = OTHERWISE.get((snippet, adjustment), ASKED_FOR[adjustment])
    parameters = asked_for(adjusted, snippet, adjustment)
    assert {path: at(parameters, path) for path in promised} == promised


def faults(operation: str, parameters: dict[str, Any]) -> list[str]:
    """What is wrong with a request, by the model of whichever service it is of."""
    service = SERVICES.get(operation, "sagemaker")
    model = ServiceModel(Loader().load_service_model(service, "service-2"), service).operation_model(operation)
    return requests.faults(operation, parameters, model)


@each_run
def test_every_request_passes_the_strict_check(adjusted: Adjusted, snippet: str, adjustment: str) -> None:
    asked = list(adjusted(snippet, adjustment).asked)
    handed_on = [json.loads(told["serviceRequestPayload"]) for name, told in asked if name == "SubmitServiceJob"]
    assert asked
    assert [fault for operation, parameters in asked for fault in faults(operation, parameters)] == []
    assert [fault for job in handed_on for fault in requests.faults("CreateTrainingJob", job)] == []


@each_spot
def test_on_spot_the_checkpoints_have_an_address_of_their_own_or_there_are_none(
    adjusted: Adjusted, snippet: str, adjustment: str
) -> None:
    address = at(asked_for(adjusted, snippet, adjustment), "CheckpointConfig.S3Uri")
    assert address == (None if snippet in FROM_ZERO else f"{BUCKET}/{snippet}/checkpoints/1")


@each_resumable
def test_on_spot_a_second_job_goes_on_from_where_the_first_one_ended(adjusted: Adjusted, snippet: str) -> None:
    _, _, progress, last, then = INTERRUPTED[snippet]
    first, second = (
        [int(number) for number in re.findall(progress, "\n".join(adjusted(snippet, name).job["log"]))]
        for name in ("interrupted", "spot")
    )
    assert (first[-1], second) == (last, then)


@each_resumable
def test_an_interrupted_training_ends_with_the_same_score_as_one_that_was_not(
    adjusted: Adjusted, rehearsed: Callable[[str], Rehearsal], snippet: str
) -> None:
    score = re.compile(r"^validation:accuracy: \S+$", re.MULTILINE)
    assert score.findall(adjusted(snippet, "spot").printed) == score.findall(rehearsed(snippet).report["output"])


@pytest.mark.parametrize("snippet", ["algoritmo-integrado", "jumpstart-tarefa"])
def test_an_algorithm_of_aws_on_spot_waits_one_hour_at_most_in_all(adjusted: Adjusted, snippet: str) -> None:
    assert at(asked_for(adjusted, snippet, "spot"), "StoppingCondition.MaxWaitTimeInSeconds") <= 3600


def test_an_isolated_script_installs_nothing(adjusted: Adjusted) -> None:
    assert "Requirement already satisfied" in "\n".join(adjusted("modo-script", "spot").job["log"])
    assert "Requirement already satisfied" not in "\n".join(adjusted("modo-script", "isolamento").job["log"])


@pytest.mark.parametrize("snippet", ["modo-script", "conteiner-proprio", "imagem-estendida", "jumpstart-tarefa"])
def test_a_search_over_own_code_says_how_to_read_its_metric(adjusted: Adjusted, snippet: str) -> None:
    parameters = asked_for(adjusted, snippet, SEARCH)
    objective = at(parameters, "HyperParameterTuningJobConfig.HyperParameterTuningJobObjective.MetricName")
    read = at(parameters, "TrainingJobDefinition.AlgorithmSpecification.MetricDefinitions")
    assert [each["Name"] for each in read] == [objective]


def test_a_search_over_a_model_of_jumpstart_sends_every_channel_with_its_type(adjusted: Adjusted) -> None:
    channels = at(asked_for(adjusted, "jumpstart-tarefa", SEARCH), "TrainingJobDefinition.InputDataConfig")
    types = {each["ChannelName"]: each.get("ContentType") for each in channels}
    assert types == {
        "train": "text/csv",
        "validation": "text/csv",
        "model": "application/x-sagemaker-model",
        "sm_drivers": None,
    }


@pytest.mark.parametrize(("snippet", "adjustment"), these(pair for pair in PAIRS if pair[1] == SCHEDULE))
def test_what_is_scheduled_is_one_step_that_trains_every_night_on_what_s3_holds(
    adjusted: Adjusted, snippet: str, adjustment: str
) -> None:
    parameters = asked_for(adjusted, snippet, adjustment)
    (step,) = json.loads(parameters["PipelineDefinition"])["Steps"]
    assert (step["Type"], parameters["PipelineName"]) == ("Training", snippet)
    inputs = [each["DataSource"]["S3DataSource"]["S3Uri"] for each in step["Arguments"]["InputDataConfig"]]
    assert inputs
    assert all(each.startswith("s3://") for each in inputs)
    times = [each.get("ScheduleExpression") for _, each in adjusted(snippet, adjustment).asked]
    assert times.count("cron(0 6 * * ? *)") == len(OF_A_SCHEDULE)


@pytest.mark.parametrize(("snippet", "adjustment"), these(pair for pair in PAIRS if pair[1] == SCHEDULE))
def test_who_schedules_starts_no_job_now(adjusted: Adjusted, snippet: str, adjustment: str) -> None:
    assert "CreateTrainingJob" not in [operation for operation, _ in adjusted(snippet, adjustment).asked]
