"""XGBoost com o seu código: o codigo/treino.py roda na imagem de XGBoost 3.2 da AWS e
faz o que o algoritmo não aceita.

Antes: pip install "sagemaker>=3.27,<4" scikit-learn
"""

import os
from pathlib import Path

import boto3
from sagemaker.core import image_uris
from sagemaker.core.training.configs import (
    Compute,
    InputData,
    SourceCode,
    StoppingCondition,
)
from sagemaker.train import ModelTrainer
from sklearn.datasets import load_diabetes

# Troque pelos seus.
ROLE = "arn:aws:iam::111122223333:role/SageMakerTreino"  # a função de execução do job
REGION = "us-east-1"
INSTANCE_TYPE = "ml.m5.large"
MAX_RUNTIME = 15 * 60  # segundos; sem isto o SDK v3 interrompe o job após 1 hora

# Definir a Região só na sessão não basta: o SDK lê o log na Região padrão.
os.environ["AWS_DEFAULT_REGION"] = REGION

HERE = Path(__file__).parent
DATA = Path("dados-xgboost-script")

# Dados de verdade, pequenos: 442 pacientes, 10 medidas, e o avanço da diabetes um ano
# depois.
DATA.mkdir(exist_ok=True)
load_diabetes(as_frame=True).frame.to_csv(DATA / "pacientes.csv", index=False)

trainer = ModelTrainer(
    # Diga sempre a versão.
    training_image=image_uris.retrieve("xgboost", REGION, version="3.2-0"),
    # É isto que separa o framework do algoritmo integrado: com source_code, quem manda
    # é o seu script.
    source_code=SourceCode(source_dir=str(HERE / "codigo"), entry_script="treino.py"),
    # Chegam ao script como argumentos.
    hyperparameters={"num_round": 60, "max_depth": 3, "eta": 0.05},
    compute=Compute(
        instance_type=INSTANCE_TYPE, instance_count=1, volume_size_in_gb=10
    ),
    stopping_condition=StoppingCondition(max_runtime_in_seconds=MAX_RUNTIME),
    role=ROLE,
    base_job_name="xgboost-script",
)

trainer.train(
    input_data_config=[InputData(channel_name="train", data_source=str(DATA))]
)

job = trainer._latest_training_job  # o SDK 3.27 ainda não dá um nome público a isto
# Com esta imagem, segundo relatos, a AWS recusa MetricDefinition: a medida é uma linha
# do log, que chega lá com segundos de atraso.
log = boto3.client("logs", region_name=REGION).filter_log_events(
    logGroupName="/aws/sagemaker/TrainingJobs",
    logStreamNamePrefix=f"{job.training_job_name}/",
    filterPattern="cobertura",
)
for event in log["events"]:
    print(event["message"])
print("Modelo:", job.model_artifacts.s3_model_artifacts)
