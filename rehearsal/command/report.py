"""What is kept of a rehearsal: degree, score, what the snippet printed and asked for, what stood in for AWS.

The degree is derived from what happened in the run, never typed in:
    treinou-aqui          a training job of the snippet, or a container of local mode, ended well and left a model
    rodou-aqui            a program ran, in a job or in a container of local mode, and none left a model
    requisicao-conferida  the requests were sent and are sound, and no program ran
    nao-executado         neither
"""

import re
import sys
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import snippets
from rehearsal.aws.cloud import Cloud
from rehearsal.machine.inside import guard
from rehearsal.machine.jobs import Job
from rehearsal.wire import permissions
from rehearsal.wire.actions import UnknownPermissionError
from rehearsal.wire.replies import ACCOUNT

TRAINED, RAN, CHECKED, NOT_RUN = "treinou-aqui", "rodou-aqui", "requisicao-conferida", "nao-executado"
SCORE_DIGITS = 3
LINES = 100_000  # of a job's log, the last, that a record holds; all of them are in log.txt beside the model
A_WAY = 4  # values, from which on a metric is worth a curve

STAND_INS = tuple(snippets.words("pt")["stand_ins"])  # every id, in the order in which they are told

# What differs between two runs of the same snippet, and what stands there instead.
VARYING = (
    (re.compile(r"\b\d{8}T?\d{6}(?:-\d{3})?\b"), "AAAAMMDDHHMMSS"),
    (re.compile(r"(?<=-)\d{6}-\d{4}\b"), "AAMMDD-HHMM"),
    (re.compile(r"(?:(?<=\btuning-)|(?<=\bmlflow-))\d{10}\b"), "SSSSSSSSSS"),  # seconds since 1970
    (re.compile(r"\b\d{4}-\d{2}-\d{2}-\d{2}-\d{2}-\d{2}-\d{3}\b"), "AAAA-MM-DD-HH-MM-SS-mmm"),
    (re.compile(r"\b\d{4}-\d{2}-\d{2}(?=[T ]\d{2}:)"), "AAAA-MM-DD"),
    (re.compile(r"(?<!\d)\d{2}:\d{2}:\d{2}(?:[.,]\d+)?\b"), "HH:MM:SS"),
    (re.compile(r"\b\d+(?:[.,]\d+)? ?(?:segundos|seconds|ms|s)\b"), "N s"),
    (re.compile(r"-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----"), "CHAVE PÚBLICA"),
    (re.compile(r"\A3\.1\d\Z"), "3.N"),  # the version of Python, alone, which @remote sends
    (re.compile(r"/tmp/[\w./-]+"), "/tmp/…"),
)


