"""Modo script com PyTorch: o seu codigo/treino.py roda na imagem de PyTorch 2.13 da
AWS.

Antes: pip install "sagemaker>=3.27,<4" scikit-learn
"""

import os
from pathlib import Path

import numpy as np
from sagemaker.core import image_uris
from sagemaker.core.training.configs import (
    Compute,
    InputData,
    MetricDefinition,
    SourceCode,
    StoppingCondition,
)
from sagemaker.train import ModelTrainer
from sklearn.datasets import load_digits

# Troque pelos seus.
ROLE = "arn:aws:iam::111122223333:role/SageMakerTreino"  # a função de execução do job
REGION = "us-east-1"
# Com GPU, por exemplo ml.g5.xlarge: a imagem muda sozinha, o script é o mesmo.
INSTANCE_TYPE = "ml.m5.large"
MAX_RUNTIME = 15 * 60  # segundos; sem isto o SDK v3 interrompe o job após 1 hora

# Definir a Região só na sessão não basta: o SDK lê o log na Região padrão.
os.environ["AWS_DEFAULT_REGION"] = REGION

HERE = Path(__file__).parent
DATA = Path("dados-modo-script-pytorch")

# Dados de verdade: 1.797 algarismos escritos à mão, 64 pontos cada; a resposta na 1ª
# coluna.
digits = load_digits()
DATA.mkdir(exist_ok=True)
np.savetxt(
    DATA / "digitos.csv",
    np.column_stack([digits.target, digits.data]),
    delimiter=",",
    fmt="%d",
)

trainer = ModelTrainer(
    # De 2.11 em diante o PyTorch da AWS se chama pytorch-amzn2023; "pytorch" acaba na
    # 2.10.
    training_image=image_uris.retrieve(
        "pytorch-amzn2023",
        REGION,
        version="2.13",
        image_scope="training",
        instance_type=INSTANCE_TYPE,
    ),
    source_code=SourceCode(source_dir=str(HERE / "codigo"), entry_script="treino.py"),
    hyperparameters={"epochs": 30, "lr": 0.01},  # chegam ao script como argumentos
    compute=Compute(
        instance_type=INSTANCE_TYPE, instance_count=1, volume_size_in_gb=30
    ),
    stopping_condition=StoppingCondition(max_runtime_in_seconds=MAX_RUNTIME),
    role=ROLE,
    base_job_name="modo-script-pytorch",
).with_metric_definitions(
    [MetricDefinition(name="validation:accuracy", regex=r"acuracia=([0-9.]+)")]
)

trainer.train(
    input_data_config=[InputData(channel_name="train", data_source=str(DATA))]
)

job = trainer._latest_training_job  # o SDK 3.27 ainda não dá um nome público a isto
for metric in job.final_metric_data_list:
    print(f"{metric.metric_name}: {metric.value:.2f}")
print("Modelo:", job.model_artifacts.s3_model_artifacts)
