"""JumpStart por tarefa: o LightGBM do catálogo da AWS aprende a classificar a sua
tabela.

Antes: pip install "sagemaker>=3.27,<4" scikit-learn
"""

import os
from pathlib import Path

from sagemaker.core.jumpstart.configs import JumpStartConfig
from sagemaker.core.training.configs import Compute, InputData, StoppingCondition
from sagemaker.train import ModelTrainer
from sklearn.datasets import load_wine
from sklearn.model_selection import train_test_split

# Troque pelos seus.

# Confira no catálogo que ele existe na sua Região e aceita treino.
MODEL_ID = "lightgbm-classification-model"
ROLE = "arn:aws:iam::111122223333:role/SageMakerTreino"  # a função de execução do job
REGION = "us-east-1"
# Precisa estar entre os que o catálogo lista para o modelo.
INSTANCE_TYPE = "ml.m5.xlarge"
MAX_RUNTIME = 30 * 60  # segundos; sem isto o SDK v3 interrompe o job após 1 hora

# Definir a Região só na sessão não basta: o SDK lê o log na Região padrão.
os.environ["AWS_DEFAULT_REGION"] = REGION

# Dados de verdade: 178 vinhos, 13 medidas, 3 tipos de uva. Este modelo quer CSV sem
# cabeçalho, resposta na 1ª coluna.
table = load_wine(as_frame=True).frame
table.insert(0, "target", table.pop("target"))
train, validation = train_test_split(
    table, test_size=0.25, random_state=0, stratify=table["target"]
)
data, channels = Path("dados-jumpstart-tarefa"), []
for name, part in {"train": train, "validation": validation}.items():
    (data / name).mkdir(parents=True, exist_ok=True)
    part.to_csv(data / name / "vinhos.csv", header=False, index=False)
    channels.append(
        InputData(
            channel_name=name, data_source=str(data / name), content_type="text/csv"
        )
    )

trainer = ModelTrainer.from_jumpstart_config(
    # Modelo com licença a aceitar: leia-a e ponha accept_eula=True aqui; o padrão é
    # False.
    JumpStartConfig(model_id=MODEL_ID),
    # Passe os canais já aqui: sem um "train" ou "training", o SDK põe os dados de
    # demonstração do modelo.
    input_data_config=channels,
    # Os outros vêm do catálogo.
    hyperparameters={"num_boost_round": 200, "learning_rate": 0.05},
    compute=Compute(instance_type=INSTANCE_TYPE, instance_count=1),
    stopping_condition=StoppingCondition(max_runtime_in_seconds=MAX_RUNTIME),
    role=ROLE,
    base_job_name="jumpstart-tarefa",
)
trainer.train(wait=False)  # o job segue sozinho: este programa pode terminar

job = trainer._latest_training_job  # o SDK 3.27 ainda não dá um nome público a isto
print(f"Job criado: {job.training_job_name} ({job.training_job_status})")
print(
    "Acompanhe com TrainingJob.get(nome), de sagemaker.core.resources; no fim, veja "
    "model_artifacts."
)
