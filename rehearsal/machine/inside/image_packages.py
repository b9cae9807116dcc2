"""A job's own program imports what its image has, and not what only this computer has.

It runs as each Python of a job starts. Where it is sure what the image has, a package that is not in it is not found,
so that Python itself says ModuleNotFoundError, at the line at which AWS would; else the job goes on, and what it asked
for is noted. What pip installs in the job counts, with what that asks for; what packages import among themselves is
nobody's business here.

This file uses the standard library only, because training jobs load it.
"""

import contextlib
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import FrameType
from typing import Any

PACKAGES = ("site-packages", "dist-packages")
INSTALLED, NOTED = "installed", "noted"  # files beside this one: what pip was asked for, and what may be missing
NOT_THE_READERS = ("/sm_drivers/", "sagemaker_remote_function_bootstrap", "/toolkit/sagemaker_", "/toolkit_xgboost/")
STANDARD = os.path.dirname(os.__file__)
ANYTHING = "*"  # what pip installs from a folder or an address, whose name the command line does not say
NAME = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)")


def canonical(name: str) -> str:
    """Return the name of a distribution as all spellings of it are compared."""
    return re.sub(r"[-_.]+", "-", name).lower()


class OfTheImage:
    """Takes the place of Python's own PathFinder. ``known``: names of distributions; ``names``: module -> its own."""

    def __init__(self, known: Iterable[str], names: Mapping[str, str], sure: bool, folder: str) -> None:
        self._known, self._names, self._sure, self._folder = frozenset(known), names, sure, folder

    def __getattr__(self, name: str) -> Any:
        return getattr(PathFinder, name)

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: Any = None) -> ModuleSpec | None:
        """Return where a module is, or None where the image would not have it."""
        spec = PathFinder.find_spec(name, path, target)
        if spec is None or path is not None or not _is_installed(spec) or not _asked_by_a_program(sys._getframe(1)):
            return spec
        if self._has(name):
            return spec
        if self._sure:
            return None
        with contextlib.suppress(OSError), open(os.path.join(self._folder, NOTED), "a") as noted:
            noted.write(f"{name}\n")
        return spec

    def _has(self, module: str) -> bool:
        named = {canonical(module), canonical(self._names.get(module, module))}
        if named & self._known:
            return True
        from importlib import metadata

        named |= {canonical(each) for each in metadata.packages_distributions().get(module, ())}
        brought = required(_read(os.path.join(self._folder, INSTALLED)))
        return ANYTHING in brought or bool(named & (self._known | brought))


def required(names: Iterable[str]) -> set[str]:
    """Return these distributions and all that they ask for, as they are installed here."""
    from importlib import metadata

    found, waiting = set[str](), [canonical(name) for name in names]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            with contextlib.suppress(metadata.PackageNotFoundError):
                asked = [text for text in metadata.requires(name) or () if "extra ==" not in text]
                waiting += [canonical(match[1]) for text in asked if (match := NAME.match(text))]
    return found


def _is_installed(spec: ModuleSpec) -> bool:
    places = [spec.origin or "", *(spec.submodule_search_locations or ())]
    return any(f"{os.sep}{folder}{os.sep}" in place for place in places for folder in PACKAGES)


def _asked_by_a_program(frame: FrameType | None) -> bool:
    """Tell whether what imports is a program of the reader's, and no package, nor what starts the program."""
    while frame and (_file(frame).startswith("<frozen ") or _file(frame) == __file__ or "/importlib/" in _file(frame)):
        frame = frame.f_back
    if not frame:
        return False
    file = _file(frame)
    of_packages = any(f"{os.sep}{folder}{os.sep}" in file for folder in PACKAGES)
    return not (of_packages or file.startswith(STANDARD) or any(part in file for part in NOT_THE_READERS))


def _file(frame: FrameType) -> str:
    return frame.f_code.co_filename


def asked_of_pip(words: Sequence[str]) -> Iterator[str]:
    """Yield the distributions that a command line of pip asks for, those in its files of requirements too."""
    named = [at for at, word in enumerate(words) if re.fullmatch(r"pip[0-9.]*", os.path.basename(word))]
    pip = next((at for at in named if all(word.startswith("-") for word in words[1:at])), None)
    if pip is None or "install" not in words[pip:]:
        return
    given = list(words[words.index("install", pip) + 1 :])
    for option, value in zip(["", *given], given, strict=False):
        if option in ("-r", "--requirement") or value.startswith("--requirement="):
            yield from (match[1] for line in _read(value.rpartition("=")[2]) if (match := NAME.match(line)))
        elif value.endswith(".whl"):
            yield os.path.basename(value).partition("-")[0]
        elif value.startswith(".") or "/" in value:
            yield ANYTHING
        elif match := NAME.match(value):
            yield match[1]


def _read(path: str) -> list[str]:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read().splitlines()
    except OSError:
        return []


def hold(known: Iterable[str], names: Mapping[str, str], sure: bool) -> None:
    """From now on find only what the image has; in a process of pip, note what it installs."""
    folder = os.path.dirname(os.path.abspath(__file__))
    if names_of_pip := [*asked_of_pip(sys.orig_argv)]:
        with contextlib.suppress(OSError), open(os.path.join(folder, INSTALLED), "a") as installed:
            installed.write("".join(f"{name}\n" for name in names_of_pip))
    finder = OfTheImage(known, names, sure, folder)
    sys.meta_path[:] = [finder if each is PathFinder else each for each in sys.meta_path]
