"""What AWS says of a job whose machine has too little memory is injected, by the type that was asked for."""

from typing import Any

from common import ended, new_trainer
from refusals import answered
from sagemaker.core.training.configs import Compute

ADVICE = "use an instance type with more memory, or reduce the size of job data processed on an instance"
REASON = f"ClientError: Please {ADVICE}."
asked: dict[str, Any] = {}  # the machine of the last request


def note(request: dict[str, Any]) -> None:
    """Remember which machine was asked for, and let the rehearsal answer."""
    asked.clear()
    asked.update(request["ResourceConfig"])


def fail(request: dict[str, Any]) -> dict[str, Any] | None:
    """Describe the job as AWS does when that machine will not do."""
    if asked["InstanceType"].startswith("ml.r"):
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
    )
    train(compute)


def right() -> str:
    """Ask for one with more memory."""
    compute = Compute(
        instance_type="ml.r5.xlarge",
        instance_count=1,
    )
    return train(compute)
