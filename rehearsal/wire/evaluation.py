"""IAM's decision over identity-based policies, as AWS documents it: a deny wins, then an allow, else nothing allows.

Actions and condition keys are compared without case, ``*`` and ``?`` are wildcards. A condition on a key that the
request does not carry does not hold, unless its operator ends in ``IfExists`` or negates; such keys are named, as
SimulatePrincipalPolicy names them in MissingContextValues.
Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html and
reference_policies_elements_condition_operators.html (read 2026-11-28).
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

from rehearsal.words import say

Effect = Literal["allowed", "explicitDeny", "implicitDeny"]
NEGATED = {"StringNotEquals": "StringEquals", "StringNotLike": "StringLike", "ArnNotLike": "ArnLike"}


class Decision(NamedTuple):
    """IAM's effect, in the words of SimulatePrincipalPolicy, and the condition keys that the request did not carry."""

    effect: Effect
    missing: tuple[str, ...] = ()


def decide(
    policies: Iterable[Mapping[str, Any]], action: str, resource: str = "*", context: Mapping[str, str] | None = None
) -> Decision:
    """Return what these policies together decide.

    Args:
        policies: policy documents, as JSON has them.
        action: ``service:Action``.
        resource: an ARN, or ``*`` for an action that is asked of no resource.
        context: the condition keys of the request, with one value each.

    Raises:
        ValueError: for a condition operator that is not known here.
    """
    known = {key.lower(): value for key, value in (context or {}).items()}
    effects: set[str] = set()
    missing: set[str] = set()
    for statement in (each for policy in policies for each in _listed(policy["Statement"])):
        if not _names(statement, "Action", action, ignoring_case=True) or not _names(statement, "Resource", resource):
            continue
        conditions = statement.get("Condition", {})
        missing |= {key for keys in conditions.values() for key in keys if key.lower() not in known}
        if all(_holds(operator, keys, known) for operator, keys in conditions.items()):
            effects.add(statement["Effect"])
    effect: Effect = "explicitDeny" if "Deny" in effects else "allowed" if "Allow" in effects else "implicitDeny"
    return Decision(effect, tuple(sorted(missing)))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _names(statement: Mapping[str, Any], element: str, value: str, ignoring_case: bool = False) -> bool:
    """Tell whether a statement's Action or Resource, or its NotAction or NotResource, takes in a value."""
    if f"Not{element}" in statement:
        return not any(_like(each, value, ignoring_case) for each in _listed(statement[f"Not{element}"]))
    return any(_like(each, value, ignoring_case) for each in _listed(statement[element]))


def _like(pattern: str, value: str, ignoring_case: bool = False) -> bool:
    expression = re.escape(pattern).replace(r"\*", ".*").replace(r"\?", ".")
    return bool(re.fullmatch(expression, value, re.DOTALL | (re.IGNORECASE if ignoring_case else 0)))


def _holds(operator: str, keys: Mapping[str, Any], known: Mapping[str, str]) -> bool:
    name = operator.removesuffix("IfExists")
    negated, test = name in NEGATED, NEGATED.get(name, name)
    if test not in ("StringEquals", "StringLike", "ArnLike", "Bool"):
        raise ValueError(say("evaluation.operator", operator=operator))
    if_missing = negated or operator.endswith("IfExists")
    return all(
        if_missing if key.lower() not in known else _any(test, _listed(values), known[key.lower()]) is not negated
        for key, values in keys.items()
    )


def _any(test: str, values: list[Any], given: str) -> bool:
    if test in ("StringLike", "ArnLike"):
        return any(_like(str(each), given) for each in values)
    if test == "Bool":
        return any(str(each).lower() == given.lower() for each in values)
    return given in map(str, values)
