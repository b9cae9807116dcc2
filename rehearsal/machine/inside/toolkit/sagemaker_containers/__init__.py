"""The older name of the toolkit: `training_env()` is the environment of the job."""

from importlib import import_module
from typing import Any


def training_env() -> Any:
    """Return the environment of the job."""
    return import_module("sagemaker_training.environment").Environment()
