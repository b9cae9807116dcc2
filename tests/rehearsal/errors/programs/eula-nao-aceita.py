"""The SDK itself refuses, from the model's card; the card is the rehearsal's own, and says that the model is gated."""

from common import MAX_RUNTIME, ROLE
from sagemaker.core.jumpstart.configs import JumpStartConfig
from sagemaker.core.training.configs import Compute, StoppingCondition, TrainingJobCompute
from sagemaker.train import ModelTrainer, SFTTrainer

MODEL = "meta-textgeneration-llama-3-2-1b-instruct"


def of_jumpstart(config: JumpStartConfig) -> ModelTrainer:
    """Return the trainer of a model of the catalogue."""
    return ModelTrainer.from_jumpstart_config(
        config,
        compute=Compute(instance_type="ml.g5.2xlarge", instance_count=1),
        stopping_condition=StoppingCondition(max_runtime_in_seconds=MAX_RUNTIME),
        role=ROLE,
    )


def wrong() -> None:
    """Say nothing of the licence, to each of the two classes."""
    try:
        SFTTrainer(model=MODEL, compute=TrainingJobCompute(instance_type="ml.g5.2xlarge", instance_count=1), role=ROLE)
    except ValueError as error:
        print(f"ValueError: {error}")
    of_jumpstart(JumpStartConfig(model_id=MODEL))


def right() -> str:
    """Accept it."""
    trainer = of_jumpstart(
        JumpStartConfig(
            model_id=MODEL,
            accept_eula=True,  # só depois de ler a licença
        )
    )
    trainer.train(wait=False)
    status: str = trainer._latest_training_job.training_job_status
    return status
