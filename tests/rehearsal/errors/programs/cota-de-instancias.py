"""AWS's refusal is injected: an account that may use no GPU instance for training, and four ml.m5.large."""

import logging
from typing import Any

from common import ended, new_trainer
from refusals import Refusal, answered
from sagemaker.core.training.configs import Compute

QUOTAS = {"ml.m5.large": 4}  # any other type: none


def refuse(asked: dict[str, Any]) -> Refusal | None:
    """Answer as AWS does to an account with these quotas."""
    resources = asked["ResourceConfig"]
    kind, count = resources["InstanceType"], resources["InstanceCount"]
    allowed = QUOTAS.get(kind, 0)
    if count <= allowed:
        return None
    message = (
        f"The account-level service limit '{kind} for training job usage' is {allowed} Instances, with current "
        f"utilization of 0 Instances and a request delta of {count} Instances. "
        "Please contact AWS support to request an increase for this limit."
    )
    return Refusal(400, "ResourceLimitExceeded", message)


def wrong() -> None:
    """Ask for a GPU."""
    gpu = new_trainer()
    gpu.compute = Compute(instance_type="ml.g5.xlarge", instance_count=1)
    logging.basicConfig(level=logging.INFO)
    try:
        with answered("sagemaker", "CreateTrainingJob", refuse):
            gpu.train()
    finally:
        logging.getLogger().handlers.clear()


def right() -> str:
    """Ask for what the account may have."""
    compute = Compute(
        instance_type="ml.m5.large",
        instance_count=1,
    )
    cpu = new_trainer()
    cpu.compute = compute
    with answered("sagemaker", "CreateTrainingJob", refuse):
        cpu.train()
    return ended(cpu)
