"""Pede o job: o mesmo codigo/treino.py, na imagem de scikit-learn da AWS."""

import os

import boto3
from sagemaker.core import image_uris
from sagemaker.core.training.configs import (
    Compute,
    InputData,
    SourceCode,
    StoppingCondition,
)
from sagemaker.train import ModelTrainer

REGION = "us-east-1"  # troque, se a sua for outra

os.environ["AWS_DEFAULT_REGION"] = REGION  # o SDK lê o log na Região padrão
account = boto3.client("sts").get_caller_identity()["Account"]

trainer = ModelTrainer(
    training_image=image_uris.retrieve("sklearn", REGION, version="1.9-0"),
    source_code=SourceCode(source_dir="codigo", entry_script="treino.py"),
    hyperparameters={"epocas": 10},
    compute=Compute(
        instance_type="ml.m5.large", instance_count=1, volume_size_in_gb=10
    ),
    # Segundos: então o SageMaker para o job, mesmo que algo o prenda, e a conta para.
    # Ele pode levar dois minutos mais.
    stopping_condition=StoppingCondition(max_runtime_in_seconds=600),
    role=f"arn:aws:iam::{account}:role/SageMakerTreino",  # a função de execução
    base_job_name="tutorial-digitos",
)
trainer.train(
    input_data_config=[InputData(channel_name="train", data_source="dados/treino")]
)

job = trainer._latest_training_job  # o SDK 3.27 ainda não dá um nome público a isto
print(f"{job.training_job_status}: {job.billable_time_in_seconds} s cobrados")
bucket, _, key = job.model_artifacts.s3_model_artifacts[5:].partition("/")
boto3.client("s3").download_file(bucket, key, "model.tar.gz")
print(f"s3://{bucket}/{key} -> model.tar.gz")
