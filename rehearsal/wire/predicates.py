"""The conditions of rules.toml that take computation. Each yields, for every time that it holds, values for the text.

A predicate is given the part that the rule looks at (a training job, or a whole request), the whole request and the
Region. Whatever it needs and does not find, it does not hold.
"""

import functools
import json
import math
import re
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, distribution
from typing import Any

from rehearsal.wire.permissions import ECR

Request = Mapping[str, Any]
Values = dict[str, str]
Predicate = Callable[[Request, Request, str], Iterator[Values]]

# Seconds of MaxRuntimeInSeconds unless the request says it:
# https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_StoppingCondition.html
DEFAULT_MAX_RUNTIME = 86_400

# Repositories of AWS's own algorithms, whose metrics are AWS's too, XGBoost with a script of the reader's included.
ALGORITHMS = {
    *("blazingtext", "factorization-machines", "forecasting-deepar", "image-classification", "ipinsights", "kmeans"),
    *("knn", "lda", "linear-learner", "ntm", "object-detection", "object2vec", "pca", "randomcutforest"),
    *("sagemaker-xgboost", "semantic-segmentation", "seq2seq", "xgboost"),
}
# https://docs.aws.amazon.com/sagemaker/latest/dg/model-checkpoints.html (read 2026-11-28); the XGBoost of before 2019
# is left out, since nobody told whether it does.
CHECKPOINTING = {"image-classification", "object-detection", "semantic-segmentation", "sagemaker-xgboost", "xgboost"}
# Each one's page of the developer guide, under "EC2 instance recommendation" (read 2026-11-28).
FOR_GPUS = {"image-classification", "object-detection", "semantic-segmentation", "seq2seq"}
# What those read that share one reader of data: https://docs.aws.amazon.com/sagemaker/latest/dg/cdf-training.html
READ = {"text/csv", "application/x-recordio-protobuf"}
READERS = {"kmeans", "knn", "lda", "linear-learner", "ntm", "pca", "randomcutforest"}
PROCESSING = "/opt/ml/processing"


@functools.cache
def registries(repository: str) -> frozenset[str]:
    """Return the accounts in which AWS keeps this repository, as the SageMaker SDK lists them; none without the SDK."""
    try:
        folder = distribution("sagemaker-core").locate_file("sagemaker/core/image_uri_config")
    except PackageNotFoundError:
        return frozenset()
    name = repository.removeprefix("sagemaker-")
    found = set(re.findall(r'"\d{12}"', (folder / f"{name}.json").read_text()))
    return frozenset(map(json.loads, found))


def algorithm_of_aws(job: Request) -> str | None:
    """Return the algorithm whose image a training job asks for in a registry of AWS's, or None for another image."""
    image = ECR.match((job.get("AlgorithmSpecification") or {}).get("TrainingImage") or "")
    if not image or image["name"] not in ALGORITHMS or image["registry"] not in registries(image["name"]):
        return None
    return image["name"]


def an_algorithm_of_aws(job: Request, _: Request, __: str) -> Iterator[Values]:
    """Hold for the image of an algorithm of AWS's. A copy of it in a registry of one's own is another image."""
    if name := algorithm_of_aws(job):
        yield {"algorithm": name}


def an_algorithm_without_checkpoints(job: Request, _: Request, __: str) -> Iterator[Values]:
    """Hold for an algorithm of AWS's that cannot go on after an interruption."""
    if (name := algorithm_of_aws(job)) and name not in CHECKPOINTING:
        yield {"algorithm": name}


def an_algorithm_for_gpus(job: Request, _: Request, __: str) -> Iterator[Values]:
    """Hold for an algorithm of AWS's that trains on GPUs alone."""
    if (name := algorithm_of_aws(job)) in FOR_GPUS:
        yield {"algorithm": str(name)}


def waits_less_than_it_runs(job: Request, _: Request, __: str) -> Iterator[Values]:
    """Hold when no time to wait is said, or a shorter one than the job may run."""
    stopping = job.get("StoppingCondition") or {}
    if stopping.get("MaxWaitTimeInSeconds", 0) < stopping.get("MaxRuntimeInSeconds", DEFAULT_MAX_RUNTIME):
        yield {}


def image_and_name_are_not_one(job: Request, _: Request, __: str) -> Iterator[Values]:
    """Hold for neither an image nor the name of an algorithm, or both."""
    algorithm = job["AlgorithmSpecification"]
    if bool(algorithm.get("TrainingImage")) == bool(algorithm.get("AlgorithmName")):
        yield {}


def a_type_or_a_number_beside(job: Request, _: Request, __: str) -> Iterator[Values]:
    """Hold for a type or a number of machines."""
    if job["ResourceConfig"].get("InstanceType") or "InstanceCount" in job["ResourceConfig"]:
        yield {}


