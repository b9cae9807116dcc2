"""A reader's own script: which image it would need, what goes along with it, and what its launch file is given."""

import json
import re
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rehearsal.command import along, image_choice, nearby
from rehearsal.command.image_choice import Import
from rehearsal.machine import contents
from rehearsal.machine.contents import Image
from rehearsal.words import say

REQUIREMENTS = "requirements.txt"
MAX_RUNTIME = 3600  # seconds, the SDK's own
INSTANCE_TYPE = "ml.m5.large"  # for an image whose needs are not known
LONGEST_NAME = 40  # of a job, before the SDK puts the time behind it


@dataclass(frozen=True)
class Plan:
    """What the launch file of a script is given, what the reader is told first, and what the image lacks."""

    given: dict[str, Any]
    folder: Path
    goes: along.Along
    told: tuple[str, ...]
    lacking: tuple[str, ...] = ()

    def argv(self, code: Path) -> list[str]:
        """Return the arguments of own_script.py, once what goes along is in the folder `code`."""
        return [json.dumps({**self.given, "source_dir": str(code)})]


def plan(script: Path, options: Namespace) -> Plan:
    """Return how a script is launched. Raises MisusedError for a folder that cannot go along."""
    folder = script.parent
    goes = along.along(folder, [path for _, path in options.data])
    requirements = options.requirements or (folder / REQUIREMENTS if (folder / REQUIREMENTS) in goes.files else None)
    text = requirements.read_text(encoding="utf-8", errors="replace") if requirements else ""
    found = image_choice.needed(script)
    image, said = _image(options.image, found)
    told = [_image_told(image, options.image, said, script), *along.told(goes, folder)]
    if requirements:
        told.append(say("own.requirements", file=requirements.name))
    unknown = image_choice.lacking(image, found, text) if image else []
    unknown = [each for each in unknown if not _sent(each.module, folder, [path for _, path in options.data])]
    lacks = [_lacking_told(image, each, folder) for each in unknown] if image else []
    given = {
        "entry_script": script.name,
        "image": image_choice.asked(image) if image else options.image,
        "instance_type": image.instance_type if image else INSTANCE_TYPE,
        "requirements": str(requirements) if requirements else None,
        "channels": [[name, str(path)] for name, path in options.data],
        "hyperparameters": dict(options.hyperparameter),
        "metrics": [list(pair) for pair in options.metric],
        "max_runtime": options.max_runtime or MAX_RUNTIME,
        "name": job_name(script.stem),
    }
    certain = bool(image and image.complete and not image_choice.calls_pip(goes.files))  # else the job itself shows it
    lacks = lacks if certain or (image and not image.complete) else []
    return Plan(given, folder, goes, tuple(told + ([] if certain else lacks)), tuple(lacks if certain else []))


def _sent(module: str, folder: Path, channels: Sequence[Path]) -> bool:
    """Tell whether a module reaches the job in a folder, which a program may put on Python's path: the job shows it."""
    in_a_channel = any(next(nearby.beside(path, module), None) for path in channels)
    return in_a_channel or nearby.below(folder, module, along.programs(folder)) is not None


def job_name(stem: str) -> str:
    """Return the name of a file as the name of a job may be."""
    return re.sub(r"[^A-Za-z0-9]+", "-", stem).strip("-")[:LONGEST_NAME] or "ensaio"


def _image(asked: str | None, found: Sequence[Import]) -> tuple[Image | None, Import | None]:
    if asked:
        return contents.images().get(asked), None
    return image_choice.choose(found)


def _image_told(image: Image | None, asked: str | None, said: Import | None, script: Path) -> str:
    if not image:
        return say("own.image_of_yours", image=asked)
    named = {"image": image.id, "name": image.name, "version": image.version, "file": script.name}
    if asked:
        return say("own.image_asked", **named)
    if said:
        return say("own.image_imported", **{**named, "file": said.file}, module=said.module, line=said.line)
    return say("own.image_default", **named)


def _lacking_told(image: Image, each: Import, folder: Path) -> str:
    if path := nearby.above(folder, each.module):
        return say("own.outside", path=path, folder=folder, **vars(each))
    key = "own.lacking" if image.complete else "own.perhaps_lacking"
    package = contents.distribution(each.module)
    return say(key, image=image.id, version=image.version, package=package, **vars(each))
