"""Every word that a rehearsal says to the reader, in the reader's language: ``say("launch.interrupted")``.

The words are in pt.toml, en.toml and es.toml, beside this file; what a result's ids are called, the site shows too,
and is in snippets/words/. What imitates AWS, the SDK or Docker is in neither: it stays as readers will search for it.

A process speaks one language: the one that was chosen, or else that of its locale, or else Portuguese.
"""

import os
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import snippets

FOLDER = Path(__file__).parent
SOURCE = "pt"
LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set counts

_chosen: list[str] = []  # at most one


class WordsError(LookupError):
    """There are no words for a key, or not the values that they need; the message says where to write them."""


def languages() -> list[str]:
    """Return the languages that a rehearsal speaks, Portuguese first."""
    return sorted((path.stem for path in FOLDER.glob("*.toml")), key=lambda name: (name != SOURCE, name))


def known(tag: str) -> str | None:
    """Return the language that a tag or a locale names (pt-BR, en_US.UTF-8), or None for one that is not spoken."""
    name = tag.replace("_", "-").partition(".")[0].partition("-")[0].lower()
    return name if name in languages() else None


def of_locale(environment: Mapping[str, str]) -> str:
    """Return the language of a process's locale, Portuguese when it names none that is spoken."""
    return _named(environment) or SOURCE


def _named(environment: Mapping[str, str]) -> str | None:
    tags = (environment[name] for name in LOCALE if environment.get(name))
    return known(next(tags, ""))


def others(environment: Mapping[str, str]) -> str:
    """Return how to have the other languages, each in its own words; "" when the locale names one that is spoken."""
    if _named(environment):
        return ""
    return " · ".join(table(each)["command.this_language"] for each in languages() if each != chosen())


def choose(language: str) -> None:
    """Speak this language from now on, in this process."""
    _chosen[:] = [language]


def chosen() -> str:
    """Return the language of this process."""
    if not _chosen:
        choose(of_locale(os.environ))
    return _chosen[0]


def say(key: str, **values: object) -> str:
    """Return the words of a key with the values put in. Raises ``WordsError``."""
    language = chosen()
    where = f"rehearsal/words/{language}.toml"
    try:
        return table(language)[key].format(**values)
    except KeyError as error:
        if key not in table(language):
            raise WordsError(f"{where}: no words for {key!r}; write them in every language") from None
        raise WordsError(f"{where}: the words of {key!r} ask for {error}; take it out or give it") from None


def of_argparse(words: str) -> str:
    """Return what stands for argparse's own words, or themselves where a version of Python has others."""
    bare = words.strip()  # in the words without the space or line that ends them
    return words.replace(bare, table(chosen()).get(f"argparse.{bare}", bare))


@cache
def table(language: str) -> dict[str, str]:
    """Return the words of a language by dotted key, those of snippets/words/ among them."""
    own = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    return dict(_leaves({**snippets.words(language), **own}))


def _leaves(words: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for key, value in words.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value
