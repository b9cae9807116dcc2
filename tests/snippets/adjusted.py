"""Runs versions of snippets, one after another, in one rehearsal; tests copy this file beside them.

    <folder>/adjusted.py
    <folder>/accept-only                             if there: what is asked for is accepted, and nothing is trained
    <folder>/versions/<order>-<snippet>.<version>/   the snippet's files, changed; the launch file is `lancar.py`
    <folder>/policies/<snippet>.<version>.json       if there: what it may, as the guide publishes it; or else all
    <folder>/told.json                               written at the end: what each asked for, what went wrong, what it
                                                     called and needed to be allowed, and what it was refused

The version that runs lies in <folder> itself, where the rehearsal looks for its Dockerfile.

An AWS Batch queue, which neither moto nor the rehearsal has, is answered here, after botocore and the strict check
have taken the request: it hands its job on at once.

Where jobs are only accepted, a launch file that waits for one ends with NotRehearsedError, as it does in a rehearsal of
a job that only AWS could run. So does one that waits for a search or for AutoML, which are answered here then: the
rehearsal's own would train.
"""

import contextlib
import json
import os
import runpy
import shutil
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

import boto3
import botocore.handlers
from botocore.model import OperationModel
from moto.sagemaker.models import sagemaker_backends

from rehearsal.aws import identities, inside_s3, jumpstart
from rehearsal.command.report import normalised
from rehearsal.machine.contract import NotRehearsedError
from rehearsal.wire import encryption, permissions, replies
from tests.rehearsal.shared_clients import shared_clients

READING = ("Describe", "List", "Get")
OK = SimpleNamespace(status_code=200)
MOST_IN_A_NAME = 63  # characters
IN_PROGRESS = {  # what several jobs are asked for with, by the operation's name without its verb: what is told of them
    "HyperParameterTuningJob": {
        "HyperParameterTuningJobStatus": "InProgress",
        "TrainingJobStatusCounters": {},
        "ObjectiveStatusCounters": {},
    },
    "AutoMLJobV2": {
        "AutoMLJobStatus": "InProgress",
        "AutoMLJobSecondaryStatus": "Starting",
        "AutoMLProblemTypeConfigName": "Tabular",
    },
}


def train(request: dict[str, Any], wait: bool) -> str:
    """Ask for a job, let it train to its end if it is waited for, and return its ARN."""
    sagemaker = boto3.client("sagemaker")
    arn: str = sagemaker.create_training_job(**request)["TrainingJobArn"]
    while wait and sagemaker.describe_training_job(TrainingJobName=request["TrainingJobName"])["TrainingJobStatus"] in (
        "InProgress",
        "Stopping",
    ):
        time.sleep(0.05)
    return arn


class Services:
    """Keeps the requests of the version that runs, and answers for queues; for searches and AutoML, if asked to."""

    def __init__(self, accept_only: bool, permitted: "Permitted") -> None:
        self.accept_only, self._permitted = accept_only, permitted
        self.asked: list[list[Any]] = []
        self.arn = ""
        self.accepted: dict[str, Any] = {}  # the search or AutoML job that is in progress
        self.looks = 0

    def install(self) -> None:
        """Listen to every client created from now on, after the rehearsal's own check."""
        for event in ("before-call.sagemaker", "before-call.batch", "before-call.scheduler"):
            botocore.handlers.BUILTIN_HANDLERS.append((event, self.take))

    def take(self, model: OperationModel, params: dict[str, Any], **_: Any) -> Any:
        """Keep a request that changes something, and answer it where nobody else does."""
        body = json.loads(params["body"] or "{}")
        if model.service_model.service_name == "scheduler":
            body["Name"] = params["url_path"].rpartition("/")[2]
        if not model.name.startswith(READING):
            self.asked.append([model.name, body])
        answers = {
            "SubmitServiceJob": self.submit,
            "DescribeServiceJob": self.describe_queued,
        }
        if self.accept_only:
            for several in IN_PROGRESS:
                answers |= {f"Create{several}": self.accept, f"Describe{several}": self.describe_accepted}
        return (OK, answers[model.name](body)) if model.name in answers else None

    def submit(self, body: dict[str, Any]) -> dict[str, Any]:
        """Answer SubmitServiceJob: the job's name begins as the role of AWS's queues may name one."""
        request = json.loads(body["serviceRequestPayload"])
        request["TrainingJobName"] = f"AWSBatch{request['TrainingJobName']}"[:MOST_IN_A_NAME]
        with self._permitted.as_the_queue():
            self.arn = train(request, wait=not self.accept_only)
        return {
            "jobArn": "arn:aws:batch:us-east-1:111122223333:service-job/1",
            "jobName": body["jobName"],
            "jobId": "1",
        }

    def describe_queued(self, _: dict[str, Any]) -> dict[str, Any]:
        """Answer DescribeServiceJob."""
        if self.accept_only:
            raise NotRehearsedError("esperar pela fila: o job foi conferido e aceito, e não é treinado.")
        attempt = {"serviceResourceId": {"name": "TrainingJobArn", "value": self.arn}}
        return {"status": "SUCCEEDED", "latestAttempt": attempt, "attempts": [attempt]}

    def accept(self, body: dict[str, Any]) -> dict[str, Any]:
        """Answer the request for a search or for an AutoML job."""
        operation, name = self.asked[-1][0].removeprefix("Create"), next(iter(body.values()))
        kind = operation.removesuffix("V2")
        arn = {f"{kind}Arn": f"arn:aws:sagemaker:us-east-1:111122223333:{kind.lower()}/{name}"}
        self._permitted.decide_for_the_role(self.asked[-1][0], body)
        now = {"CreationTime": datetime.now(UTC), "LastModifiedTime": datetime.now(UTC)}
        self.accepted, self.looks = body | arn | now | IN_PROGRESS[operation], 0
        return arn

    def describe_accepted(self, _: dict[str, Any]) -> dict[str, Any]:
        """Tell what was asked for, in progress, to who does not wait for its end."""
        self.looks += 1
        if self.looks > jumpstart.MOST_LOOKS:
            raise NotRehearsedError("esperar pelos jobs: o pedido foi conferido e aceito, e nada é treinado.")
        return self.accepted


