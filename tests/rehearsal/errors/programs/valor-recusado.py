"""AWS's refusal of a type of machine is injected, by the list that its API gives."""

from typing import Any

from common import ended, new_trainer
from refusals import Refusal, answered
from sagemaker.core.training.configs import Compute

KINDS = ["ml.m5.large", "ml.m5.xlarge", "ml.g5.xlarge"]


def refuse(asked: dict[str, Any]) -> Refusal | None:
    """Answer as AWS does to a type that is not in its list."""
    kind = asked["ResourceConfig"]["InstanceType"]
    if kind in KINDS:
        return None
    message = (
        f"1 validation error detected: Value '{kind}' at 'resourceConfig.instanceType' failed to satisfy constraint: "
        f"Member must satisfy enum value set: [{', '.join(KINDS)}]"
    )
    return Refusal(400, "ValidationException", message)


def train(compute: Compute) -> str:
    """Train on a machine."""
    trainer = new_trainer()
    trainer.compute = compute
    with answered("sagemaker", "CreateTrainingJob", refuse):
        trainer.train()
    return ended(trainer)


def wrong() -> None:
    """Ask for the type as EC2 calls it."""
    compute = Compute(
        instance_type="m5.large",
        instance_count=1,
    )
    train(compute)


def right() -> str:
    """Ask for it as SageMaker does."""
    compute = Compute(
        instance_type="ml.m5.large",
        instance_count=1,
    )
    return train(compute)
