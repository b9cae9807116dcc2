"""Hyperparameters as a script gets them: as arguments and as SM_ variables."""

import json
from collections.abc import Mapping
from typing import Any


def to_env_vars(values: Mapping[str, Any]) -> dict[str, str]:
    """Return {"SM_NAME": text}: text as it is, nothing as "", all else as JSON with sorted keys and no spaces."""
    return {f"SM_{str(name).upper()}": _text(value) for name, value in values.items()}


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True, separators=(",", ":"))


def to_cmd_args(values: Mapping[str, Any]) -> list[str]:
    """Return the arguments, by name: --name value, or -n value for a name of one letter."""
    words = []
    for name in sorted(values):
        words += [f"--{name}" if len(name) > 1 else f"-{name}", _argument(values[name])]
    return words


def _argument(value: Any) -> str:
    if isinstance(value, Mapping):
        return ",".join(f"{key}={part}" for key, part in sorted(value.items()))
    return "" if value is None else str(value)
