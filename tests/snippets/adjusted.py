"""Runs every version of a snippet, one after another, in one rehearsal; tests copy this file beside them.

    <folder>/adjusted.py
    <folder>/versions/<order>-<version>/   the snippet's files, changed; the launch file is `lancar.py`
    <folder>/told.json                     written at the end: by version, what was asked for and what went wrong

The version that runs lies in <folder> itself, where the rehearsal looks for its Dockerfile.

Searches and queues, which neither moto nor the rehearsal has, are answered here, after botocore and the strict
check have taken the request: a search trains one job, with the lowest value of each range, and calls it the
best; an AWS Batch queue hands its job on at once.
"""

import copy
import functools
import json
import runpy
import shutil
import sys
import time
import traceback
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import boto3
import botocore.handlers
import jsonschema
from botocore.loaders import JSONFileLoader
from botocore.model import OperationModel

READING = ("Describe", "List", "Get")
OK = SimpleNamespace(status_code=200)
NOW = 0.0  # what the answers give as time; nobody reads it
# What the training toolkit in AWS's scikit-learn image does with a script, in a search.
TOOLKIT = (
    "cd /tmp && tar xzf /opt/ml/input/data/toolkit/sourcedir.tar.gz && "
    "SM_CHANNEL_TRAIN=/opt/ml/input/data/train SM_MODEL_DIR=/opt/ml/model exec python {program} {arguments}"
)


def train(request: dict[str, Any]) -> str:
    """Train a job to its end and return its ARN."""
    sagemaker = boto3.client("sagemaker")
    arn: str = sagemaker.create_training_job(**request)["TrainingJobArn"]
    while sagemaker.describe_training_job(TrainingJobName=request["TrainingJobName"])["TrainingJobStatus"] in (
        "InProgress",
        "Stopping",
    ):
        time.sleep(0.05)
    return arn


def one_of(search: dict[str, Any]) -> dict[str, Any]:
    """Return the request for one training job of a search: the lowest value of each range."""
    definition = copy.deepcopy(search["TrainingJobDefinition"])
    ranges = search["HyperParameterTuningJobConfig"]["ParameterRanges"]
    lowest = {each["Name"]: each["MinValue"] for kind in ranges.values() for each in kind}
    given = definition.pop("StaticHyperParameters") | lowest
    request = {
        **definition,
        "TrainingJobName": f"{search['HyperParameterTuningJobName']}-001",
        "HyperParameters": given,
    }
    if program := given.get("sagemaker_program"):
        own = [
            word for name, value in given.items() if not name.startswith("sagemaker_") for word in (f"--{name}", value)
        ]
        command = TOOLKIT.format(program=program, arguments=" ".join(own))
        request["AlgorithmSpecification"]["ContainerEntrypoint"] = ["/bin/bash", "-c", command]
        source = {
            "S3DataType": "S3Prefix",
            "S3Uri": given["sagemaker_submit_directory"].rpartition("/")[0],
            "S3DataDistributionType": "FullyReplicated",
        }
        request["InputDataConfig"].append({"ChannelName": "toolkit", "DataSource": {"S3DataSource": source}})
    return request


class Services:
    """Keeps the requests of the version that runs, and answers for searches and queues."""

    def __init__(self) -> None:
        self.asked: list[list[Any]] = []
        self.arn = ""
        self.search: dict[str, Any] = {}

    def install(self) -> None:
        """Listen to every client created from now on, after the rehearsal's own check."""
        for event in ("before-call.sagemaker", "before-call.batch"):
            botocore.handlers.BUILTIN_HANDLERS.append((event, self.take))

    def take(self, model: OperationModel, params: dict[str, Any], **_: Any) -> Any:
        """Keep a request that changes something, and answer it where nobody else does."""
        body = json.loads(params["body"] or "{}")
        if not model.name.startswith(READING):
            self.asked.append([model.name, body])
        answers = {
            "CreateHyperParameterTuningJob": self.start_search,
            "DescribeHyperParameterTuningJob": self.describe_search,
            "SubmitServiceJob": self.submit,
            "DescribeServiceJob": self.describe_queued,
        }
        return (OK, answers[model.name](body)) if model.name in answers else None

    def start_search(self, body: dict[str, Any]) -> dict[str, Any]:
        """Answer CreateHyperParameterTuningJob."""
        self.search = body
        self.arn = train(one_of(body))
        return {"HyperParameterTuningJobArn": self.arn.replace(":training-job/", ":hyper-parameter-tuning-job/")}

    def describe_search(self, _: dict[str, Any]) -> dict[str, Any]:
        """Answer DescribeHyperParameterTuningJob."""
        name = self.arn.rpartition("/")[2]
        best = {
            "TrainingJobName": name,
            "TrainingJobArn": self.arn,
            "CreationTime": NOW,
            "TrainingJobStatus": "Completed",
            "TunedHyperParameters": {},
        }
        return {
            "HyperParameterTuningJobName": self.search["HyperParameterTuningJobName"],
            "HyperParameterTuningJobArn": self.arn.replace(":training-job/", ":hyper-parameter-tuning-job/"),
            "HyperParameterTuningJobConfig": self.search["HyperParameterTuningJobConfig"],
            "HyperParameterTuningJobStatus": "Completed",
            "CreationTime": NOW,
            "TrainingJobStatusCounters": {},
            "ObjectiveStatusCounters": {},
            "BestTrainingJob": best,
        }

    def submit(self, body: dict[str, Any]) -> dict[str, Any]:
        """Answer SubmitServiceJob."""
        self.arn = train(json.loads(body["serviceRequestPayload"]))
        return {
            "jobArn": "arn:aws:batch:us-east-1:111122223333:service-job/1",
            "jobName": body["jobName"],
            "jobId": "1",
        }

    def describe_queued(self, _: dict[str, Any]) -> dict[str, Any]:
        """Answer DescribeServiceJob."""
        attempt = {"serviceResourceId": {"name": "TrainingJobArn", "value": self.arn}}
        return {"status": "SUCCEEDED", "latestAttempt": attempt, "attempts": [attempt]}


def hurry() -> None:
    """Do once what the SDK does again and again for each job: check its configuration, read AWS's service models."""
    validate, valid = jsonschema.validate, set()
    load_file = functools.cache(JSONFileLoader().load_file)

    def validate_once(instance: Any, schema: Any) -> None:
        what = json.dumps(instance, sort_keys=True), id(schema)
        if what not in valid:
            validate(instance, schema)
            valid.add(what)

    jsonschema.validate = validate_once
    JSONFileLoader.load_file = lambda _, path: load_file(path)


def main() -> None:
    """Run the versions and write what they asked for."""
    here = Path(__file__).parent
    services, told = Services(), {}
    services.install()
    for version in sorted((here / "versions").iterdir()):
        shutil.copytree(version, here, dirs_exist_ok=True)
        services.asked, wrong = [], None
        print(f"::{version.name}", flush=True)
        try:
            runpy.run_path(str(here / "lancar.py"), run_name="__main__")
        except Exception:
            wrong = traceback.format_exc()
            print(wrong, file=sys.stderr)
        told[version.name.partition("-")[2]] = {"asked": services.asked, "wrong": wrong}
    (here / "told.json").write_text(json.dumps(told))


if __name__ == "__main__":
    main()
