"""The container contract: what a training job finds in /opt/ml and the environment, and what is taken from it.

Source of the contract: AWS's pages on bringing a training algorithm (dockerfile, running container, output,
storage paths) and the CreateTrainingJob API. Functions here read and write folders and S3; they start
nothing.

    <host folder>/  is /opt/ml of that host
        input/config/{hyperparameters,inputdataconfig,resourceconfig}.json
        input/data/<channel>/
        model/  output/data/  output/failure  checkpoints/
"""

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rehearsal.machine import storage
from rehearsal.machine.storage import S3Client
from rehearsal.words import say

Request = Mapping[str, Any]

DEFAULT_MAX_RUNTIME = 86_400  # seconds; the API's own default, the SDK always sends a value
FAILURE_LENGTH = 1_024  # characters of /opt/ml/output/failure that reach FailureReason
DRIVERS, MPI_DRIVER = "sm_drivers", b"mpi_driver.py"  # the SDK's own channel, and what its script there calls
DEFAULT_CHECKPOINTS = "/opt/ml/checkpoints"


class NotRehearsedError(Exception):
    """The request asks for something that exists on AWS and that the rehearsal cannot do."""


@dataclass(frozen=True)
class Host:
    """One machine of the job. `ml` is its /opt/ml; `checkpoints` is the folder that its program sees at
    `checkpoint_path`, inside `ml` unless the request names another path; `code` are the folders with its program."""

    name: str
    ml: Path
    checkpoints: Path
    checkpoint_path: str = DEFAULT_CHECKPOINTS
    code: tuple[Path, ...] = ()


def host_names(request: Request) -> list[str]:
    """Return algo-1 … algo-n."""
    resources = request["ResourceConfig"]
    groups = resources.get("InstanceGroups") or []
    count = sum(group["InstanceCount"] for group in groups) if groups else resources.get("InstanceCount", 1)
    return [f"algo-{number + 1}" for number in range(count)]


def sources(request: Request) -> list[str]:
    """Return the prefix of each channel."""
    return [str(_s3_source(channel, request)["S3Uri"]) for channel in request.get("InputDataConfig") or []]


def _input_mode(channel: Request, request: Request) -> str:
    algorithm = request.get("AlgorithmSpecification") or {}  # a serverless job has none
    return str(channel.get("InputMode") or algorithm.get("TrainingInputMode", "File"))


def _s3_source(channel: Request, request: Request) -> Request:
    name: str = channel["ChannelName"]
    source: Request | None = channel["DataSource"].get("S3DataSource")
    if not source:
        raise NotRehearsedError(say("contract.not_s3", channel=name))
    if source["S3DataType"] != "S3Prefix":
        raise NotRehearsedError(say("contract.not_prefix", channel=name, kind=source["S3DataType"]))
    if _input_mode(channel, request) == "Pipe":
        raise NotRehearsedError(say("contract.pipe", channel=name))
    return source


def refuse_mpi(request: Request, s3: S3Client) -> None:
    """Raise NotRehearsedError for a job that the SDK starts with MPI, where this computer has none."""
    if shutil.which("mpirun") and shutil.which("sshd"):
        return
    for channel in request.get("InputDataConfig") or []:
        source = channel["DataSource"].get("S3DataSource") or {}
        if channel["ChannelName"] == DRIVERS:
            bucket = storage.split_uri(source["S3Uri"])[0]
            for key in storage.keys_under(s3, source["S3Uri"]):
                if key.endswith("sm_train.sh") and MPI_DRIVER in s3.get_object(Bucket=bucket, Key=key)["Body"].read():
                    raise NotRehearsedError(say("runner.mpi"))


def refuse_expressions(request: Request) -> None:
    """Raise NotRehearsedError for a metric whose regular expression is none; what AWS says of it is not known."""
    for metric in (request.get("AlgorithmSpecification") or {}).get("MetricDefinitions") or []:
        try:
            re.compile(metric["Regex"])
        except re.error as error:
            told = {"name": metric["Name"], "expression": metric["Regex"]}
            raise NotRehearsedError(say("contract.no_expression", why=error, **told)) from None


def lay_out(request: Request, folder: Path, s3: S3Client) -> list[Host]:
    """Create /opt/ml of every host below `folder`, channels and checkpoints included."""
    names = host_names(request)
    return [_lay_out_host(request, folder / name, name, names, s3) for name in names]


