"""Spares a rehearsal what the SDK and botocore do again and again with the same result.

The SDK checks its own configuration against a schema whenever a default may be missing (13 times for one training
job), and each check checks the whole schema first; for every session botocore looks through its 400 folders of services
and reads a service's model from disk, 4 MB of JSON for SageMaker. All of that depends on its input alone: here each is
done once in a process and remembered. A check that fails is not remembered. Nothing is skipped, and the requests are
the same ones.

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
from botocore.loaders import JSONFileLoader, Loader

OBJECTS = 100_000  # new ones between two collections; the SDK makes millions that stay, which Python searches in vain


read = functools.cache(JSONFileLoader().load_file)  # path -> a model
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


_list_services = Loader.list_available_services  # botocore's own
_listed: dict[tuple[str, ...], list[str]] = {}


def services(loader: Loader, type_name: str) -> list[str]:
    """Return what botocore's own list_available_services does: the services below the folders of a loader."""
    where = (type_name, *loader.search_paths)
    if where not in _listed:
        _listed[where] = _list_services(loader, type_name)
    return list(_listed[where])


@contextlib.contextmanager
def on() -> Iterator[None]:
    """Spare this process the repetitions for as long as the rehearsal lasts."""
    before = gc.get_threshold()
    gc.set_threshold(OBJECTS)
    with (
        mock.patch.object(jsonschema, "validate", once(jsonschema.validate, _valid)),
        mock.patch.object(JSONFileLoader, "load_file", lambda _, path: read(path)),
        mock.patch.object(Loader, "list_available_services", services),
    ):
        try:
            yield
        finally:
            gc.set_threshold(*before)
