"""Reads the part of a Dockerfile that decides what `docker run <image> train` starts.

Understood: FROM (the last stage counts), ARG and ENV with their substitution, WORKDIR, COPY and ADD from the
build context, ENTRYPOINT, CMD; line continuation, comments, exec and shell form. RUN is not carried out: it is
kept, so that a report can name what was left out. Anything that would change the outcome and is not
understood (COPY --from, a heredoc, ONBUILD) raises DockerfileError.
"""

import json
import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from rehearsal.words import say

IGNORED = {"LABEL", "EXPOSE", "USER", "SHELL", "STOPSIGNAL", "HEALTHCHECK", "MAINTAINER", "VOLUME"}
VARIABLE = re.compile(r"\$(?:\{(?P<braced>\w+)(?::-(?P<default>[^}]*))?\}|(?P<plain>\w+))")


class DockerfileError(Exception):
    """The Dockerfile cannot be read, or copies a file that is not there."""


@dataclass
class Recipe:
    """What the last stage of a Dockerfile says. `files` maps a path in the image to a local file or folder."""

    base: str = ""
    entrypoint: list[str] = field(default_factory=list)
    command: list[str] = field(default_factory=list)
    env: dict[str, str] = field(default_factory=dict)
    workdir: str = "/"
    files: dict[str, Path] = field(default_factory=dict)
    run: list[str] = field(default_factory=list)


def instructions(path: Path) -> Iterator[tuple[int, str, str]]:
    """Yield (line number, instruction in capitals, its arguments), with continued lines joined."""
    pending, start = "", 0
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        start = start if pending else number
        pending += line.strip()
        if pending.endswith("\\"):
            pending = pending[:-1].rstrip() + " "
            continue
        name, _, arguments = pending.partition(" ")
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
        return {name: value.strip()}
    return dict(word.split("=", 1) for word in words)


def _form(arguments: str) -> list[str]:
    """Return the words of an exec form, or the shell that runs a shell form."""
    if arguments.startswith("["):
        return [str(word) for word in json.loads(arguments)]
    return ["/bin/sh", "-c", arguments] if arguments else []


def _copy(arguments: str, recipe: Recipe, context: Path) -> None:
    words = json.loads(arguments) if arguments.startswith("[") else shlex.split(arguments)
    flags = [word for word in words if word.startswith("--")]
    if any(flag.startswith("--from") for flag in flags):
        raise DockerfileError(say("dockerfile.copy_from"))
    *sources, destination = [word for word in words if not word.startswith("--")]
    target = PurePosixPath(recipe.workdir) / destination
    for source in sources:
        matches = sorted(context.glob(source.lstrip("/"))) if source not in (".", "./") else [context]
        if not matches:
            raise DockerfileError(say("dockerfile.no_file", source=source, folder=context))
        for path in matches:
            into = path.is_file() and (destination.endswith("/") or destination == "." or len(sources) > 1)
            recipe.files[str(target / path.name if into else target)] = path


def read(path: Path, inherited: Mapping[str, str]) -> Recipe:
    """Read a Dockerfile; its folder is the build context, `inherited` the variables of its base image.

    Raises DockerfileError, which names the file and the line.
    """
    recipe, arguments_known = Recipe(), dict[str, str]()
    for number, name, text in instructions(path):
        known = {**inherited, **arguments_known, **recipe.env}
        try:
            match name:
                case "FROM":
                    recipe = Recipe(base=_substitute(text.split()[0], arguments_known))
                case "ARG":
                    key, _, default = text.partition("=")
                    arguments_known[key] = _substitute(default.strip("\"'"), known)
                case "ENV":
                    recipe.env |= {key: _substitute(value, known) for key, value in _pairs(text).items()}
                case "WORKDIR":
                    recipe.workdir = str(PurePosixPath(recipe.workdir) / _substitute(text, known))
                case "COPY" | "ADD":
                    _copy(_substitute(text, known), recipe, path.parent)
                case "ENTRYPOINT":
                    recipe.entrypoint, recipe.command = _form(text), []
                case "CMD":
                    recipe.command = _form(text)
                case "RUN":
                    recipe.run.append(text)
                case other if other not in IGNORED:
                    raise DockerfileError(say("dockerfile.instruction", name=other))
        except (DockerfileError, ValueError, IndexError) as error:
            raise DockerfileError(say("dockerfile.at", path=path, number=number, what=error)) from error
    return recipe
