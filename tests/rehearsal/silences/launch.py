"""What the SDK does without a word, done once: the launch file of test_sdk_silences.py, which reads told.json."""

import contextlib
import io
import json
import os
import tarfile
from pathlib import Path

import boto3
from sagemaker.core.helper.session_helper import Session
from sagemaker.core.parameter import CategoricalParameter
from sagemaker.core.training.configs import Compute, Networking, SourceCode, StoppingCondition
from sagemaker.core.utils.utils import SingletonMeta
from sagemaker.train import ModelTrainer
from sagemaker.train.tuner import HyperparameterTuner

HERE = Path(__file__).parent
REGION = "us-west-2"
KEPT = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION", "AWS_SHARED_CREDENTIALS_FILE")
# As each part of the page rosetta.md tells it.
PROFILE = f"[empresa]\naws_access_key_id = ensaio\naws_secret_access_key = ensaio\nregion = {REGION}\n"
DEFAULTS = """\
SchemaVersion: '1.0'
SageMaker:
  PythonSDK: {Modules: {TelemetryOptOut: true}}
  TrainingJob:
    RoleArn: arn:aws:iam::111122223333:role/DoArquivo
    EnableNetworkIsolation: true
    VpcConfig: {SecurityGroupIds: [sg-1], Subnets: [subnet-1]}
    OutputDataConfig: {KmsKeyId: alias/saida}
    ResourceConfig: {VolumeKmsKeyId: alias/disco}
    Tags: [{Key: projeto, Value: guia}]
"""
told: dict[str, object] = {}


def trainer(name: str, session: Session | None = None, **more: object) -> ModelTrainer:
    """Return a trainer of the script beside this file."""
    return ModelTrainer(
        **{
            "training_image": "683313688378.dkr.ecr.us-west-2.amazonaws.com/sagemaker-scikit-learn:1.9-0-cpu-py3",
            "role": "arn:aws:iam::111122223333:role/SageMakerTreino",
            "base_job_name": name,
            "source_code": SourceCode(source_dir=str(HERE / "pasta"), entry_script="treino.py"),
            "compute": Compute(instance_type="ml.m5.large", instance_count=1, volume_size_in_gb=10),
            "stopping_condition": StoppingCondition(max_runtime_in_seconds=300),
            "sagemaker_session": session,
            **more,
        }
    )


def tune(made: ModelTrainer, name: str) -> None:
    """Search with one job."""
    tuner = HyperparameterTuner(
        made,
        objective_metric_name="nota",
        metric_definitions=[{"Name": "nota", "Regex": "nota=([0-9.]+)"}],
        hyperparameter_ranges={"grau": CategoricalParameter(["1"])},
        max_jobs=1,
        max_parallel_jobs=1,
    )
    tuner.tune(job_name=name)


# A session's profile and Region: this computer's default has neither keys nor a Region.
boto3.client("sts", region_name=REGION).get_caller_identity()  # the rehearsal itself keeps its own
before = {name: os.environ.pop(name) for name in KEPT if name in os.environ}
(HERE / "credenciais").write_text(PROFILE)
os.environ["AWS_SHARED_CREDENTIALS_FILE"] = str(HERE / "credenciais")
session = Session(boto3.Session(profile_name="empresa"))


def train(name: str, **how: object) -> str:
    """Train under the session with a profile; return what became of it."""
    try:
        trainer(name, session).train(**how)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "Completed"


told["perfil"] = train("perfil")
told["perfil-sem-log"] = train("perfil-sem-log", logs=False)
os.environ["AWS_DEFAULT_REGION"] = REGION
told["perfil-com-regiao"] = train("perfil-com-regiao")
os.environ["AWS_PROFILE"], boto3.DEFAULT_SESSION = "empresa", None
SingletonMeta._instances.clear()  # as in a process that begins so
told["perfil-no-ambiente"] = train("perfil-no-ambiente")
boto3.DEFAULT_SESSION = None
del os.environ["AWS_PROFILE"]
del os.environ["AWS_SHARED_CREDENTIALS_FILE"]
os.environ.update(before)
os.environ["AWS_DEFAULT_REGION"] = REGION

# The defaults file.
known = os.environ["SAGEMAKER_USER_CONFIG_OVERRIDE"]
(HERE / "padroes.yaml").write_text(DEFAULTS)
os.environ["SAGEMAKER_USER_CONFIG_OVERRIDE"] = str(HERE / "padroes.yaml")
trainer("padroes", Session(boto3.Session()), role=None).train(logs=False)
try:
    trainer("rede", Session(boto3.Session()), networking=Networking(subnets=["subnet-2"])).train(logs=False)
except Exception as error:
    told["rede"] = f"{type(error).__name__}: {error}"
os.environ["SAGEMAKER_USER_CONFIG_OVERRIDE"] = known

# Booleans and None, trained and searched.
values = {"ligado": True, "desligado": False, "vazio": None}
trainer("logico", hyperparameters=dict(values)).train(logs=False)
(HERE / "pasta" / ".env").write_text("SENHA=1\n")
(HERE / "pasta" / ".git").mkdir(exist_ok=True)
(HERE / "pasta" / ".git" / "HEAD").write_text("x\n")
tune(trainer("logico", hyperparameters=dict(values)), "busca-logico")

# What a search sends, and what train() does.
s3 = boto3.client("s3", region_name=REGION)


def sent(key: str) -> list[str]:
    """Return the names of what lies below the prefix of a job's code, or in the archive of a search's."""
    bucket = Session(boto3.Session()).default_bucket()
    found = [each["Key"] for each in s3.list_objects_v2(Bucket=bucket)["Contents"] if key in each["Key"]]
    if not found[0].endswith(".tar.gz"):
        return sorted({each.partition(key)[2] for each in found})
    body = s3.get_object(Bucket=bucket, Key=found[-1])["Body"].read()
    with tarfile.open(fileobj=io.BytesIO(body)) as archive:
        return archive.getnames()


told["busca"] = sent("/sourcedir.tar.gz")
trainer("inteira").train(logs=False)
told["treino"] = sent("/input/code/")

# The command, trained and searched.
command = {"command": "echo comando-do-leitor", "source_dir": str(HERE / "pasta")}
trainer("comando", source_code=SourceCode(**command)).train(logs=False)
with contextlib.suppress(Exception):
    tune(trainer("comando", source_code=SourceCode(**command, entry_script="treino.py")), "busca-comando")

(HERE / "told.json").write_text(json.dumps(told))