@dataclass
class Run:
    """A finished rehearsal. `output` is what the snippet itself printed; `exit_code` how it ended."""

    name: str
    cloud: Cloud
    exit_code: int = 0
    output: str = ""
    paths: list[Path] = field(default_factory=list)  # folders whose place says nothing
    error: Exception | None = None  # what the launch file ended with, if it did
    script: Path | None = None  # the folder of the reader's script, when the launch file is the rehearsal's own

    @property
    def trained(self) -> list[Job]:
        """The jobs that ended well and left a model, in order."""
        return [job for job in self.cloud.jobs if job.status == "Completed" and job.has_model]

    def degree(self) -> str:
        """Return how far the snippet was really run; a launch file that fails afterwards takes no training back."""
        if self.trained or self.cloud.docker.trained:
            return TRAINED
        if any(not ran.refused for ran in self.cloud.docker.runs) or any(job.seconds() for job in self.cloud.jobs):
            return RAN
        return CHECKED if self.exit_code == 0 and self.cloud.requests else NOT_RUN

    def score(self) -> dict[str, Any] | None:
        """Return the metric of a search's best job, or else one of the last trained job: validation before others."""
        for series in reversed(self.cloud.series):
            if best := series.best():
                return _score(series.objective.metric, series.objective.value(best) or 0.0)
        metrics = self.trained[-1].final_metrics() if self.trained else []
        held_out = [each for each in metrics if each["MetricName"].startswith(("validation", "test"))]
        told = (held_out or metrics)[-1:]
        return _score(told[0]["MetricName"], told[0]["Value"]) if told else None

    def curves(self) -> dict[str, list[float]]:
        """Return what each metric of the last trained job went through, where that is a way and not a point."""
        metrics = self.trained[-1].metrics() if self.trained else {}
        return {
            name: [float(f"{value:.{SCORE_DIGITS}g}") for value in values]
            for name, values in metrics.items()
            if len(values) >= A_WAY
        }

    def stand_ins(self) -> list[str]:
        """Return the ids of what stood in for AWS, sorted as STAND_INS is."""
        used = {"moto"} | self.cloud.stand_ins | self.cloud.docker.stand_ins
        if any(job.interruptions for job in self.cloud.jobs):
            used.add("spot-interrupted-here")
        if self.cloud.jobs:
            used |= {"shared-kernel", "no-network"}
            used |= {stand_in for job in self.cloud.jobs for stand_in in job.program.stand_ins}
            if not self.cloud.settings.enclosed:
                used.add("rewritten-paths")
        return [stand_in for stand_in in STAND_INS if stand_in in used]

    def calls(self) -> list[dict[str, Any]]:
        """Return every call of AWS that the snippet and the SDK made, each once."""
        calls: list[dict[str, Any]] = normalised(self.cloud.calls.seen, self.paths)
        return [call for number, call in enumerate(calls) if call not in calls[:number]]

    def asked(self) -> list[tuple[str, str]]:
        """Return what the jobs asked of S3, as (method, /bucket/key?query), each once and sorted."""
        return sorted({(method, normalised(target, self.paths)) for method, target in self.cloud.inside_s3.asked})

    def permissions(self) -> dict[str, Any]:
        """Return the least privilege for this run, or under "unknown" what there is no IAM action for here."""
        try:
            varying = [instead for _, instead in VARYING]
            return permissions.documents(self.calls(), self.asked(), ACCOUNT, varying)
        except UnknownPermissionError as error:
            return {"unknown": str(error)}

    def record(self) -> dict[str, Any]:
        """Return the run as data: what snippets/results/ keeps is in results.KEPT."""
        return {
            "name": self.name,
            "degree": self.degree(),
            "stand_ins": self.stand_ins(),
            "score": self.score(),
            **({"curves": curves} if (curves := self.curves()) else {}),
            **library(),
            "versions": versions(),
            "date": date.today().isoformat(),
            "output": normalised(self.output, self.paths),
            "requests": normalised(self.cloud.requests, self.paths),
            "permissions": self.permissions(),
            "exit_code": self.exit_code,
            "calls": self.calls(),
            "asked": self.asked(),
            "policies": [who for who in ("caller", "role") if who in self.cloud.settings.policies],
            "refused_permissions": [need._asdict() for need in self.cloud.identities.refused],
            "needed": {who: [*map(list, needs)] for who, needs in self.cloud.identities.needed.items()},
            "refused_connections": list(guard.refused),
            "jobs": [_job_record(job) for job in self.cloud.jobs],
            "containers": [{"exit_code": ran.exit_code, "model": str(ran.archive)} for ran in self.cloud.docker.runs],
        }


def imported(package: str) -> bool:
    """Tell whether the run imported a package: nothing here imports the SDK by itself."""
    return package in sys.modules


def library() -> dict[str, str]:
    """Return the version of what talked to AWS: under "sdk" the SageMaker SDK's if it was imported, or else boto3's."""
    return {"sdk": version("sagemaker")} if imported("sagemaker") else {"boto3": version("boto3")}


def versions() -> dict[str, str]:
    """Return the versions of what else a run is of: it may come out otherwise with others."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return {name: version(name) for name in ("boto3", "botocore", "moto")} | {"python": python}


def _score(metric: str, value: float) -> dict[str, Any]:
    return {"name": metric, "value": round(value, SCORE_DIGITS)}


def _job_record(job: Job) -> dict[str, Any]:
    model = job.archive()
    return {
        "name": job.name,
        "status": job.status,
        "secondary_status": job.secondary,
        "interruptions": job.interruptions,
        "failure_reason": job.failure_reason,
        "model": str(model) if model else None,
        "log": [f"{host} | {line}" for host, _, line in job.lines.last(LINES)],
        **({"log_left_out": left_out} if (left_out := len(job.lines) - LINES) > 0 else {}),
    }


def normalised(value: Any, paths: list[Path]) -> Any:
    """Return a value with names, times and paths of this run replaced, so that two runs give the same."""
    if isinstance(value, dict):
        return {key: normalised(part, paths) for key, part in value.items()}
    if isinstance(value, list):
        return [normalised(part, paths) for part in value]
    if not isinstance(value, str):
        return value
    for path in paths:
        value = value.replace(str(path), "…")
    for pattern, instead in VARYING:
        value = pattern.sub(instead, value)
    return value
