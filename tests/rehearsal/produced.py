"""Runs every row of produced.toml in one process, on the real SDK over moto, and prints as JSON how each half ended.

Its argument is a folder to work in. What AWS would refuse or answer is put in place of one operation of botocore.
"""

import contextlib
import io
import json
import os
import subprocess
import sys
import tomllib
import traceback
import types
import unittest.mock
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rehearsal.command import rosetta
from tests.rehearsal.rehearsing import asked_for

ROWS = Path(__file__).with_suffix(".toml")
ROLE = "arn:aws:iam::111122223333:role/SageMakerTreino"
USER = {"Arn": "arn:aws:iam::111122223333:user/ana", "Account": "111122223333", "UserId": "A"}
DENIED = {"EvaluationResults": [{"EvalActionName": "ec2:CreateNetworkInterface", "EvalDecision": "implicitDeny"}]}
COMPOSE = '#!/bin/sh\n[ "$1 $2" = "compose version" ] && echo "Docker Compose version v2.40.0"\n'


def prepare() -> dict[str, Any]:
    """Return the names that rows use, and lay out what they read."""
    import boto3
    from botocore.config import Config
    from botocore.exceptions import ClientError
    from sagemaker.core import image_uris
    from sagemaker.core.helper.iam_role_resolver import resolve_and_validate_role
    from sagemaker.core.helper.session_helper import Session, get_execution_role
    from sagemaker.core.inputs import FileSystemInput
    from sagemaker.core.parameter import IntegerParameter
    from sagemaker.core.remote_function import remote
    from sagemaker.core.shapes import MetricDefinition, Tag
    from sagemaker.core.training import configs
    from sagemaker.core.workflow.functions import Join
    from sagemaker.core.workflow.parameters import ParameterString
    from sagemaker.train import ModelTrainer
    from sagemaker.train.distributed import Torchrun
    from sagemaker.train.model_trainer import Mode
    from sagemaker.train.tuner import HyperparameterTuner

    image = image_uris.retrieve("sklearn", "us-east-1", version="1.9-0")
    no_role = ClientError({"Error": {"Code": "NoSuchEntity", "Message": "not found"}}, "GetRole")
    no_bucket = ClientError({"Error": {"Code": "AccessDenied", "Message": "Access Denied"}}, "CreateBucket")
    local = {
        "training_mode": Mode.LOCAL_CONTAINER,
        "compute": configs.Compute(instance_type="local_cpu", instance_count=1),
    }
    write_files()
    boto3.client("s3").create_bucket(Bucket="balde")
    boto3.client("s3").put_object(Bucket="balde", Key="dados/a.csv", Body=b"1")

    def trainer(**options: Any) -> Any:
        return ModelTrainer(**{"training_image": image, "role": ROLE, **options})

    tools = {
        **{
            "boto3": boto3,
            "Config": Config,
            "FileSystemInput": FileSystemInput,
            "Join": Join,
            "MetricDefinition": MetricDefinition,
            "ModelTrainer": ModelTrainer,
            "Session": Session,
            "Tag": Tag,
        },
        **{"HyperparameterTuner": HyperparameterTuner, "IntegerParameter": IntegerParameter, "Torchrun": Torchrun},
        **{"ParameterString": ParameterString, "image_uris": image_uris, "remote": remote, "trainer": trainer},
        **{"IMAGE": image, "ROLE": ROLE, "USER": USER, "DENIED": DENIED, "NO_ROLE": no_role, "NO_BUCKET": no_bucket},
        "checked": lambda role: resolve_and_validate_role(role, "training", Session()),
        "created": lambda **more: boto3.client("sagemaker").create_training_job(**asked_for(**more)),
        "get_execution_role": get_execution_role,
        "local": lambda: trainer(**local),
    }
    return {**vars(configs), **tools, **{each.__name__: each for each in TOOLS}}


def write_files() -> None:
    """Lay out code, data, and three folders of programs: with Docker and Compose, with Docker alone, with none."""
    for folder in ("codigo", "dados", "docker", "docker-alone"):
        Path(folder).mkdir()
    for name in ("treino.py", "treino.sh", "treino.R", "requirements.txt"):
        Path("codigo", name).write_text("")
    Path("dados/a.csv").write_text("1,2\n")
    for folder, program in (("docker", COMPOSE), ("docker-alone", '#!/bin/sh\n[ "$1" != compose ]\n')):
        Path(folder, "docker").write_text(program)
        Path(folder, "docker").chmod(0o755)


# ---- what rows are done with


def answered(operation: str, answer: Any, action: Callable[[], Any]) -> Any:
    """Do something while AWS answers one operation like this, or refuses it with this error."""
    from botocore.client import BaseClient

    whole = BaseClient._make_api_call

    def call(client: Any, name: str, given: Any) -> Any:
        if name != operation:
            return whole(client, name, given)
        if isinstance(answer, Exception):
            raise client.exceptions.from_code("NoSuchEntity")(answer.response, name)
        return answer

    with unittest.mock.patch.object(BaseClient, "_make_api_call", call):
        return action()


def trusted_by(service: str) -> dict[str, Any]:
    """Return what IAM says of a role that trusts this service."""
    statement = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    document = {"Version": "2012-10-17", "Statement": [statement]}
    return {"Role": {"Arn": ROLE, "RoleName": "SageMakerTreino", "AssumeRolePolicyDocument": document}}


