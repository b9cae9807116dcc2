"""The requests that change SageMaker or S3, or read SageMaker: recorded, and checked more strictly than by botocore.

botocore catches wrong types, missing and unknown keys and some minimums. `faults()` walks AWS's own service
model, which botocore carries, for the rest (enums, patterns, lengths, ranges) and adds the rules between
fields that the API documents. A request with faults is refused as AWS would refuse it, with a
ValidationException, before anything is trained.

Not to be known offline: whether an image tag exists, quotas, IAM, which Region has which instance type.
"""

import functools
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import botocore.handlers
from botocore.exceptions import ClientError
from botocore.loaders import Loader
from botocore.model import ListShape, MapShape, OperationModel, ServiceModel, Shape, StringShape, StructureShape

from rehearsal.wire.permissions import ECR
from rehearsal.wire.replies import ACCOUNT, OWN

MEASURED = ("string", "list", "map", "blob")  # types whose minimum and maximum are about their length
READING = ("Describe", "List", "Get", "Search")
READING_S3 = ("Head", "List", "Get")
# Seconds of MaxRuntimeInSeconds: unless the request says it, and at most. The service model has them in words only:
# https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_StoppingCondition.html
DEFAULT_MAX_RUNTIME = 86_400
LONGEST_RUNTIME = 28 * 86_400

# Images of AWS's own algorithms, whose metrics are AWS's too, XGBoost with a script of the reader's included:
# https://github.com/aws/sagemaker-xgboost-container/issues/121 (read 2026-11-28). A copy in one's own ECR is not.
ALGORITHMS_OF_AWS = {
    *("blazingtext", "factorization-machines", "forecasting-deepar", "image-classification", "ipinsights", "kmeans"),
    *("knn", "lda", "linear-learner", "ntm", "object-detection", "object2vec", "pca", "randomcutforest"),
    *("sagemaker-xgboost", "semantic-segmentation", "seq2seq", "xgboost"),
}

# Java's Unicode classes, as far as Python's re can say them. Letters and marks widen to \w (adds _ and digits).
UNICODE_CLASSES = {
    "L": r"\w",
    "M": r"\u0300-\u036f",
    "Z": r"\s",
    "N": r"\d",
    "S": r"$+<=>^`|~",
    "P": r"!-#%-*,-/:;?@\[-\]_{}",
    "Alnum": "a-zA-Z0-9",
}
XML_CHARACTERS = r"\uD800\uDC00-\uDBFF\uDFFF"  # surrogate pairs, which Python strings do not have


@functools.cache
def service_model() -> ServiceModel:
    """Return the SageMaker service model of the installed botocore."""
    return ServiceModel(Loader().load_service_model("sagemaker", "service-2"), "sagemaker")


