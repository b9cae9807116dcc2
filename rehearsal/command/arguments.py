"""The command line: what may be typed, in the reader's language, and what is refused before anything starts."""

import argparse
import json
import os
import re
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from unittest import mock

import snippets
from rehearsal import words
from rehearsal.command import image_choice
from rehearsal.command.kinds import LAUNCHER, SCRIPT
from rehearsal.machine import contents
from rehearsal.words import say

# Options without which a snippet would not show what it is about; what the reader gives counts more.
OF_A_SCRIPT = ("data", "hyperparameter", "metric", "image", "requirements", "max_runtime")
CHANNEL = re.compile(r"[A-Za-z0-9._-]{1,64}")
S3_ADDRESS = re.compile(r"s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[^=]*)?")
SECONDS = re.compile(r"[0-9]{1,9}(\.[0-9]+)?")
REGION = re.compile(r"[a-z]{2,4}(-[a-z]+){1,3}-[0-9]{1,2}")  # of its form: a new one is taken too
OF_THE_SDK = ("code", "sm_drivers")  # channels of its own
OWN_OPTIONS = {"spot-com-checkpoints": ["--interrupt-spot-at", "epoca=7 ", "--stop-grace", "0"]}


def expression(text: str) -> re.Pattern[str] | None:
    """Read a regular expression of the command line; an empty one is none."""
    try:
        return re.compile(text) if text else None
    except re.error as error:
        raise argparse.ArgumentTypeError(say("command.no_expression", text=text, error=error)) from error


def policies(text: str) -> dict[str, Any]:
    """Read the policies of the command line: a JSON file with ``caller`` and ``role``, or none."""
    if text == "none":
        return {}
    try:
        read: dict[str, Any] = json.loads(Path(text).read_text(encoding="utf-8"))
        given: dict[str, Any] = {who: read[who] for who in ("caller", "role") if who in read}
    except (OSError, ValueError, TypeError) as error:
        raise argparse.ArgumentTypeError(say("command.no_policies", text=text, error=error)) from error
    if not given or not all(isinstance(policy, dict) and "Statement" in policy for policy in given.values()):
        raise argparse.ArgumentTypeError(say("command.no_policies", text=text, error='"caller", "role": {"Statement"}'))
    return given


def report(text: str) -> Path:
    """Read where a report goes: a JSON file in a folder that is there, or a folder, which may be new."""
    path = Path(text)
    if path.suffix == ".json":
        fits = path.absolute().parent.is_dir() and not path.is_dir()
    else:
        above = next(each for each in (path.absolute(), *path.absolute().parents) if each.exists())
        fits = above.is_dir() and os.access(above, os.W_OK)
    if not fits:
        raise argparse.ArgumentTypeError(say("command.no_report", path=text))
    return path


