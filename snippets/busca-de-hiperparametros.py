"""Busca de hiperparâmetros: o SageMaker treina o XGBoost integrado várias vezes e fica
com o melhor job.

Antes: pip install "sagemaker>=3.27,<4" scikit-learn
"""

import os
from pathlib import Path

from sagemaker.core import image_uris
from sagemaker.core.parameter import ContinuousParameter, IntegerParameter
from sagemaker.core.training.configs import Compute, InputData, StoppingCondition
from sagemaker.train import ModelTrainer
from sagemaker.train.tuner import HyperparameterTuner
from sklearn.datasets import load_breast_cancer
from sklearn.model_selection import train_test_split

# Troque pelos seus.
ROLE = "arn:aws:iam::111122223333:role/SageMakerTreino"  # a função de execução
REGION = "us-east-1"
INSTANCE_TYPE = "ml.m5.large"
MAX_RUNTIME = 15 * 60  # segundos para cada job
MAX_JOBS = 4  # cada job é cobrado

# Definir a Região só na sessão não basta: o SDK lê o log na Região padrão.
os.environ["AWS_DEFAULT_REGION"] = REGION

# O algoritmo quer CSV sem cabeçalho, com a resposta na 1ª coluna.
table = load_breast_cancer(as_frame=True).frame
table.insert(0, "target", table.pop("target"))
train, validation = train_test_split(
    table, test_size=0.3, random_state=0, stratify=table["target"]
)

trainer = ModelTrainer(
    # Diga sempre a versão.
    training_image=image_uris.retrieve("xgboost", REGION, version="3.2-0"),
    # Os que não variam.
    hyperparameters={
        "objective": "binary:logistic",
        "eval_metric": "auc",
        "num_round": 30,
    },
    compute=Compute(
        instance_type=INSTANCE_TYPE, instance_count=1, volume_size_in_gb=10
    ),
    stopping_condition=StoppingCondition(max_runtime_in_seconds=MAX_RUNTIME),
    role=ROLE,
)

data, channels = Path("dados-busca"), []
for name, part in {"train": train, "validation": validation}.items():
    (data / name).mkdir(parents=True, exist_ok=True)
    part.to_csv(data / name / "exames.csv", header=False, index=False)
    # Ao contrário de train(), a busca não envia pastas locais: envie antes.
    address = trainer.sagemaker_session.upload_data(
        str(data / name), key_prefix=f"busca/{name}"
    )
    channels.append(
        InputData(channel_name=name, data_source=address, content_type="text/csv")
    )

tuner = HyperparameterTuner(
    trainer,
    # Métrica do próprio algoritmo: não precisa de expressão regular.
    objective_metric_name="validation:auc",
    hyperparameter_ranges={
        "max_depth": IntegerParameter(2, 6),
        "eta": ContinuousParameter(0.05, 0.5, "Logarithmic"),
    },
    max_jobs=MAX_JOBS,
    # Menos de cada vez, e a busca aprende mais com os que terminaram.
    max_parallel_jobs=2,
)
tuner.tune(channels)  # espera a busca toda

for job in tuner.latest_tuning_job.get_all_training_jobs(
    sort_by="Name", sort_order="Ascending"
):
    metric = job.final_hyper_parameter_tuning_job_objective_metric
    print(job.training_job_name, job.tuned_hyper_parameters, f"{metric.value:.5f}")
best = tuner.latest_tuning_job.best_training_job
print("O melhor:", best.training_job_name, best.tuned_hyper_parameters)
