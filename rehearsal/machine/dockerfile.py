"""Reads the part of a Dockerfile that decides what `docker run <image> train` starts.

Understood: FROM with its stages, ARG and ENV with their substitution, WORKDIR, COPY and ADD from the build context or
from another stage, ENTRYPOINT, CMD; line continuation, comments, exec and shell form. RUN is not carried out, but for
a chmod of files that were copied: it is kept, so that a report can name what was left out. Anything that would change
the outcome and is not understood (a file that only a RUN would make, an address, an archive, ONBUILD) raises
DockerfileError.
"""

import copy
import json
import re
import shlex
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from rehearsal.words import say

IGNORED = {"LABEL", "EXPOSE", "USER", "SHELL", "STOPSIGNAL", "HEALTHCHECK", "MAINTAINER", "VOLUME"}
ADDRESS = re.compile(r"(https?|ftp)://|git@")
ARCHIVE = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")  # what ADD unpacks
HEREDOC = re.compile(r"<<-?\s*[\"']?(\w+)[\"']?")
VARIABLE = re.compile(r"\$(?:\{(?P<braced>\w+)(?::-(?P<default>[^}]*))?\}|(?P<plain>\w+))")


class DockerfileError(Exception):
    """The Dockerfile cannot be read, or copies a file that is not there."""


@dataclass
class Recipe:
    """What a stage of a Dockerfile says. `files` maps a path in the image to a local file or folder.

    `executable` are the paths of files that it makes executable.
    """

    base: str = ""
    entrypoint: list[str] = field(default_factory=list)
    command: list[str] = field(default_factory=list)
    env: dict[str, str] = field(default_factory=dict)
    workdir: str = "/"
    files: dict[str, Path] = field(default_factory=dict)
    run: list[str] = field(default_factory=list)
    executable: set[str] = field(default_factory=set)

    def paths(self) -> Iterator[str]:
        """Yield the path in the image of every file that was copied."""
        for inside, local in self.files.items():
            if local.is_dir():
                yield from (str(PurePosixPath(inside) / path.relative_to(local)) for path in local.rglob("*"))
            else:
                yield inside

    def at(self, path: str) -> dict[str, Path]:
        """Return what lies at a path: {path below it, "" for itself: local file or folder}."""
        found = {}
        for inside, local in self.files.items():
            place = PurePosixPath(inside)
            if place.is_relative_to(path):
                found[str(place.relative_to(path)).removeprefix(".")] = local
            elif PurePosixPath(path).is_relative_to(inside):
                below = local / PurePosixPath(path).relative_to(inside)
                found |= {"": below} if below.exists() else {}
        return found


def instructions(path: Path) -> Iterator[tuple[int, str, str]]:
    """Yield (line number, instruction in capitals, its arguments), with continued lines joined."""
    pending, start, heredoc = "", 0, ""
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if heredoc:
            heredoc = "" if line.strip() == heredoc else heredoc
            continue
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        start = start if pending else number
        pending += line.strip()
        if pending.endswith("\\"):
            pending = pending[:-1].rstrip() + " "
            continue
        name, _, arguments = pending.partition(" ")
        if name.upper() == "RUN" and (begun := HEREDOC.search(arguments)):
            heredoc = begun[1]
        yield start, name.upper(), arguments.strip()
        pending = ""
    if pending:
        raise DockerfileError(say("dockerfile.at", path=path, number=start, what=say("dockerfile.backslash")))


def _substitute(text: str, known: Mapping[str, str]) -> str:
    def value(match: re.Match[str]) -> str:
        return known.get(match["braced"] or match["plain"], match["default"] or "")

    return VARIABLE.sub(value, text)


def _pairs(arguments: str) -> dict[str, str]:
    words = shlex.split(arguments)
    if "=" not in words[0]:  # the old form: ENV NAME value with spaces
        name, _, value = arguments.partition(" ")
        return {name: " ".join(shlex.split(value))}  # whose quotes Docker takes off too
    return dict(word.split("=", 1) for word in words)


def _form(arguments: str) -> list[str]:
    """Return the words of an exec form, or the shell that runs a shell form."""
    if arguments.startswith("["):
        return [str(word) for word in json.loads(arguments)]
    return ["/bin/sh", "-c", arguments] if arguments else []


