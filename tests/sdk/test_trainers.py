"""What the trainers of language models take, refuse and presume; how ModelTrainer starts from a recipe or a card."""

import inspect
import json
import re
from pathlib import Path
from typing import Any

import pytest
from sagemaker.ai_registry.dataset_format_detector import DatasetFormatDetector
from sagemaker.core.training.configs import TrainingJobCompute
from sagemaker.train import ModelTrainer, base_trainer, constants
from sagemaker.train.common_utils import finetune_utils as tuning
from sagemaker.train.cpt_trainer import CPTTrainer
from sagemaker.train.dpo_trainer import DPOTrainer
from sagemaker.train.multi_turn_rl_trainer import MultiTurnRLTrainer
from sagemaker.train.rlaif_trainer import RLAIFTrainer
from sagemaker.train.rlvr_trainer import RLVRTrainer
from sagemaker.train.sft_trainer import SFTTrainer

EVERY = [SFTTrainer, DPOTrainer, RLVRTrainer, RLAIFTrainer, MultiTurnRLTrainer]
ARN = "arn:aws:sagemaker:us-east-1:111122223333:model-package/meus-ajustes/1"
each = pytest.mark.parametrize("trainer", EVERY, ids=lambda trainer: trainer.__name__)


def arguments(function: Any) -> set[str]:
    return set(inspect.signature(function).parameters)


@each
def test_every_trainer_can_be_tried_without_a_job(trainer: Any) -> None:
    assert "dry_run" in arguments(trainer.train)


def test_a_machine_is_chosen_with_three_of_them() -> None:
    assert {t.__name__ for t in EVERY if "compute" in arguments(t.__init__)} == {
        "SFTTrainer",
        "DPOTrainer",
        "RLVRTrainer",
    }


def test_continued_pre_training_is_for_hyperpod() -> None:
    assert "HyperPodCompute" in str(inspect.signature(CPTTrainer.__init__).parameters["compute"])


def test_the_machines_of_a_trainer_take_spot_and_their_job_is_built_without_it() -> None:
    """The compute of the job is made anew, from five fields; spot and instance preferences are not among them."""
    assert TrainingJobCompute(instance_type="ml.g5.2xlarge", enable_managed_spot_training=True)
    built = (
        inspect.getsource(base_trainer)
        .partition("trainer_compute = TrainingJobCompute(")[2]
        .partition("\n        )")[0]
    )
    assert set(re.findall(r"(\w+)=compute\.", built)) == {
        "instance_type",
        "instance_count",
        "volume_size_in_gb",
        "keep_alive_period_in_seconds",
        "training_plan_arn",
    }


@pytest.mark.parametrize(
    ("model", "regions"),
    [
        ("meta-textgeneration-llama", {"us-east-1", "us-west-2", "ap-northeast-1", "eu-west-1"}),
        ("nova-textgeneration-lite", {"us-east-1", "us-west-2"}),
    ],
)
def test_a_region_that_the_sdk_does_not_list_is_refused_before_any_call(model: str, regions: set[str]) -> None:
    for region in regions:
        tuning._validate_model_region_availability(model, region)
    with pytest.raises(ValueError, match="Region 'sa-east-1' does not support model customization") as refused:
        tuning._validate_model_region_availability(model, "sa-east-1")
    assert {word.strip(",") for word in str(refused.value).split() if word.strip(",") in regions} == regions


def test_the_models_that_give_marks_are_six_in_two_to_four_regions() -> None:
    known = constants._ALLOWED_REWARD_MODEL_IDS
    assert len(known) == 6
    assert {len(regions) for regions in known.values()} == {2, 4}
    assert set().union(*known.values()) == {"us-east-1", "us-west-2", "ap-northeast-1", "eu-west-1"}


def test_the_licence_is_asked_for_by_name_and_presumed_by_arn() -> None:
    with pytest.raises(ValueError, match="is a gated model and requires EULA acceptance"):
        tuning._validate_eula_for_gated_model("modelo", False, True)
    assert tuning._validate_eula_for_gated_model(ARN, False, True) is True


def test_without_a_tracking_server_one_is_created() -> None:
    assert "_create_mlflow_app(" in inspect.getsource(tuning._resolve_mlflow_resource_arn)
    assert 'f"finetune-mlflow-{' in inspect.getsource(tuning._create_mlflow_app)


def test_the_group_of_the_result_is_looked_up_and_not_created() -> None:
    source = inspect.getsource(tuning)
    assert "ModelPackageGroup.get(" in source
    assert "ModelPackageGroup.create(" not in source


def test_the_documents_of_the_class_speak_of_24_hours() -> None:
    assert "24 hours" in (SFTTrainer.__doc__ or "") + (RLAIFTrainer.__doc__ or "")


def test_a_recipe_is_a_name_or_a_file_with_a_machine_and_changes() -> None:
    assert {"training_recipe", "compute", "recipe_overrides"} <= arguments(ModelTrainer.from_recipe)
    assert "path to a local training recipe .yaml file" in " ".join((ModelTrainer.from_recipe.__doc__ or "").split())


@pytest.mark.parametrize("kind", ["recipes", "JumpStart training"])
def test_a_list_of_machines_is_refused_by_recipes_and_by_jumpstart(kind: str) -> None:
    source = inspect.getsource(ModelTrainer)
    words = {"recipes": "Training recipes do not", "JumpStart training": "JumpStart training does not"}[kind]
    assert f"{words} support ``instance_preferences``" in source


def test_jumpstart_refuses_a_machine_that_is_not_on_the_card_and_a_model_without_the_licence() -> None:
    source = inspect.getsource(ModelTrainer.from_jumpstart_config)
    assert "This model ID is only supported for the following instance types" in source
    assert "is a gated model" in source


@pytest.mark.parametrize(
    "line",
    [
        {"messages": [{"role": "user", "content": "?"}, {"role": "assistant", "content": "!"}]},
        {"prompt": "?", "completion": "!"},
        {"prompt": "?", "chosen": "!", "rejected": "…"},
    ],
    ids=["messages", "prompt and completion", "preferences"],
)
def test_the_validator_takes_these_lines(tmp_path: Path, line: dict[str, Any]) -> None:
    file = tmp_path / "dados.jsonl"
    file.write_text(json.dumps(line) + "\n", encoding="utf-8")
    assert DatasetFormatDetector.validate_dataset(str(file)) is True
