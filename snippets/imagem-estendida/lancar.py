"""Imagem estendida: a imagem de scikit-learn da AWS mais um programa do sistema (veja
Dockerfile).

Antes: pip install "sagemaker>=3.27,<4" scikit-learn

Uma vez, para construir a imagem e enviá-la ao ECR (troque conta e Região; a base vem
da conta da AWS):

aws ecr create-repository --repository-name treino-com-graphviz
aws ecr get-login-password | docker login --username AWS --password-stdin \
    683313688378.dkr.ecr.us-east-1.amazonaws.com
aws ecr get-login-password | docker login --username AWS --password-stdin \
    111122223333.dkr.ecr.us-east-1.amazonaws.com
docker build --platform linux/amd64 \
    -t 111122223333.dkr.ecr.us-east-1.amazonaws.com/treino-com-graphviz:1 .
docker push 111122223333.dkr.ecr.us-east-1.amazonaws.com/treino-com-graphviz:1
"""

import os
from pathlib import Path

from sagemaker.core.training.configs import (
    Compute,
    InputData,
    MetricDefinition,
    SourceCode,
    StoppingCondition,
)
from sagemaker.train import ModelTrainer
from sklearn.datasets import load_breast_cancer

# Troque pelos seus.
IMAGE = "111122223333.dkr.ecr.us-east-1.amazonaws.com/treino-com-graphviz:1"
# A função de execução do job; precisa ler o ECR.
ROLE = "arn:aws:iam::111122223333:role/SageMakerTreino"
REGION = "us-east-1"
INSTANCE_TYPE = "ml.m5.large"
MAX_RUNTIME = 15 * 60  # segundos; sem isto o SDK v3 interrompe o job após 1 hora

# Definir a Região só na sessão não basta: o SDK lê o log na Região padrão.
os.environ["AWS_DEFAULT_REGION"] = REGION

HERE = Path(__file__).parent
DATA = Path("dados-imagem-estendida")

# Dados de verdade, pequenos: 569 exames, 30 medidas.
DATA.mkdir(exist_ok=True)
load_breast_cancer(as_frame=True).frame.to_csv(DATA / "exames.csv", index=False)

trainer = ModelTrainer(
    training_image=IMAGE,
    # O resto é modo script: sem requirements, porque o que falta já está na imagem.
    source_code=SourceCode(source_dir=str(HERE / "codigo"), entry_script="treino.py"),
    hyperparameters={"max_depth": 4},  # chegam ao script como argumentos
    compute=Compute(
        instance_type=INSTANCE_TYPE, instance_count=1, volume_size_in_gb=10
    ),
    stopping_condition=StoppingCondition(max_runtime_in_seconds=MAX_RUNTIME),
    role=ROLE,
    base_job_name="imagem-estendida",
).with_metric_definitions(
    [MetricDefinition(name="validation:accuracy", regex=r"acuracia=([0-9.]+)")]
)

trainer.train(
    input_data_config=[InputData(channel_name="train", data_source=str(DATA))]
)

job = trainer._latest_training_job  # o SDK 3.27 ainda não dá um nome público a isto
for metric in job.final_metric_data_list:
    print(f"{metric.metric_name}: {metric.value:.3f}")
print("Modelo:", job.model_artifacts.s3_model_artifacts)
