"""What AWS says of a job whose disk is too small is injected, by the size that was asked for."""

from typing import Any

from common import ended, new_trainer
from refusals import answered
from sagemaker.core.training.configs import Compute

REASON = "ClientError: Data download failed:Insufficient disk space"
asked: dict[str, Any] = {}  # the machine of the last request


def note(request: dict[str, Any]) -> None:
    """Remember which machine was asked for, and let the rehearsal answer."""
    asked.clear()
    asked.update(request["ResourceConfig"])


def fail(request: dict[str, Any]) -> dict[str, Any] | None:
    """Describe the job as AWS does when that machine will not do."""
    if asked["VolumeSizeInGB"] >= 100:
        return None
    name = request["TrainingJobName"]
    return {
        "TrainingJobName": name,
        "TrainingJobArn": f"arn:aws:sagemaker:us-east-1:111122223333:training-job/{name}",
        "TrainingJobStatus": "Failed",
        "SecondaryStatus": "Failed",
        "FailureReason": REASON,
    }


def train(compute: Compute) -> str:
    """Train on a machine."""
    trainer = new_trainer()
    trainer.compute = compute
    with answered("sagemaker", "CreateTrainingJob", note), answered("sagemaker", "DescribeTrainingJob", fail):
        trainer.train()
    return ended(trainer)


def wrong() -> None:
    """Ask for the machine that will not do."""
    compute = Compute(
        instance_type="ml.m5.large",
        instance_count=1,
        volume_size_in_gb=10,
    )
    train(compute)


def right() -> str:
    """Ask for another."""
    compute = Compute(
        instance_type="ml.m5.large",
        instance_count=1,
        volume_size_in_gb=200,
    )
    return train(compute)