def _lay_out_host(request: Request, folder: Path, name: str, names: list[str], s3: S3Client) -> Host:
    ml = folder / "ml"
    for part in ("input/config", "input/data", "model", "output/data", "checkpoints"):
        (ml / part).mkdir(parents=True)
    checkpoints, checkpoint_path = ml / "checkpoints", DEFAULT_CHECKPOINTS
    if checkpoint := request.get("CheckpointConfig"):
        checkpoint_path = checkpoint.get("LocalPath", DEFAULT_CHECKPOINTS).rstrip("/")
        if checkpoint_path != DEFAULT_CHECKPOINTS:
            checkpoints = folder / "checkpoints"
        storage.download(s3, checkpoint["S3Uri"].rstrip("/") + "/", checkpoints)

    channels, group = {}, _resources(request, name, names)["current_group_name"]
    for channel in request.get("InputDataConfig") or []:
        source = _s3_source(channel, request)
        if group not in (source.get("InstanceGroupNames") or [group]):
            continue  # it is for other machines
        distribution = source.get("S3DataDistributionType", "FullyReplicated")
        sharded = distribution == "ShardedByS3Key"
        share = (names.index(name), len(names)) if sharded else (0, 1)
        storage.download(s3, source["S3Uri"], ml / "input/data" / channel["ChannelName"], share)
        described = {
            "ContentType": channel.get("ContentType"),
            "TrainingInputMode": _input_mode(channel, request),
            "S3DistributionType": distribution,
            "RecordWrapperType": channel.get("RecordWrapperType") or "None",
        }
        channels[channel["ChannelName"]] = {key: value for key, value in described.items() if value}

    documents = {
        "hyperparameters": dict(request.get("HyperParameters") or {}),
        "inputdataconfig": channels,
        "resourceconfig": _resources(request, name, names),
    }
    for title, document in documents.items():
        (ml / f"input/config/{title}.json").write_text(json.dumps(document))
    return Host(name, ml, checkpoints, checkpoint_path)


def _resources(request: Request, name: str, names: list[str]) -> dict[str, Any]:
    asked, groups, first = request["ResourceConfig"], [], 0
    single = {**asked, "InstanceGroupName": "homogeneousCluster", "InstanceCount": len(names)}
    for group in asked.get("InstanceGroups") or [single]:
        members = names[first : first + group["InstanceCount"]]
        first += group["InstanceCount"]
        groups.append({"name": group["InstanceGroupName"], "type": group.get("InstanceType"), "hosts": members})
    own = next(group for group in groups if name in group["hosts"])
    return {
        "current_host": name,
        "current_instance_type": own["type"],
        "current_group_name": own["name"],
        "hosts": names,
        "instance_groups": [
            {"instance_group_name": group["name"], "instance_type": group["type"], "hosts": group["hosts"]}
            for group in groups
        ],
        "network_interface_name": "lo",
    }


def environment(request: Request, arn: str, region: str) -> dict[str, str]:
    """Return what the platform sets: the job's name and ARN, the Region, and the request's own variables."""
    return {
        "TRAINING_JOB_NAME": request["TrainingJobName"],
        "TRAINING_JOB_ARN": arn,
        "AWS_REGION": region,
        "AWS_DEFAULT_REGION": region,
        **(request.get("Environment") or {}),
    }


def failure_reason(hosts: list[Host], failed: str, exit_code: int) -> str:
    """Return FailureReason as AWS words it: the failure file of the host that failed, and its exit code."""
    ml = next(host for host in hosts if host.name == failed).ml
    file = ml / "output/failure"
    words = file.read_text(errors="replace").replace(str(ml), "/opt/ml") if file.is_file() else ""
    words = words[:FAILURE_LENGTH]
    return f"AlgorithmError: {words}, exit code: {exit_code}"


def output_uri(request: Request) -> str:
    """Return the prefix below which the job's model and output go."""
    return f"{request['OutputDataConfig']['S3OutputPath'].rstrip('/')}/{request['TrainingJobName']}/output"


def model_uri(request: Request) -> str:
    """Return where the model goes: model.tar.gz, or a prefix when the request asks for no compression."""
    plain = request["OutputDataConfig"].get("CompressionType") == "NONE"
    return f"{output_uri(request)}/{'model/' if plain else 'model.tar.gz'}"


def save_checkpoints(request: Request, hosts: list[Host], s3: S3Client) -> None:
    """Bring the checkpoints to S3, if the request says where."""
    if checkpoint := request.get("CheckpointConfig"):
        storage.synchronise(s3, [host.checkpoints for host in hosts], checkpoint["S3Uri"])


def collect(request: Request, hosts: list[Host], s3: S3Client, with_model: bool, keep: Path) -> bool:
    """Bring checkpoints, output and (with_model) the model to S3; copies of the archives stay in `keep`.

    Returns whether the model folders held any file.
    """
    save_checkpoints(request, hosts, s3)
    outputs = [host.ml / "output/data" for host in hosts]
    if any(True for folder in outputs for _ in storage.files_in(folder)):
        target = f"{output_uri(request)}/output.tar.gz"
        storage.upload_archive(s3, outputs, target, keep / "output.tar.gz")
    models = [host.ml / "model" for host in hosts]
    if with_model:
        if model_uri(request).endswith("/"):
            for folder in reversed(models):  # on equal names the first host wins
                storage.upload(s3, folder, model_uri(request))
        else:
            storage.upload_archive(s3, models, model_uri(request), keep / "model.tar.gz")
    return any(True for folder in models for _ in storage.files_in(folder))
