"""The operations of AWS that the rehearsal answers itself, before moto is asked.

An answer is a plain function from the request's parameters and the Region to what the client returns; it raises
`refusal(...)` where AWS would refuse. Modules that stand in for a part of AWS offer theirs as a mapping from
(service, operation) to such a function, and `cloud` joins the mappings.
"""

import json
from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

import botocore.handlers
from botocore.exceptions import ClientError
from botocore.model import OperationModel

Answer = Callable[[dict[str, Any], str], dict[str, Any]]  # (parameters, Region) -> what the client returns
Answers = Mapping[tuple[str, str], Answer]  # (service as boto3 names it, operation) -> answer

OK = SimpleNamespace(status_code=200, headers={})


def install(answers: Answers) -> None:
    """Answer these operations for every client created from now on."""

    def answer(model: OperationModel, params: Mapping[str, Any], context: Mapping[str, Any], **_: Any) -> Any:
        known = answers.get((model.service_model.service_name, model.name))
        return (OK, known(_parameters(params["body"]), context["client_region"])) if known else None

    botocore.handlers.BUILTIN_HANDLERS.append(("before-call", answer))


def _parameters(body: Any) -> dict[str, Any]:
    """Return the parameters as they travel: JSON, or the flat form fields of older services."""
    if isinstance(body, dict):
        return dict(body)
    return dict(json.loads(body or "{}"))


def refusal(code: str, message: str, operation: str) -> ClientError:
    """Return the error of a request that AWS refuses."""
    return ClientError({"Error": {"Code": code, "Message": message}}, operation)