@functools.cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern of the service model, which is written for Java."""
    for name, characters in UNICODE_CLASSES.items():
        escaped = rf"\p{{{name}}}"
        pattern = pattern.replace(f"[{escaped}", f"[{characters}").replace(escaped, characters)
    return re.compile(pattern.replace(XML_CHARACTERS, r"\U00010000-\U0010FFFF").replace("*)${1,", "*){1,"))


def _length_or_value(shape: Shape, value: Any) -> float | None:
    if shape.type_name in MEASURED:
        return len(value)
    return float(value) if shape.type_name in ("integer", "long", "float", "double") else None


def walk(shape: Shape, value: Any, path: str) -> Iterator[str]:
    """Yield what the service model forbids about a value, one sentence each, with its path."""
    if isinstance(shape, StructureShape):
        for name, part in value.items():
            if name not in shape.members:
                yield f"{path}.{name}: unknown member of {shape.name}"
            else:
                yield from walk(shape.members[name], part, f"{path}.{name}")
        for name in shape.required_members:
            if name not in value:
                yield f"{path}.{name}: required and missing"
    elif isinstance(shape, ListShape):
        for number, part in enumerate(value):
            yield from walk(shape.member, part, f"{path}[{number}]")
    elif isinstance(shape, MapShape):
        for key, part in value.items():
            yield from walk(shape.key, key, f"{path} (key {key!r})")
            yield from walk(shape.value, part, f"{path}.{key}")
    elif isinstance(shape, StringShape):
        if shape.enum and value not in shape.enum:
            yield f"{path}: {value!r} is not one of the {len(shape.enum)} values of {shape.name}"
        pattern = shape.metadata.get("pattern")
        if pattern and not compiled(pattern).fullmatch(value):
            yield f"{path}: {value!r} does not match {pattern}"
    size = _length_or_value(shape, value)
    if size is not None:
        what = "has length" if shape.type_name in MEASURED else "is"
        low, high = shape.metadata.get("min"), shape.metadata.get("max")
        if low is not None and size < low:
            yield f"{path}: {what} {size:g}, the minimum is {low}"
        if high is not None and size > high:
            yield f"{path}: {what} {size:g}, the maximum is {high}"


def training_job_rules(request: Mapping[str, Any]) -> Iterator[str]:
    """Yield what CreateTrainingJob forbids between fields, as its API reference and guide document it."""
    stopping, resources = request.get("StoppingCondition") or {}, request.get("ResourceConfig") or {}
    algorithm = request.get("AlgorithmSpecification") or {}
    if stopping.get("MaxRuntimeInSeconds", 0) > LONGEST_RUNTIME:
        yield f"StoppingCondition.MaxRuntimeInSeconds: above 28 days ({LONGEST_RUNTIME})"
    if request.get("EnableManagedSpotTraining"):
        wait, runtime = stopping.get("MaxWaitTimeInSeconds"), stopping.get("MaxRuntimeInSeconds", DEFAULT_MAX_RUNTIME)
        if wait is None:
            yield "StoppingCondition.MaxWaitTimeInSeconds: required with managed spot training"
        elif wait < runtime:
            yield f"StoppingCondition: MaxWaitTimeInSeconds {wait} is below MaxRuntimeInSeconds {runtime}"
        if resources.get("KeepAlivePeriodInSeconds"):
            yield "ResourceConfig.KeepAlivePeriodInSeconds: a warm pool cannot be used with managed spot training"
        if resources.get("InstancePreferences"):
            yield "ResourceConfig.InstancePreferences: cannot be used with managed spot training"
    elif "MaxWaitTimeInSeconds" in stopping:
        yield "Invalid MaxWaitTimeInSeconds. It is only supported when EnableManagedSpotTraining is set to true"
    if algorithm and bool(algorithm.get("TrainingImage")) == bool(algorithm.get("AlgorithmName")):
        yield "AlgorithmSpecification: exactly one of TrainingImage and AlgorithmName is needed"
    machines = [name for name in ("InstanceType", "InstanceGroups", "InstancePreferences") if resources.get(name)]
    if resources and len(machines) != 1:
        yield f"ResourceConfig: exactly one of InstanceType, InstanceGroups and InstancePreferences, not {machines}"
    if resources.get("InstanceType") and "InstanceCount" not in resources:
        yield "ResourceConfig.InstanceCount: required with InstanceType"
    channels = request.get("InputDataConfig") or []
    yield from _repeated("InputDataConfig: channel", [channel.get("ChannelName") for channel in channels])
    for channel in channels:
        if len([source for source in channel.get("DataSource", {}).values() if source]) != 1:
            yield f"InputDataConfig: channel {channel.get('ChannelName')!r} needs exactly one data source"
    metrics = algorithm.get("MetricDefinitions") or []
    image = ECR.match(algorithm.get("TrainingImage") or "")
    if metrics and image and image["registry"] != ACCOUNT and image["name"] in ALGORITHMS_OF_AWS:
        yield (
            "You can't override the metric definitions for Amazon SageMaker algorithms. "
            "Please retry the request without specifying metric definitions."
        )
    yield from _repeated("MetricDefinitions: metric", [metric.get("Name") for metric in metrics])


def _repeated(what: str, names: list[Any]) -> Iterator[str]:
    for name in sorted({str(name) for name in names if names.count(name) > 1}):
        yield f"{what} {name!r} is named more than once"


def search_rules(request: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a search forbids between fields: in the jobs that it starts, and between ranges and metric."""
    config, several = request.get("HyperParameterTuningJobConfig") or {}, request.get("TrainingJobDefinitions") or []
    single = [request["TrainingJobDefinition"]] if request.get("TrainingJobDefinition") else []
    if bool(single) == bool(several):
        yield "exactly one of TrainingJobDefinition and TrainingJobDefinitions is needed"
    for definition in [*single, *several]:
        yield from training_job_rules(definition)
        ranges = definition.get("HyperParameterRanges") or config.get("ParameterRanges") or {}
        names = [each.get("Name") for kind in ranges.values() for each in kind]
        yield from _repeated("ParameterRanges: hyperparameter", names)
        for name in sorted(set(map(str, names)) & set(definition.get("StaticHyperParameters") or {})):
            yield f"StaticHyperParameters: {name!r} also has a range"
    if config.get("Strategy") == "Grid":
        numeric = [kind for kind, each in (config.get("ParameterRanges") or {}).items() if each]
        if numeric != ["CategoricalParameterRanges"]:
            yield "ParameterRanges: a Grid search takes only CategoricalParameterRanges"
    elif config and "MaxNumberOfTrainingJobs" not in (config.get("ResourceLimits") or {}):
        yield "ResourceLimits.MaxNumberOfTrainingJobs: required unless the strategy is Grid"


