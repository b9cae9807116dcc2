"""Stands in for the training toolkit in AWS's framework images, which calls a script that the request only names.

It runs when the request has no entry point of its own but the hyperparameters sagemaker_program and
sagemaker_submit_directory, as in a search: HyperParameterTrainingJobDefinition cannot carry an entry point. Kept from
the toolkit: the code is fetched from S3 into /opt/ml/code, its requirements.txt is installed, the script gets the
hyperparameters as arguments and the SM_ variables. Not kept: several hosts, MPI, modules, user scripts that are not
Python.
"""

import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import boto3

ML = Path("/opt/ml")
CODE = ML / "code"
NOT_THE_SCRIPTS = ("sagemaker_", "_tuning_objective_metric")


def configuration(title: str) -> dict[str, Any]:
    """Return one of the documents in /opt/ml/input/config."""
    read: dict[str, Any] = json.loads((ML / f"input/config/{title}.json").read_text())
    return read


def plain(value: str) -> str:
    """Return a hyperparameter as text: some SDKs send it as JSON."""
    return value.strip('"')


def fetch(uri: str) -> None:
    """Unpack the code from S3 into /opt/ml/code."""
    CODE.mkdir(exist_ok=True)
    archive, address = CODE / "sourcedir.tar.gz", urlparse(uri)
    boto3.client("s3").download_file(address.netloc, address.path.lstrip("/"), str(archive))
    with tarfile.open(archive) as packed:
        packed.extractall(CODE, filter="data")
    archive.unlink()


def variables(given: dict[str, str]) -> dict[str, str]:
    """Return the SM_ variables that scripts read."""
    channels, resources = configuration("inputdataconfig"), configuration("resourceconfig")
    return {
        "SM_MODEL_DIR": str(ML / "model"),
        "SM_INPUT_DIR": str(ML / "input"),
        "SM_OUTPUT_DATA_DIR": str(ML / "output/data"),
        "SM_CHANNELS": json.dumps(sorted(channels)),
        "SM_HPS": json.dumps(given),
        "SM_HOSTS": json.dumps(resources["hosts"]),
        "SM_CURRENT_HOST": resources["current_host"],
        "SM_NUM_GPUS": "0",
        **{f"SM_CHANNEL_{name.upper()}": str(ML / "input/data" / name) for name in channels},
        **{f"SM_HP_{name.upper()}": value for name, value in given.items()},
    }


def main() -> int:
    """Fetch the code, run the script, and return its exit code."""
    everything = configuration("hyperparameters")
    fetch(plain(everything["sagemaker_submit_directory"]))
    given = {name: plain(value) for name, value in everything.items() if not name.startswith(NOT_THE_SCRIPTS)}
    if (CODE / "requirements.txt").is_file():
        subprocess.run([sys.executable, "-m", "pip", "install", "-r", "requirements.txt"], cwd=CODE, check=True)
    words = [word for name, value in sorted(given.items()) for word in (f"--{name}", value)]
    command = [sys.executable, plain(everything["sagemaker_program"]), *words]
    print("Invoking script with the following command:", *command, flush=True)
    os.environ.update(variables(given))
    os.chdir(CODE)
    os.execv(command[0], command)  # its signals and its exit code are the job's


if __name__ == "__main__":
    sys.exit(main())
