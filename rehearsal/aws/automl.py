"""AutoML, stood in for: a few scikit-learn candidates really train on the reader's CSV, and the best is the best.

It is not Autopilot, and its scores say nothing about what Autopilot would reach: what is rehearsed is the request, the
waiting and the reading of the answer. Each candidate is a training job in the container's contract, measured on rows
that it did not see (inside/automl_candidate.py). Tables in CSV with a header only; no containers to deploy, no
explanations and no other kinds of problem, which are refused by name.
"""

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Protocol

from rehearsal.aws.series import Objective, Series
from rehearsal.machine import contract, storage
from rehearsal.machine.contract import NotRehearsedError
from rehearsal.machine.images import INSIDE, Program, base_environment
from rehearsal.machine.jobs import Job
from rehearsal.wire.replies import ACCOUNT, Answers, client, refusal
from rehearsal.words import say

STAND_IN = "automl-not-autopilot"
CREATE = "CreateAutoMLJobV2"
ARN = f"arn:aws:sagemaker:{{region}}:{ACCOUNT}:automl-job/{{name}}"
PROGRAM = "/opt/automl_candidate.py"
CANDIDATES = ("linear", "random-forest", "extra-trees")
METRICS = {  # by kind of problem, the one first that AWS takes when the request names none
    "BinaryClassification": ("F1", "Accuracy", "BalancedAccuracy", "AUC", "Precision", "Recall"),
    "MulticlassClassification": ("Accuracy", "BalancedAccuracy", "F1macro", "PrecisionMacro", "RecallMacro"),
    "Regression": ("MSE", "RMSE", "MAE", "R2"),
}
SMALLER_IS_BETTER = ("MSE", "RMSE", "MAE")
VALIDATION_FRACTION = 0.2  # AWS's default
FEW = 20  # at most so many different whole numbers are classes, more are quantities
MACHINE = {"InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 50}  # AWS chooses; here nothing depends

Request = Mapping[str, Any]


class Begin(Protocol):
    """Starts a training job, with a program that stands in for its image."""

    def __call__(
        self, request: Request, region: str, program: Program | None = None, refused: str | None = None
    ) -> Job:
        """Return the job while it runs; `refused` is why it cannot run."""


def kind_of_problem(values: list[str]) -> str:
    """Return the kind of problem that a target column poses: by how many different values it has, and which."""
    different = {value for value in values if value}
    if len(different) == 2:
        return "BinaryClassification"
    numbers = all(re.fullmatch(r"[-+]?\d+(\.\d*)?([eE][-+]?\d+)?", value) for value in different)
    whole = numbers and all(float(value).is_integer() for value in different)
    return "Regression" if numbers and not (whole and len(different) <= FEW) else "MulticlassClassification"


def program() -> Program:
    """Return the program that trains one candidate."""
    names = sorted({name for names in METRICS.values() for name in names})
    return Program(
        command=["python", PROGRAM],
        files={PROGRAM: INSIDE / "automl_candidate.py"},
        env={**base_environment(), "PYTHONUNBUFFERED": "1"},
        metrics=[{"Name": name, "Regex": rf"^validation:{name}=([-+0-9.e]+)$"} for name in names],
    )


def candidate_requests(request: Request, problem: str) -> Iterator[dict[str, Any]]:
    """Yield the request for the training job of each candidate, as many as the request allows."""
    tabular = request["AutoMLProblemTypeConfig"]["TabularJobConfig"]
    criteria = tabular.get("CompletionCriteria") or {}
    fraction = (request.get("DataSplitConfig") or {}).get("ValidationFraction", VALIDATION_FRACTION)
    longest = criteria.get("MaxRuntimePerTrainingJobInSeconds", contract.DEFAULT_MAX_RUNTIME)
    for candidate in CANDIDATES[: criteria.get("MaxCandidates")]:
        yield {
            "TrainingJobName": f"{request['AutoMLJobName']}-{candidate}",
            "RoleArn": request["RoleArn"],
            "AlgorithmSpecification": {"TrainingInputMode": "File"},
            "HyperParameters": {
                "candidate": candidate,
                "target": tabular["TargetAttributeName"],
                "problem_type": problem,
                "validation_fraction": str(fraction),
            },
            "InputDataConfig": [_channel(each) for each in request["AutoMLJobInputDataConfig"]],
            "OutputDataConfig": request["OutputDataConfig"],
            "ResourceConfig": MACHINE,
            "StoppingCondition": {"MaxRuntimeInSeconds": longest},
        }


def _channel(given: Request) -> dict[str, Any]:
    source = given["DataSource"]["S3DataSource"]
    return {
        "ChannelName": given.get("ChannelType", "training"),
        "DataSource": {"S3DataSource": {**source, "S3DataDistributionType": "FullyReplicated"}},
    }


def refuse_what_is_not_here(request: Request) -> None:
    """Raise NotRehearsedError for a job that needs more of AWS than this module has."""
    tabular, why = request["AutoMLProblemTypeConfig"].get("TabularJobConfig"), None
    kinds = {each.get("ContentType", "text/csv").partition(";")[0] for each in request["AutoMLJobInputDataConfig"]}
    if not tabular:
        why = "automl.not_tabular"
    elif kinds != {"text/csv"}:
        why = "automl.not_csv"
    elif tabular.get("FeatureSpecificationS3Uri") or tabular.get("SampleWeightAttributeName"):
        why = "automl.columns"
    if why:
        raise NotRehearsedError(say(why, name=request["AutoMLJobName"], kinds=", ".join(sorted(kinds))))


def target_values(request: Request, region: str) -> list[str]:
    """Return the target column of the training channel, or refuse the request: it is not in the header."""
    name, s3 = request["AutoMLProblemTypeConfig"]["TabularJobConfig"]["TargetAttributeName"], client("s3", region)
    uri = request["AutoMLJobInputDataConfig"][0]["DataSource"]["S3DataSource"]["S3Uri"]
    bucket, values = storage.split_uri(uri)[0], []
    for key in storage.keys_under(s3, uri):
        rows = csv.DictReader(s3.get_object(Bucket=bucket, Key=key)["Body"].read().decode().splitlines())
        if name not in (rows.fieldnames or []):
            raise refusal(
                "ValidationException", f"Target column {name!r} is not in the header of s3://{bucket}/{key}.", CREATE
            )
        values += [row[name] for row in rows]
    if not values:
        raise refusal("ValidationException", f"No S3 objects with rows found under {uri}.", CREATE)
    return values


class AutoML:
    """The AutoML jobs of one rehearsal: `begin` starts a training job, `kept` receives the series, `wake` who waits.

    `refused` tells why AWS would fail what a request asks for, given operation, request and Region.
    """

    STAND_IN = STAND_IN

    def __init__(
        self,
        begin: Begin,
        kept: list[Series],
        wake: Callable[[], None],
        refused: Callable[[str, Request, str], str | None],
    ) -> None:
        self._begin, self._kept, self._wake, self._refused = begin, kept, wake, refused
        self._found: dict[tuple[str, str], AutoMLJob] = {}

    def answers(self) -> Answers:
        """Return the operations of an AutoML job."""
        return {
            ("sagemaker", CREATE): self._create,
            ("sagemaker", "DescribeAutoMLJobV2"): lambda *asked: self._job(*asked).description(),
            ("sagemaker", "ListCandidatesForAutoMLJob"): lambda *asked: self._job(*asked).listed(*asked),
            ("sagemaker", "StopAutoMLJob"): self._stop,
        }

    def described(self, region: str) -> list[dict[str, Any]]:
        """Return what Describe answers of each of a Region."""
        return [found.description() for (where, _), found in self._found.items() if where == region]

    def _create(self, request: dict[str, Any], region: str) -> dict[str, Any]:
        name = request["AutoMLJobName"]
        if (region, name) in self._found:
            raise refusal("ResourceInUse", f"AutoML job names must be unique: {name} already exists.", CREATE)
        refuse_what_is_not_here(request)
        asked = request["AutoMLProblemTypeConfig"]["TabularJobConfig"].get("ProblemType")
        values = target_values(request, region)
        problem = asked or kind_of_problem(values)
        arn = ARN.format(region=region, name=name)
        trains, refused = program(), self._refused(CREATE, request, region)
        job = AutoMLJob(
            request,
            arn,
            problem,
            lambda candidate: self._begin({**candidate, "AutoMLJobArn": arn}, region, trains, refused),
            self._wake,
        )
        self._found[region, name] = job
        self._kept.append(job.series)
        return {"AutoMLJobArn": arn}

    def _stop(self, request: dict[str, Any], region: str) -> dict[str, Any]:
        self._job(request, region).series.stop.set()
        return {}

    def _job(self, request: dict[str, Any], region: str) -> "AutoMLJob":
        key = region, request["AutoMLJobName"]
        if key not in self._found:
            raise refusal("ResourceNotFound", f"Could not find AutoML job {key[1]}.", "DescribeAutoMLJobV2")
        return self._found[key]


class AutoMLJob:
    """One AutoML job: its candidates, and what AWS's operations say of it."""

    def __init__(
        self, request: Request, arn: str, problem: str, begin: Callable[[Request], Job], wake: Callable[[], None]
    ) -> None:
        self.request, self.arn, self.problem = request, arn, problem
        metric = (request.get("AutoMLJobObjective") or {}).get("MetricName", METRICS[problem][0])
        if metric not in METRICS[problem]:
            known = ", ".join(METRICS[problem])
            raise NotRehearsedError(say("automl.metric", metric=metric, problem=problem, known=known))
        criteria = request["AutoMLProblemTypeConfig"]["TabularJobConfig"].get("CompletionCriteria") or {}
        self.series = Series(
            candidate_requests(request, problem),
            begin,
            Objective(metric, metric not in SMALLER_IS_BETTER),
            at_once=len(CANDIDATES),
            seconds=criteria.get("MaxAutoMLJobRuntimeInSeconds", float("inf")),
            on_end=wake,
        )

    def description(self) -> dict[str, Any]:
        """Return what DescribeAutoMLJobV2 answers."""
        series, status = self.series, self.series.status()
        answer = {key: value for key, value in self.request.items() if key != "Tags"} | {
            "AutoMLJobArn": self.arn,
            "AutoMLProblemTypeConfigName": "Tabular",
            "AutoMLJobObjective": {"MetricName": series.objective.metric},
            "AutoMLJobStatus": status,
            "AutoMLJobSecondaryStatus": "TrainingModels" if status == "InProgress" else status,
            "CreationTime": series.created,
            "LastModifiedTime": series.ended or datetime.now(UTC),
            "ResolvedAttributes": {
                "AutoMLJobObjective": {"MetricName": series.objective.metric},
                "AutoMLProblemTypeResolvedAttributes": {"TabularResolvedAttributes": {"ProblemType": self.problem}},
            },
        }
        if series.ended:
            answer["EndTime"] = series.ended
        if best := series.best():
            answer["BestCandidate"] = self.candidate(best)
        if status == "Failed":
            answer["FailureReason"] = str(series.error or next(iter(series.jobs)).failure_reason)
        return answer

    def candidate(self, job: Job) -> dict[str, Any]:
        """Return what AWS tells of one candidate, but for containers to deploy, of which there are none."""
        series, value, first = self.series, self.series.objective.value(job), job.transitions[0]["StartTime"]
        step = {
            "CandidateStepType": "AWS::SageMaker::TrainingJob",
            "CandidateStepArn": job.arn,
            "CandidateStepName": job.name,
        }
        told = {
            "CandidateName": job.name,
            "CandidateStatus": job.status,
            "CandidateSteps": [step],
            "CreationTime": first,
            "LastModifiedTime": job.transitions[-1]["StartTime"],
            "ObjectiveStatus": "Pending" if job.status == "InProgress" else "Failed",
        }
        if job.status != "InProgress":
            told["EndTime"] = job.transitions[-1]["StartTime"]
        if job.failure_reason:
            told["FailureReason"] = job.failure_reason
        if value is not None:
            kind, metric = "Maximize" if series.objective.maximize else "Minimize", series.objective.metric
            told["FinalAutoMLJobObjectiveMetric"] = {"Type": kind, "MetricName": metric, "Value": value}
            told["ObjectiveStatus"] = "Succeeded"
            found = [
                {"MetricName": each["MetricName"], "Value": each["Value"], "Set": "Validation"}
                for each in job.final_metrics()
            ]
            told["CandidateProperties"] = {"CandidateMetrics": found}
        return told

    def listed(self, asked: Request, _: str) -> dict[str, Any]:
        """Return what ListCandidatesForAutoMLJob answers, in the order that is asked for, all on one page."""
        ranked, jobs = self.series.ranked(), list(self.series.jobs)
        if asked.get("SortBy") == "FinalObjectiveMetricValue":
            if self.series.objective.maximize != (asked.get("SortOrder") == "Descending"):
                ranked.reverse()
            jobs = ranked + [job for job in jobs if job not in ranked]
        elif asked.get("SortOrder") == "Descending":
            jobs.reverse()
        wanted = [job for job in jobs if asked.get("StatusEquals") in (None, job.status)]
        return {
            "Candidates": [
                self.candidate(job) for job in wanted if asked.get("CandidateNameEquals") in (None, job.name)
            ]
        }
