"""A search for hyperparameters, stood in for: its training jobs really train, and the best is the best of them.

Grid tries every combination, as on AWS. Bayesian and Random draw values from the ranges with a fixed seed, so that
two rehearsals try the same ones: AWS's Bayesian search, which learns from the jobs that ended, is not here. Nor are
Hyperband, warm start, autotune and early stopping of single jobs; what cannot be done without is refused by name.
"""

import hashlib
import itertools
import math
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from rehearsal.aws.series import Objective, Series
from rehearsal.machine.contract import NotRehearsedError, refuse_expressions
from rehearsal.machine.jobs import Job
from rehearsal.wire import rules
from rehearsal.wire.replies import ACCOUNT, Answers, refusal
from rehearsal.words import say

STAND_IN = "search-draws-values"
CONFIG = "HyperParameterTuningJobConfig"
NOT_OF_A_JOB = ("DefinitionName", "TuningObjective", "HyperParameterRanges", "StaticHyperParameters")
CREATE = "CreateHyperParameterTuningJob"
ARN = f"arn:aws:sagemaker:{{region}}:{ACCOUNT}:hyper-parameter-tuning-job/{{name}}"
NONE_SUCCEEDED = (
    "No training job succeeded after {} attempts. For additional details, please take a look at the training job "
    "failures by listing training jobs for the hyperparameter tuning job."
)
KINDS = ("Integer", "Continuous", "Categorical")
COUNTED = {"InProgress": "InProgress", "Completed": "Completed", "Failed": "NonRetryableError", "Stopped": "Stopped"}

Ranges = Mapping[str, list[dict[str, Any]]]
Request = Mapping[str, Any]


def drawn(ranges: Ranges, chance: random.Random) -> dict[str, str]:
    """Draw one value for each hyperparameter."""
    values = {}
    for kind in KINDS:
        for each in ranges.get(f"{kind}ParameterRanges") or []:
            if kind == "Categorical":
                values[each["Name"]] = chance.choice(each["Values"])
                continue
            value = _between(float(each["MinValue"]), float(each["MaxValue"]), each.get("ScalingType"), chance)
            values[each["Name"]] = str(round(value)) if kind == "Integer" else f"{value:.6g}"
    return values


def _between(low: float, high: float, scaling: str | None, chance: random.Random) -> float:
    if scaling == "Logarithmic":
        return math.exp(chance.uniform(math.log(low), math.log(high)))
    if scaling == "ReverseLogarithmic":
        return 1 - math.exp(chance.uniform(math.log(1 - high), math.log(1 - low)))
    return chance.uniform(low, high)


def grid(ranges: Ranges) -> list[dict[str, str]]:
    """Return every combination of the categories."""
    categories = ranges.get("CategoricalParameterRanges") or []
    names = [each["Name"] for each in categories]
    return [dict(zip(names, values, strict=True)) for values in itertools.product(*(c["Values"] for c in categories))]


def combinations(config: Request, definitions: list[Request]) -> Iterator[tuple[Request, dict[str, str]]]:
    """Yield (definition, values) for each job of a search, as many as it asks for, the definitions in turn."""
    if config["Strategy"] == "Grid":
        tried = [(each, values) for each in definitions for values in grid(_ranges(config, each))]
        yield from tried[: config["ResourceLimits"].get("MaxNumberOfTrainingJobs")]
        return
    chance = random.Random(config.get("RandomSeed", 0))
    for number in range(config["ResourceLimits"]["MaxNumberOfTrainingJobs"]):
        definition = definitions[number % len(definitions)]
        yield definition, drawn(_ranges(config, definition), chance)


def _ranges(config: Request, definition: Request) -> Ranges:
    ranges: Ranges = definition.get("HyperParameterRanges") or config.get("ParameterRanges") or {}
    return ranges


def job_request(search: Request, definition: Request, values: Mapping[str, str], number: int) -> dict[str, Any]:
    """Return the request for one training job of a search, named as AWS names it."""
    name = search["HyperParameterTuningJobName"]
    mark = hashlib.sha256(repr((number, sorted(values.items()))).encode()).hexdigest()[:8]
    request = {key: value for key, value in definition.items() if key not in NOT_OF_A_JOB}
    if machines := request.pop("HyperParameterTuningResourceConfig", None):
        request["ResourceConfig"] = (machines.get("InstanceConfigs") or [machines])[0]
    given = definition.get("StaticHyperParameters") or {}
    metric = objective_of(search, definition)["MetricName"]
    request["TrainingJobName"] = f"{name}-{number:03}-{mark}"
    request["HyperParameters"] = {**given, **values, "_tuning_objective_metric": metric}
    return request


