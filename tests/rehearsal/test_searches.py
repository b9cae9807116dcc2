"""A search trains as many jobs as it asks for, with values from its ranges, and its best job is the best of them."""

import re
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from rehearsal.aws.searches import Searches, combinations
from rehearsal.aws.series import Series
from rehearsal.machine import images
from rehearsal.machine.contract import NotRehearsedError
from rehearsal.machine.images import Program
from rehearsal.machine.jobs import Job
from rehearsal.wire import requests
from rehearsal.wire.rules import refused, rule_of
from rehearsal.words import say
from snippets import FOLDER as SNIPPETS
from tests.rehearsal.rehearsing import Rehearsal, asked_for, channel, said

NAME = "busca"
EPS = {"Name": "eps", "MinValue": "0.001", "MaxValue": "0.1", "ScalingType": "Logarithmic"}
DEPTH = {"Name": "depth", "MinValue": "2", "MaxValue": "6"}
KIND = {"Name": "kind", "Values": ["a", "b", "c"]}
RANGES = {
    "IntegerParameterRanges": [DEPTH],
    "ContinuousParameterRanges": [EPS],
    "CategoricalParameterRanges": [KIND],
}


def asked(strategy: str = "Bayesian", kind: str = "Maximize", jobs: int = 4, at_once: int = 2, **more: Any) -> Any:
    """A CreateHyperParameterTuningJob request whose jobs log `m=<value>`."""
    training = asked_for()
    definition = {
        "AlgorithmSpecification": training["AlgorithmSpecification"]
        | {"MetricDefinitions": [{"Name": "m", "Regex": "m=(.*)"}]},
        "StaticHyperParameters": {"rounds": "10"},
        **{name: training[name] for name in ("RoleArn", "OutputDataConfig", "ResourceConfig", "StoppingCondition")},
        "InputDataConfig": [channel("train", "s3://balde/dados")],
    }
    ranges = RANGES if strategy != "Grid" else {"CategoricalParameterRanges": [KIND, KIND | {"Name": "other"}]}
    config = {
        "Strategy": strategy,
        "HyperParameterTuningJobObjective": {"Type": kind, "MetricName": "m"},
        "ResourceLimits": {"MaxNumberOfTrainingJobs": jobs, "MaxParallelTrainingJobs": at_once},
        "ParameterRanges": ranges,
    }
    return {
        "HyperParameterTuningJobName": NAME,
        "HyperParameterTuningJobConfig": config | more.pop("config", {}),
        "TrainingJobDefinition": definition,
        **more,
    }


class Trainer:
    """Stands in for the training: each job logs a value that the test chose, or fails where it chose None."""

    def __init__(self, *values: float | None) -> None:
        self.values, self.most_at_once = values, 0
        self.hold = threading.Event()
        self.hold.set()
        self.jobs: list[Job] = []

    def begin(self, request: Any, region: str) -> Job:
        """Start a job of this name in a thread of its own."""
        arn = f"arn:aws:sagemaker:{region}:111122223333:training-job/{request['TrainingJobName']}"
        job = Job(request, arn, region, Program([]), Path(), None, threading.Event(), lambda *_: None)
        job._enter("Starting")
        job.thread = threading.Thread(target=self._train, args=(job, self.values[len(self.jobs) % len(self.values)]))
        self.jobs.append(job)
        job.thread.start()
        self.most_at_once = max(self.most_at_once, sum(each.thread.is_alive() for each in self.jobs))
        return job

    def _train(self, job: Job, value: float | None) -> None:
        time.sleep(0.01)
        while not (self.hold.is_set() or job.stop.is_set()):
            self.hold.wait(0.01)
        if job.stop.is_set():
            job._end("Stopped", "Stopped")
        elif value is None:
            job._end("Failed", "Failed", "AlgorithmError: , exit code: 1")
        else:
            job.lines.append(("algo-1", 0, f"m={value}"))
            job._end("Completed", "Completed")


