"""Contêiner próprio: a sua imagem, que segue sozinha o contrato do SageMaker (veja
Dockerfile e treino.py).

Antes: pip install "sagemaker>=3.27,<4" scikit-learn

Uma vez, para construir a imagem e enviá-la ao ECR (troque conta e Região):

aws ecr create-repository --repository-name treino-digitos
aws ecr get-login-password | docker login --username AWS --password-stdin \
    111122223333.dkr.ecr.us-east-1.amazonaws.com
docker build --platform linux/amd64 \
    -t 111122223333.dkr.ecr.us-east-1.amazonaws.com/treino-digitos:1 .
docker push 111122223333.dkr.ecr.us-east-1.amazonaws.com/treino-digitos:1
"""

import os
from pathlib import Path

import numpy as np
from sagemaker.core.training.configs import (
    Compute,
    InputData,
    MetricDefinition,
    StoppingCondition,
)
from sagemaker.train import ModelTrainer
from sklearn.datasets import load_digits

# Troque pelos seus.
IMAGE = "111122223333.dkr.ecr.us-east-1.amazonaws.com/treino-digitos:1"
# A função de execução do job; precisa ler o ECR.
ROLE = "arn:aws:iam::111122223333:role/SageMakerTreino"
REGION = "us-east-1"
INSTANCE_TYPE = "ml.m5.large"
MAX_RUNTIME = 15 * 60  # segundos; sem isto o SDK v3 interrompe o job após 1 hora

# Definir a Região só na sessão não basta: o SDK lê o log na Região padrão.
os.environ["AWS_DEFAULT_REGION"] = REGION

# Dados de verdade: 1.797 algarismos escritos à mão, 64 pontos cada; a resposta na 1ª
# coluna.
digits = load_digits()
data = Path("dados-conteiner-proprio")
data.mkdir(exist_ok=True)
np.savetxt(
    data / "digitos.csv",
    np.column_stack([digits.target, digits.data]),
    delimiter=",",
    fmt="%d",
)

trainer = ModelTrainer(
    training_image=IMAGE,  # sem source_code: quem manda é o ENTRYPOINT da imagem
    hyperparameters={"epochs": 15, "alpha": 0.0005},
    compute=Compute(
        instance_type=INSTANCE_TYPE, instance_count=1, volume_size_in_gb=10
    ),
    stopping_condition=StoppingCondition(max_runtime_in_seconds=MAX_RUNTIME),
    role=ROLE,
    base_job_name="conteiner-proprio",
).with_metric_definitions(
    [MetricDefinition(name="validation:accuracy", regex=r"acuracia=([0-9.]+)")]
)

trainer.train(
    input_data_config=[InputData(channel_name="train", data_source=str(data))]
)

job = trainer._latest_training_job  # o SDK 3.27 ainda não dá um nome público a isto
for metric in job.final_metric_data_list:
    print(f"{metric.metric_name}: {metric.value:.3f}")
print("Modelo:", job.model_artifacts.s3_model_artifacts)
