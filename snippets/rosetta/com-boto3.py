"""O mesmo job sem SDK: só boto3, o pedido escrito por inteiro.

Antes: pip install boto3 scikit-learn
"""

import contextlib
import time
from pathlib import Path

import boto3
from sklearn.datasets import load_digits

# Troque pelos seus.
ROLE = "arn:aws:iam::111122223333:role/SageMakerTreino"  # a função de execução do job
REGION = "us-east-1"
INSTANCE_TYPE = "ml.m5.large"
MAX_RUNTIME = 15 * 60  # segundos; sem isto a API dá 24 horas
# A pasta com treino.py e requirements.txt.
CODE = Path(__file__).parents[1] / "modo-script" / "codigo"
# O SDK acha ou cria o bucket padrão; aqui, você.
BUCKET = "sagemaker-us-east-1-111122223333"
# Conta e tag: do SDK.
IMAGE = (
    "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.9-0-cpu-py3"
)

sagemaker = boto3.client("sagemaker", region_name=REGION)
s3 = boto3.client("s3", region_name=REGION)
NAME = time.strftime("modo-script-%Y%m%d%H%M%S")
place = {"CreateBucketConfiguration": {"LocationConstraint": REGION}}
with contextlib.suppress(s3.exceptions.BucketAlreadyOwnedByYou):  # já é seu
    s3.create_bucket(Bucket=BUCKET, **({} if REGION == "us-east-1" else place))


def channel(name: str, folder: Path) -> dict:
    """Sobe uma pasta para o S3 e a descreve como canal do job."""
    prefix = f"modo-script/{NAME}/input/{name}"
    for path in folder.rglob("*.*"):
        key = f"{prefix}/{path.relative_to(folder).as_posix()}"
        s3.upload_file(str(path), BUCKET, key)
    source = {"S3DataType": "S3Prefix", "S3Uri": f"s3://{BUCKET}/{prefix}"}
    source["S3DataDistributionType"] = "FullyReplicated"
    data = {"ChannelName": name, "DataSource": {"S3DataSource": source}}
    return {**data, "InputMode": "File"}


DATA = Path("dados-modo-script")
DATA.mkdir(exist_ok=True)
load_digits(as_frame=True).frame.to_csv(DATA / "digitos.csv", index=False)

# O que os SDKs põem em volta do treino.py: instalar o requirements.txt, dar-lhe pastas
# e hiperparâmetros.
start = "cd /opt/ml/input/data/code && pip install -r requirements.txt"
start += " && exec python treino.py"
start += " --train /opt/ml/input/data/train --model-dir /opt/ml/model"
hyperparameters = {"n_estimators": "100", "max_depth": "10"}  # a API só aceita texto
start += "".join(f" --{name} {value}" for name, value in hyperparameters.items())

sagemaker.create_training_job(
    TrainingJobName=NAME,
    RoleArn=ROLE,
    HyperParameters=hyperparameters,
    AlgorithmSpecification={
        "TrainingImage": IMAGE,
        "TrainingInputMode": "File",
        "ContainerEntrypoint": ["/bin/bash"],
        "ContainerArguments": ["-c", start],
        "MetricDefinitions": [
            {"Name": "validation:accuracy", "Regex": "acuracia=([0-9.]+)"}
        ],
    },
    InputDataConfig=[channel("train", DATA), channel("code", CODE)],
    OutputDataConfig={"S3OutputPath": f"s3://{BUCKET}/modo-script"},
    ResourceConfig={
        "InstanceType": INSTANCE_TYPE,
        "InstanceCount": 1,
        "VolumeSizeInGB": 10,
    },
    StoppingCondition={"MaxRuntimeInSeconds": MAX_RUNTIME},
)

# O log fica no CloudWatch.
sagemaker.get_waiter("training_job_completed_or_stopped").wait(TrainingJobName=NAME)
job = sagemaker.describe_training_job(TrainingJobName=NAME)
print("Modelo:", job["ModelArtifacts"]["S3ModelArtifacts"])
