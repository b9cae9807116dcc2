"""A spot job that loses its machine starts again: with the checkpoints that it named, or else from nothing."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from rehearsal.command import arguments
from tests.rehearsal.rehearsing import Rehearsal, said

CHECKPOINTS = {"CheckpointConfig": {"S3Uri": "s3://balde/pontos"}}
SPOT = {
    "EnableManagedSpotTraining": True,
    "StoppingCondition": {"MaxRuntimeInSeconds": 600, "MaxWaitTimeInSeconds": 900},
}
AT_3 = ("--interrupt-spot-at", "^passo=3$", "--stop-grace", "0")
# Counts to 6 and keeps where it is; {first} says where it starts. At 3 it waits for its machine to be taken away.
COUNT = """
saved=/opt/ml/checkpoints/passo
step={first}
while [ $step -lt 6 ]; do
    step=$((step + 1))
    echo $step > $saved.parte; mv $saved.parte $saved
    echo passo=$step
    [ $step -eq 3 ] && sleep {pause}
done
echo $step > /opt/ml/model/passos
"""
RELOADS, FORGETS = '$(cat "$saved" 2>/dev/null || echo 0)', "0"

Run = Callable[..., Rehearsal]


def counting(
    job: Run, first: str = RELOADS, options: tuple[str, ...] = AT_3, pause: float = 3, **request: Any
) -> Rehearsal:
    """Rehearse the counting program as a spot job, which waits ``pause`` seconds at 3, longer than is needed."""
    run = job(COUNT.format(first=first, pause=pause), *options, **SPOT | request)
    assert run.job["status"] == "Completed", run.stdout + run.stderr
    return run


def steps(run: Rehearsal) -> list[int]:
    """The steps that the log tells, in order."""
    return [int(number) for number in re.findall(r"passo=(\d)", run.log)]


def states(run: Rehearsal) -> list[str]:
    """The job's states as DescribeTrainingJob told them at the end."""
    return [each["Status"] for each in run.described["SecondaryStatusTransitions"]]


def ran(run: Rehearsal) -> float:
    """How many seconds the program ran, on all machines."""
    told = [each for each in run.described["SecondaryStatusTransitions"] if each["Status"] == "Training"]
    assert len(told) == 2
    spans = [[datetime.fromisoformat(each[end]) for end in ("StartTime", "EndTime")] for each in told]
    return sum((last - first).total_seconds() for first, last in spans)


@pytest.mark.parametrize("isolation", ["auto", "rewrite"])
def test_a_program_that_reads_its_checkpoints_goes_on_where_it_was(job: Run, isolation: str) -> None:
    run = counting(job, options=(*AT_3, "--isolation", isolation), **CHECKPOINTS)
    assert steps(run) == [1, 2, 3, 4, 5, 6]
    assert states(run) == [
        *["Starting", "Downloading", "Training", "Interrupted"],
        *["Starting", "Downloading", "Training", "Uploading", "Completed"],
    ]
    assert run.s3("pontos/passo").read_text() == "6\n"
    assert said("summary.interrupted_resumed").search(run.stdout)
    assert run.described["BillableTimeInSeconds"] == run.described["TrainingTimeInSeconds"] == max(1, round(ran(run)))


@pytest.mark.parametrize(
    ("first", "request_"),
    [
        pytest.param(FORGETS, CHECKPOINTS, id="it-does-not-read-them"),
        pytest.param(RELOADS, {}, id="the-request-does-not-say-where-they-go"),
    ],
)
def test_otherwise_it_starts_from_zero(job: Run, first: str, request_: dict[str, Any]) -> None:
    run = counting(job, first, **request_)
    assert steps(run) == [1, 2, 3, 1, 2, 3, 4, 5, 6]
    told = "summary.interrupted_resumed" if request_ else "summary.interrupted_anew"
    assert said(told).search(run.stdout)


@pytest.mark.parametrize(
    ("options", "request_"),
    [
        pytest.param(AT_3, {"EnableManagedSpotTraining": False, "StoppingCondition": {}}, id="not-a-spot-job"),
        pytest.param(("--interrupt-spot-at", "^nunca$"), {}, id="the-line-never-comes"),
    ],
)
def test_a_machine_is_taken_away_only_from_a_spot_job_and_where_it_is_asked_for(
    job: Run, options: tuple[str, ...], request_: dict[str, Any]
) -> None:
    run = counting(job, options=options, pause=0.4, **request_)
    assert (steps(run), run.job["interruptions"]) == ([1, 2, 3, 4, 5, 6], 0)


def test_the_program_is_told_and_may_save_before_the_machine_is_gone(job: Run) -> None:
    program = "trap 'echo salvo > /opt/ml/checkpoints/a; exit 0' TERM; cat /opt/ml/checkpoints/a && exit 0; echo pronto"
    run = job(f"{program}; while :; do sleep 0.05; done", "--interrupt-spot-at", "pronto", **SPOT | CHECKPOINTS)
    assert (run.job["status"], run.job["interruptions"]) == ("Completed", 1)
    assert run.log.endswith("salvo")


def test_both_machines_together_run_no_longer_than_the_job_may(job: Run) -> None:
    limit = {"StoppingCondition": {"MaxRuntimeInSeconds": 4, "MaxWaitTimeInSeconds": 9}}
    options = ("--interrupt-spot-at", "pronto", "--stop-grace", "0")
    run = job("sleep 2; echo pronto; sleep 1", *options, **SPOT | limit)  # 2 s and 3 s
    assert (run.job["interruptions"], run.job["secondary_status"]) == (1, "MaxRuntimeExceeded")


@pytest.mark.parametrize(
    ("given", "expression"),
    [
        pytest.param([], re.compile("epoca=7 "), id="its-own"),
        pytest.param(["--interrupt-spot-at", "epoca=2 "], re.compile("epoca=2 "), id="the-readers"),
        pytest.param(["--interrupt-spot-at", ""], None, id="none"),
    ],
)
def test_the_snippet_is_interrupted_unless_the_reader_says_otherwise(given: list[str], expression: Any) -> None:
    assert arguments.read(["spot-com-checkpoints", *given]).interrupt_spot_at == expression


def test_the_snippet_is_interrupted_and_repeats_no_epoch(rehearsed: Callable[[str], Rehearsal]) -> None:
    run = rehearsed("spot-com-checkpoints")
    assert run.code == 0, run.stdout + run.stderr
    epochs = [int(number) for number in re.findall(r"epoca=(\d+) ", run.log)]
    begun = [int(number) for number in re.findall(r"começa na época (\d+)", run.log)]
    assert run.job["interruptions"] == 1
    assert epochs == sorted(set(epochs))
    assert (begun[0], begun[1] >= 8, epochs[-1]) == (0, True, 19)


def test_the_snippets_checkpoints_have_an_address_of_their_own_and_a_time_to_wait(
    rehearsed: Callable[[str], Rehearsal],
) -> None:
    (sent,) = rehearsed("spot-com-checkpoints").report["requests"]
    asked = sent["parameters"]
    assert asked["TrainingJobName"] not in asked["CheckpointConfig"]["S3Uri"]
    assert asked["StoppingCondition"]["MaxWaitTimeInSeconds"] > asked["StoppingCondition"]["MaxRuntimeInSeconds"]
