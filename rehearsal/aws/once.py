"""Spares a rehearsal what the SDK and botocore do again and again with the same result.

The SDK checks its own configuration against a schema whenever a default may be missing (13 times for one training
job), and each check checks the whole schema first; for every session botocore looks through its 400 folders of services
and reads a service's model from disk, 4 MB of JSON for SageMaker. All of that depends on its input alone: here each is
done once in a process and remembered. A check that fails is not remembered. Nothing is skipped, and the requests are
the same ones.

Its thousand models are classes of pydantic's, each of which builds its validator as the SDK is imported; here each does
when it is first used, which pydantic offers for that (defer_build), and few are. That is a quarter of the import.

Measured on one training job of modo-script: a third of the CPU time of this process, 4 of 13 seconds.
"""

import contextlib
import functools
import gc
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from typing import Any
from unittest import mock

import jsonschema
from botocore.loaders import JSONFileLoader
from botocore.loaders import Loader as ServiceLoader

OBJECTS = 100_000  # new ones between two collections; the SDK makes millions that stay, which Python searches in vain


MODELS = ("sagemaker.core.shapes.shapes", "sagemaker.core.resources", "sagemaker.core.shapes.model_card_shapes")
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


_list_services = ServiceLoader.list_available_services  # botocore's own
_listed: dict[tuple[str, ...], list[str]] = {}


def services(loader: ServiceLoader, type_name: str) -> list[str]:
    """Return what botocore's own list_available_services does: the services below the folders of a loader."""
    where = (type_name, *loader.search_paths)
    if where not in _listed:
        _listed[where] = _list_services(loader, type_name)
    return list(_listed[where])


class Deferring(MetaPathFinder, Loader):
    """Imports the modules of the SDK that define its models so that each is built when it is first used."""

    def __init__(self) -> None:
        self._loaders: dict[str, Any] = {}

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: Any = None) -> ModuleSpec | None:
        """Return where a module with models is, with this as its loader; None for every other."""
        spec = PathFinder.find_spec(fullname, path, target) if fullname in MODELS else None
        if spec:
            self._loaders[fullname], spec.loader = spec.loader, self
        return spec

    def create_module(self, spec: ModuleSpec) -> None:
        """Leave it to Python."""

    def exec_module(self, module: Any) -> None:
        """Run the module, and give everything back that it found."""
        import pydantic

        loader = self._loaders[module.__name__]
        module.__spec__.loader = module.__loader__ = loader
        with mock.patch.object(pydantic.BaseModel, "model_config", pydantic.ConfigDict(defer_build=True)):
            loader.exec_module(module)


@contextlib.contextmanager
def on() -> Iterator[None]:
    """Spare this process the repetitions for as long as the rehearsal lasts."""
    before = gc.get_threshold()
    gc.set_threshold(OBJECTS)
    deferring = Deferring()
    sys.meta_path.insert(0, deferring)
    with (
        mock.patch.object(jsonschema, "validate", once(jsonschema.validate, _valid)),
        mock.patch.object(JSONFileLoader, "load_file", lambda _, path: read(path)),
        mock.patch.object(ServiceLoader, "list_available_services", services),
    ):
        try:
            yield
        finally:
            sys.meta_path.remove(deferring)
            gc.set_threshold(*before)
