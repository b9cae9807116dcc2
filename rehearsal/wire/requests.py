"""The requests that change SageMaker or S3, or read SageMaker: recorded, and checked more strictly than by botocore.

A request that AWS would refuse is refused here in its words and at the same call, before anything is trained:
what AWS's service model forbids (constraints), all of it in one message, as AWS does; else the first of the rules
that the model does not hold (rules).

Not to be known offline: whether an image tag exists, quotas, IAM, which Region has which instance type.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import botocore.handlers
from botocore.model import OperationModel

from rehearsal.wire import constraints, rules
from rehearsal.wire.replies import OWN, refusal

READING = ("Describe", "List", "Get", "Search")
READING_S3 = ("Head", "List", "Get")


def faults(
    operation: str, parameters: Mapping[str, Any], model: OperationModel | None = None, region: str = ""
) -> list[str]:
    """Return everything that is wrong with a request, in AWS's words where they are known; empty when it is sound.

    Args:
        operation: of SageMaker's API, such as ``CreateTrainingJob``.
        parameters: the request, in the API's names and as JSON has it.
        model: the operation's model in botocore, when the caller already has it.
        region: where the request goes, such as ``us-east-1``; without it, what is said of Regions is not looked at.

    Raises:
        botocore.model.OperationNotFoundError: when the API has no such operation.
    """
    found = constraints.violations(operation, parameters, model)
    return found + [broken.text for broken in rules.broken(operation, parameters, region)]


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
        requests = self.read if model.name.startswith(READING) else self.seen
        self._record(requests, model, parameters, context.get("client_region") or "")

    def _before_build(
        self, model: OperationModel, params: Mapping[str, Any], context: Mapping[str, Any], **_: Any
    ) -> None:
        if OWN in context or model.name.startswith(READING_S3):
            return
        self._record(self.stored, model, {**params, "Body": "…"} if "Body" in params else dict(params))

    def _record(
        self, requests: list[dict[str, Any]], model: OperationModel, parameters: dict[str, Any], region: str = ""
    ) -> None:
        request = {"operation": model.name, "parameters": parameters}
        if requests is not self.read or request not in requests:
            requests.append(request)
        if violations := constraints.violations(model.name, parameters, model):
            raise refusal("ValidationException", constraints.refusal(violations), model.name)
        if broken := rules.broken(model.name, parameters, region):
            raise rules.refusal(broken[0], model.name)
