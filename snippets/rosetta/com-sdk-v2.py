"""O job na forma antiga, com o SDK v2.

Antes: pip install "sagemaker<3" scikit-learn
"""

import os
from pathlib import Path

from sagemaker.inputs import TrainingInput
from sagemaker.sklearn import SKLearn
from sklearn.datasets import load_digits

# Troque pelos seus.
ROLE = "arn:aws:iam::111122223333:role/SageMakerTreino"  # a função de execução do job
REGION = "us-east-1"
INSTANCE_TYPE = "ml.m5.large"
MAX_RUNTIME = 15 * 60  # segundos; sem isto o SDK v2 dava 24 horas
# A pasta com treino.py e requirements.txt.
CODE = Path(__file__).parents[1] / "modo-script" / "codigo"

os.environ["AWS_DEFAULT_REGION"] = REGION

DATA = Path("dados-modo-script")
DATA.mkdir(exist_ok=True)
load_digits(as_frame=True).frame.to_csv(DATA / "digitos.csv", index=False)

estimator = SKLearn(
    framework_version="1.4-2",  # a mais nova que o SDK v2 conhece
    source_dir=str(CODE),  # o requirements.txt desta pasta é achado sem ser nomeado
    entry_point="treino.py",
    hyperparameters={"n_estimators": 100, "max_depth": 10},
    instance_type=INSTANCE_TYPE,
    instance_count=1,
    volume_size=10,
    max_run=MAX_RUNTIME,
    role=ROLE,
    base_job_name="modo-script",
    metric_definitions=[
        {"Name": "validation:accuracy", "Regex": r"acuracia=([0-9.]+)"}
    ],
)

uploaded = estimator.sagemaker_session.upload_data(
    str(DATA), key_prefix="modo-script/dados"
)
estimator.fit({"train": TrainingInput(uploaded)})

print("Modelo:", estimator.model_data)
