"""Ajuste sem servidor: um modelo de linguagem aprende com os seus pares de pergunta e
resposta, sem escolher máquina.

Antes: pip install "sagemaker>=3.27,<4" scikit-learn
"""

import json
import os
from pathlib import Path

# Troque; vem antes: sem Região, importar SFTTrainer falha.
os.environ["AWS_DEFAULT_REGION"] = REGION = "us-east-1"

from sagemaker.core.helper.session_helper import Session
from sagemaker.core.resources import ModelPackageGroup
from sagemaker.core.training.configs import StoppingCondition
from sagemaker.train import SFTTrainer
from sklearn.datasets import load_iris
from sklearn.model_selection import train_test_split

# Troque pelos seus.
ROLE = "arn:aws:iam::111122223333:role/sagemaker-ajuste"  # a função de execução
# SFTTrainer.list_supported_models() diz quais há hoje.
MODEL = "meta-textgeneration-llama-3-2-1b-instruct"
GROUP = "sagemaker-ajuste"  # o grupo em que o modelo ajustado é registrado
# ARN do seu aplicativo MLflow; com None, o SDK usa o da conta e, se não há, tenta
# criar um.
MLFLOW_APP = None
MAX_RUNTIME = 2 * 60 * 60  # segundos; sem isto vale o limite do serviço

# Dados de verdade: 150 flores. Cada linha do JSONL é um par; ponha aqui as suas
# perguntas e as suas respostas.
flowers = load_iris()
question = "Sépala de {} x {} cm e pétala de {} x {} cm. Qual é a espécie de íris?"
pairs = [
    {
        "prompt": question.format(*sizes),
        "completion": f"Iris {flowers.target_names[target]}",
    }
    for sizes, target in zip(flowers.data, flowers.target, strict=True)
]
train, validation = train_test_split(
    pairs, test_size=0.2, random_state=0, stratify=flowers.target
)
uris = {}
for name, part in {"treino": train, "validacao": validation}.items():
    file = Path(f"ajuste-{name}.jsonl")
    file.write_text(
        "".join(json.dumps(pair, ensure_ascii=False) + "\n" for pair in part),
        encoding="utf-8",
    )
    # Vai para o bucket padrão.
    uris[name] = Session().upload_data(str(file), key_prefix="ajuste/dados")

# O SDK procura o grupo pelo nome e não o cria.
if GROUP not in [
    group.model_package_group_name
    for group in ModelPackageGroup.get_all(name_contains=GROUP)
]:
    ModelPackageGroup.create(model_package_group_name=GROUP)

trainer = SFTTrainer(
    model=MODEL,
    training_type="LORA",
    model_package_group=GROUP,
    mlflow_resource_arn=MLFLOW_APP,
    training_dataset=uris["treino"],
    validation_dataset=uris["validacao"],
    stopping_condition=StoppingCondition(max_runtime_in_seconds=MAX_RUNTIME),
    accept_eula=True,  # só depois de ler a licença do modelo; o padrão é False
    role=ROLE,
    base_job_name="ajuste-serverless",
)
# Comece pequeno; trainer.hyperparameters.get_info() mostra os outros.
trainer.hyperparameters.max_epochs = 1
job = trainer.train(wait=False)  # o job segue sozinho: este programa pode terminar

print(f"Job criado: {job.training_job_name} ({job.training_job_status})")
print(
    "Acompanhe com TrainingJob.get(nome), de sagemaker.core.resources; no fim, veja "
    "output_model_package_arn."
)
