"""AWS's refusals, put where botocore receives them: as raw HTTP answers, so that everything after is botocore's own.

    with answered("sagemaker", "CreateTrainingJob", lambda asked: Refusal(400, "ResourceLimitExceeded", "…")):
        ...

What is given is called for each attempt with the request's parameters. It returns a Refusal, or a mapping (an
answer in JSON), or None: then the rehearsal or moto answers as always.
"""

import contextlib
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

import botocore.handlers
from botocore.awsrequest import AWSResponse

from rehearsal.wire import replies


@dataclass(frozen=True)
class Refusal:
    """An error of AWS, as it travels."""

    status: int
    code: str
    message: str

    def body(self, service: str) -> str:
        """Return the answer's body: XML for S3, JSON for the others."""
        if service == "s3":
            return f"<Error><Code>{self.code}</Code><Message>{escape(self.message)}</Message></Error>"
        return json.dumps({"__type": self.code, "message": self.message})


Given = Callable[[dict[str, Any]], Refusal | Mapping[str, Any] | None]

_given: dict[tuple[str, str], Given] = {}
_rehearsed: dict[tuple[str, str], Callable[[], Any]] = {}


@contextlib.contextmanager
def answered(service: str, operation: str, given: Given) -> Iterator[None]:
    """Answer an operation for a while."""
    _given[service, operation] = given
    try:
        yield
    finally:
        del _given[service, operation]


def install() -> None:
    """Listen to every client created from now on, inside a rehearsal."""
    handlers = botocore.handlers.BUILTIN_HANDLERS
    for place, (event, handler, *order) in enumerate(handlers):
        if event == "before-call" and handler.__module__ == replies.__name__:
            handlers[place] = (event, _put_off(handler), *order)
    handlers.append(("before-send", _answer, botocore.handlers.REGISTER_FIRST))


def _put_off(answer: Callable[..., Any]) -> Callable[..., Any]:
    """Return the rehearsal's handler, which waits for `_answer` when an operation is answered here."""

    def handler(model: Any, params: Any, context: Any, **others: Any) -> Any:
        key = model.service_model.service_name, model.name
        if key not in _given or replies.OWN in context:
            return answer(model=model, params=params, context=context, **others)
        _rehearsed[key] = lambda: answer(model=model, params=params, context=context, **others)
        return None

    return handler


def _answer(request: Any, event_name: str, **_: Any) -> AWSResponse | None:
    _, service, operation = event_name.split(".")
    if not (given := _given.get((service, operation))):
        return None
    asked = {} if service == "s3" else json.loads(request.body or "{}")
    if service == "s3":
        asked["Bucket"], _, asked["Key"] = request.url.split("//", 1)[1].partition("/")
    found = given(asked)
    if isinstance(found, Refusal):
        return _response(request.url, found.status, found.body(service))
    if found is None and (rehearsed := _rehearsed.get((service, operation), lambda: None)()):
        found = rehearsed[1]
    return None if found is None else _response(request.url, 200, json.dumps(found, default=_seconds))


def _seconds(value: datetime) -> float:
    return value.timestamp()


class _Body(io.BytesIO):
    def stream(self, **_: Any) -> Iterator[bytes]:
        """Yield what is left, as urllib3 does."""
        yield self.read()


def _response(url: str, status: int, body: str) -> AWSResponse:
    return AWSResponse(url, status, {"x-amzn-requestid": "ensaio"}, _Body(body.encode()))
