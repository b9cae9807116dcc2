"""What a notebook finds around it: `get_ipython()`, `display`, and the modules of IPython where it is not installed.

Nothing is drawn: what `display` is given is printed, and a figure of matplotlib's is made without a window.
"""

import contextlib
import importlib.util
import os
import sys
import types
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from rehearsal.words import say

SHOWN = ("HTML", "Markdown", "Image", "JSON", "Audio", "Video", "IFrame", "Javascript", "Latex", "SVG", "Code")


class Silent:
    """Does nothing, whatever it is asked: what libraries tell a notebook, and the kernel that it would start again."""

    def __getattr__(self, name: str) -> "Silent":
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *_: Any, **__: Any) -> "Silent":
        """Do nothing."""
        return self


class Shell:
    """What `get_ipython()` answers: it does nothing, and says of each magic and command that it was left out."""

    config: Mapping[str, Any] = {}
    events = kernel = Silent()  # matplotlib asks to be told after each cell

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def left_out(*given: Any) -> None:
            print(say("notebook.not_done", what=" ".join(str(each) for each in (name, *given) if each)))

        return left_out


class Shown:
    """What would be drawn, and here is only named: IPython.display.HTML and its like."""

    def __init__(self, data: Any = None, **_: Any) -> None:
        self.data = data

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"


def display(*objects: Any, **_: Any) -> None:
    """Print what a notebook would show."""
    for each in objects:
        print(each)


@contextlib.contextmanager
def around() -> Iterator[None]:
    """Let a program find what every notebook has; what is installed here counts more."""
    made = {} if importlib.util.find_spec("IPython") else _modules()
    before = os.environ.get("MPLBACKEND")
    os.environ.setdefault("MPLBACKEND", "agg")
    sys.modules.update(made)
    try:
        yield
    finally:
        for name in made:
            sys.modules.pop(name, None)
        if before is None:
            os.environ.pop("MPLBACKEND", None)


def _modules() -> dict[str, types.ModuleType]:
    shown = {name: type(name, (Shown,), {}) for name in SHOWN}
    functions = {"display": display, "clear_output": lambda *_, **__: None, "set_matplotlib_formats": display}
    inner = _module("IPython.display", {**shown, **functions})
    core = _module("IPython.core.display", {**shown, **functions})
    named = {"display": inner, "get_ipython": Shell, "version_info": (9, 0, 0), "Application": Silent()}
    whole, middle = _module("IPython", named), _module("IPython.core", {"display": core})
    whole.__path__, middle.__path__ = list[str](), list[str]()
    return {module.__name__: module for module in (whole, inner, middle, core)}


def _module(name: str, names: dict[str, Any]) -> types.ModuleType:
    module = types.ModuleType(name)
    module.__dict__.update(names)
    return module
