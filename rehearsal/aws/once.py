"""Spares a rehearsal what the SDK and botocore do again and again with the same result.

The SDK checks its own configuration against a schema whenever a default may be missing (13 times for one training
job), and each check checks the whole schema first; botocore reads a service's model from disk, 4 MB of JSON for
SageMaker, for every session. Both depend on their input alone: here each is done once and remembered. A check
that fails is not remembered. Nothing is skipped, and the requests are the same ones.

Measured on one training job of modo-script: a third of the CPU time of this process, 4 of 13 seconds.
"""

import contextlib
import functools
import gc
import json
from collections.abc import Callable, Iterator
from typing import Any
from unittest import mock

import jsonschema
from botocore.loaders import JSONFileLoader

OBJECTS = 100_000  # new ones between two collections; the SDK makes millions that stay, which Python searches in vain


Valid = dict[tuple[str, int], Any]  # (an instance, the id of a schema): the schema, kept so that its id stays its own
_valid: Valid = {}


def once(validate: Callable[..., None], valid: Valid) -> Callable[..., None]:
    """Return jsonschema.validate without the repetitions: what was found valid against a schema stays so."""

    def validated(instance: Any, schema: Any, *rest: Any, **options: Any) -> None:
        what = json.dumps(instance, sort_keys=True, default=repr), id(schema)
        if rest or options or what not in valid:
            validate(instance, schema, *rest, **options)
            valid[what] = schema

    return validated


@contextlib.contextmanager
def on() -> Iterator[None]:
    """Spare this process the repetitions for as long as the rehearsal lasts."""
    read = functools.cache(JSONFileLoader().load_file)
    before = gc.get_threshold()
    gc.set_threshold(OBJECTS)
    with (
        mock.patch.object(jsonschema, "validate", once(jsonschema.validate, _valid)),
        mock.patch.object(JSONFileLoader, "load_file", lambda _, path: read(path)),
    ):
        try:
            yield
        finally:
            gc.set_threshold(*before)
