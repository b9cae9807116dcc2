"""Spot com pontos de verificação: instâncias mais baratas, e o job retoma de onde
parou quando a AWS as toma de volta.

Antes: pip install "sagemaker>=3.27,<4" scikit-learn
"""

import os
from pathlib import Path

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
from sklearn.datasets import load_digits

# Troque pelos seus.
ROLE = "arn:aws:iam::111122223333:role/SageMakerTreino"  # a função de execução do job
REGION = "us-east-1"
INSTANCE_TYPE = "ml.m5.large"
MAX_RUNTIME = 30 * 60  # segundos de treino
# Segundos de treino e de espera por máquina: não pode ser menor que MAX_RUNTIME.
MAX_WAIT = 4 * MAX_RUNTIME
# Sempre o mesmo endereço, mesmo em outro job; mude-o quando mudarem os dados, o
# programa ou os hiperparâmetros.
CHECKPOINTS = (
    "s3://sagemaker-us-east-1-111122223333/spot-com-checkpoints/checkpoints/1"
)

# Definir a Região só na sessão não basta: o SDK lê o log na Região padrão.
os.environ["AWS_DEFAULT_REGION"] = REGION

HERE = Path(__file__).parent
DATA = Path("dados-spot")

# Dados de verdade, pequenos: 1.797 algarismos escritos à mão, 64 pontos cada.
DATA.mkdir(exist_ok=True)
load_digits(as_frame=True).frame.to_csv(DATA / "digitos.csv", index=False)

trainer = ModelTrainer(
    training_image=image_uris.retrieve("sklearn", REGION, version="1.9-0"),
    source_code=SourceCode(source_dir=str(HERE / "codigo"), entry_script="treino.py"),
    hyperparameters={"epochs": 20},
    compute=Compute(
        instance_type=INSTANCE_TYPE,
        instance_count=1,
        volume_size_in_gb=10,
        enable_managed_spot_training=True,
    ),
    stopping_condition=StoppingCondition(
        max_runtime_in_seconds=MAX_RUNTIME, max_wait_time_in_seconds=MAX_WAIT
    ),
    # O que o programa grava em /opt/ml/checkpoints vai para este endereço, e volta
    # dele quando o job recomeça.
    checkpoint_config=CheckpointConfig(s3_uri=CHECKPOINTS),
    role=ROLE,
    base_job_name="spot-com-checkpoints",
).with_metric_definitions(
    [MetricDefinition(name="validation:accuracy", regex=r"acuracia=([0-9.]+)")]
)

trainer.train(
    input_data_config=[InputData(channel_name="train", data_source=str(DATA))]
)

job = trainer._latest_training_job  # o SDK 3.27 ainda não dá um nome público a isto
print("validation:accuracy:", round(job.final_metric_data_list[0].value, 3))
# "Interrupted" é a AWS tomando a máquina de volta.
for change in job.secondary_status_transitions:
    print(change.status)
# Cobrado é menos que o treino: a diferença é o desconto do spot. Esperas e recomeços
# não entram em nenhum dos dois.
print(
    f"Treino: {job.training_time_in_seconds} s; cobrados: "
    f"{job.billable_time_in_seconds} s"
)
