"""What scripts import beside their training, for the functions that an endpoint calls afterwards.

A job only needs them to be there. `env` and `content_types` are what they are in the container; whatever else is asked
for belongs to an endpoint, and says so as soon as it is used.
"""

from importlib import import_module
from typing import Any, NoReturn

environment = import_module("sagemaker_training.environment")


class content_types:  # noqa: N801 # a module in the toolkit
    """The types of what an endpoint is sent."""

    ANY, CSV, JSON = "*/*", "text/csv", "application/json"
    NPY, OCTET_STREAM = "application/x-npy", "application/octet-stream"
    UTF8_TYPES = [JSON, CSV]  # noqa: RUF012 # as in the toolkit


class env:  # noqa: N801 # a module in the toolkit
    """The environment of the job, by its older name."""

    TrainingEnv = environment.Environment
    code_dir, model_dir, output_data_dir = environment.code_dir, environment.model_dir, environment.output_data_dir

    @staticmethod
    def training_env() -> Any:
        """Return the environment of the job."""
        return environment.Environment()


class _OfAnEndpoint:
    """Stands for a module that is only used while a model serves."""

    def __init__(self, name: str) -> None:
        self._name = name

    def _refuse(self, what: str) -> NoReturn:
        raise NotImplementedError(f"sagemaker_containers.beta.framework.{what} belongs to an endpoint, not to training")

    def __getattr__(self, name: str) -> Any:
        self._refuse(f"{self._name}.{name}")

    def __call__(self, *given: Any, **named: Any) -> Any:
        self._refuse(self._name)


def __getattr__(name: str) -> Any:
    if name.startswith("_"):
        raise AttributeError(name)
    return _OfAnEndpoint(name)
