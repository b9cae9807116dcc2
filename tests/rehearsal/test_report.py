"""What a rehearsal is said to have been: its degree, its score and what stood in, from what happened in it."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from rehearsal.aws.cloud import Cloud, Settings
from rehearsal.command import summary
from rehearsal.command.report import CHECKED, NOT_RUN, RAN, TRAINED, Run
from rehearsal.machine.lines import Lines
from rehearsal.words import say

REQUEST = {"operation": "CreateTrainingJob", "parameters": {}}


def job(
    status: str = "Completed", has_model: bool = True, interruptions: int = 0, seconds: int = 1, **metrics: float
) -> Any:
    """A job that has ended; a metric's name is written with _ in place of :."""
    told = [{"MetricName": name.replace("_", ":"), "Value": value} for name, value in metrics.items()]
    return SimpleNamespace(
        status=status,
        has_model=has_model,
        seconds=lambda: seconds,
        interruptions=interruptions,
        final_metrics=lambda: told,
        metrics=lambda: {name.replace("_", ":"): [value] for name, value in metrics.items()},
        program=SimpleNamespace(stand_ins=("xgboost-open-source",)),
    )


def run(
    *jobs: Any,
    exit_code: int = 0,
    container: bool = False,
    failed_container: bool = False,
    refused: str = "",
    sent: bool = True,
    enclosed: bool = True,
) -> Run:
    """A rehearsal in which these jobs ran."""
    runs = [SimpleNamespace(refused=refused)] * (container or failed_container)
    cloud = SimpleNamespace(
        jobs=list(jobs),
        series=[],
        docker=SimpleNamespace(trained=container, runs=runs, stand_ins=set()),
        requests=[REQUEST] if sent else [],
        stand_ins=set(),
        settings=SimpleNamespace(enclosed=enclosed),
    )
    return Run("oi", cloud, exit_code)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("ended", "degree"),
    [
        pytest.param(run(job()), TRAINED, id="a-job-left-a-model"),
        pytest.param(run(job("Failed"), job()), TRAINED, id="the-second-try-did"),
        pytest.param(run(container=True, sent=False), TRAINED, id="a-container-left-a-model"),
        pytest.param(run(job(has_model=False)), RAN, id="no-model"),
        pytest.param(run(job("Stopped")), RAN, id="a-job-was-stopped"),
        pytest.param(run(), CHECKED, id="only-requests"),
        pytest.param(run(sent=False), NOT_RUN, id="nothing-was-sent"),
        pytest.param(run(exit_code=1), NOT_RUN, id="the-launch-file-failed-after-its-request"),
        pytest.param(run(job("Failed"), exit_code=1), RAN, id="its-job-failed"),
        pytest.param(run(job("Failed", seconds=0), exit_code=1), NOT_RUN, id="its-job-failed-before-its-program"),
        pytest.param(run(exit_code=1, failed_container=True), RAN, id="its-container-failed"),
        pytest.param(run(exit_code=1, failed_container=True, refused="why"), NOT_RUN, id="its-container-was-not-run"),
        pytest.param(run(job(), exit_code=1), TRAINED, id="the-launch-file-failed-after-its-job"),
        pytest.param(run(container=True, exit_code=1), TRAINED, id="the-launch-file-failed-after-its-container"),
    ],
)
def test_the_degree_is_how_far_it_got(ended: Run, degree: str) -> None:
    assert ended.degree() == degree


@pytest.mark.parametrize(
    ("ended", "score"),
    [
        pytest.param(
            run(job(validation_auc=0.9904, train_auc=1.0)), ("validation:auc", 0.99), id="held-out-data-first"
        ),
        pytest.param(run(job(test_auc=0.5, train_auc=1.0)), ("test:auc", 0.5), id="a-test-counts-as-held-out"),
        pytest.param(run(job(acuracia=0.97249)), ("acuracia", 0.972), id="rounded"),
        pytest.param(run(job(erro=0.1, acuracia=0.9)), ("acuracia", 0.9), id="the-last-of-several"),
        pytest.param(run(job(acuracia=0.1), job(acuracia=0.9)), ("acuracia", 0.9), id="of-the-last-job"),
        pytest.param(run(job(acuracia=0.9), job("Failed", acuracia=0.1)), ("acuracia", 0.9), id="of-one-that-trained"),
        pytest.param(run(job()), None, id="no-metric"),
        pytest.param(run(), None, id="no-job"),
    ],
)
def test_the_score_is_that_of_data_which_the_model_has_not_seen(ended: Run, score: tuple[str, float] | None) -> None:
    assert ended.score() == (score and {"name": score[0], "value": score[1]})


