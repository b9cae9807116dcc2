"""Ajuste em um job: o mesmo ajuste de um modelo de linguagem, em máquinas que você
escolhe.

Antes: pip install "sagemaker>=3.27,<4" scikit-learn
"""

import json
import os
from pathlib import Path

# Troque; vem antes: sem Região, importar SFTTrainer falha.
os.environ["AWS_DEFAULT_REGION"] = REGION = "us-east-1"

from sagemaker.core.helper.session_helper import Session
from sagemaker.core.training.configs import StoppingCondition, TrainingJobCompute
from sagemaker.train import SFTTrainer
from sklearn.datasets import load_iris
from sklearn.model_selection import train_test_split

# Troque pelos seus.
ROLE = "arn:aws:iam::111122223333:role/sagemaker-ajuste"  # a função de execução
# SFTTrainer.list_supported_models() diz quais há hoje.
MODEL = "huggingface-llm-qwen2-5-7b-instruct"
INSTANCE_TYPE = "ml.g5.12xlarge"  # peça antes a cota deste tipo, para treinamento
INSTANCE_COUNT = 1
MAX_RUNTIME = 6 * 60 * 60  # segundos; sem isto o SDK v3 interrompe o job após 1 hora

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

trainer = SFTTrainer(
    model=MODEL,
    training_type="LORA",
    # Sem compute, este mesmo trainer roda sem servidor. Spot não adianta pedir aqui: o
    # SDK 3.27 o ignora.
    compute=TrainingJobCompute(
        instance_type=INSTANCE_TYPE, instance_count=INSTANCE_COUNT
    ),
    training_dataset=uris["treino"],
    validation_dataset=uris["validacao"],
    stopping_condition=StoppingCondition(max_runtime_in_seconds=MAX_RUNTIME),
    # O padrão; se o modelo tem licença a aceitar, leia-a e só então ponha True.
    accept_eula=False,
    role=ROLE,
    base_job_name="ajuste-em-job",
)
# Comece pequeno; trainer.hyperparameters.get_info() mostra os outros.
trainer.hyperparameters.max_epochs = 1
job = trainer.train(wait=False)  # o job segue sozinho: este programa pode terminar

print(f"Job criado: {job.training_job_name} ({job.training_job_status})")
print(
    "Acompanhe com TrainingJob.get(nome), de sagemaker.core.resources; no fim, veja "
    "model_artifacts."
)
