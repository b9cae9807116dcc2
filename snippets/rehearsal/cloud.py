"""A cloud in this process: moto behind the real SDK, in which a training job really trains.

moto keeps S3, STS and CloudWatch Logs. Where it would pretend, it is not asked (see answers): CreateTrainingJob starts
a thread that trains in the container's contract; DescribeTrainingJob and StopTrainingJob tell and change what
that thread does; SimulatePrincipalPolicy, which moto lacks and which ModelTrainer calls, allows everything,
and whatever role the snippet names exists and trusts SageMaker: permissions are not rehearsed.
Job lines go to CloudWatch in moto, where the SDK looks for them.

While it is on, the process has dummy credentials, no AWS configuration of the reader's, no telemetry, and no
socket to anywhere but loopback. The SDK's pauses between two looks at a job end as soon as a job changes.
"""

import contextlib
import json
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest import mock

import boto3

from . import answers, contract, guard, images, runner
from .answers import refusal
from .jobs import Job, Show
from .requests import Recorder

CREATE = "CreateTrainingJob"
ACCOUNT = "111122223333"  # the one of AWS's own examples
SDK_CONFIG = """\
SchemaVersion: '1.0'
SageMaker: {PythonSDK: {Modules: {TelemetryOptOut: true}}}
"""
TRUST = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "sagemaker.amazonaws.com"}, "Action": "sts:AssumeRole"}],
}


class Clock:
    """Stands in for the `time` module in the SDK: sleep() ends early when a job changes."""

    def __init__(self) -> None:
        self.changed = threading.Event()

    def __getattr__(self, name: str) -> Any:
        return getattr(time, name)

    def sleep(self, seconds: float) -> None:
        """Wait until a job changes, at most `seconds`."""
        self.changed.wait(seconds)
        self.changed.clear()


class Cloud:
    """The AWS account of one rehearsal. Use it with `with cloud.on():`; then read `jobs` and `requests`.

    snippet_folder: where a Dockerfile is looked for. work: where copies of models and logs stay.
    region: the default Region of this computer, "" for none.
    enclosed: whether hosts get Linux namespaces (the process must have been sealed by enclosure.seal()).
    """

    def __init__(self, snippet_folder: Path, work: Path, enclosed: bool, grace: float, region: str, show: Show) -> None:
        self.snippet_folder, self.work, self.region = snippet_folder, work, region
        self.enclosed, self.grace, self.show = enclosed, grace, show
        self.recorder, self.clock = Recorder(), Clock()
        self._by_region: dict[tuple[str, str], Job] = {}

    @property
    def jobs(self) -> list[Job]:
        """The training jobs, in the order in which they were created."""
        return list(self._by_region.values())

    @property
    def requests(self) -> list[dict[str, Any]]:
        """The requests that changed something in SageMaker, in order."""
        return self.recorder.seen

    @contextlib.contextmanager
    def on(self) -> Iterator["Cloud"]:
        """Switch the cloud on for this process; on leaving, wait for the jobs that still run."""
        with tempfile.TemporaryDirectory(prefix="rehearsal-") as scratch, contextlib.ExitStack() as stack:
            config = Path(scratch) / "sagemaker.yaml"
            config.write_text(SDK_CONFIG)
            stack.enter_context(mock.patch.dict(os.environ, _environment(config, self.region), clear=True))
            guard.install()
            from moto import mock_aws  # after the environment, which it reads when it is imported

            stack.enter_context(mock_aws())
            self.recorder.install()
            answers.install(self.answers())
            try:
                yield self
            except BaseException:
                for job in self.jobs:
                    job.stop_at_once()
                raise
            finally:
                for job in self.jobs:
                    job.thread.join()

    def answers(self) -> answers.Answers:
        """Return every operation that is not left to moto."""
        return {
            ("sagemaker", "CreateTrainingJob"): self._create,
            ("sagemaker", "DescribeTrainingJob"): self._describe,
            ("sagemaker", "StopTrainingJob"): self._stop,
            ("iam", "SimulatePrincipalPolicy"): _allow_everything,
            ("iam", "GetRole"): _any_role,
        }

    def train(self, request: Mapping[str, Any], region: str) -> Job:
        """Start a training job, as CreateTrainingJob does, and return it while it runs."""
        name = request["TrainingJobName"]
        if (region, name) in self._by_region:
            raise refusal("ResourceInUse", f"Training job names must be unique: {name} already exists.", CREATE)
        s3 = boto3.client("s3", region_name=region)
        if missing := contract.empty_channel(request, region, s3):
            raise refusal("ValidationException", missing, CREATE)
        program = images.program_for(request, self.snippet_folder)
        if sdk := sys.modules.get("sagemaker.core.resources"):
            sdk.time = self.clock  # type: ignore[attr-defined]
        arn = f"arn:aws:sagemaker:{region}:{ACCOUNT}:training-job/{name}"
        kept, logs = self.work / "jobs" / name, boto3.client("logs", region_name=region)
        job = Job(request, arn, region, program, kept, logs, self.clock.changed, self.show)
        maximum = request.get("StoppingCondition", {}).get("MaxRuntimeInSeconds", contract.DEFAULT_MAX_RUNTIME)
        job.start(s3, self.enclosed, runner.Limits(maximum, self.grace))
        self._by_region[region, name] = job
        return job

    def _create(self, request: dict[str, Any], region: str) -> dict[str, Any]:
        return {"TrainingJobArn": self.train(request, region).arn}

    def _describe(self, request: dict[str, Any], region: str) -> dict[str, Any]:
        return self._job(request, region, "DescribeTrainingJob").description()

    def _stop(self, request: dict[str, Any], region: str) -> dict[str, Any]:
        self._job(request, region, "StopTrainingJob").stop.set()
        return {}

    def _job(self, request: dict[str, Any], region: str, operation: str) -> Job:
        key = region, request["TrainingJobName"]
        if key not in self._by_region:
            raise refusal("ValidationException", "Requested resource not found.", operation)
        return self._by_region[key]


def _environment(config: Path, region: str) -> dict[str, str]:
    """Return the process environment without anything of AWS's, plus dummies."""
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("AWS_", "BOTO_", "MOTO_", "SAGEMAKER_"))
    }
    return {
        **kept,
        "AWS_ACCESS_KEY_ID": "ensaio",
        "AWS_SECRET_ACCESS_KEY": "ensaio",
        **({"AWS_DEFAULT_REGION": region} if region else {}),
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "MOTO_ACCOUNT_ID": ACCOUNT,
        "SAGEMAKER_USER_CONFIG_OVERRIDE": str(config),
        "SAGEMAKER_ADMIN_CONFIG_OVERRIDE": str(config),
    }


def _allow_everything(request: dict[str, Any], _: str) -> dict[str, Any]:
    names = [value for key, value in request.items() if key.startswith("ActionNames.member.")]
    results = [{"EvalActionName": name, "EvalDecision": "allowed"} for name in names]
    return {"EvaluationResults": results, "IsTruncated": False}


def _any_role(request: dict[str, Any], _: str) -> dict[str, Any]:
    name = request["RoleName"]
    return {
        "Role": {
            "RoleName": name,
            "RoleId": "AROAENSAIOENSAIOENSA",
            "Arn": f"arn:aws:iam::{ACCOUNT}:role/{name}",
            "Path": "/",
            "CreateDate": datetime.now(UTC),
            "AssumeRolePolicyDocument": json.dumps(TRUST),
        }
    }