def _copy(name: str, arguments: str, recipe: Recipe, context: Path, stages: Mapping[str, Recipe]) -> None:
    words = json.loads(arguments) if arguments.startswith("[") else shlex.split(arguments)
    flags = dict(word[2:].partition("=")[::2] for word in words if word.startswith("--"))
    *sources, destination = [word for word in words if not word.startswith("--")]
    target = PurePosixPath(recipe.workdir) / destination
    several = destination.endswith("/") or destination == "." or len(sources) > 1
    copied = []
    for source in sources:
        for below, path in _sources(name, source, flags.get("from"), context, stages):
            own = PurePosixPath(source).name if "from" in flags else path.name
            place = target / (own if path.is_file() and several and not below else below)
            recipe.files[str(place)] = path
            copied.append(str(place))
    if executes(flags.get("chmod", "")):
        recipe.executable |= {
            path for path in recipe.paths() if any(PurePosixPath(path).is_relative_to(c) for c in copied)
        }


def _sources(
    name: str, source: str, stage: str | None, context: Path, stages: Mapping[str, Recipe]
) -> Iterable[tuple[str, Path]]:
    """Return (path below the destination, local file or folder) of what a COPY or ADD names."""
    if stage is not None:
        found = stages[stage].at(str(PurePosixPath("/") / source)) if stage in stages else {}
        if not found:
            raise DockerfileError(say("dockerfile.copy_from", source=source, stage=stage))
        return found.items()
    if name == "ADD" and ADDRESS.match(source):
        raise DockerfileError(say("dockerfile.add_address", source=source))
    if name == "ADD" and source.endswith(ARCHIVE):
        raise DockerfileError(say("dockerfile.add_archive", source=source))
    matches = sorted(context.glob(source.lstrip("/"))) if source not in (".", "./", "/") else [context]
    if not matches:
        raise DockerfileError(say("dockerfile.no_file", source=source, folder=context))
    return [("", path) for path in matches]


def executes(mode: str) -> bool:
    """Tell whether a mode, as chmod takes it, lets whoever runs the image execute a file."""
    if mode.isdigit():
        return bool(int(mode[-3:], 8) & 0o100)
    return bool(re.fullmatch(r"([ugoa]*[+=][rwxXst]+,?)+", mode)) and "x" in mode.lower()


def _chmod(arguments: str, recipe: Recipe) -> None:
    """Note what a RUN makes executable of the files that were copied."""
    for command in re.split(r"&&|;|\|\|", arguments):
        words = command.split()
        if not words or words[0] != "chmod":
            continue
        mode, *paths = [word.strip("\"'") for word in words[1:] if not word.startswith("-")] or [""]
        if executes(mode):
            deep = any(word.startswith("-") and "R" in word for word in words)
            for named in (str(PurePosixPath(recipe.workdir) / path) for path in paths):
                recipe.executable |= {
                    path
                    for path in recipe.paths()
                    if fnmatchcase(path, named) or (deep and PurePosixPath(path).is_relative_to(named))
                }


def read(path: Path, inherited: Mapping[str, str]) -> Recipe:
    """Read a Dockerfile; its folder is the build context, `inherited` the variables of its base image.

    Raises DockerfileError, which names the file and the line.
    """
    recipe, arguments_known, stages = Recipe(), dict[str, str](), dict[str, Recipe]()
    for number, name, text in instructions(path):
        known = {**inherited, **arguments_known, **recipe.env}
        try:
            match name:
                case "FROM":
                    words = [word for word in text.split() if not word.startswith("--")]
                    base = _substitute(words[0], arguments_known)
                    recipe = copy.deepcopy(stages[base]) if base in stages else Recipe(base=base)
                    stages[str(len({id(stage) for stage in stages.values()}))] = recipe
                    stages |= {words[2]: recipe} if len(words) == 3 else {}
                case "ARG":
                    key, _, default = text.partition("=")
                    arguments_known[key] = _substitute(default.strip("\"'"), known)
                case "ENV":
                    recipe.env |= {key: _substitute(value, known) for key, value in _pairs(text).items()}
                case "WORKDIR":
                    recipe.workdir = str(PurePosixPath(recipe.workdir) / _substitute(text, known))
                case "COPY" | "ADD":
                    _copy(name, _substitute(text, known), recipe, path.parent, stages)
                case "ENTRYPOINT":
                    recipe.entrypoint, recipe.command = _form(text), []
                case "CMD":
                    recipe.command = _form(text)
                case "RUN":
                    recipe.run.append(text)
                    _chmod(_substitute(text, known), recipe)
                case other if other not in IGNORED:
                    raise DockerfileError(say("dockerfile.instruction", name=other))
        except (DockerfileError, ValueError, IndexError) as error:
            raise DockerfileError(say("dockerfile.at", path=path, number=number, what=error)) from error
    return recipe