RULES = {"CreateTrainingJob": training_job_rules, "CreateHyperParameterTuningJob": search_rules}


def faults(operation: str, parameters: Mapping[str, Any], model: OperationModel | None = None) -> list[str]:
    """Return everything that is wrong with a request, in the order of the request; empty when it is sound.

    `model` is the operation's model, when the caller already has it.
    """
    shape = (model or service_model().operation_model(operation)).input_shape
    found = list(walk(shape, parameters, operation)) if shape else []
    return found + list(RULES.get(operation, lambda _: iter(()))(parameters))


@dataclass
class Recorder:
    """Collects the requests of this process, in order: what changes something in SageMaker or in S3, what reads.

    The rehearsal's own calls are left out; of a repeated reading request the first is kept.
    """

    seen: list[dict[str, Any]] = field(default_factory=list)
    stored: list[dict[str, Any]] = field(default_factory=list)
    read: list[dict[str, Any]] = field(default_factory=list)

    @property
    def telling(self) -> list[dict[str, Any]]:
        """What there is to show: changes in SageMaker; without any, changes in S3; without any, what was read."""
        return self.seen or self.stored or self.read

    def install(self) -> None:
        """Listen to every client created from now on."""
        botocore.handlers.BUILTIN_HANDLERS.append(("before-call.sagemaker", self._before_call))
        botocore.handlers.BUILTIN_HANDLERS.append(("before-parameter-build.s3", self._before_build))

    def _before_call(
        self, model: OperationModel, params: Mapping[str, Any], context: Mapping[str, Any], **_: Any
    ) -> None:
        if OWN in context:
            return
        parameters = json.loads(params["body"] or "{}")
        self._record(self.read if model.name.startswith(READING) else self.seen, model, parameters)

    def _before_build(
        self, model: OperationModel, params: Mapping[str, Any], context: Mapping[str, Any], **_: Any
    ) -> None:
        if OWN in context or model.name.startswith(READING_S3):
            return
        self._record(self.stored, model, {**params, "Body": "…"} if "Body" in params else dict(params))

    def _record(self, requests: list[dict[str, Any]], model: OperationModel, parameters: dict[str, Any]) -> None:
        request = {"operation": model.name, "parameters": parameters}
        if requests is not self.read or request not in requests:
            requests.append(request)
        if wrong := faults(model.name, parameters, model):
            message = f"{len(wrong)} validation error(s) detected: " + "; ".join(wrong)
            raise ClientError({"Error": {"Code": "ValidationException", "Message": message}}, model.name)
