"""The command line: what may be typed, in the reader's language, and what is refused before anything starts."""

import argparse
import json
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unittest import mock

import snippets
from rehearsal import words
from rehearsal.words import say

# Options without which a snippet would not show what it is about; what the reader gives counts more.
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
        return {who: read[who] for who in ("caller", "role") if who in read}
    except (OSError, ValueError, TypeError) as error:
        raise argparse.ArgumentTypeError(say("command.no_policies", text=text, error=error)) from error


def positive(text: str) -> int:
    """Read a whole number above zero."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(say("command.no_positive", text=text))
    return int(text)


def language(text: str) -> str:
    """Read a language: its name here, or a tag such as pt-BR."""
    if found := words.known(text):
        return found
    raise argparse.ArgumentTypeError(say("command.no_language", text=text, languages=", ".join(words.languages())))


def read(argv: Sequence[str]) -> argparse.Namespace:
    """Read the command line and speak its language from now on.

    What cannot work ends the program with exit code 2 and says why.
    """
    early = argparse.ArgumentParser(add_help=False)
    early.add_argument("--language", nargs="?")
    asked = early.parse_known_args(argv)[0].language or ""
    words.choose(words.known(asked) or words.of_locale(os.environ))
    with mock.patch.object(argparse, "_", words.of_argparse):  # what argparse itself says
        return _read(argv)


def _read(argv: Sequence[str]) -> argparse.Namespace:
    parser = _parser()
    options = parser.parse_args(argv)
    if len(options.snippet) == 1:
        options = parser.parse_args([*OWN_OPTIONS.get(options.snippet[0], []), *argv])
    names = ", ".join(snippets.names())
    if options.update:
        if unknown := set(options.snippet) - set(snippets.names()):
            parser.error(say("command.no_snippet", unknown=", ".join(sorted(unknown)), names=names))
    elif options.script:
        if options.snippet:
            parser.error(say("command.script_alone"))
        for path in (options.script, *(Path(given.rpartition("=")[2]) for given in options.data)):
            if not path.exists():
                parser.error(say("command.no_path", path=path))
    elif len(options.snippet) != 1:
        parser.error(say("command.say_which", names=names))
    return options


def _parser() -> argparse.ArgumentParser:
    def told(option: str) -> str:
        return say(f"command.{option}", launch=snippets.LAUNCH, languages=", ".join(words.languages()))

    parser = argparse.ArgumentParser(
        prog="python -m rehearsal",
        description=told("description"),
        epilog=say("command.examples", names=", ".join(snippets.names())),
    )
    value, regex, file = told("value_form"), told("regex_form"), told("file_form")
    add = parser.add_argument
    add("snippet", nargs="*", help=told("snippet"))
    add("--language", type=language, metavar="|".join(words.languages()), help=told("language"))
    add("--script", type=Path, metavar=file, help=told("script"))
    add("--data", action="append", default=[], metavar=told("data_form"), help=told("data"))
    add("--hyperparameter", action="append", default=[], metavar=value, help=told("hyperparameter"))
    add("--metric", action="append", default=[], metavar=regex, help=told("metric"))
    add("--max-runtime", type=int, default=3600, metavar="S", help=told("max_runtime"))
    add("--update", action="store_true", help=told("update"))
    add("--work", type=Path, metavar=told("folder_form"), help=told("work"))
    add("--isolation", choices=("auto", "namespace", "rewrite"), default="auto", help=told("isolation"))
    add("--stop-grace", type=float, default=120, metavar="S", help=told("stop_grace"))
    add("--interrupt-spot-at", type=expression, metavar="REGEX", help=told("interrupt_spot_at"))
    add("--search-jobs", type=positive, metavar="N", help=told("search_jobs"))
    add("--region", default="us-east-1", metavar="R", help=told("region"))
    add("--permissions", type=policies, metavar=file, help=told("permissions"))
    add("--report", type=Path, metavar=file, help=told("report"))
    return parser


def own_script(options: argparse.Namespace) -> list[str]:
    """Return the arguments of own_script.py, with absolute paths: it runs in the working folder."""
    parts = [given.rpartition("=") for given in options.data]
    channels = [f"{name or 'train'}={Path(folder).resolve()}" for name, _, folder in parts]
    packed = json.dumps([channels, options.hyperparameter, options.metric, options.max_runtime])
    return [str(options.script.resolve()), packed]
