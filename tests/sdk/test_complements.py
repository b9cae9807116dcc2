"""What goes with a training job and replaces none: queues, schedules, tracking; and how large the SDK is."""

import inspect
from importlib import metadata

from packaging.requirements import Requirement
from sagemaker.mlops.workflow.pipeline import Pipeline
from sagemaker.mlops.workflow.triggers import PipelineSchedule
from sagemaker.train import ModelTrainer
from sagemaker.train.aws_batch.training_queue import TrainingQueue


def test_a_pipeline_runs_at_set_times() -> None:
    assert PipelineSchedule(name="semanal", rate=(7, "days"))
    assert "triggers" in inspect.signature(Pipeline.put_triggers).parameters


def test_a_queue_takes_a_model_trainer() -> None:
    assert "ModelTrainer" in str(inspect.signature(TrainingQueue.submit).parameters["training_job"])


def test_a_model_trainer_has_no_argument_for_mlflow() -> None:
    assert {name for name in ModelTrainer.model_fields if "mlflow" in name} == set()


def closure(name: str) -> set[str]:
    """The distributions that one brings, itself among them, as they are installed here."""
    found, open_ = set(), [name]
    while open_:
        each = open_.pop().lower().replace("_", "-")
        if each in found:
            continue
        try:
            needs = metadata.requires(each) or []
        except metadata.PackageNotFoundError:
            continue
        found.add(each)
        wanted = [Requirement(line) for line in needs]
        open_ += [want.name for want in wanted if want.marker is None or want.marker.evaluate({"extra": ""})]
    return found


def test_with_what_it_brings_the_sdk_takes_close_to_1_gb() -> None:
    size = sum(file.size or 0 for name in closure("sagemaker") for file in metadata.files(name) or [])
    assert 0.7e9 < size < 1.2e9