def positive(text: str) -> int:
    """Read a whole number above zero."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(say("command.no_positive", text=text))
    return int(text)


def seconds(text: str) -> float:
    """Read a time in seconds, 0 or more, whole or with a point."""
    if not SECONDS.fullmatch(text):
        raise argparse.ArgumentTypeError(say("command.no_seconds", text=text))
    return float(text)


def region(text: str) -> str:
    """Read the name of a Region, as AWS writes them; an empty one is none."""
    if text and not REGION.fullmatch(text):
        raise argparse.ArgumentTypeError(say("command.no_region", text=text))
    return text


def language(text: str) -> str:
    """Read a language: its name here, or a tag such as pt-BR."""
    if found := words.known(text):
        return found
    raise argparse.ArgumentTypeError(say("command.no_language", text=text, languages=", ".join(words.languages())))


def channel(text: str) -> tuple[str, Path]:
    """Read a channel: a folder with something in it, or a file, with a name in front or none."""
    name, _, path = text.rpartition("=")
    if not CHANNEL.fullmatch(name or "train") or name in OF_THE_SDK:
        raise argparse.ArgumentTypeError(say("command.no_channel", name=name))
    folder = Path(path)
    if not folder.exists():
        raise argparse.ArgumentTypeError(say("command.no_path", path=folder))
    if folder.is_dir() and not any(each.is_file() for each in folder.rglob("*")):
        raise argparse.ArgumentTypeError(say("command.empty_folder", path=folder))
    return name or "train", folder.resolve()


def seed(text: str) -> tuple[str, Path]:
    """Read what lies in S3 beforehand: an address, and a folder or file that is there."""
    address, _, path = text.rpartition("=")
    if not S3_ADDRESS.fullmatch(address):
        raise argparse.ArgumentTypeError(say("command.no_address", text=text))
    if not Path(path).exists():
        raise argparse.ArgumentTypeError(say("command.no_path", path=path))
    return address, Path(path).resolve()


def value(text: str) -> tuple[str, str]:
    """Read a hyperparameter."""
    name, equals, what = text.partition("=")
    if not name or not equals:
        raise argparse.ArgumentTypeError(say("command.no_value", text=text))
    return name, what


def metric(text: str) -> tuple[str, str]:
    """Read a metric: a name, and an expression with one group, which holds the number."""
    name, equals, pattern = text.partition("=")
    if not name or not equals:
        raise argparse.ArgumentTypeError(say("command.no_metric", text=text))
    compiled = expression(pattern)
    if not compiled or not compiled.groups:
        raise argparse.ArgumentTypeError(say("command.no_group", text=pattern))
    return name, pattern


def file(text: str) -> Path:
    """Read the name of a file that is there."""
    if not Path(text).is_file():
        raise argparse.ArgumentTypeError(say("command.no_path", path=text))
    return Path(text).resolve()


def image(text: str) -> str:
    """Read an image: one that the rehearsal knows by a short name, or an address in a registry."""
    if text not in contents.images() and not image_choice.OF_AWS.fullmatch(text):
        raise argparse.ArgumentTypeError(say("command.no_image", text=text, names=", ".join(contents.images())))
    return text


def read(argv: Sequence[str]) -> argparse.Namespace:
    """Read the command line and speak its language from now on; what follows ``--`` is the launch file's own.

    What cannot work ends the program with exit code 2 and says why.
    """
    given, passed_on = list(argv), list[str]()
    if "--" in given:
        given, passed_on = given[: given.index("--")], given[given.index("--") + 1 :]
    early = argparse.ArgumentParser(add_help=False)
    early.add_argument("--language", nargs="?")
    asked = early.parse_known_args(given)[0].language or ""
    words.choose(words.known(asked) or words.of_locale(os.environ))
    with mock.patch.object(argparse, "_", words.of_argparse):  # what argparse itself says
        options = _read(given)
    options.passed_on = passed_on
    return options


def _read(argv: Sequence[str]) -> argparse.Namespace:
    parser = _parser()
    options = parser.parse_args(argv)
    if len(options.what) == 1:
        options = parser.parse_args([*OWN_OPTIONS.get(options.what[0], []), *argv])
    names = ", ".join(snippets.names())
    if options.update:
        if unknown := set(options.what) - set(snippets.names()):
            parser.error(say("command.no_snippet", unknown=", ".join(sorted(unknown)), names=names))
    elif len(options.what) != 1:
        parser.error(say("command.say_which", names=names))
    if twice := {name for name, _ in options.data if [each for each, _ in options.data].count(name) > 1}:
        parser.error(say("command.channel_twice", name=min(twice)))
    return options


def _parser() -> argparse.ArgumentParser:
    def told(option: str) -> str:
        given = {"images": ", ".join(contents.images()), "languages": ", ".join(words.languages())}
        return say(f"command.{option}", launch=snippets.LAUNCH, **given)

    parser = argparse.ArgumentParser(
        prog="ensaio",
        usage=told("usage"),
        description=told("description"),
        epilog=say("command.examples", names=", ".join(snippets.names())),
    )
    value_form, regex_form, file_form = told("value_form"), told("regex_form"), told("file_form")
    add = parser.add_argument
    add("what", nargs="*", help=told("what"))
    add("--language", type=language, metavar="|".join(words.languages()), help=told("language"))
    add("--as", dest="told", choices=(SCRIPT, LAUNCHER), help=told("as"))
    add("--data", type=channel, action="append", default=[], metavar=told("data_form"), help=told("data"))
    add("--s3", type=seed, action="append", default=[], metavar=told("s3_form"), help=told("s3"))
    add("--hyperparameter", type=value, action="append", default=[], metavar=value_form, help=told("hyperparameter"))
    add("--metric", type=metric, action="append", default=[], metavar=regex_form, help=told("metric"))
    add("--image", type=image, metavar=told("image_form"), help=told("image"))
    add("--requirements", type=file, metavar=file_form, help=told("requirements"))
    add("--max-runtime", type=positive, metavar="S", help=told("max_runtime"))
    # What writes the results that are committed is left out of the wheel.
    updates = find_spec(f"{__package__}.results") is not None
    add("--update", action="store_true", help=told("update") if updates else argparse.SUPPRESS)
    add("--work", type=Path, metavar=told("folder_form"), help=told("work"))
    add("--isolation", choices=("auto", "namespace", "rewrite"), default="auto", help=told("isolation"))
    add("--unguarded", action="store_true", help=told("unguarded"))
    add("--stop-grace", type=seconds, default=120, metavar="S", help=told("stop_grace"))
    add("--interrupt-spot-at", type=expression, metavar="REGEX", help=told("interrupt_spot_at"))
    add("--search-jobs", type=positive, metavar="N", help=told("search_jobs"))
    add("--region", type=region, default="us-east-1", metavar="R", help=told("region"))
    add("--permissions", type=policies, metavar=file_form, help=told("permissions"))
    add("--report", type=report, metavar=file_form, help=told("report"))
    return parser
