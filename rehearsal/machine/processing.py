"""A processing job: its script runs on the same machine as a training job's, in the contract of /opt/ml/processing.

    /opt/ml/processing/…                        inputs from S3, each at its LocalPath; outputs to S3, from theirs
    /opt/ml/config/processingjobconfig.json     the request
    /opt/ml/config/resourceconfig.json          the hosts
    /opt/ml/output/message                      what the program leaves here is told as ExitMessage

What is uploaded continuously on AWS is uploaded here at the end. Source of the contract: the SageMaker Developer
Guide, "Build Your Own Processing Container" and "How Amazon SageMaker Processing Configures Input and Output";
FailureReason as aws/sagemaker-spark-container expects it in test/integration/sagemaker/test_spark.py.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rehearsal.machine import contract, runner, storage
from rehearsal.machine.contract import Host, NotRehearsedError
from rehearsal.machine.jobs import Job
from rehearsal.machine.storage import S3Client
from rehearsal.words import say

Request = Mapping[str, Any]
FAILED = "AlgorithmError: See job logs for more information"
MESSAGE_LENGTH = 1_024  # characters of /opt/ml/output/message that reach ExitMessage
CODE = ("input/code", "input/entrypoint", "input/aux")  # where the SDK puts a script, below /opt/ml/processing


def refuse_what_is_not_here(request: Request) -> None:
    """Raise NotRehearsedError for a job that needs more of AWS than there is here."""
    for given in request.get("ProcessingInputs") or []:
        source, name, why = given.get("S3Input"), given["InputName"], None
        if not source or given.get("AppManaged"):
            why = "processing.not_s3"
        elif source["S3DataType"] != "S3Prefix":
            why = "processing.not_prefix"
        elif source.get("S3InputMode") == "Pipe":
            why = "processing.pipe"
        if why:
            raise NotRehearsedError(say(why, name=name))
    for given in _outputs(request):
        if not given.get("S3Output") or given.get("AppManaged"):
            raise NotRehearsedError(say("processing.output_not_s3", name=given["OutputName"]))


def sources(request: Request) -> list[str]:
    """Return the S3 address of each input."""
    return [each["S3Input"]["S3Uri"] for each in request.get("ProcessingInputs") or []]


def _outputs(request: Request) -> list[Request]:
    found: list[Request] = (request.get("ProcessingOutputConfig") or {}).get("Outputs") or []
    return found


def host_names(request: Request) -> list[str]:
    """Return algo-1 … algo-n."""
    return [f"algo-{number + 1}" for number in range(request["ProcessingResources"]["ClusterConfig"]["InstanceCount"])]


def lay_out(request: Request, arn: str, folder: Path, s3: S3Client) -> list[Host]:
    """Create /opt/ml of every host below `folder`, with its inputs."""
    names, hosts = host_names(request), []
    for number, name in enumerate(names):
        ml = folder / name / "ml"
        for part in ("config", "processing", "output", "checkpoints"):
            (ml / part).mkdir(parents=True)
        for given in request.get("ProcessingInputs") or []:
            source = given["S3Input"]
            sharded = source.get("S3DataDistributionType") == "ShardedByS3Key"
            share = (number, len(names)) if sharded else (0, 1)
            storage.download(s3, source["S3Uri"], _local(ml, source["LocalPath"]), share)
        for given in _outputs(request):
            _local(ml, given["S3Output"]["LocalPath"]).mkdir(parents=True, exist_ok=True)
        documents = {
            "processingjobconfig": {**request, "ProcessingJobArn": arn},
            "resourceconfig": {"current_host": name, "hosts": names},
        }
        for title, document in documents.items():
            (ml / f"config/{title}.json").write_text(json.dumps(document))
        code = tuple(ml / "processing" / each for each in CODE)
        hosts.append(Host(name, ml, ml / "checkpoints", code=code))
    return hosts


def _local(ml: Path, path: str) -> Path:
    return ml / Path(path).relative_to("/opt/ml")


class ProcessingJob(Job):
    """A processing job, from CreateProcessingJob to its last state."""

    KIND, LOG_GROUP, LEAVES_A_MODEL = "ProcessingJob", "/aws/sagemaker/ProcessingJobs", False
    REASON = "/opt/ml/output/message"
    exit_message = ""

    def host_names(self) -> list[str]:
        """Return the names of its hosts."""
        return host_names(self.request)

    def isolated(self) -> bool:
        """Tell whether its network is isolated."""
        return bool((self.request.get("NetworkConfig") or {}).get("EnableNetworkIsolation"))

    def final_metrics(self) -> list[dict[str, Any]]:
        """Return nothing: a processing job has no metrics."""
        return []

    def _train(self, scratch: Path) -> bool:
        """Run the program on every host and bring its outputs to S3; it never starts again."""
        self._enter("Downloading")
        hosts = lay_out(self.request, self.arn, scratch, self._s3)
        env = {"AWS_REGION": self.region, "AWS_DEFAULT_REGION": self.region, **(self.request.get("Environment") or {})}
        self._enter("Processing")
        ends = {"stop": self.stop}
        outcome = runner.run(self.program, hosts, env, scratch, self._enclosed, self._limits, ends, self._emit)
        self.noted = outcome.noted
        self.kept.mkdir(parents=True, exist_ok=True)
        self._write_log()
        self._end_streams()
        self.exit_message = _message(hosts)
        self.failed = outcome.failed
        if outcome.failed:
            self._end("Failed", "Failed", FAILED)
            return False
        for given in _outputs(self.request):
            for host in reversed(hosts):  # on equal names the first host wins
                output = given["S3Output"]
                storage.upload(self._s3, _local(host.ml, output["LocalPath"]), output["S3Uri"])
        if outcome.ended_by:
            self._end("Stopped", "MaxRuntimeExceeded" if outcome.ended_by == "max-runtime" else "Stopped")
        else:
            self._end("Completed", "Completed")
        return False

    def description(self) -> dict[str, Any]:
        """Return what DescribeProcessingJob answers."""
        answer = {name: value for name, value in self.request.items() if name != "Tags"}
        return answer | self.summary() | ({"ProcessingStartTime": self.created} if self.secondary != "Starting" else {})

    def summary(self) -> dict[str, Any]:
        """Return what ListProcessingJobs tells of it."""
        ended = self.status != "InProgress"
        told = {
            "ProcessingJobName": self.name,
            "ProcessingJobArn": self.arn,
            "CreationTime": self.created,
            "LastModifiedTime": self.transitions[-1]["StartTime"],
            "ProcessingJobStatus": "Stopping" if self.stop.is_set() and not ended else self.status,
            "ExitMessage": self.exit_message,
            "FailureReason": self.failure_reason,
            "ProcessingEndTime": self.transitions[-1]["StartTime"] if ended else None,
        }
        return {name: value for name, value in told.items() if value}

    @property
    def created(self) -> datetime:
        """When it was asked for."""
        when: datetime = self.transitions[0]["StartTime"]
        return when.astimezone(UTC)


def _message(hosts: list[Host]) -> str:
    files = [host.ml / "output/message" for host in hosts]
    return next((file.read_text(errors="replace")[:MESSAGE_LENGTH] for file in files if file.is_file()), "")


def max_runtime(request: Request) -> int:
    """Return how many seconds a job may run."""
    seconds: int = (request.get("StoppingCondition") or {}).get("MaxRuntimeInSeconds", contract.DEFAULT_MAX_RUNTIME)
    return seconds