def _definitions(search: Request) -> list[Request]:
    several: list[Request] = search.get("TrainingJobDefinitions") or []
    return several or [search["TrainingJobDefinition"]]


def _hyperparameters(search: Request) -> set[str]:
    """Return the names of the hyperparameters of a search, varied and fixed."""
    definitions = _definitions(search)
    varied = {
        each["Name"] for found in definitions for kind in _ranges(search[CONFIG], found).values() for each in kind
    }
    return varied.union(*(found.get("StaticHyperParameters") or {} for found in definitions))


def objective_of(search: Request, definition: Request) -> Request:
    """Return the metric that a definition is judged by, with Maximize or Minimize."""
    found: Request = definition.get("TuningObjective") or search[CONFIG]["HyperParameterTuningJobObjective"]
    return found


def refuse_what_is_not_here(search: Request) -> None:
    """Raise NotRehearsedError for a search that needs more of AWS than this module has."""
    config, why = search[CONFIG], None
    if config["Strategy"] == "Hyperband":
        why = "searches.hyperband"
    elif search.get("WarmStartConfig"):
        why = "searches.warm_start"
    elif search.get("Autotune") or any(_ranges(config, each).get("AutoParameters") for each in _definitions(search)):
        why = "searches.autotune"
    if why:
        raise NotRehearsedError(say(why, name=search["HyperParameterTuningJobName"]))
    for each in _definitions(search):
        refuse_expressions(each)


class Searches:
    """The searches of one rehearsal.

    begin: starts a training job. kept: receives the series. wake: called when one has ended. most: how many jobs of
    a search are trained, None for as many as it asks for. check: refuses a definition whose channels are empty.
    """

    STAND_IN = STAND_IN

    def __init__(
        self,
        begin: Callable[[Request, str], Job],
        kept: list[Series],
        wake: Callable[[], None],
        most: int | None,
        check: Callable[[Request, str, str], None] = lambda *_: None,
    ) -> None:
        self._begin, self._kept, self._wake, self._most, self._check = begin, kept, wake, most, check
        self._found: dict[tuple[str, str], Search] = {}

    def answers(self) -> Answers:
        """Return the operations of a search."""
        return {
            ("sagemaker", "CreateHyperParameterTuningJob"): self._create,
            ("sagemaker", "DescribeHyperParameterTuningJob"): lambda *asked: self._search(*asked).description(),
            ("sagemaker", "ListTrainingJobsForHyperParameterTuningJob"): lambda *asked: self._search(*asked).page(
                *asked
            ),
            ("sagemaker", "StopHyperParameterTuningJob"): self._stop,
        }

    def described(self, region: str) -> list[dict[str, Any]]:
        """Return what Describe answers of each of a Region."""
        return [found.description() for (where, _), found in self._found.items() if where == region]

    def _create(self, request: dict[str, Any], region: str) -> dict[str, Any]:
        name = request["HyperParameterTuningJobName"]
        if (region, name) in self._found:
            raise rules.refused("nome-de-busca-ja-usado", CREATE, name=name)
        self._compare_with_parents(request, region)
        refuse_what_is_not_here(request)
        for definition in _definitions(request):
            self._check(definition, region, CREATE)
        search = Search(
            request, ARN.format(region=region, name=name), lambda job: self._begin(job, region), self._wake, self._most
        )
        self._found[region, name] = search
        self._kept.append(search.series)
        return {"HyperParameterTuningJobArn": search.arn}

    def _compare_with_parents(self, request: Request, region: str) -> None:
        """Refuse a search that starts from another of this rehearsal and names other hyperparameters."""
        for parent in (request.get("WarmStartConfig") or {}).get("ParentHyperParameterTuningJobs") or []:
            found = self._found.get((region, parent.get("HyperParameterTuningJobName")))
            if found and _hyperparameters(found.request) != _hyperparameters(request):
                raise rules.refused("partida-com-outros-hiperparametros", CREATE)

    def _stop(self, request: dict[str, Any], region: str) -> dict[str, Any]:
        self._search(request, region).series.stop.set()
        return {}

    def _search(self, request: dict[str, Any], region: str) -> "Search":
        key = region, request["HyperParameterTuningJobName"]
        if key not in self._found:
            raise refusal("ResourceNotFound", "Requested resource not found.", "DescribeHyperParameterTuningJob")
        return self._found[key]


