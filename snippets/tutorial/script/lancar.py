"""Pede o job com dois canais, uma métrica e hiperparâmetros da linha de comando."""

import argparse
import os

import boto3
from sagemaker.core import image_uris
from sagemaker.core.training.configs import (
    Compute,
    InputData,
    MetricDefinition,
    SourceCode,
    StoppingCondition,
)
from sagemaker.train import ModelTrainer

REGION = "us-east-1"  # troque, se a sua for outra

parser = argparse.ArgumentParser()
parser.add_argument("--epocas", type=int, default=10)
parser.add_argument("--alfa", type=float, default=0.0001)
parser.add_argument("--instancia", default="ml.m5.large")
args = parser.parse_args()

os.environ["AWS_DEFAULT_REGION"] = REGION  # o SDK lê o log na Região padrão
account = boto3.client("sts").get_caller_identity()["Account"]

trainer = ModelTrainer(
    training_image=image_uris.retrieve("sklearn", REGION, version="1.9-0"),
    source_code=SourceCode(source_dir="codigo", entry_script="treino.py"),
    hyperparameters={"epocas": args.epocas, "alfa": args.alfa},
    compute=Compute(
        instance_type=args.instancia, instance_count=1, volume_size_in_gb=10
    ),
    stopping_condition=StoppingCondition(max_runtime_in_seconds=600),
    role=f"arn:aws:iam::{account}:role/SageMakerTreino",  # a função de execução
    base_job_name="tutorial-digitos",
).with_metric_definitions(
    # O serviço procura isto em cada linha do log; o grupo é o número.
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