def unchecked(action: Callable[[], Any]) -> Any:
    """Do something without the SDK's own check of the role."""
    with unittest.mock.patch.dict(os.environ, {"SAGEMAKER_VALIDATE_ROLE": "false"}):
        return action()


def without_credentials(action: Callable[[], Any]) -> Any:
    """Do something as a computer that has no credentials."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("AWS_")}
    with unittest.mock.patch.dict(
        os.environ, kept | {"AWS_EC2_METADATA_DISABLED": "true", "HOME": "/none"}, clear=True
    ):
        return action()


def with_path(folder: str, action: Callable[[], Any]) -> Any:
    """Do something where programs are looked for in one folder, or in none."""
    with unittest.mock.patch.dict(os.environ, {"PATH": f"{Path(folder).resolve()}:/bin" if folder else "/none"}):
        return action()


def compose() -> Any:
    """Ask local mode how it starts Docker Compose."""
    from sagemaker.train.local.local_container import _LocalContainer

    return _LocalContainer._get_compose_cmd_prefix(types.SimpleNamespace())


def matrix(labels: list[float], names: list[str] | None = None) -> Any:
    """Return data for XGBoost with these targets."""
    import numpy
    import xgboost

    return xgboost.DMatrix(numpy.ones((len(labels), 2)), label=labels, feature_names=names)


def boosted(labels: list[float], names: list[str] | None = None, evals: bool = False, **options: Any) -> Any:
    """Train one round of XGBoost."""
    import xgboost

    data, rounds = matrix(labels, names), {}
    if "early_stopping_rounds" in options:
        rounds["early_stopping_rounds"] = options.pop("early_stopping_rounds")
    return xgboost.train(options, data, 1, evals=[(data, "validation")] if evals else [], **rounds)


def script(code: str, **environment: str) -> None:
    """Run a script as a job does; raise with what it printed when it fails."""
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)


def execute(code: str) -> None:
    """Run a script here, where what it imports is imported once."""
    exec(code, {})


def started(line_end: str) -> None:
    """Run the SDK's start script with these ends of lines, as the container does."""
    script = Path("codigo/sm_train.sh")
    script.write_text("#!/bin/bash\n\nset -e\necho Starting\n".replace("\n", line_end), newline="")
    done = subprocess.run(["/bin/bash", str(script)], capture_output=True, text=True, check=False)
    if done.returncode or done.stderr:
        raise RuntimeError(done.stdout + done.stderr)


def exported(value: str, channel: str = "train") -> None:
    """Let the SDK write a hyperparameter and a channel into the file that its start script reads, and read it."""
    from sagemaker.train.container_drivers.scripts import environment

    machine = {"current_host": "algo-1", "current_instance_type": "ml.m5.large", "hosts": ["algo-1"]}
    machine |= {"network_interface_name": "lo"}
    none = {"read_source_code_json": lambda *_: {}, "read_distributed_json": lambda *_: {}}
    os.environ["TRAINING_JOB_NAME"] = "ensaio"
    file = Path("codigo/sm_training.env")
    with unittest.mock.patch.multiple(environment, **none):
        environment.set_env(machine, {channel: {}}, {"nome": value}, str(file))
    done = subprocess.run(["/bin/bash", "-c", f"set -e; source {file}"], capture_output=True, text=True, check=False)
    if done.returncode or done.stderr:
        raise RuntimeError(done.stdout + done.stderr)


def handed_over(signed: bool) -> Any:
    """Hand a function over to a job of @remote, as this SDK does, or as those did that did not sign it."""
    from cryptography.hazmat.primitives import serialization as keys
    from cryptography.hazmat.primitives.asymmetric import ec
    from sagemaker.core.helper.session_helper import Session
    from sagemaker.core.remote_function.core import serialization

    key, session, address = ec.generate_private_key(ec.SECP256R1()), Session(), "s3://balde/remoto"
    serialization.serialize_obj_to_s3(len, session, address, signing_key=key if signed else None)
    public = key.public_key().public_bytes(keys.Encoding.PEM, keys.PublicFormat.SubjectPublicKeyInfo)
    return serialization.deserialize_func_from_s3(session, address, public.decode())


def program(machine: int | None) -> None:
    """Run a program built for another kind of machine, by its number in the ELF format, or one for this machine."""
    built = Path("codigo/programa")
    header = b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x02\x00" + (machine or 0).to_bytes(2, "little") + bytes(44)
    built.write_bytes(header if machine else b"#!/bin/sh\n")
    built.chmod(0o755)
    subprocess.run([built.resolve()], check=True)


TOOLS = (
    started,
    exported,
    handed_over,
    program,
    answered,
    execute,
    trusted_by,
    unchecked,
    without_credentials,
    with_path,
    compose,
    matrix,
    boosted,
    script,
)


def ending(code: str, names: dict[str, Any]) -> str | None:
    """Run one half; return the error that it ended with, as Python prints it, or None."""
    try:
        eval(code, dict(names))
    except Exception as error:
        return "".join(traceback.format_exception_only(error)).strip()
    return None


def main() -> None:
    """Print how each half ended, and nothing else, on standard output."""
    rows = tomllib.loads(ROWS.read_text(encoding="utf-8"))
    work = Path(sys.argv[1])
    cloud = rosetta.Accepting(work, work, rosetta.Settings(region="us-east-1"), lambda *_: None)
    work.mkdir(parents=True, exist_ok=True)
    with contextlib.chdir(work), cloud.on(), contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        names = prepare()
        told = {id_: [ending(row[half], names) for half in ("wrong", "right")] for id_, row in rows.items()}
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