@contextlib.contextmanager
def nothing_trained() -> Iterator[None]:
    """Accept every training job without starting it; who waits for one learns at once that it does not end."""
    with mock.patch.object(jumpstart, "only_in_aws", return_value=True), mock.patch("time.sleep"):
        yield


class Permitted:
    """What the version that runs may do and has done: found among what listens to the clients of this rehearsal."""

    def __init__(self) -> None:
        self.identities: identities.Identities = _listening(identities.Identities)
        self.calls: permissions.Calls = _listening(permissions.Calls)
        self.asked: list[tuple[str, str]] = []
        may = inside_s3.InsideS3._may

        def noted(inside: inside_s3.InsideS3, method: str, target: str) -> bool:
            self.asked.append((method, target))
            return may(inside, method, target)

        inside_s3.InsideS3._may = noted  # type: ignore[method-assign]

    def begin(self, file: Path) -> None:
        """Let the next version do what a file says, or everything if there is none."""
        policies = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
        self.identities.caller, self.identities.role = policies.get("caller"), policies.get("role")
        self.identities.refused, self.identities.needed = [], {"caller": [], "role": []}
        self.identities.keys, self.calls.seen, self.asked = encryption.Keys(), [], []

    @staticmethod
    def empty_the_account() -> None:
        """Take away buckets and groups of models, so that a version finds the account as a reader's first run does."""
        sagemaker_backends[replies.ACCOUNT]["us-east-1"].model_package_groups.clear()  # moto deletes none
        s3 = replies.client("s3", "us-east-1")
        for bucket in s3.list_buckets()["Buckets"]:
            for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket["Name"]):
                for item in page.get("Contents", []):
                    s3.delete_object(Bucket=bucket["Name"], Key=item["Key"])
            s3.delete_bucket(Bucket=bucket["Name"])

    def decide_for_the_role(self, operation: str, parameters: dict[str, Any]) -> None:
        """Decide what the role needs for jobs that are only accepted."""
        call = {"operation": operation, "region": "us-east-1", "parameters": parameters}
        self.identities.refused_to_the_role(permissions.role_needs(call, replies.ACCOUNT)[0])

    @contextlib.contextmanager
    def as_the_queue(self) -> Iterator[None]:
        """Call AWS for a while as its queue, which has a role of its own: nothing counts as the caller's."""
        who, kept = self.identities, (self.identities.caller, self.identities.needed["caller"], self.calls.seen)
        who.caller, who.needed["caller"], self.calls.seen = None, [], []
        try:
            yield
        finally:
            who.caller, who.needed["caller"], self.calls.seen = kept

    def told(self, here: Path) -> dict[str, Any]:
        """Return what the version called, asked of S3 in its jobs, needed and was refused."""
        calls = normalised(self.calls.seen, [here])
        return {
            "calls": [call for number, call in enumerate(calls) if call not in calls[:number]],
            "inside": sorted({(method, normalised(target, [here])) for method, target in self.asked}),
            "needed": self.identities.needed,
            "refused": self.identities.refused,
        }


def _listening(kind: type) -> Any:
    """Return what listens of a kind."""
    owners = (getattr(each[1], "__self__", None) for each in botocore.handlers.BUILTIN_HANDLERS)
    return next(owner for owner in owners if isinstance(owner, kind))


def main() -> None:
    """Run the versions and write what they asked for."""
    here = Path(__file__).parent
    permitted = Permitted()
    accept_only = (here / "accept-only").is_file()
    services, told = Services(accept_only, permitted), {}
    begun = ""  # the number of the version that ran before
    ended: dict[str, int] = {}  # the second in which a version of a snippet ended
    services.install()
    with shared_clients(), nothing_trained() if accept_only else contextlib.nullcontext():
        for version in sorted((here / "versions").iterdir()):
            name = version.name.partition("-")[2]
            snippet = name.partition(".")[0]
            while ended.get(snippet) == int(time.time()):  # the SDK tells jobs apart by the second of their creation
                threading.Event().wait(0.05)
            shutil.copytree(version, here, dirs_exist_ok=True)
            if not (
                version.name[2] == "b" and begun == version.name[:2]
            ):  # not between an interrupted job and its next
                permitted.empty_the_account()
            begun = version.name[:2]
            services.asked, wrong = [], None
            os.environ.pop("AWS_DEFAULT_REGION", None)  # a reader may have none, whatever the version before has set
            permitted.begin(here / "policies" / f"{name}.json")
            print(f"::{version.name}", flush=True)
            try:
                runpy.run_path(str(here / "lancar.py"), run_name="__main__")
            except Exception:
                wrong = traceback.format_exc()
                print(wrong, file=sys.stderr)
            told[name] = {"asked": services.asked, "wrong": wrong, **permitted.told(here)}
            ended[snippet] = int(time.time())
    (here / "told.json").write_text(json.dumps(told))


if __name__ == "__main__":
    main()
