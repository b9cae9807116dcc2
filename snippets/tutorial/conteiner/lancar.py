"""Pede o job na sua imagem: quem começa é o ENTRYPOINT dela, e não há source_code."""

import os

import boto3
from sagemaker.core.training.configs import (
    Compute,
    InputData,
    MetricDefinition,
    StoppingCondition,
)
from sagemaker.train import ModelTrainer

REGION = "us-east-1"  # troque, se a sua for outra

os.environ["AWS_DEFAULT_REGION"] = REGION  # o SDK lê o log na Região padrão
account = boto3.client("sts").get_caller_identity()["Account"]

trainer = ModelTrainer(
    training_image=f"{account}.dkr.ecr.{REGION}.amazonaws.com/tutorial-digitos:1",
    hyperparameters={"epocas": 10, "alfa": 0.0001},
    compute=Compute(
        instance_type="ml.m5.large", instance_count=1, volume_size_in_gb=10
    ),
    stopping_condition=StoppingCondition(max_runtime_in_seconds=600),
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
print(f"{job.training_job_status}: {job.billable_time_in_seconds} s cobrados")
for metric in job.final_metric_data_list:
    print(f"{metric.metric_name}: {metric.value:.3f}")
bucket, _, key = job.model_artifacts.s3_model_artifacts[5:].partition("/")
boto3.client("s3").download_file(bucket, key, "model.tar.gz")