@pytest.mark.parametrize(
    ("ended", "stand_ins"),
    [
        pytest.param(run(), {"moto"}, id="no-job"),
        pytest.param(run(job()), {"moto", "shared-kernel", "no-network", "xgboost-open-source"}, id="a-job"),
        pytest.param(
            run(job(interruptions=1)),
            {"moto", "shared-kernel", "no-network", "xgboost-open-source", "spot-interrupted-here"},
            id="a-job-that-lost-its-machine",
        ),
        pytest.param(
            run(job(), enclosed=False),
            {"moto", "shared-kernel", "no-network", "xgboost-open-source", "rewritten-paths"},
            id="without-namespaces",
        ),
    ],
)
def test_all_that_stood_in_is_named(ended: Run, stand_ins: set[str]) -> None:
    assert set(ended.stand_ins()) == stand_ins


@pytest.mark.parametrize(
    ("names", "shown"),
    [(["treino-1"], ["algo-1"]), (["treino-1", "treino-2"], ["treino-1/algo-1", "treino-2/algo-1"])],
    ids=["alone", "side-by-side"],
)
def test_lines_carry_the_name_of_their_job_when_there_is_more_than_one(
    names: list[str], shown: list[str], tmp_path: Path
) -> None:
    seen: list[str] = []
    cloud = Cloud(tmp_path, tmp_path, Settings(), lambda source, _: seen.append(source))
    shows = [cloud._showing(name) for name in names]
    cloud._by_region.update({("us-east-1", name): job() for name in names})
    for show in shows:
        show("algo-1", ["época 1"])
    assert seen == shown


def test_a_curve_is_kept_of_the_last_job_that_trained_and_of_a_metric_that_went_a_way() -> None:
    first, failed, last = job(), job("Failed"), job()
    first.metrics = failed.metrics = lambda: {"perda": [9.0, 8.0, 7.0, 6.0]}
    last.metrics = lambda: {"perda": [1.2345, 0.5, 0.25, 0.125], "final": [1.0]}
    assert run(first, last, failed).curves() == {"perda": [1.23, 0.5, 0.25, 0.125]}


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        pytest.param([], "ClientError: Data download failed: x", id="a-program-that-never-began"),
        pytest.param(["Traceback (most recent call last):", "ValueError: z"], "ValueError: z", id="one-that-did"),
        pytest.param(["lendo", "falta x.csv"], "falta x.csv", id="one-that-ended-itself"),
    ],
)
def test_what_failed_is_never_nothing(lines: list[str], shown: str, tmp_path: Path) -> None:
    told = Lines([*(("algo-1", 0, line) for line in lines), ("algo-2", 0, "de outra")])
    ended = failed_run(tmp_path, told, ("algo-1", 3) if lines else None)
    *_, last = [line for line in summary.trouble(ended) if line.startswith("    ")]
    assert last.strip() == shown


def test_a_program_that_ended_without_a_word_is_told_by_its_code(tmp_path: Path) -> None:
    told = list(summary.trouble(failed_run(tmp_path, Lines(), ("algo-1", 3))))
    assert told[1] == say("summary.without_a_word", code=3)


def failed_run(tmp_path: Path, lines: Lines, by: tuple[str, int] | None) -> Run:
    """A rehearsal whose only job failed; `by` the program on a host, with a code, or before any began."""
    failed = job("Failed")
    reason = "AlgorithmError: , exit code: 3" if by else "ClientError: Data download failed: x"
    told = {"name": "oi", "lines": lines, "rules": {}, "request": {}, "REASON": "/opt/ml/output/failure"}
    vars(failed).update(told, failure_reason=reason, failed=by)
    ended = run(failed, exit_code=1)
    ended.cloud.snippet_folder = tmp_path
    ended.cloud.docker.runs = []
    return ended
