"""Two things that fail, and the errors that readers get: a remote function, and a container of local mode."""

import os
import tempfile

os.environ["AWS_DEFAULT_REGION"] = "us-east-1"

from sagemaker.core.remote_function import remote
from sagemaker.core.training.configs import Compute, SourceCode
from sagemaker.train import ModelTrainer
from sagemaker.train.model_trainer import Mode

IMAGE = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:3.2-0"


@remote(
    image_uri=IMAGE,
    instance_type="ml.m5.large",
    role="arn:aws:iam::111122223333:role/SageMakerTreino",
    max_runtime_in_seconds=600,
)
def divide(dividend: int, divisor: int) -> float:
    return dividend / divisor


try:
    divide(1, divisor=0)
except ZeroDivisionError as error:
    print("remote function:", error)

with tempfile.TemporaryDirectory() as folder:  # local mode leaves what a container got and gave
    trainer = ModelTrainer(
        training_mode=Mode.LOCAL_CONTAINER,
        training_image=IMAGE,
        source_code=SourceCode(command="echo so far; exit 7"),
        compute=Compute(instance_type="local_cpu", instance_count=1),
        local_container_root=folder,
    )
    try:
        trainer.train()
    except RuntimeError as error:
        print("local mode:", error)
