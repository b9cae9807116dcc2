"""What the SDK decides when the reader does not say: time, machine, disk, checkpoints; and what it cannot say."""

import inspect
import re
from pathlib import Path

import boto3
import pytest
import sagemaker.train
from botocore.exceptions import ParamValidationError
from sagemaker.core import shapes
from sagemaker.core.remote_function import client as remote
from sagemaker.core.resources import AutoMLJobV2
from sagemaker.core.training.configs import CheckpointConfig, Compute
from sagemaker.train import ModelTrainer
from sagemaker.train.aws_batch.constants import DEFAULT_TIMEOUT
from sagemaker.train.aws_batch.training_queue import TrainingQueue
from sagemaker.train.defaults import TrainDefaults
from sagemaker.train.tuner import HyperparameterTuner, name_from_base
from sagemaker.train.utils import _get_unique_name

ROLE = "arn:aws:iam::111122223333:role/SageMakerTreino"
ARGUMENTS = set(ModelTrainer.model_fields)


def test_a_job_may_run_for_one_hour() -> None:
    assert TrainDefaults.get_stopping_condition(None).max_runtime_in_seconds == 60 * 60


def test_a_remote_function_may_run_for_a_day() -> None:
    assert inspect.signature(remote.remote).parameters["max_runtime_in_seconds"].default == 24 * 60 * 60


def test_the_machine_is_one_m5_with_30_gb() -> None:
    compute = TrainDefaults.get_compute(None)
    assert (compute.instance_type, compute.instance_count, compute.volume_size_in_gb) == ("ml.m5.xlarge", 1, 30)


def test_the_place_of_checkpoints_has_the_name_of_the_job_in_it() -> None:
    assert "<job_name>/checkpoints" in (CheckpointConfig.__doc__ or "")


def test_spot_and_a_warm_pool_are_taken_together_without_a_word(recwarn: pytest.WarningsRecorder) -> None:
    compute = Compute(enable_managed_spot_training=True, keep_alive_period_in_seconds=600)
    assert compute.enable_managed_spot_training
    assert [each for each in recwarn if "spot" in str(each.message).lower()] == []


def test_the_sdk_creates_no_role() -> None:
    package = Path(sagemaker.train.__file__).parent
    found = {path.name for path in package.rglob("*.py") if ".create_role(" in path.read_text(encoding="utf-8")}
    assert found == set()


def test_a_training_job_has_no_argument_for_an_entry_point_or_for_mlflow() -> None:
    assert {"training_image", "source_code", "distributed"} <= ARGUMENTS
    assert {name for name in ARGUMENTS if "entrypoint" in name or "entry_point" in name or "mlflow" in name} == set()


def test_the_entry_point_can_be_given_one_floor_below() -> None:
    assert "container_entrypoint" in shapes.AlgorithmSpecification.model_fields


def test_a_container_can_be_opened_for_debugging() -> None:
    assert callable(ModelTrainer.with_remote_debug_config)


def test_the_total_time_of_autopilot_is_sent_under_a_name_that_aws_does_not_know() -> None:
    """boto3 refuses the request before it leaves; the name it wants has a capital ML."""
    data = shapes.AutoMLDataSource(s3_data_source=shapes.AutoMLS3DataSource(s3_data_type="S3Prefix", s3_uri="s3://b/x"))
    with pytest.raises(
        ParamValidationError, match=r"MaxAutoMlJobRuntimeInSeconds.*must be one of: .*MaxAutoMLJobRuntime"
    ):
        AutoMLJobV2.create(
            auto_ml_job_name="clientes",
            auto_ml_job_input_data_config=[shapes.AutoMLJobChannel(data_source=data)],
            output_data_config=shapes.AutoMLOutputDataConfig(s3_output_path="s3://b/saida"),
            auto_ml_problem_type_config=shapes.AutoMLProblemTypeConfig(
                tabular_job_config=shapes.TabularJobConfig(
                    target_attribute_name="y",
                    completion_criteria=shapes.AutoMLJobCompletionCriteria(max_auto_ml_job_runtime_in_seconds=600),
                )
            ),
            role_arn=ROLE,
            session=boto3.Session(region_name="us-east-1"),
        )


def test_a_job_keeps_its_whole_date_up_to_48_characters_of_a_name() -> None:
    kept = [_get_unique_name("n" * length)[length:] for length in (48, 49, 63)]
    assert [bool(re.fullmatch(r"-\d{14}", each)) for each in kept] == [True, False, False]
    assert kept[-1] == ""


def test_a_search_is_named_by_20_characters_and_the_minute() -> None:
    longest = HyperparameterTuner.TUNING_JOB_NAME_MAX_LENGTH
    names = [name_from_base(f"busca-de-hiperparametros-{each}", max_length=longest, short=True) for each in "ab"]
    assert {re.sub(r"\d{6}-\d{4}$", "", each) for each in names} == {"busca-de-hiperparame-"}


def test_a_queue_gives_a_job_a_day_whatever_its_own_limit() -> None:
    assert DEFAULT_TIMEOUT == {"attemptDurationSeconds": 24 * 60 * 60}
    given = inspect.signature(TrainingQueue.submit).parameters
    assert "timeout" in given
