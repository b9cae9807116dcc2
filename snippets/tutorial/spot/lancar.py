"""Pede o mesmo job em uma máquina spot: mais barata, e a AWS pode tomá-la de volta."""

import os

import boto3
from sagemaker.core import image_uris
from sagemaker.core.training.configs import (
    CheckpointConfig,
    Compute,
    InputData,
    MetricDefinition,
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
        instance_type="ml.m5.large",
        instance_count=1,
        volume_size_in_gb=10,
        enable_managed_spot_training=True,
    ),
    # A espera por uma máquina conta: o segundo número inclui o primeiro.
    stopping_condition=StoppingCondition(
        max_runtime_in_seconds=600, max_wait_time_in_seconds=3600
    ),
    # Sempre o mesmo endereço para o mesmo treino; outro, se algo dele mudar.
    checkpoint_config=CheckpointConfig(
        s3_uri=f"s3://sagemaker-{REGION}-{account}/tutorial-digitos/pontos/1"
    ),
    role=f"arn:aws:iam::{account}:role/SageMakerTreino",  # a função de execução
    base_job_name="tutorial-digitos",
).with_metric_definitions(
    [MetricDefinition(name="validation:accuracy", regex=r"acuracia=([0-9.]+)")]
)
trainer.train(
    input_data_config=[
        InputData(channel_name="train", data_source="dados/treino"),
        InputData(channel_name="validation", data_source="dados/teste"),
    ]
)

job = trainer._latest_training_job  # o SDK 3.27 ainda não dá um nome público a isto
print(" > ".join(change.status for change in job.secondary_status_transitions))
trained, billed = job.training_time_in_seconds, job.billable_time_in_seconds
print(f"treino: {trained} s; cobrados: {billed} s")
bucket, _, key = job.model_artifacts.s3_model_artifacts[5:].partition("/")
boto3.client("s3").download_file(bucket, key, "model.tar.gz")