class Cloud:
    """The operations of a search, answered over a Trainer."""

    def __init__(self, *values: float | None, most: int | None = None) -> None:
        self.trainer = Trainer(*values or (1.0, 3.0, 2.0, 0.5))
        self.kept: list[Series] = []
        self.answers = Searches(self.trainer.begin, self.kept, lambda: None, most).answers()

    def __call__(self, operation: str, **parameters: Any) -> Any:
        """Ask an operation about the search."""
        known = {"HyperParameterTuningJobName": NAME} | parameters
        return self.answers["sagemaker", operation](known, "us-east-1")

    def searched(self, **request: Any) -> Any:
        """Run a search to its end and return its description."""
        self("CreateHyperParameterTuningJob", **asked(**request))
        for series in self.kept:
            series.thread.join()
        return self("DescribeHyperParameterTuningJob")


def listed(cloud: Cloud, **parameters: Any) -> list[Any]:
    """The training jobs of the search, as they are listed."""
    found: list[Any] = cloud("ListTrainingJobsForHyperParameterTuningJob", **parameters)["TrainingJobSummaries"]
    return found


def values_of(jobs: list[Any]) -> list[float | None]:
    """The objective of each job of a list."""
    return [each.get("FinalHyperParameterTuningJobObjectiveMetric", {}).get("Value") for each in jobs]


@pytest.mark.parametrize("strategy", ["Bayesian", "Grid"])
def test_the_request_of_these_tests_is_one_that_aws_takes(strategy: str) -> None:
    assert requests.faults("CreateHyperParameterTuningJob", asked(strategy=strategy)) == []


def test_a_search_of_a_grid_needs_no_number_of_jobs() -> None:
    limits = {"ResourceLimits": {"MaxParallelTrainingJobs": 2}}
    assert requests.faults("CreateHyperParameterTuningJob", asked(strategy="Grid", config=limits)) == []


def test_it_trains_as_many_jobs_as_it_asks_for_and_counts_them() -> None:
    told = Cloud().searched(jobs=7)
    assert told["HyperParameterTuningJobStatus"] == "Completed"
    assert (told["TrainingJobStatusCounters"]["Completed"], told["ObjectiveStatusCounters"]["Succeeded"]) == (7, 7)


@pytest.mark.parametrize(("kind", "best"), [("Maximize", 3.0), ("Minimize", 0.5)])
def test_the_best_job_is_the_one_with_the_best_metric(kind: str, best: float) -> None:
    assert values_of([Cloud().searched(kind=kind)["BestTrainingJob"]]) == [best]


def test_each_job_gets_its_values_and_those_that_do_not_vary_and_the_name_of_the_metric() -> None:
    cloud = Cloud()
    cloud.searched()
    tuned = {job["TrainingJobName"]: job["TunedHyperParameters"] for job in listed(cloud)}
    for job in cloud.trainer.jobs:
        always = {"rounds": "10", "_tuning_objective_metric": "m"}
        assert job.request["HyperParameters"] == tuned[job.name] | always
        assert requests.faults("CreateTrainingJob", {k: v for k, v in job.request.items() if k != "TuningJobArn"}) == []


def test_each_job_is_named_after_the_search_and_counted() -> None:
    cloud = Cloud()
    cloud.searched(jobs=3)
    assert [re.sub(r"[0-9a-f]{8}$", "", job.name) for job in cloud.trainer.jobs] == [f"busca-00{n}-" for n in (1, 2, 3)]


def test_values_lie_in_their_ranges_and_differ() -> None:
    drawn = [values for _, values in combinations(asked(jobs=40)["HyperParameterTuningJobConfig"], [{}])]
    assert {values["depth"] for values in drawn} == {"2", "3", "4", "5", "6"}
    assert {values["kind"] for values in drawn} == {"a", "b", "c"}
    assert all(0.001 <= float(values["eps"]) <= 0.1 for values in drawn)
    assert len({values["eps"] for values in drawn}) == 40
    assert 10 < sum(float(values["eps"]) < 0.01 for values in drawn) < 30, "half of a logarithmic range lies below"


def test_two_searches_draw_the_same_values_and_another_seed_draws_others() -> None:
    one, two, other = (
        [values for _, values in combinations(asked(config=seed)["HyperParameterTuningJobConfig"], [{}])]
        for seed in ({}, {}, {"RandomSeed": 7})
    )
    assert one == two != other


