"""The stand-in for the built-in XGBoost refuses what the real one refuses, in words that readers can look up."""

from collections.abc import Callable
from typing import Any

import pytest
from conftest import Rehearsal, channel

Job = Callable[..., Rehearsal]
IMAGE = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:3.2-0"
CSV = "\n".join(f"{row % 2},{row},{row * row % 7}" for row in range(40))
LIBSVM = "\n".join(f"{row % 2} 1:{row} 2:{row * row % 7}" for row in range(40))


def train(job: Job, data: str, content_type: str | None, mode: str = "File", **hyperparameters: str) -> Rehearsal:
    """Rehearse the built-in algorithm on one file."""
    described = channel("train", "s3://balde/dados") | {"InputMode": mode}
    if content_type:
        described["ContentType"] = content_type
    return job(
        "unused",
        objects={"dados/parte.csv": data},
        AlgorithmSpecification={"TrainingImage": IMAGE, "TrainingInputMode": "File"},
        InputDataConfig=[described],
        HyperParameters={"num_round": "2", "objective": "binary:logistic", "eval_metric": "auc"} | hyperparameters,
    )


@pytest.mark.parametrize(("data", "content_type"), [(CSV, "text/csv"), (CSV, "text/csv; label_size=1"), (LIBSVM, None)])
def test_it_trains_on_csv_and_by_default_on_libsvm(job: Job, data: str, content_type: str | None) -> None:
    run = train(job, data, content_type)
    assert run.job["status"] == "Completed", run.log
    assert [each["MetricName"] for each in run.described["FinalMetricDataList"]] == ["train:auc"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        pytest.param({"data": CSV, "content_type": None}, "is not 'LIBSVM' format", id="csv-without-content-type"),
        pytest.param(
            {"data": f"alvo,a,b\n{CSV}", "content_type": "text/csv"}, "First line 'alvo,a,b", id="csv-with-header"
        ),
        pytest.param({"data": CSV, "content_type": "text/csv", "mode": "FastFile"}, "File input mode", id="fastfile"),
        pytest.param(
            {"data": CSV, "content_type": "text/csv", "device": "cuda"}, "Extraneous hyperparameter", id="device"
        ),
        pytest.param({"data": CSV, "content_type": "image/png"}, "content types", id="unknown-content-type"),
        pytest.param(
            {"data": CSV, "content_type": "text/csv", "objective": "x:y"}, "Unknown objective", id="objective"
        ),
    ],
)
def test_it_refuses_with_a_failure_reason(job: Job, given: dict[str, Any], words: str) -> None:
    run = train(job, **given)
    assert run.described["TrainingJobStatus"] == "Failed"
    assert run.described["FailureReason"].startswith("AlgorithmError: Customer Error: ")
    assert words in run.described["FailureReason"]


def test_num_round_is_required(job: Job) -> None:
    run = job(
        "unused",
        objects={"dados/parte.csv": CSV},
        AlgorithmSpecification={"TrainingImage": IMAGE, "TrainingInputMode": "File"},
        InputDataConfig=[channel("train", "s3://balde/dados")],
        HyperParameters={},
    )
    assert "num_round" in run.described["FailureReason"]
