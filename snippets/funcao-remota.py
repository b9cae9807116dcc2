"""Função remota: uma função Python sua roda como job do SageMaker e devolve o
resultado aqui.

Antes, no Python 3.12 (o da imagem): pip install "sagemaker==3.27.0" scikit-learn
"""

import os

# A sua; antes dos imports: sem Região, o @remote nem importa.
os.environ["AWS_DEFAULT_REGION"] = "us-east-1"

from sagemaker.core import image_uris
from sagemaker.core.helper.session_helper import Session
from sagemaker.core.remote_function import remote
from sagemaker.core.resources import TrainingJob
from sagemaker.core.s3 import S3Uploader
from sklearn.datasets import load_digits

# Troque pelos seus.
ROLE = "arn:aws:iam::111122223333:role/SageMakerTreino"  # a função de execução do job
REGION = os.environ["AWS_DEFAULT_REGION"]
INSTANCE_TYPE = "ml.m5.large"
# Segundos; sem isto, uma função presa em um laço gasta até 24 horas.
MAX_RUNTIME = 15 * 60

# Dados de verdade, pequenos: 1.797 algarismos escritos à mão. A função recebe o
# endereço, não a tabela.
BUCKET = Session().default_bucket()
load_digits(as_frame=True).frame.to_csv("digitos.csv", index=False)
S3Uploader.upload("digitos.csv", f"s3://{BUCKET}/funcao-remota")


@remote(
    # Python 3.12 e scikit-learn 1.8.
    image_uri=image_uris.retrieve("xgboost", REGION, version="3.2-0"),
    # O contêiner roda um módulo do SDK v3.
    pre_execution_commands=["pip install sagemaker==3.27.0"],
    instance_type=INSTANCE_TYPE,
    max_runtime_in_seconds=MAX_RUNTIME,
    role=ROLE,
    job_name_prefix="funcao-remota",
)
def train(bucket: str, key: str, trees: int) -> dict:
    """Roda no job: os imports ficam aqui dentro, e o que ela devolve volta pelo S3."""
    import boto3
    import joblib
    import pandas
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.model_selection import train_test_split

    table = pandas.read_csv(
        boto3.client("s3").get_object(Bucket=bucket, Key=key)["Body"]
    )
    x, x_test, y, y_test = train_test_split(
        table.drop(columns="target"), table["target"], random_state=0
    )
    model = RandomForestClassifier(trees, random_state=0).fit(x, y)
    # O SageMaker leva ao S3.
    joblib.dump(model, os.environ["SM_MODEL_DIR"] + "/modelo.joblib")
    return {
        "job": os.environ["TRAINING_JOB_NAME"],
        "accuracy": model.score(x_test, y_test),
    }


result = train(BUCKET, "funcao-remota/digitos.csv", trees=100)
print(f"Acurácia: {result['accuracy']:.3f}")
print("Modelo:", TrainingJob.get(result["job"]).model_artifacts.s3_model_artifacts)
