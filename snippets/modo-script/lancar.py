"""Modo script: o seu codigo/treino.py roda na imagem de scikit-learn da AWS.

Antes: pip install "sagemaker>=3.27,<4" scikit-learn
"""

import os
from pathlib import Path

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
INSTANCE_TYPE = "ml.m5.large"
MAX_RUNTIME = 15 * 60  # segundos; sem isto o SDK v3 interrompe o job após 1 hora

# Definir a Região só na sessão não basta: o SDK lê o log na Região padrão.
os.environ["AWS_DEFAULT_REGION"] = REGION

HERE = Path(__file__).parent
DATA = Path("dados-modo-script")

# Dados de verdade, pequenos: 1.797 algarismos escritos à mão, 64 pontos cada.
DATA.mkdir(exist_ok=True)
load_digits(as_frame=True).frame.to_csv(DATA / "digitos.csv", index=False)

trainer = ModelTrainer(
    training_image=image_uris.retrieve("sklearn", REGION, version="1.9-0"),
    source_code=SourceCode(
        source_dir=str(HERE / "codigo"),
        entry_script="treino.py",
        requirements="requirements.txt",  # só é instalado se for indicado aqui
    ),
    # Chegam ao script como argumentos.
    hyperparameters={"n_estimators": 100, "max_depth": 10},
    compute=Compute(
        instance_type=INSTANCE_TYPE, instance_count=1, volume_size_in_gb=10
    ),
    stopping_condition=StoppingCondition(max_runtime_in_seconds=MAX_RUNTIME),
    role=ROLE,
    base_job_name="modo-script",
).with_metric_definitions(
    [MetricDefinition(name="validation:accuracy", regex=r"acuracia=([0-9.]+)")]
)

# Uma pasta local vai para o bucket padrão (sagemaker-<região>-<conta>); s3:// também
# serve.
trainer.train(
    input_data_config=[InputData(channel_name="train", data_source=str(DATA))]
)

job = trainer._latest_training_job  # o SDK 3.27 ainda não dá um nome público a isto
for metric in job.final_metric_data_list:
    print(f"{metric.metric_name}: {metric.value:.3f}")
print("Modelo:", job.model_artifacts.s3_model_artifacts)
