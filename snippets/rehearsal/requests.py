"""The requests the SDK sends to SageMaker: recorded, and checked more strictly than botocore checks them.

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
from botocore.model import OperationModel, ServiceModel, Shape

MEASURED = ("string", "list", "map", "blob")  # types whose minimum and maximum are about their length
READING = ("Describe", "List", "Get", "Search")
DEFAULT_MAX_RUNTIME = 86_400  # seconds; MaxRuntimeInSeconds when the request does not say
LONGEST_RUNTIME = 28 * 86_400  # seconds; documented, not in the service model

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
    if shape.type_name == "structure":
        for name, part in value.items():
            if name not in shape.members:
                yield f"{path}.{name}: unknown member of {shape.name}"
            else:
                yield from walk(shape.members[name], part, f"{path}.{name}")
        for name in shape.required_members:
            if name not in value:
                yield f"{path}.{name}: required and missing"
    elif shape.type_name == "list":
        for number, part in enumerate(value):
            yield from walk(shape.member, part, f"{path}[{number}]")
    elif shape.type_name == "map":
        for key, part in value.items():
            yield from walk(shape.key, key, f"{path} (key {key!r})")
            yield from walk(shape.value, part, f"{path}.{key}")
    elif shape.type_name == "string":
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
    yield from _repeated("MetricDefinitions: metric", [metric.get("Name") for metric in metrics])


def _repeated(what: str, names: list[Any]) -> Iterator[str]:
    for name in sorted({str(name) for name in names if names.count(name) > 1}):
        yield f"{what} {name!r} is named more than once"


RULES = {"CreateTrainingJob": training_job_rules}


def faults(operation: str, parameters: Mapping[str, Any], model: OperationModel | None = None) -> list[str]:
    """Return everything that is wrong with a request, in the order of the request; empty when it is sound.

    `model` is the operation's model, when the caller already has it.
    """
    shape = (model or service_model().operation_model(operation)).input_shape
    found = list(walk(shape, parameters, operation)) if shape else []
    return found + list(RULES.get(operation, lambda _: iter(()))(parameters))


@dataclass
class Recorder:
    """Collects the SageMaker requests of this process that change something, in order."""

    seen: list[dict[str, Any]] = field(default_factory=list)

    def install(self) -> None:
        """Listen to every client created from now on."""
        botocore.handlers.BUILTIN_HANDLERS.append(("before-call.sagemaker", self._before_call))

    def _before_call(self, model: OperationModel, params: Mapping[str, Any], **_: Any) -> None:
        if model.name.startswith(READING):
            return
        parameters = json.loads(params["body"] or "{}")
        self.seen.append({"operation": model.name, "parameters": parameters})
        if wrong := faults(model.name, parameters, model):
            message = f"{len(wrong)} validation error(s) detected: " + "; ".join(wrong)
            error = {"Error": {"Code": "ValidationException", "Message": message}}
            raise ClientError(error, model.name)
