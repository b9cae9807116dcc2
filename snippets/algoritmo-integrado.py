"""Algoritmo integrado: o XGBoost da AWS, sem escrever código de treinamento.

Antes: pip install "sagemaker>=3.27,<4" scikit-learn "xgboost>=3.2,<4"
"""

import os
import tarfile
from pathlib import Path

import xgboost
from sagemaker.core import image_uris
from sagemaker.core.s3 import S3Downloader
from sagemaker.core.training.configs import Compute, InputData, StoppingCondition
from sagemaker.train import ModelTrainer
from sklearn.datasets import load_breast_cancer
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split

# Troque pelos seus.
ROLE = "arn:aws:iam::111122223333:role/SageMakerTreino"  # a função de execução do job
REGION = "us-east-1"
INSTANCE_TYPE = "ml.m5.large"
MAX_RUNTIME = 15 * 60  # segundos; sem isto o SDK v3 interrompe o job após 1 hora

# Definir a Região só na sessão não basta: o SDK lê o log na Região padrão.
os.environ["AWS_DEFAULT_REGION"] = REGION

# Dados de verdade: 569 exames, 30 medidas. O algoritmo quer CSV sem cabeçalho, com a
# resposta na 1ª coluna.
table = load_breast_cancer(as_frame=True).frame
table.insert(0, "target", table.pop("target"))
train, held_out = train_test_split(
    table, test_size=0.4, random_state=0, stratify=table["target"]
)
validation, test = train_test_split(
    held_out, test_size=0.5, random_state=0, stratify=held_out["target"]
)
data, channels = Path("dados-algoritmo-integrado"), []
for name, part in {"train": train, "validation": validation}.items():
    (data / name).mkdir(parents=True, exist_ok=True)
    part.to_csv(data / name / "exames.csv", header=False, index=False)
    # Sem content_type, o algoritmo lê o CSV como LibSVM e falha.
    channels.append(
        InputData(
            channel_name=name, data_source=str(data / name), content_type="text/csv"
        )
    )

trainer = ModelTrainer(
    # Diga sempre a versão.
    training_image=image_uris.retrieve("xgboost", REGION, version="3.2-0"),
    hyperparameters={
        "objective": "binary:logistic",
        "eval_metric": "auc",
        "num_round": 40,
        "max_depth": 3,
    },
    compute=Compute(
        instance_type=INSTANCE_TYPE, instance_count=1, volume_size_in_gb=10
    ),
    stopping_condition=StoppingCondition(max_runtime_in_seconds=MAX_RUNTIME),
    role=ROLE,
    base_job_name="algoritmo-integrado",
)
# Pastas locais vão para o bucket padrão; s3:// também serve.
trainer.train(input_data_config=channels)

job = trainer._latest_training_job  # o SDK 3.27 ainda não dá um nome público a isto
for metric in job.final_metric_data_list:
    print(f"{metric.metric_name}: {metric.value:.3f}")

# Traz o modelo e prevê com ele, aqui mesmo.
S3Downloader.download(job.model_artifacts.s3_model_artifacts, ".")
with tarfile.open("model.tar.gz") as archive:
    archive.extractall("modelo", filter="data")
weights = bytearray(Path("modelo/xgboost-model").read_bytes())
model = xgboost.Booster(model_file=weights)
score = model.predict(xgboost.DMatrix(test.drop(columns="target").to_numpy()))
auc = roc_auc_score(test["target"], score)
print(f"AUC em {len(test)} exames que o treino não viu: {auc:.3f}")