class Search:
    """One search: its jobs, and what AWS's operations say of it."""

    def __init__(
        self,
        request: Request,
        arn: str,
        begin: Callable[[Request], Job],
        wake: Callable[[], None] = lambda: None,
        most: int | None = None,
    ) -> None:
        self.request, self.arn = request, arn
        self._tuned: dict[str, dict[str, str]] = {}  # job name -> the values that were chosen for it
        config, definitions = request[CONFIG], _definitions(request)
        wanted, limits = objective_of(request, definitions[0]), config["ResourceLimits"]
        target = (config.get("TuningJobCompletionCriteria") or {}).get("TargetObjectiveMetricValue")
        self.series = Series(
            self._requests(itertools.islice(combinations(config, definitions), most)),
            begin,
            Objective(wanted["MetricName"], wanted["Type"] == "Maximize", target),
            at_once=limits["MaxParallelTrainingJobs"],
            seconds=limits.get("MaxRuntimeInSeconds", float("inf")),
            on_end=wake,
        )

    def _requests(self, tried: Iterator[tuple[Request, dict[str, str]]]) -> Iterator[Request]:
        for number, (definition, values) in enumerate(tried, start=1):
            request = job_request(self.request, definition, values, number)
            self._tuned[request["TrainingJobName"]] = values
            yield request | {"TuningJobArn": self.arn}

    def description(self) -> dict[str, Any]:
        """Return what DescribeHyperParameterTuningJob answers."""
        series, jobs = self.series, list(self.series.jobs)
        counted, values = Counter(COUNTED[job.status] for job in jobs), [series.objective.value(job) for job in jobs]
        pending = counted["InProgress"]
        succeeded = sum(value is not None for value in values)
        answer = {key: value for key, value in self.request.items() if key != "Tags"} | {
            "HyperParameterTuningJobArn": self.arn,
            "HyperParameterTuningJobStatus": series.status(),
            "CreationTime": series.created,
            "LastModifiedTime": series.ended or datetime.now(UTC),
            "TrainingJobStatusCounters": dict.fromkeys(COUNTED.values(), 0) | {"RetryableError": 0} | counted,
            "ObjectiveStatusCounters": {
                "Succeeded": succeeded,
                "Pending": pending,
                "Failed": len(jobs) - succeeded - pending,
            },
        }
        if series.ended:
            answer["HyperParameterTuningEndTime"] = series.ended
        if best := series.best():
            answer["BestTrainingJob"] = self.summary(best)
        if series.status() == "Failed":
            answer["FailureReason"] = str(series.error) if series.error else NONE_SUCCEEDED.format(len(jobs))
        return answer

    def summary(self, job: Job) -> dict[str, Any]:
        """Return what AWS lists of one training job of the search."""
        series, value, first = self.series, self.series.objective.value(job), job.transitions[0]["StartTime"]
        told = {
            "TrainingJobName": job.name,
            "TrainingJobArn": job.arn,
            "CreationTime": first,
            "TrainingStartTime": first,
            "TrainingJobStatus": job.status,
            "TunedHyperParameters": self._tuned[job.name],
            "ObjectiveStatus": "Pending" if job.status == "InProgress" else "Failed",
        }
        if job.status != "InProgress":
            told["TrainingEndTime"] = job.transitions[-1]["StartTime"]
        if job.failure_reason:
            told["FailureReason"] = job.failure_reason
        if value is not None:
            kind, metric = "Maximize" if series.objective.maximize else "Minimize", series.objective.metric
            told["FinalHyperParameterTuningJobObjectiveMetric"] = {"Type": kind, "MetricName": metric, "Value": value}
            told["ObjectiveStatus"] = "Succeeded"
        return told

    def page(self, asked: Request, _: str) -> dict[str, Any]:
        """Return what ListTrainingJobsForHyperParameterTuningJob answers: one page, in the order that is asked for."""
        by, ranked = asked.get("SortBy", "Name"), self.series.ranked()
        jobs = [job for job in self.series.jobs if asked.get("StatusEquals") in (None, job.status)]
        if by == "FinalObjectiveMetricValue":  # jobs without a value come last
            if self.series.objective.maximize != (asked.get("SortOrder") == "Descending"):
                ranked.reverse()
            jobs = [job for job in ranked if job in jobs] + [job for job in jobs if job not in ranked]
        else:
            key: Callable[[Job], str] = (lambda job: job.status) if by == "Status" else (lambda job: job.name)
            jobs.sort(key=key, reverse=asked.get("SortOrder") == "Descending")  # names count up with the time
        first = int(asked.get("NextToken", 0))
        after = first + asked.get("MaxResults", len(jobs))
        answer: dict[str, Any] = {"TrainingJobSummaries": [self.summary(job) for job in jobs[first:after]]}
        return answer | ({"NextToken": str(after)} if after < len(jobs) else {})
