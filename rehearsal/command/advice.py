"""One thing to do about what went wrong: it names the module, the program or the package that it is about.

What many readers meet is a symptom, with words of its own (symptoms/). Here is what depends on where it happened: a
module that is missing is another thing in AWS's image, in an image of the reader's own, and in the launch file.
"""

import importlib.util
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rehearsal import words
from rehearsal.aws import jumpstart
from rehearsal.command import along, nearby
from rehearsal.command.kinds import root
from rehearsal.command.trouble import last_exception, line_of_the_script
from rehearsal.machine import aliases, contents
from rehearsal.words import say
from symptoms.matching import find
from symptoms.reading import load
from symptoms.told import more

MISSING_MODULE = re.compile(r"No module named '(?P<module>[\w.]+)'")
MISSING_PROGRAM = re.compile(r'exec: "(?P<program>[^"]+)": executable file not found')
FIRST_LINE = re.compile(r"^exec (?P<program>[/.\w][^:\s]*): (?:no such file or directory|exec format error)", re.M)
INTERPRETER = re.compile(  # by env, by bash, and by dash, which does not say that it is the first line
    r"^/usr/bin/env: |: bad interpreter: |: cannot execute: required file not found|^\S*sh: \d+: \./\S+: not found",
    re.M,
)
PINNED = re.compile(r"No matching distribution found for (?P<pin>(?P<package>[A-Za-z0-9._-]+)[^\s(]*)")
SIGNAL = re.compile(r"died with <Signals\.(SIG\w+)")  # as Python says of a program that it ran
REQUIRED = re.compile(r"error: the following arguments are required: (?P<names>.+)")
CARD = re.compile(r"\(ResourceNotFound\) when calling the DescribeHubContent operation")
NO_OBJECT = re.compile(
    r"\((?:404|NoSuchKey|NoSuchBucket)\) when calling the (?P<operation>(?:Get|Head|List)\w+) operation"
)
NO_BUCKET = re.compile(r"\(NoSuchBucket\) when calling the (?P<asks>Get|Head|List)?\w+ operation")
ONE_LETTER = re.compile(
    r"error: unrecognized arguments: (?:.* )?-(?P<letter>[A-Za-z])\b(?!-)"
)  # as the toolkit passes it
VERSION = re.compile(r"module 'sagemaker' has no attribute '__version__'")
NOT_UTF_8 = re.compile(r"sm_drivers/common/utils\.py(?s:.)*UnicodeDecodeError: ")  # the driver, reading the script
NO_SPACE = "[Errno 28] No space left on device"
NO_FILE = re.compile(r"No such file or directory: b?'(?P<path>[^'\n]+)'")
NO_CHANNEL = re.compile(  # a path that is made of a variable which the job does not have
    r"No such file or directory: b?['\"]None['\"/]"
    r"|(?:expected str, bytes or os\.PathLike object|path should be path-like"
    r"|argument should be a str or an os\.PathLike object[^\n]*|Invalid file path or buffer object type: <class)"
    r"[^\n]*NoneType|can only concatenate str \(not \"NoneType\"\) to str"
    r"|unsupported operand type\(s\) for \+: 'NoneType' and 'str'"
)
NOT_GIVEN = re.compile(r"KeyError: 'SM_CHANNEL_(?P<name>\w+)'")
IN_AN_ACCOUNT = re.compile(r"\(\w*NotFound\w*\) when calling the (?P<operation>GetParameter\w*|\w+Secret\w*) operation")
UNSET = re.compile(  # a variable of the environment; those of AWS's a rehearsal takes away
    r"""File "(?:<frozen os>|[^"]*os\.py)", line \d+, in __getitem__\s+(?:raise KeyError\(key\) from None\s+)?"""
    r"KeyError: '(?P<name>(?!AWS_)\w+)'"
)
NO_NETWORK = "rede-negada"
GENERAL = ("erro-do-script", "excecao-python", "job-falhou")  # symptoms that any failure is
OLD_CORE = "sagemaker_core"  # the module of sagemaker-core before its version 2, which is sagemaker.core
CALLED_BY_AWS = "train"  # the program that AWS starts when an image has no ENTRYPOINT


@dataclass(frozen=True)
class Place:
    """Where a program ran: the address of its image, "" for the launch file; whether a Dockerfile here is read for it;
    the folder of the launch file, or of the script that is rehearsed alone, which goes with its whole folder; and the
    file into which a program writes why it fails.
    """

    image: str = ""
    own_image: bool = False
    folder: Path | None = None
    alone: bool = False
    reason: str = "/opt/ml/output/failure"


def advice(text: str, place: Place | None = None) -> list[str]:
    """Return what to do about the errors that a log or a message shows, the likeliest first."""
    symptoms = [found.symptom for found in find(text, load())]
    special = list(_of_the_place(text, place)) if place else []
    if place and (match := UNSET.search(text)) and all(each.id in GENERAL for each in symptoms):
        special.append(say("advice.unset_in_the_job" if place.image else "advice.unset", name=match["name"]))
    if _begins("guard.refused") in text:  # whatever a library made of that refusal
        others = [each for each in symptoms if each.id != NO_NETWORK]
        symptoms = [*(each for each in load() if each.id == NO_NETWORK), *others]
    known = [
        "\n    ".join([said.rehearsal_advice or said.advice, *more(symptom, load(), words.chosen())])
        for symptom in symptoms
        if (said := symptom.words[words.chosen()])
    ]
    return special + known