def machines_are_not_said_once(job: Request, _: Request, __: str) -> Iterator[Values]:
    """Hold for no machines, or machines that are said in two ways, of which AWS's own words tell one pair."""
    resources = job["ResourceConfig"]
    ways = [way for way in ("InstanceType", "InstanceGroups", "InstancePreferences") if resources.get(way)]
    if len(ways) != 1 and ways != ["InstanceType", "InstanceGroups"]:
        yield {"ways": str(ways)}


def _channels(job: Request) -> list[Request]:
    return list(job.get("InputDataConfig") or [])


def _repeated(names: list[Any]) -> Iterator[Values]:
    for name in sorted({str(name) for name in names if names.count(name) > 1}):
        yield {"name": name}


def channels_of_one_name(job: Request, _: Request, __: str) -> Iterator[Values]:
    """Hold for each name that two channels have."""
    yield from _repeated([channel.get("ChannelName") for channel in _channels(job)])


def channels_without_one_source(job: Request, _: Request, __: str) -> Iterator[Values]:
    """Hold for each channel with no source, or two."""
    for channel in _channels(job):
        if len([source for source in channel.get("DataSource", {}).values() if source]) != 1:
            yield {"name": str(channel.get("ChannelName"))}


def compressed_channels_of_files(job: Request, _: Request, __: str) -> Iterator[Values]:
    """Hold for each channel that is compressed and not streamed; its own mode counts before the job's."""
    for channel in _channels(job):
        kind = channel.get("CompressionType", "None")
        mode = channel.get("InputMode") or (job.get("AlgorithmSpecification") or {}).get("TrainingInputMode")
        if kind != "None" and mode == "File":
            yield {"name": str(channel.get("ChannelName")), "type": kind}


def some_channels_without_a_group(job: Request, _: Request, __: str) -> Iterator[Values]:
    """Hold when some channels name groups of machines and some do not."""
    sides: dict[bool, list[str]] = {True: [], False: []}
    for channel in _channels(job):
        source = channel.get("DataSource", {}).get("S3DataSource") or {}
        sides[bool(source.get("InstanceGroupNames"))].append(str(channel.get("ChannelName")))
    if all(sides.values()):
        yield {"having": ", ".join(sides[True]), "lacking": ", ".join(sides[False])}


def content_types_without_a_reader(job: Request, _: Request, __: str) -> Iterator[Values]:
    """Hold for each content type that the algorithm has no reader for; its parameters do not count."""
    if algorithm_of_aws(job) in READERS:
        types = [channel.get("ContentType", "").partition(";")[0].strip() for channel in _channels(job)]
        yield from ({"type": kind} for kind in types if kind and kind not in READ)


def metrics_of_one_name(job: Request, _: Request, __: str) -> Iterator[Values]:
    """Hold for each name that two metrics have."""
    metrics = (job.get("AlgorithmSpecification") or {}).get("MetricDefinitions") or []
    yield from _repeated([metric.get("Name") for metric in metrics])


def definitions(search: Request) -> list[Request]:
    """Return the definitions of training jobs of a search."""
    single = [search["TrainingJobDefinition"]] if search.get("TrainingJobDefinition") else []
    return [*single, *(search.get("TrainingJobDefinitions") or [])]


def _config(search: Request) -> Request:
    config: Request = search.get("HyperParameterTuningJobConfig") or {}
    return config


def _ranges(search: Request, definition: Request) -> Request:
    ranges: Request = definition.get("HyperParameterRanges") or _config(search).get("ParameterRanges") or {}
    return ranges


def definition_and_list_are_not_one(search: Request, _: Request, __: str) -> Iterator[Values]:
    """Hold for neither a definition nor a list of them, or both."""
    if bool(search.get("TrainingJobDefinition")) == bool(search.get("TrainingJobDefinitions")):
        yield {}


def objectives_without_a_metric(search: Request, _: Request, __: str) -> Iterator[Values]:
    """Hold for each definition whose objective is none of its metrics, unless AWS or a seller defines those."""
    for definition in definitions(search):
        objective = definition.get("TuningObjective") or _config(search).get("HyperParameterTuningJobObjective")
        algorithm = definition.get("AlgorithmSpecification") or {}
        names = {metric.get("Name") for metric in algorithm.get("MetricDefinitions") or []}
        known = algorithm_of_aws(definition) or algorithm.get("AlgorithmName")
        if objective and not known and objective.get("MetricName") not in names:
            yield {}


