"""Baixo nível: o mesmo job de algoritmo-integrado.py, só com boto3, sem o SDK do
SageMaker.

Antes: pip install boto3 scikit-learn "xgboost>=3.2,<4"
"""

import contextlib
import shutil
from datetime import UTC, datetime
from pathlib import Path

import boto3
import xgboost
from sklearn.datasets import load_breast_cancer
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split

# Troque pelos seus.
ROLE = "arn:aws:iam::111122223333:role/SageMakerTreino"  # a função de execução do job
REGION = "us-east-1"
BUCKET = "sagemaker-us-east-1-111122223333"  # aqui nada escolhe um bucket por você
# A conta muda com a Região.
IMAGE = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:3.2-0"
INSTANCE_TYPE = "ml.m5.large"
MAX_RUNTIME = 15 * 60  # segundos

s3 = boto3.client("s3", region_name=REGION)
sagemaker = boto3.client("sagemaker", region_name=REGION)
# O nome de um job não se repete.
name = f"baixo-nivel-{datetime.now(UTC):%Y%m%d%H%M%S}"
place = {"CreateBucketConfiguration": {"LocationConstraint": REGION}}
# Já é seu: nada a fazer.
with contextlib.suppress(s3.exceptions.BucketAlreadyOwnedByYou):
    s3.create_bucket(Bucket=BUCKET, **({} if REGION == "us-east-1" else place))
# 569 exames, 30 medidas. O algoritmo quer CSV sem cabeçalho, a resposta na 1ª coluna,
# e ContentType (senão lê LibSVM).
table = load_breast_cancer(as_frame=True).frame
table.insert(0, "target", table.pop("target"))
train, held_out = train_test_split(
    table, test_size=0.4, random_state=0, stratify=table["target"]
)
validation, test = train_test_split(
    held_out, test_size=0.5, random_state=0, stratify=held_out["target"]
)
channels = []
for channel, part in {"train": train, "validation": validation}.items():
    key = f"baixo-nivel/{name}/input/{channel}"
    body = part.to_csv(header=False, index=False).encode()
    s3.put_object(Bucket=BUCKET, Key=f"{key}/exames.csv", Body=body)
    source = {
        "S3DataType": "S3Prefix",
        "S3Uri": f"s3://{BUCKET}/{key}",
        "S3DataDistributionType": "FullyReplicated",
    }
    data = {"ChannelName": channel, "DataSource": {"S3DataSource": source}}
    channels.append({**data, "ContentType": "text/csv"})

sagemaker.create_training_job(
    TrainingJobName=name,
    AlgorithmSpecification={"TrainingImage": IMAGE, "TrainingInputMode": "File"},
    HyperParameters={
        "objective": "binary:logistic",
        "eval_metric": "auc",
        "num_round": "40",
        "max_depth": "3",
    },
    InputDataConfig=channels,
    OutputDataConfig={"S3OutputPath": f"s3://{BUCKET}/baixo-nivel"},
    ResourceConfig={
        "InstanceType": INSTANCE_TYPE,
        "InstanceCount": 1,
        "VolumeSizeInGB": 10,
    },
    StoppingCondition={"MaxRuntimeInSeconds": MAX_RUNTIME},
    RoleArn=ROLE,
)
# Olha a cada 2 min; sem log.
sagemaker.get_waiter("training_job_completed_or_stopped").wait(TrainingJobName=name)
job = sagemaker.describe_training_job(TrainingJobName=name)
for metric in job["FinalMetricDataList"]:
    print(f"{metric['MetricName']}: {metric['Value']:.3f}")

s3.download_file(BUCKET, f"baixo-nivel/{name}/output/model.tar.gz", "model.tar.gz")
shutil.unpack_archive("model.tar.gz", "modelo", filter="data")
weights = bytearray(Path("modelo/xgboost-model").read_bytes())
model = xgboost.Booster(model_file=weights)
score = model.predict(xgboost.DMatrix(test.drop(columns="target").to_numpy()))
auc = roc_auc_score(test["target"], score)
print(f"AUC em {len(test)} exames que o treino não viu: {auc:.3f}")