def test_a_grid_tries_every_combination_once() -> None:
    cloud = Cloud()
    cloud.searched(strategy="Grid", jobs=100)
    tried = {tuple(job["TunedHyperParameters"].values()) for job in listed(cloud)}
    assert len(cloud.trainer.jobs) == len(tried) == 9


def test_no_more_jobs_run_at_a_time_than_the_search_allows() -> None:
    cloud = Cloud()
    cloud.searched(jobs=6, at_once=1)
    assert cloud.trainer.most_at_once == 1


def test_a_job_that_fails_is_counted_and_is_not_the_best() -> None:
    told = Cloud(None, 1.0).searched()
    assert told["TrainingJobStatusCounters"]["NonRetryableError"] == 2
    assert (told["ObjectiveStatusCounters"]["Failed"], values_of([told["BestTrainingJob"]])) == (2, [1.0])


def test_a_search_in_which_every_job_fails_has_failed_and_says_why() -> None:
    told = Cloud(None).searched()
    assert (told["HyperParameterTuningJobStatus"], "BestTrainingJob" in told) == ("Failed", False)
    assert told["FailureReason"].startswith("No training job succeeded after 4 attempts")


def test_a_search_that_is_stopped_stops_its_jobs_and_starts_no_other() -> None:
    cloud = Cloud()
    cloud.trainer.hold.clear()
    cloud("CreateHyperParameterTuningJob", **asked(jobs=50))
    cloud("StopHyperParameterTuningJob")
    assert cloud("DescribeHyperParameterTuningJob")["HyperParameterTuningJobStatus"] in ("Stopping", "Stopped")
    cloud.kept[0].thread.join()
    assert cloud("DescribeHyperParameterTuningJob")["HyperParameterTuningJobStatus"] == "Stopped"
    assert {job.status for job in cloud.trainer.jobs} == {"Stopped"}
    assert len(cloud.trainer.jobs) <= 2


def test_a_search_ends_early_at_a_value_that_is_good_enough() -> None:
    cloud = Cloud(1.0, 5.0)
    cloud.searched(jobs=50, at_once=1, config={"TuningJobCompletionCriteria": {"TargetObjectiveMetricValue": 4.0}})
    assert len(cloud.trainer.jobs) == 2


def test_a_reader_may_have_fewer_jobs_trained_than_the_search_asks_for() -> None:
    cloud = Cloud(most=1)
    assert cloud.searched(jobs=50)["TrainingJobStatusCounters"]["Completed"] == 1


@pytest.mark.parametrize(
    ("order", "values"),
    [
        pytest.param({}, [1.0, 3.0, None, 0.5], id="as-started"),
        pytest.param({"SortBy": "Name", "SortOrder": "Descending"}, [0.5, None, 3.0, 1.0], id="last-first"),
        pytest.param({"SortBy": "FinalObjectiveMetricValue"}, [0.5, 1.0, 3.0, None], id="metric-up"),
        pytest.param(
            {"SortBy": "FinalObjectiveMetricValue", "SortOrder": "Descending"}, [3.0, 1.0, 0.5, None], id="metric-down"
        ),
        pytest.param({"StatusEquals": "Failed"}, [None], id="failed-only"),
    ],
)
def test_the_jobs_are_listed_in_the_order_that_is_asked_for(order: dict[str, str], values: list[float]) -> None:
    cloud = Cloud(1.0, 3.0, None, 0.5)
    cloud.searched()
    assert values_of(listed(cloud, **order)) == values


def test_a_list_comes_in_pages() -> None:
    cloud = Cloud()
    cloud.searched(jobs=3)
    first = cloud("ListTrainingJobsForHyperParameterTuningJob", MaxResults=2)
    rest = cloud("ListTrainingJobsForHyperParameterTuningJob", MaxResults=2, NextToken=first["NextToken"])
    assert ([len(page["TrainingJobSummaries"]) for page in (first, rest)], "NextToken" in rest) == ([2, 1], False)


def test_a_script_that_is_only_named_is_called_as_the_toolkit_in_awss_image_calls_it() -> None:
    image = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.9-0-cpu-py3"
    algorithm = {"TrainingImage": image, "TrainingInputMode": "File"}
    named = asked_for(AlgorithmSpecification=algorithm, HyperParameters={"sagemaker_program": "treino.py"})
    assert "training-toolkit" in images.program_for(named, SNIPPETS).stand_ins


