"""Policies with one thing less, each way in which a thing can be taken out."""

import copy
from collections.abc import Iterator, Mapping
from typing import Any

Policy = Mapping[str, Any]


def removals(policy: Policy) -> Iterator[tuple[str, Policy]]:
    """Yield what is taken out, in words, with what is left: statements, actions, resources, values of conditions."""
    for number, statement in enumerate(policy["Statement"]):
        title = f"{statement['Action'][0]}@{number}"
        yield f"statement {title}", _with(policy, number, None)
        for part in ("Action", "Resource"):
            for each in statement[part] if len(statement[part]) > 1 else []:
                left = {**statement, part: [value for value in statement[part] if value != each]}
                yield f"{part.lower()} {title} {each}", _with(policy, number, left)
        for test, keys in statement.get("Condition", {}).items():
            for key, values in keys.items():
                for each in values:
                    left = copy.deepcopy(statement)
                    left["Condition"][test][key].remove(each)
                    yield f"condition {title} {each}", _with(policy, number, left)


def _with(policy: Policy, number: int, statement: Mapping[str, Any] | None) -> Policy:
    before, after = policy["Statement"][:number], policy["Statement"][number + 1 :]
    return {**policy, "Statement": [*before, *([statement] if statement else []), *after]}
