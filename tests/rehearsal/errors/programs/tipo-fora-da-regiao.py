"""AWS's refusal is injected: a Region that does not offer a type of machine, whatever the quota."""

from typing import Any

from common import ended, new_trainer
from refusals import Refusal, answered
from sagemaker.core.training.configs import Compute

OFFERED = {"ml.m5.large"}


def refuse(asked: dict[str, Any]) -> Refusal | None:
    """Answer as AWS does where only some types are offered."""
    kind = asked["ResourceConfig"]["InstanceType"]
    if kind in OFFERED:
        return None
    message = f"The requested resource training-job/{kind} is not available in this region"
    return Refusal(400, "ResourceLimitExceeded", message)


def train(compute: Compute) -> str:
    """Train on a machine."""
    trainer = new_trainer()
    trainer.compute = compute
    with answered("sagemaker", "CreateTrainingJob", refuse):
        trainer.train()
    return ended(trainer)


def wrong() -> None:
    """Ask for a type that is not offered."""
    train(Compute(instance_type="ml.p2.xlarge", instance_count=1))


def right() -> str:
    """Ask for one that is."""
    compute = Compute(
        instance_type="ml.m5.large",
        instance_count=1,
    )
    return train(compute)
