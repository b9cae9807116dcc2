"""XGBoost with a script of the reader's own does what the built-in algorithm refuses: it predicts a range."""

import re
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xgboost
from sklearn.datasets import load_diabetes

from rehearsal.command.report import TRAINED
from tests.rehearsal.rehearsing import Rehearsal

Once = Callable[[str], Rehearsal]
NAME = "xgboost-script"


def test_it_trains_and_the_range_holds_most_of_the_answers(rehearsed: Once) -> None:
    run = rehearsed(NAME)
    assert (run.code, run.report["degree"]) == (0, TRAINED), run.stdout + run.stderr
    (coverage,) = re.findall(r"cobertura=([0-9.]+)", run.report["output"])
    assert float(coverage) == pytest.approx(0.9, abs=0.1)


def test_the_script_ran_and_not_the_stand_in_for_the_algorithm(rehearsed: Once) -> None:
    assert "local-python" in rehearsed(NAME).report["stand_ins"]
    assert "xgboost-open-source" not in rehearsed(NAME).report["stand_ins"]


def test_it_sends_no_metric_definitions_which_aws_refuses_for_its_own_image(rehearsed: Once) -> None:
    (sent,) = rehearsed(NAME).report["requests"]
    assert "MetricDefinitions" not in sent["parameters"]["AlgorithmSpecification"]


def test_the_image_is_the_one_of_the_built_in_algorithm(rehearsed: Once) -> None:
    parameters = rehearsed(NAME).report["requests"][0]["parameters"]
    assert parameters["AlgorithmSpecification"]["TrainingImage"].endswith("/sagemaker-xgboost:3.2-0")


def test_the_model_predicts_three_values_in_order(rehearsed: Once, tmp_path: Path) -> None:
    with tarfile.open(rehearsed(NAME).job["model"]) as archive:
        archive.extractall(tmp_path, filter="data")
    model = xgboost.Booster(model_file=str(tmp_path / "modelo.ubj"))
    low, middle, high = model.predict(xgboost.DMatrix(load_diabetes(as_frame=True).data)).T
    assert ((low < middle) & (middle < high)).mean() > 0.99
