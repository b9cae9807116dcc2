"""No folder beside a launch file takes the place of what the rehearsal itself imports later.

A launch file's folder comes first on the path, as with `python lancar.py`. What the rehearsal still has to import
once it runs, moto and the server in it, is looked for where it was installed.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

OURS = frozenset(
    {
        *("moto", "flask", "flask_cors", "werkzeug", "responses", "xmltodict", "py_partiql_parser", "jinja2"),
        *("markupsafe", "itsdangerous", "blinker", "click", "openapi_spec_validator", "nbformat", "fastjsonschema"),
    }
)


class Installed(MetaPathFinder):
    """Finds what is OURS on a path of its own."""

    def __init__(self, search: Sequence[str]) -> None:
        self.search = list(search)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return where a package of OURS is; None for everything else, which is found as usual."""
        return PathFinder.find_spec(fullname, self.search, target) if path is None and fullname in OURS else None


@contextmanager
def first(folder: str) -> Iterator[None]:
    """Put a folder first on the path of imports, but not before what is OURS."""
    finder = Installed(sys.path)
    sys.meta_path.insert(0, finder)
    sys.path.insert(0, folder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        with suppress(ValueError):  # a program may take it away itself
            sys.path.remove(folder)  # a job that goes on may need what is OURS only now
