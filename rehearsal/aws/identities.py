"""Who asks in a rehearsal, and what IAM lets them do: whoever runs the snippet, and the role that its jobs assume.

Each has one policy. Every call of the snippet is decided by the caller's, as AWS would before it answers; what a job
needs by the role's. Without policies everything is allowed but one thing: SimulatePrincipalPolicy. The SDK asks with
it for eleven actions on every resource, which no least privilege has; where it may not ask, it warns and goes on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import botocore.handlers
from botocore.model import OperationModel
from botocore.validate import ParamValidator

from rehearsal.wire.actions import YOURS, Need, UnknownPermissionError, call_needs
from rehearsal.wire.encryption import Keys
from rehearsal.wire.evaluation import decide
from rehearsal.wire.handed_on import of_a_schedule
from rehearsal.wire.permissions import role_needs
from rehearsal.wire.replies import ACCOUNT, OWN, refusal

STAND_IN = "caller-is-a-role"
CALLER = f"arn:aws:sts::{ACCOUNT}:assumed-role/{YOURS}/ensaio"  # as in Studio: the SDK takes it if no role is given
CALLING = {"UserId": "AROAENSAIOENSAIOENSA:ensaio", "Account": ACCOUNT, "Arn": CALLER}
SIMULATE = "iam:SimulatePrincipalPolicy"
# What a job does without: AWS runs it all the same, and its lines or metrics are missing.
DISPENSABLE = ("logs:", "cloudwatch:")
Policy = Mapping[str, Any]


@dataclass
class Identities:
    """The caller's policy and the role's; None for a rehearsal in which nothing but simulating is refused.

    ``refused`` keeps what was not allowed, in order: each once. ``needed`` keeps all that was decided, allowed or not,
    by "caller" and "role": what those who take something out of a policy can decide again without running anything.
    """

    caller: Policy | None = None
    role: Policy | None = None
    refused: list[Need] = field(default_factory=list)
    needed: dict[str, list[Need]] = field(default_factory=lambda: {"caller": [], "role": []})
    keys: Keys = field(default_factory=Keys)

    def install(self) -> None:
        """Decide every call of every client that is created from now on, but the rehearsal's own."""
        botocore.handlers.BUILTIN_HANDLERS.append(("before-parameter-build", self._decide))

    def _decide(self, model: OperationModel, params: Mapping[str, Any], context: Mapping[str, Any], **_: Any) -> None:
        if OWN in context:
            return
        if model.input_shape and ParamValidator().validate(params, model.input_shape).has_errors():
            return  # botocore refuses it next, before IAM is asked
        service = model.service_model.service_name
        call = {"service": service, "operation": model.name, "region": context["client_region"], "parameters": params}
        try:
            needs = [*call_needs(call, ACCOUNT), *self.keys.needs(call)]
        except UnknownPermissionError:
            return  # the report names it; a policy that was computed from such a run is not kept
        if model.name == "CreatePipeline":  # what nothing here carries out is only noted
            self._lacking("role", role_needs(call, ACCOUNT)[0])
        self._lacking("role", of_a_schedule(call))
        if lacking := self._lacking("caller", needs):
            raise _denied(lacking[0], service, model.name)

    def refused_to_the_role(self, needs: Iterable[Need]) -> list[Need]:
        """Return what the role lacks without which a job cannot run; what it can do without is only noted."""
        lacking = self._lacking("role", [*needs, *self.keys.of_a_job()])
        return [need for need in lacking if not need.action.startswith(DISPENSABLE)]

    def may(self, need: Need) -> bool:
        """Tell whether the role may do something, and note it if not."""
        return not self._lacking("role", [need])

    def _lacking(self, who: str, needs: Iterable[Need]) -> list[Need]:
        needs, policy = list(dict.fromkeys(needs)), self.role if who == "role" else self.caller
        self.needed[who] += [need for need in needs if need not in self.needed[who]]
        lacking = without(policy, needs) if policy else []
        self.refused += [need for need in lacking if need not in self.refused]
        return lacking

    def simulate(self, request: Mapping[str, Any], _: str) -> dict[str, Any]:
        """Answer SimulatePrincipalPolicy about the role, if the caller may ask; parameters as they travel."""
        source = request["PolicySourceArn"]
        if not self.caller or decide([self.caller], SIMULATE, source).effect != "allowed":
            raise _denied(Need(SIMULATE, source), "iam", "SimulatePrincipalPolicy")
        context = dict(
            zip(
                _members(request, "ContextEntries", "ContextKeyName"),
                _members(request, "ContextEntries", "ContextKeyValues.member.1"),
                strict=True,
            )
        )
        decisions = [
            (action, resource, decide([self.role or {"Statement": []}], action, resource, context))
            for action in _members(request, "ActionNames")
            for resource in _members(request, "ResourceArns") or ["*"]
        ]
        results = [
            {
                "EvalActionName": action,
                "EvalResourceName": resource,
                "EvalDecision": made.effect,
                "MissingContextValues": list(made.missing),
            }
            for action, resource, made in decisions
        ]
        return {"EvaluationResults": results, "IsTruncated": False}


def without(policy: Policy, needs: Iterable[Need]) -> list[Need]:
    """Return what a policy does not allow."""
    return [
        each for each in needs if decide([policy], each.action, each.resource, dict(each.context)).effect != "allowed"
    ]


def failure(need: Need) -> str:
    """Return the FailureReason of a job whose role lacks something, as AWS words it.

    The text for data is that of public reports; those for the rest name the action and are this rehearsal's own.
    """
    place = need.resource.removeprefix("arn:aws:s3:::")
    if need.action in ("s3:GetObject", "s3:ListBucket"):
        return f"ClientError: Data download failed:Unable to download object s3://{place} (AccessDenied: Access Denied)"
    return f"ClientError: the execution role is not authorized to perform: {need.action} on resource: {need.resource}"


def _members(request: Mapping[str, Any], name: str, below: str = "") -> list[str]:
    """Return the members of a list, which the query protocol sends as ``Name.member.1``, ``Name.member.2`` …"""
    found: list[str] = []
    while (key := f"{name}.member.{len(found) + 1}" + (f".{below}" if below else "")) in request:
        found.append(str(request[key]))
    return found


def _denied(need: Need, service: str, operation: str) -> Exception:
    """Return the error of a call that no policy allows, in the words of AWS."""
    if operation.startswith("Head"):
        return refusal("403", "Forbidden", operation)
    message = (
        f"User: {CALLER} is not authorized to perform: {need.action} on resource: {need.resource} "
        f"because no identity-based policy allows the {need.action} action"
    )
    return refusal("AccessDenied" if service in ("s3", "iam") else "AccessDeniedException", message, operation)
