"""Records what the training toolkit itself makes of a request: `python record_toolkit.py`, where it is installed.

    pip install sagemaker-training     in an environment of its own
    python tests/rehearsal/record_toolkit.py > tests/rehearsal/toolkit.json

test_toolkit.py holds what stands in for it against that. Only what depends on the computer is taken out.
"""

import importlib.metadata
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

GROUP = {"instance_group_name": "homogeneousCluster", "instance_type": "ml.m5.large", "hosts": ["algo-1"]}
RESOURCES = {
    "current_host": "algo-1",
    "current_instance_type": "ml.m5.large",
    "current_group_name": "homogeneousCluster",
    "hosts": ["algo-1"],
    "instance_groups": [GROUP],
    "network_interface_name": "lo",
}
CHANNEL = {"TrainingInputMode": "File", "S3DistributionType": "FullyReplicated", "RecordWrapperType": "None"}
PROGRAM = {"sagemaker_program": "treino.py", "sagemaker_submit_directory": "s3://balde/codigo.tar.gz"}
MANY = {
    "instance_groups": [
        {"instance_group_name": "um", "instance_type": "ml.m5.large", "hosts": ["algo-1"]},
        {"instance_group_name": "dois", "instance_type": "ml.g5.xlarge", "hosts": ["algo-2"]},
    ],
    **{"hosts": ["algo-1", "algo-2"], "current_host": "algo-2", "current_group_name": "dois"},
}
CASES: dict[str, dict[str, Any]] = {
    "nothing-but-a-script": {},
    "typed": {"hyperparameters": {"epochs": "3", "rate": "0.1", "flag": "true", "none": "null", "name": "ana"}},
    "one-letter": {"hyperparameters": {"K": "2", "d": '{"a": 1, "b": "x"}'}},
    "lists-and-maps": {"hyperparameters": {"layers": "[1,2]", "names": '["a", "b"]', "d": '{"b": [1], "a": {}}'}},
    "json-text": {"hyperparameters": {"quoted": '"um dois"', "empty": "", "accents": "ação", "number": "007"}},
    "of-a-search": {"hyperparameters": {"_tuning_objective_metric": "acc", "lr": "0.01"}},
    "of-a-framework": {"hyperparameters": {"sagemaker_mpi_enabled": "true", "sagemaker_region": "us-east-1"}},
    "log-level": {"hyperparameters": {"sagemaker_container_log_level": "10", "sagemaker_job_name": '"ensaio"'}},
    "two-channels": {"channels": {"train": CHANNEL, "my-data": {**CHANNEL, "ContentType": "text/csv"}}},
    "two-groups": {"resources": MANY},
}
COMPUTERS = ("SM_NUM_CPUS", "SM_NUM_GPUS", "SM_NUM_NEURONS")


def told(case: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Return what the toolkit that can be imported makes of a case: the arguments and the variables of the script."""
    documents = {
        "hyperparameters": {**PROGRAM, **case.get("hyperparameters", {})},
        "resourceconfig": {**RESOURCES, **case.get("resources", {})},
        "inputdataconfig": case.get("channels", {"train": CHANNEL}),
    }
    config = folder / "input/config"
    config.mkdir(parents=True, exist_ok=True)
    for title, document in documents.items():
        (config / f"{title}.json").write_text(json.dumps(document))
    from sagemaker_training import environment  # only now: it looks at the folder when it is imported

    env = environment.Environment()
    variables = {name: value.replace(str(folder), "/opt/ml") for name, value in env.to_env_vars().items()}
    inside = json.loads(variables.pop("SM_TRAINING_ENV"))
    return {
        "arguments": env.to_cmd_args(),
        "variables": {name: value for name, value in variables.items() if name not in COMPUTERS},
        "training_env": {name: value for name, value in inside.items() if f"SM_{name.upper()}" not in COMPUTERS},
        "computers": sorted(set(COMPUTERS) & set(variables)),
    }


def everything(folder: Path) -> dict[str, Any]:
    """Return what it makes of every case; `folder` is /opt/ml."""
    os.environ |= {"SAGEMAKER_BASE_DIR": str(folder), "TRAINING_JOB_NAME": "ensaio", "AWS_DEFAULT_REGION": "us-east-1"}
    return {name: told(case, folder) for name, case in CASES.items()}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as ml:
        found = everything(Path(ml))
    version = importlib.metadata.version("sagemaker-training")
    json.dump({"version": version, "cases": found}, sys.stdout, indent=1, sort_keys=True, ensure_ascii=False)
    print()
