"""The operations of AWS that the rehearsal answers itself, before moto is asked.

An answer is a plain function from the request's parameters and the Region to what the client returns; it raises
`refusal(...)` where AWS would refuse. What stands in for a part of AWS (a module, or an object with state) is a
`Part`: it offers its answers as a mapping from (service, operation), and `Cloud.parts` lists it.
"""

import json
from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any, Protocol

import boto3
import botocore.handlers
from botocore.exceptions import ClientError
from botocore.model import ListShape, OperationModel, Shape, StructureShape

Answer = Callable[[dict[str, Any], str], dict[str, Any]]  # (parameters, Region) -> what the client returns
Answers = Mapping[tuple[str, str], Answer]  # (service as boto3 names it, operation) -> answer


class Part(Protocol):
    """What stands in for a part of AWS. A module with these two names is one."""

    STAND_IN: str  # its id in report.STAND_INS, named at the end when one of its operations was asked for

    def answers(self) -> Answers:
        """Return the operations that it answers."""


ACCOUNT = "111122223333"  # whose cloud it is: the one of AWS's own examples
OK = SimpleNamespace(status_code=200, headers={})
REFUSED = SimpleNamespace(status_code=400, headers={})
LEFT_TO_MOTO: dict[str, Any] = {}  # what an answer returns, itself, when moto is to answer
# The bucket, and the repository of the image, in every address that comes from a card of JumpStart written here.
FROM_A_CARD = "ficha-de-ensaio"
OWN = "rehearsal's own"  # a key in the context of the calls that are not the snippet's


def client(service: str, region: str) -> Any:
    """Return a client for the rehearsal's own calls: they go to moto, and count neither as sent nor as permitted."""
    made = boto3.client(service, region_name=region)
    made.meta.events.register_first("provide-client-params", lambda context, **_: context.update({OWN: True}))
    return made


def install(answers: Answers, check: Callable[[str, str], None] = lambda *_: None) -> None:
    """Answer these operations for every client created from now on.

    `check` is told (service, operation) of every other one, and raises for what is not to reach moto.
    """

    def answer(model: OperationModel, params: Mapping[str, Any], context: Mapping[str, Any], **_: Any) -> Any:
        if OWN in context:
            return None
        service = model.service_model.service_name
        known = answers.get((service, model.name))
        if not known:
            return check(service, model.name)
        try:
            given = known(_parameters(params["body"]), context["client_region"])
            return None if given is LEFT_TO_MOTO else (OK, given)
        except ClientError as error:  # told as an answer, so that it is raised as the client's own class of errors
            return REFUSED, error.response

    def tidy(parsed: dict[str, Any], model: OperationModel, **_: Any) -> None:
        if model.output_shape:
            without_empty(parsed, model.output_shape)

    botocore.handlers.BUILTIN_HANDLERS.append(("before-call", answer))
    botocore.handlers.BUILTIN_HANDLERS.append(("after-call.sagemaker", tidy))


def without_empty(value: Any, shape: Shape) -> None:
    """Take out of an answer each structure that is empty and may not be: moto answers so what nobody gave.

    The SDK would stop at it, where AWS leaves the member out.
    """
    if isinstance(value, dict) and isinstance(shape, StructureShape):
        for name, member in shape.members.items():
            if value.get(name) == {} and getattr(member, "required_members", None):
                del value[name]
            elif name in value:
                without_empty(value[name], member)
    elif isinstance(value, list) and isinstance(shape, ListShape):
        for each in value:
            without_empty(each, shape.member)


def _parameters(body: Any) -> dict[str, Any]:
    """Return the parameters as they travel: JSON, or the flat form fields of older services."""
    if isinstance(body, dict):
        return dict(body)
    return dict(json.loads(body or "{}"))


def refusal(code: str, message: str, operation: str) -> ClientError:
    """Return the error of a request that AWS refuses."""
    return ClientError({"Error": {"Code": code, "Message": message}}, operation)
