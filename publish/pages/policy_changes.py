"""What an adjustment adds to the policies of its snippet, and what it takes out of them, in a few lines."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

Policies = Mapping[str, Any]
Allowed = tuple[str, str, str]  # an action, a resource, and the condition as JSON


def changes(before: Policies, after: Policies) -> list[str]:
    """Return the lines of a difference: the name of a document, then what comes and goes, actions of a kind together.

    Args:
        before: the policies of the snippet: ``caller``, and ``role`` with ``trust`` where it passes one on.
        after: those with the adjustment.
    """
    lines = []
    for who in ("caller", "role"):
        old, new = _allowed(before.get(who)), _allowed(after.get(who))
        told = [f"- {line}" for line in _together(old - new)] + [f"+ {line}" for line in _together(new - old)]
        lines += [f"@@ {who}.json @@", *told] if told else []
    told = [f"+ {service}" for service in sorted(_trusted(after) - _trusted(before))]
    return [*lines, "@@ trust @@", *told] if told else lines


def granted(policy: Mapping[str, Any]) -> list[str]:
    """Return a line for each resource of a policy, with all that is allowed on it."""
    return _together(_allowed(policy))


def _allowed(policy: Mapping[str, Any] | None) -> set[Allowed]:
    return {
        (action, resource, condition)
        for statement in (policy or {"Statement": []})["Statement"]
        for condition in _conditions(statement.get("Condition", {}))
        for action in statement["Action"]
        for resource in statement["Resource"]
    }


def _conditions(condition: Mapping[str, Mapping[str, list[str]]]) -> Iterator[str]:
    """Yield each value that a condition lets through, by itself; all of these policies have one key in each."""
    found = [
        json.dumps({key: value}) for keys in condition.values() for key, values in keys.items() for value in values
    ]
    yield from found or [""]


def _together(allowed: set[Allowed]) -> list[str]:
    """Return a line for each resource and condition, with all that is allowed on it."""
    actions: dict[tuple[str, str, str], list[str]] = {}
    for action, resource, condition in sorted(allowed):
        actions.setdefault((action.partition(":")[0], resource, condition), []).append(action)
    return [
        " ".join(filter(None, [", ".join(names), "→", resource, condition]))
        for (_, resource, condition), names in sorted(actions.items())
    ]


def _trusted(policies: Policies) -> set[str]:
    statements = policies.get("trust", {"Statement": []})["Statement"]
    services = [statement["Principal"]["Service"] for statement in statements]
    return {name for each in services for name in (each if isinstance(each, list) else [each])}
