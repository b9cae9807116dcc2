"""AWS's refusal is injected, so many times as said; what waits and tries again is botocore, without its pauses."""

import itertools
import os
from collections.abc import Callable
from typing import Any
from unittest import mock

import boto3
from botocore.config import Config
from refusals import Refusal, answered
from sagemaker.core.resources import TrainingJob

BUSY = 5  # what the default of boto3 does not outlast
ADAPTIVE = {"AWS_RETRY_MODE": "adaptive", "AWS_MAX_ATTEMPTS": "10"}


def throttle(times: int) -> Callable[[dict[str, Any]], Refusal | None]:
    """Refuse the first calls."""
    calls = itertools.count()
    return lambda _: Refusal(400, "ThrottlingException", "Rate exceeded") if next(calls) < times else None


def wrong() -> None:
    """Call as boto3 does unless told otherwise."""
    with mock.patch("time.sleep"), answered("sagemaker", "ListTrainingJobs", throttle(BUSY)):
        boto3.client("sagemaker").list_training_jobs()


def right() -> dict[str, int]:
    """Call patiently: boto3 told in code, boto3 told by the environment, and the SDK, which is patient by itself."""
    sagemaker = boto3.client(
        "sagemaker",
        config=Config(retries={"mode": "standard", "max_attempts": 10}),
    )
    tried = {}
    with mock.patch("time.sleep"):
        with answered("sagemaker", "ListTrainingJobs", throttle(BUSY)):
            tried["code"] = attempts(sagemaker.list_training_jobs())
        with answered("sagemaker", "ListTrainingJobs", throttle(2)), mock.patch.dict(os.environ, ADAPTIVE):
            tried["environment"] = attempts(boto3.client("sagemaker").list_training_jobs())
        with answered("sagemaker", "ListTrainingJobs", throttle(BUSY)):
            tried["sdk"] = len(list(TrainingJob.get_all(name_contains="nenhum")))
    return tried


def attempts(answer: dict[str, Any]) -> int:
    """Return how often botocore tried again."""
    return int(answer["ResponseMetadata"]["RetryAttempts"])
