"""What AWS's own service model, which botocore carries, forbids about a request, in the words in which AWS refuses it.

botocore catches wrong types, missing and unknown keys and some minimums; `violations()` walks the model for the rest
(enums, patterns, lengths, ranges). The words are those of AWS's front end for every service of this kind, such as
    Value 'ml.t2.medium' at 'resourceConfig.instanceType' failed to satisfy constraint: Member must satisfy enum …
https://github.com/aws-samples/aws-sagemaker-heart-disease-prediction/issues/1 (an enum), aws/sagemaker-python-sdk#6016
(a length) and aws-samples/amazon-sagemaker-pytorch-detectron2#10 (the values of a map), read 2026-11-28.
"""

import functools
import re
from collections.abc import Iterator, Mapping
from typing import Any

from botocore.loaders import Loader
from botocore.model import ListShape, MapShape, OperationModel, ServiceModel, Shape, StringShape, StructureShape

MEASURED = ("string", "list", "map", "blob")  # types whose minimum and maximum are about their length
NUMBERS = ("integer", "long", "float", "double")

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


def violations(operation: str, parameters: Mapping[str, Any], model: OperationModel | None = None) -> list[str]:
    """Return what the model forbids about a request, in the order of the request; empty when it is sound.

    `model` is the operation's model, when the caller already has it.
    """
    shape = (model or service_model().operation_model(operation)).input_shape
    return list(_walk(shape, parameters, "")) if shape else []


def refusal(found: list[str]) -> str:
    """Return AWS's message for these violations."""
    return f"{len(found)} validation error{'s' if len(found) > 1 else ''} detected: {'; '.join(found)}"


def _walk(shape: Shape, value: Any, path: str) -> Iterator[str]:
    """Yield what the model forbids about a value, one sentence each."""
    for wish in _unmet(shape, value):
        yield _sentence(value, path, wish)
    if isinstance(shape, StructureShape):
        for name, part in value.items():
            if name not in shape.members:
                yield f"{path}: unknown member {name!r} of {shape.name}"  # never sent: botocore takes none
            else:
                yield from _walk(shape.members[name], part, _below(path, name))
        for name in shape.required_members:
            if name not in value:
                yield _sentence(None, _below(path, name), "Member must not be null")
    elif isinstance(shape, ListShape):
        if _is_plain(shape.member):
            yield from _of_members(shape.member, value, value, path, "Member")
        else:
            for number, part in enumerate(value, start=1):
                yield from _walk(shape.member, part, f"{path}.{number}.member")
    elif isinstance(shape, MapShape):
        yield from _of_members(shape.key, value, value, path, "Map keys")
        if _is_plain(shape.value):
            yield from _of_members(shape.value, value.values(), value, path, "Map value")
        else:
            for key, part in value.items():
                yield from _walk(shape.value, part, f"{path}.{key}.member")


def _is_plain(shape: Shape) -> bool:
    return not isinstance(shape, (StructureShape, ListShape, MapShape))


def _of_members(shape: Shape, parts: Any, whole: Any, path: str, what: str) -> Iterator[str]:
    """Yield one sentence when a plain member of a list or a map is not as it must be: AWS names all its wishes."""
    if any(True for part in parts for _ in _unmet(shape, part)):
        yield _sentence(whole, path, f"{what} must satisfy constraint: [{', '.join(_wishes(shape))}]")


def _unmet(shape: Shape, value: Any) -> Iterator[str]:
    """Yield the wishes of a shape that a value does not meet, without a look inside it."""
    if isinstance(shape, StringShape):
        if shape.enum and value not in shape.enum:
            yield _enum(shape)
        if (pattern := shape.metadata.get("pattern")) and not compiled(pattern).fullmatch(value):
            yield _pattern(pattern)
    size = len(value) if shape.type_name in MEASURED else float(value) if shape.type_name in NUMBERS else None
    if size is not None:
        low, high = shape.metadata.get("min"), shape.metadata.get("max")
        if high is not None and size > high:
            yield _bound(shape, "less", high)
        if low is not None and size < low:
            yield _bound(shape, "greater", low)


def _wishes(shape: Shape) -> Iterator[str]:
    """Yield all that a shape wishes, in AWS's order."""
    for key, word in (("max", "less"), ("min", "greater")):
        if key in shape.metadata:
            yield _bound(shape, word, shape.metadata[key])
    if pattern := shape.metadata.get("pattern"):
        yield _pattern(pattern)
    if isinstance(shape, StringShape) and shape.enum:
        yield _enum(shape)


def _enum(shape: StringShape) -> str:
    return f"Member must satisfy enum value set: [{', '.join(shape.enum)}]"


def _pattern(pattern: str) -> str:
    return f"Member must satisfy regular expression pattern: {pattern}"


def _bound(shape: Shape, word: str, bound: float) -> str:
    measured = "length" if shape.type_name in MEASURED else "value"
    return f"Member must have {measured} {word} than or equal to {bound}"


def _sentence(value: Any, path: str, wish: str) -> str:
    shown = "null" if value is None else f"'{_as_java(value)}'"
    return f"Value {shown} at '{path}' failed to satisfy constraint: {wish}"


def _as_java(value: Any) -> str:
    """Return a value as AWS writes it."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}={_as_java(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_as_java, value)) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _below(path: str, name: str) -> str:
    return f"{path}.{name[0].lower()}{name[1:]}" if path else f"{name[0].lower()}{name[1:]}"