def fewer_combinations_than_jobs(search: Request, _: Request, __: str) -> Iterator[Values]:
    """Hold when every range is of whole numbers or categories and all combinations are fewer than the jobs.

    Ranges that AWS chooses by itself are not counted here.
    """
    jobs = (_config(search).get("ResourceLimits") or {}).get("MaxNumberOfTrainingJobs", 0)
    for definition in definitions(search):
        ranges = _ranges(search, definition)
        chosen_by_aws = ranges.get("AutoParameters") or _config(search).get("Autotune") or search.get("Autotune")
        if chosen_by_aws or ranges.get("ContinuousParameterRanges") or not any(ranges.values()):
            continue
        whole = ranges.get("IntegerParameterRanges") or []
        sizes = [int(each["MaxValue"]) - int(each["MinValue"]) + 1 for each in whole]
        sizes += [len(each["Values"]) for each in ranges.get("CategoricalParameterRanges") or []]
        if _config(search).get("Strategy") != "Grid" and math.prod(sizes) < jobs:
            yield {"combinations": str(float(math.prod(sizes))), "jobs": str(jobs)}


def ranges_of_one_name(search: Request, _: Request, __: str) -> Iterator[Values]:
    """Hold for each hyperparameter with two ranges."""
    for definition in definitions(search):
        yield from _repeated(_names(_ranges(search, definition)))


def fixed_with_a_range(search: Request, _: Request, __: str) -> Iterator[Values]:
    """Hold for each hyperparameter with a value and a range."""
    for definition in definitions(search):
        fixed = set(definition.get("StaticHyperParameters") or {})
        yield from ({"name": name} for name in sorted(fixed & set(_names(_ranges(search, definition)))))


def _names(ranges: Request) -> list[str]:
    return [str(each.get("Name")) for kind in ranges.values() for each in kind]


def ranges_beyond_categories(search: Request, _: Request, __: str) -> Iterator[Values]:
    """Hold when there are other ranges than of categories, or none."""
    for definition in definitions(search) or [{}]:
        kinds = [kind for kind, each in _ranges(search, definition).items() if each]
        if kinds != ["CategoricalParameterRanges"]:
            yield {}


def image_of_another_region(asked: Request, _: Request, region: str) -> Iterator[Values]:
    """Hold for an image in the ECR of another Region than the request's."""
    image = ECR.match((asked.get("AppSpecification") or {}).get("ImageUri") or "")
    if image and region and image["region"] != region:
        yield {"other": image["region"], "region": region}


def empty_arguments(asked: Request, _: Request, __: str) -> Iterator[Values]:
    """Hold for each empty argument and empty part of the entry point."""
    for name in ("ContainerArguments", "ContainerEntrypoint"):
        for index, value in enumerate((asked.get("AppSpecification") or {}).get(name) or []):
            if not value:
                yield {"list": name, "index": str(index)}


def _folders(asked: Request, *, of_outputs: bool = True) -> list[str]:
    outputs = (asked.get("ProcessingOutputConfig") or {}).get("Outputs") or []
    places = [*(asked.get("ProcessingInputs") or []), *(outputs if of_outputs else [])]
    parts = [place.get(kind) or {} for place in places for kind in ("S3Input", "S3Output", "DatasetDefinition")]
    return [part["LocalPath"] for part in parts if part.get("LocalPath")]


def inputs_of_one_folder(asked: Request, _: Request, __: str) -> Iterator[Values]:
    """Hold for each folder that two inputs have."""
    yield from _repeated([folder.rstrip("/") for folder in _folders(asked, of_outputs=False)])


def folders_elsewhere(asked: Request, _: Request, __: str) -> Iterator[Values]:
    """Hold for each folder that is not below the one of processing."""
    for folder in _folders(asked):
        if not f"{folder}/".startswith(f"{PROCESSING}/"):
            yield {"path": folder}


def metric_and_kind_are_not_both(asked: Request, _: Request, __: str) -> Iterator[Values]:
    """Hold for a table's metric without the kind of its problem, or the kind without the metric."""
    table = (asked.get("AutoMLProblemTypeConfig") or {}).get("TabularJobConfig")
    kind = table.get("ProblemType") if table is not None else asked.get("ProblemType")
    if (table is not None or "AutoMLProblemTypeConfig" not in asked) and bool(kind) != bool(
        (asked.get("AutoMLJobObjective") or {}).get("MetricName")
    ):
        yield {}


PREDICATES: dict[str, Predicate] = {
    function.__name__: function
    for function in (
        *(an_algorithm_of_aws, an_algorithm_without_checkpoints, an_algorithm_for_gpus, waits_less_than_it_runs),
        *(image_and_name_are_not_one, a_type_or_a_number_beside, machines_are_not_said_once, channels_of_one_name),
        *(channels_without_one_source, compressed_channels_of_files, some_channels_without_a_group),
        *(content_types_without_a_reader, metrics_of_one_name, definition_and_list_are_not_one),
        *(objectives_without_a_metric, fewer_combinations_than_jobs, ranges_of_one_name, fixed_with_a_range),
        *(ranges_beyond_categories, image_of_another_region, empty_arguments, inputs_of_one_folder),
        *(folders_elsewhere, metric_and_kind_are_not_both),
    )
}
