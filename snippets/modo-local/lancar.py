"""Modo local: o seu codigo/treino.py roda em um contêiner neste computador, sem
instância e sem job.

Antes: Docker ligado, com o Compose 2, e pip install "sagemaker>=3.27,<4" scikit-learn
"""

import os
from pathlib import Path

from sagemaker.core import image_uris
from sagemaker.core.training.configs import Compute, InputData, SourceCode
from sagemaker.train import ModelTrainer
from sagemaker.train.model_trainer import Mode
from sklearn.datasets import load_digits

# Troque pelos seus.

# Só para baixar a imagem da AWS, uma vez; uma imagem sua, já aqui, não precisa.
REGION = "us-east-1"
INSTANCE_TYPE = "local_cpu"  # com GPU e o Docker que a enxergue: local_gpu

os.environ["AWS_DEFAULT_REGION"] = REGION

HERE = Path(__file__).parent
DATA = Path("dados-modo-local")

# Dados de verdade, pequenos: 1.797 algarismos escritos à mão, 64 pontos cada.
DATA.mkdir(exist_ok=True)
load_digits(as_frame=True).frame.to_csv(DATA / "digitos.csv", index=False)

trainer = ModelTrainer(
    training_mode=Mode.LOCAL_CONTAINER,  # sem esta linha é um job, e precisa de role
    training_image=image_uris.retrieve("sklearn", REGION, version="1.9-0"),
    source_code=SourceCode(
        # O mesmo programa que vai à nuvem no modo script.
        source_dir=str(HERE / "codigo"),
        entry_script="treino.py",
        requirements="requirements.txt",  # só é instalado se for indicado aqui
    ),
    # Chegam ao script como argumentos.
    hyperparameters={"n_estimators": 100, "max_depth": 10},
    compute=Compute(instance_type=INSTANCE_TYPE, instance_count=1),
    # Onde ficam o modelo e os restos; absoluto, de uma pasta que existe.
    local_container_root=os.getcwd(),
    base_job_name="modo-local",
)

# A pasta é montada no contêiner como está: nada vai ao S3.
trainer.train(
    input_data_config=[InputData(channel_name="train", data_source=str(DATA))]
)

# Não é esvaziada entre duas execuções: um arquivo velho de model/ entra no pacote
# novo.
for path in sorted(Path("model").iterdir()):
    print(f"Arquivo do modelo: {path}")
print("Modelo:", Path("compressed_artifacts") / "model.tar.gz")
