"""The code that how-to pages write out is the SDK's: each request is built, each name of a job is one that it has."""

import argparse
import inspect
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from sagemaker.core import shapes
from sagemaker.core.parameter import ContinuousParameter, IntegerParameter
from sagemaker.core.resources import TrainingJob
from sagemaker.core.training import configs
from sagemaker.train import ModelTrainer
from sagemaker.train.distributed import Torchrun
from sagemaker.train.tuner import HyperparameterTuner

from publish.languages import LANGUAGES

PAGES = LANGUAGES[0].docs / "como"  # the other languages are held to have the same code
CODE = {
    f"{path.stem}-{number}": code
    for path in sorted(PAGES.glob("*.md"))
    for number, code in enumerate(re.findall(r"```python\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL))
}


class Finished:
    """A job that ended, with any value in each field that TrainingJob has, and none besides."""

    secondary_status_transitions = ()
    final_metric_data_list = (mock.Mock(metric_name="validation:accuracy", value=0.95),)
    training_job_status = "Completed"

    def __getattr__(self, name: str) -> Any:
        if name not in TrainingJob.model_fields:
            raise AttributeError(f"a training job has no {name}")
        return mock.Mock()


def trainer(**given: Any) -> mock.Mock:
    """A ModelTrainer that takes only the parameters of the real one, and asks AWS nothing."""
    if unknown := given.keys() - ModelTrainer.model_fields.keys():
        raise TypeError(f"ModelTrainer takes no {', '.join(unknown)}")
    return mock.Mock(_latest_training_job=Finished())


def named(folder: Path) -> dict[str, Any]:
    """What the pages have at hand: the SDK's names, and those of the launch file around their lines."""
    (folder / "codigo").mkdir()
    jobs = mock.Mock(get=lambda name: Finished())
    return {
        **{name: each for name, each in vars(configs).items() if inspect.isclass(each)},
        **{name: getattr(shapes, name) for name in ("Channel", "DataSource", "S3DataSource")},
        "ModelTrainer": trainer, "Torchrun": Torchrun, "HyperparameterTuner": HyperparameterTuner,
        "ContinuousParameter": ContinuousParameter, "IntegerParameter": IntegerParameter, "TrainingJob": jobs,
        "trainer": trainer(training_image="x"), "job": Finished(), "image": "x", "source_code": None,
        "Path": Path, "os": os, "argparse": argparse,
    }  # fmt: skip


@pytest.mark.parametrize("name", CODE)
def test_what_a_how_to_page_writes_out_is_taken(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["treino.py"])
    monkeypatch.setenv("SM_CHANNEL_TRAIN", str(tmp_path))
    exec(CODE[name], named(tmp_path))


def test_so_many_are_written_out() -> None:
    assert len(CODE) >= 14


def test_a_field_that_a_job_does_not_have_is_noticed() -> None:
    with pytest.raises(AttributeError, match="no billed_seconds"):
        _ = Finished().billed_seconds


def test_a_parameter_that_a_trainer_does_not_have_is_noticed() -> None:
    with pytest.raises(TypeError, match="spot"):
        trainer(training_image="x", spot=True)


def test_the_api_takes_as_many_types_of_machines_as_pages_say(known_types: set[str]) -> None:
    assert len(known_types) == 225


@pytest.fixture
def known_types() -> set[str]:
    """The types that CreateTrainingJob takes, in botocore's model."""
    from botocore.session import Session

    model = Session().get_service_model("sagemaker")
    return set(model.shape_for("TrainingInstanceType").enum)


def test_without_a_default_region_pipelines_cannot_even_be_imported() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from sagemaker.mlops.workflow.pipeline import Pipeline"],
        env={"HOME": "/nowhere", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "NoRegionError" in done.stderr