@pytest.mark.parametrize(
    ("request_", "key"),
    [
        pytest.param({"strategy": "Hyperband"}, "hyperband", id="hyperband"),
        pytest.param({"Autotune": {"Mode": "Enabled"}}, "autotune", id="autotune"),
        pytest.param({"WarmStartConfig": {"WarmStartType": "TransferLearning"}}, "warm_start", id="warm-start"),
    ],
)
def test_what_cannot_be_rehearsed_is_refused_by_name(request_: Any, key: str) -> None:
    with pytest.raises(NotRehearsedError, match=said(f"searches.{key}")):
        Cloud().searched(**request_)


def test_a_name_is_taken_once_and_an_unknown_one_is_not_found() -> None:
    cloud = Cloud()
    cloud.searched()
    taken = r"\(ResourceInUse\) .*: A hyperparameter tuning job with the name, busca, already exists\. Choose"
    with pytest.raises(ClientError, match=taken):
        cloud.searched()
    with pytest.raises(ClientError, match="ResourceNotFound"):
        cloud("DescribeHyperParameterTuningJob", HyperParameterTuningJobName="outra")


@pytest.mark.parametrize(
    ("ranges", "error"),
    [
        pytest.param({"IntegerParameterRanges": [DEPTH]}, ClientError, id="others"),
        pytest.param(RANGES, NotRehearsedError, id="the-same"),  # taken by AWS, and not to be rehearsed
    ],
)
def test_a_search_that_starts_from_another_names_the_same_hyperparameters(ranges: Any, error: type[Exception]) -> None:
    cloud = Cloud()
    cloud.searched()
    parents = {"ParentHyperParameterTuningJobs": [{"HyperParameterTuningJobName": NAME}]}
    child = asked(config={"ParameterRanges": ranges}, WarmStartConfig=parents | {"WarmStartType": "TransferLearning"})
    with pytest.raises(error) as refused:
        cloud("CreateHyperParameterTuningJob", **child | {"HyperParameterTuningJobName": "outra"})
    assert rule_of(refused.value) == ("partida-com-outros-hiperparametros" if error is ClientError else None)


def test_a_search_over_an_empty_channel_is_refused_before_a_job_starts() -> None:
    def refuse(request: Any, region: str, operation: str) -> None:
        raise refused("prefixo-vazio", operation, uri=request["InputDataConfig"][0]["ChannelName"], region=region)

    searches = Searches(lambda *_: pytest.fail("a job started"), [], lambda: None, None, refuse)
    with pytest.raises(ClientError, match=r'CreateHyperParameterTuningJob operation: No S3 objects .* "train" given'):
        searches.answers()["sagemaker", "CreateHyperParameterTuningJob"](asked(), "us-east-1")


def test_the_snippet_prints_each_job_and_the_best_of_them(rehearsed: Callable[[str], Rehearsal]) -> None:
    run = rehearsed("busca-de-hiperparametros")
    assert run.code == 0, run.stdout + run.stderr
    printed = re.findall(r"^(?!O melhor)(\S+) (\{.*\}) (0\.\d+)$", run.report["output"], re.MULTILINE)
    best = max(printed, key=lambda each: float(each[2]))
    assert len(printed) == len(run.report["jobs"]) == 4
    assert f"O melhor: {best[0]} {best[1]}" in run.report["output"]
    assert run.report["score"] == {"name": "validation:auc", "value": round(float(best[2]), 3)}
    assert {job["status"] for job in run.report["jobs"]} == {"Completed"}


def test_the_snippet_sends_one_request_and_names_what_stood_in(rehearsed: Callable[[str], Rehearsal]) -> None:
    run = rehearsed("busca-de-hiperparametros")
    (sent,) = run.report["requests"]
    assert sent["operation"] == "CreateHyperParameterTuningJob"
    assert say("stand_ins.search-draws-values") in said("summary.stand_ins").split(run.stdout)[1]
    assert "search-draws-values" in run.report["stand_ins"]
