"""Runs snippets against a real AWS account, when the reader asks for it: `--use-real-aws-may-incur-charges`.

The snippet is copied, the role and the account that stand in it as examples are replaced by the reader's, and the
copy runs as readers run it: plain Python, the reader's own credentials, nothing of the rehearsal. What the tests
ask of a rehearsal they then ask of this run: that it ends well, with its score, and that its model can be used.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

OPTION = "--use-real-aws-may-incur-charges"
ROLE_VARIABLE = "SAGEMAKER_ROLE_ARN"
ROLE = re.compile(r"arn:aws[\w-]*:iam::(\d{12}):role/[\w+=,.@/-]+")
TRAINED = "treinou-na-aws"  # the degree of a snippet whose model came from a real account
EXAMPLE_ACCOUNT = "111122223333"
REGION = "us-east-1"  # the one in the snippets
SCORE = re.compile(r"^((?:validation|test):\S+?)[:=]\s*([0-9.]+)", re.MULTILINE)
MODEL = re.compile(r"s3://\S+/model\.tar\.gz")
LEFT_RUNNING = re.compile(r"^Job criado: (\S+)", re.MULTILINE)  # what a snippet says that does not wait for its job


class MissingRoleError(ValueError):
    """The role that the jobs assume was not named, or is none."""


def role(environment: Mapping[str, str] = os.environ) -> str:
    """Return the reader's role. Raises MissingRoleError, saying what to do."""
    given = environment.get(ROLE_VARIABLE, "")
    if not ROLE.fullmatch(given):
        said = f"{ROLE_VARIABLE} is {given!r}" if given else f"{ROLE_VARIABLE} is not set"
        raise MissingRoleError(
            f"{OPTION}: {said}. Name the role that the training jobs assume, as in "
            f"{ROLE_VARIABLE}=arn:aws:iam::123456789012:role/SageMakerTreino. Nothing was sent to AWS."
        )
    return given


def own(text: str, role_arn: str) -> str:
    """Return a text with the reader's role and account where the examples' stand."""
    found = ROLE.fullmatch(role_arn)
    assert found
    return ROLE.sub(role_arn, text).replace(EXAMPLE_ACCOUNT, found[1])


def copy(launch: Path, role_arn: str, folder: Path) -> Path:
    """Copy a snippet, which is a file or a folder with lancar.py, with the reader's role; return its launch file."""
    if launch.name == "lancar.py":
        shutil.copytree(launch.parent, folder, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        folder.mkdir(parents=True)
        shutil.copy(launch, folder)
    for path in folder.rglob("*.py"):
        path.write_text(own(path.read_text(encoding="utf-8"), role_arn), encoding="utf-8")
    return folder / launch.name


def command(launch: Path) -> list[str]:
    """Return what runs a launch file: what the reader would type."""
    return [sys.executable, str(launch)]


def told(code: int, output: str, model: Path | None) -> dict[str, Any]:
    """Return the part of a rehearsal's report that a run on AWS can tell."""
    scores = SCORE.findall(output)
    return {
        "degree": TRAINED if code == 0 and model else "nao-executado",
        "score": {"name": scores[-1][0], "value": float(scores[-1][1])} if scores else None,
        "jobs": [{"model": str(model) if model else None}],
    }


def stop(jobs: list[str]) -> None:
    """Stop training jobs that would go on, and cost, after the tests: that they were accepted is all that is asked."""
    if jobs:
        import boto3

        for job in jobs:
            boto3.client("sagemaker", region_name=REGION).stop_training_job(TrainingJobName=job)


def run(launch: Path, role_arn: str, folder: Path) -> tuple[int, str, str, dict[str, Any]]:
    """Run a snippet on AWS, which costs what its job costs; return exit code, output, errors, and a report."""
    copied = copy(launch, role_arn, folder / "snippet")
    done = subprocess.run(command(copied), cwd=copied.parent, capture_output=True, text=True)
    stop(LEFT_RUNNING.findall(done.stdout))
    model = None
    if done.returncode == 0 and (address := MODEL.search(done.stdout)):
        import boto3

        bucket, _, key = address[0].removeprefix("s3://").partition("/")
        model = folder / "model.tar.gz"
        boto3.client("s3").download_file(bucket, key, str(model))
    return done.returncode, done.stdout, done.stderr, told(done.returncode, done.stdout, model)
