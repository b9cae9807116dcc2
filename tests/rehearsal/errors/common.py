"""What the programs of the errors share: names of an account that is nobody's, and a trainer of a tiny image."""

import itertools
import json
import os
from pathlib import Path
from typing import Any

ROLE = "arn:aws:iam::111122223333:role/SageMakerTreino"
USER = "arn:aws:iam::111122223333:user/ana"
REGION = "us-east-1"
IMAGE = f"111122223333.dkr.ecr.{REGION}.amazonaws.com/minha-imagem:1"
BUCKET = "meu-bucket-de-treino"
MAX_RUNTIME = 60
JOBS = "erro-"  # what the names of the jobs begin with

_number = itertools.count(1)  # of the job: its name ends with the second it was made in

os.environ["AWS_DEFAULT_REGION"] = REGION


def own_image(program: str, *lines: str) -> None:
    """Put an image beside the launch file: its Dockerfile ends with `lines`, its program is shell."""
    here = Path(__file__).parent
    (here / "treino.sh").write_text(f"#!/bin/sh\n{program}\n")
    (here / "Dockerfile").write_text("\n".join(["FROM scratch", "COPY treino.sh /opt/treino.sh", *lines]))


def new_trainer(**changes: Any) -> Any:
    """Return a ModelTrainer of the image beside the launch file; by default it leaves a model at once."""
    from sagemaker.core.training.configs import Compute, StoppingCondition
    from sagemaker.train import ModelTrainer

    if not changes:
        own_image("echo pesos > /opt/ml/model/modelo", 'ENTRYPOINT ["/bin/sh", "/opt/treino.sh"]')
    given = {
        "training_image": IMAGE,
        "compute": Compute(instance_type="ml.m5.large", instance_count=1, volume_size_in_gb=10),
        "stopping_condition": StoppingCondition(max_runtime_in_seconds=MAX_RUNTIME),
        "role": ROLE,
        "base_job_name": f"{JOBS}{next(_number)}",
    }
    return ModelTrainer(**given | changes)


def ended(trainer: Any) -> str:
    """Return the status of a trainer's job."""
    status: str = trainer._latest_training_job.training_job_status
    return status


def permitted(policy: dict[str, Any], action: str, resource: str, **conditions: str) -> bool:
    """Tell whether an IAM policy allows an action, as moto reads policies; conditions as AWS fills them in."""
    from moto.iam.access_control import IAMPolicy, PermissionResult

    found = IAMPolicy(json.dumps(policy)).is_action_permitted(action, resource, None, conditions)
    return bool(found == PermissionResult.PERMITTED)