def of_a_failure(lines: Sequence[str], reason: str, place: Place) -> list[str]:
    """Return what to do about a job that failed, the likeliest first: what its last exception shows counts before
    any other line of its log.
    """
    exception = last_exception(lines)
    if found := [each for each in advice("\n".join(exception), place) if not each.startswith(_general())]:
        return found
    if where := line_of_the_script(exception):
        return [say("advice.line", file=where[0], line=where[1])]
    found = advice("\n".join([reason, *lines]), place)
    if [each for each in found if not each.startswith(_general())]:
        return found
    if exception:
        return [say("advice.own_exception"), *found]
    if signals := SIGNAL.findall("\n".join(lines)):
        return [say("advice.ended_by_signal", signal=signals[-1]), *found]
    return [say("advice.ended_itself", file=place.reason), *found]


def of_a_launch(shown: str, place: Place, where: tuple[str, int] | None) -> list[str]:
    """Return what to do about an error of a launch file; `where` is its file and line, when it lies in that file."""
    found = advice(shown, place)
    if where and not [each for each in found if not each.startswith(_general())]:
        return [say("advice.line_of_the_launcher", file=where[0], line=where[1])]
    return found


def _general() -> tuple[str, ...]:
    """Return the advice to look for the error in the log, whose lines stand above already."""
    told = [each.words[words.chosen()] for each in load() if each.id in GENERAL]
    return tuple(each.rehearsal_advice or each.advice for each in told)


def _of_the_place(text: str, place: Place) -> Iterator[str]:
    if match := MISSING_PROGRAM.search(text):
        if match["program"] != CALLED_BY_AWS:
            yield say("advice.program", program=match["program"])
        elif place.own_image:
            yield say("advice.no_entry_point")
    if place.own_image and (match := FIRST_LINE.search(text)):
        yield say("advice.first_line", program=match["program"])
    if place.image and INTERPRETER.search(text):
        yield say("advice.interpreter")
    if match := PINNED.search(text):
        yield _of_a_pin(match["package"], match["pin"])
    if place.image and (match := REQUIRED.search(text)):
        yield say("advice.arguments", names=match["names"])
    if place.image and (match := ONE_LETTER.search(text)):
        yield say("advice.one_letter", letter=match["letter"])
    if place.alone and (match := NOT_GIVEN.search(text)):
        yield say("advice.channel_to_give", name=match["name"].lower())
    if place.image and NO_CHANNEL.search(text):
        yield say("advice.no_channel")
    if place.image and (match := NO_FILE.search(text)) and _here(match["path"], place):
        yield say("advice.only_on_this_computer", path=match["path"])
    if place.image and NOT_UTF_8.search(text):
        yield say("advice.not_utf_8")
    if NO_SPACE in text:
        yield say("advice.no_space", folder=tempfile.gettempdir())
    if _begins("guard.held") in text:
        yield say("advice.held")
    if _begins("guard.program") in text:
        yield say("advice.program_held")
    if VERSION.search(text):
        yield say("advice.sdk_version")
    if match := IN_AN_ACCOUNT.search(text):
        yield say("advice.in_an_account", operation=match["operation"])
    if match := CARD.search(text):
        yield say("advice.jumpstart", models=", ".join(jumpstart.MODELS))
    bucket = NO_BUCKET.search(text)
    if bucket and not bucket["asks"]:
        yield say("advice.bucket_to_write")
    elif bucket and not place.image:
        yield say("advice.bucket")
    elif match := NO_OBJECT.search(text):
        yield say("advice.object", operation=match["operation"])
    if (match := MISSING_MODULE.search(text)) and not match["module"].startswith("sagemaker."):
        yield from _of_a_module(match["module"], place)


def _begins(key: str) -> str:
    """Return the words of a key up to the first value, by which a refusal is known in a log."""
    return say(key, path="\0", program="\0", host="\0").partition("\0")[0]


def _here(path: str, place: Place) -> bool:
    """Tell whether a file that a job does not see is on this computer, or beside what was rehearsed."""
    return not path.startswith("/opt/ml/") and os.path.lexists(place.folder / path if place.folder else path)


def _of_a_pin(package: str, pin: str) -> str:
    if here := aliases.installed(package):
        return say("advice.pin", package=package, pin=pin, installed=here, pip=_pip(pin))
    return say("advice.not_installed", package=package, pip=_pip(pin))


def _of_a_module(module: str, place: Place) -> Iterator[str]:
    name = root(module)
    if name == OLD_CORE:
        yield say("advice.old_core")
        return
    package = contents.distribution(name)
    if (here := aliases.installed(package)) and not importlib.util.find_spec(name):
        yield say("advice.of_another_version", module=module, package=package, installed=here)
        return
    told = {"module": module, "package": package, "pip": _pip(package)}
    higher = nearby.above(place.folder, name) if place.folder else None
    beside = next(nearby.beside(place.folder, name), None) if place.folder else None
    if not place.image:
        if own := place.folder / beside if place.folder and beside and "/" in beside else higher:
            yield say("advice.own_package", module=module, folder=own.parent)
        else:
            yield say("advice.in_the_launcher", **told)
        return
    if beside and "/" not in beside and not place.alone:
        yield say("advice.not_sent", path=beside, **told)
    elif place.own_image:
        yield say("advice.in_your_image", **told)
    elif (image := contents.of_address(place.image)) and package in image.packages:
        yield say("advice.in_the_image", image=image.id, **told)
    elif place.alone and place.folder and (below := nearby.below(place.folder, name, along.programs(place.folder))):
        yield say("advice.below", path=below)
    elif higher:
        yield say("advice.outside" if place.alone else "advice.not_sent_from_above", path=higher, **told)
    elif image and image.complete:
        only_here = importlib.util.find_spec(name) is not None
        yield say("advice.only_here" if only_here else "advice.not_in_the_image", image=image.id, **told)
    elif image:
        yield say("advice.perhaps_in_the_image", image=image.id, **told)


def _pip(package: str) -> str:
    return shlex.join([sys.executable, "-m", "pip", "install", package])
