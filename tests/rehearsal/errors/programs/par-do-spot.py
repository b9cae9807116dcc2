"""A time to wait for spot without spot: the SDK sends it, and the rehearsal refuses it in AWS's words."""

from common import ended, new_trainer
from sagemaker.core.training.configs import Compute, StoppingCondition


def train(compute: Compute, stopping_condition: StoppingCondition) -> str:
    """Train with both."""
    trainer = new_trainer()
    trainer.compute, trainer.stopping_condition = compute, stopping_condition
    trainer.train()
    return ended(trainer)


def wrong() -> None:
    """Say how long to wait, and not for what."""
    train(
        Compute(instance_type="ml.m5.large", instance_count=1),
        StoppingCondition(max_runtime_in_seconds=60, max_wait_time_in_seconds=120),
    )


def right() -> str:
    """Say both."""
    compute = Compute(
        instance_type="ml.m5.large",
        instance_count=1,
        enable_managed_spot_training=True,
    )
    stopping_condition = StoppingCondition(
        max_runtime_in_seconds=60,
        max_wait_time_in_seconds=120,
    )
    return train(compute, stopping_condition)
