"""What a program printed, with the words of another language in place of its own; the values stay as they are."""

import ast
import re
from collections.abc import Mapping

from snippets.voices.literals import VALUE


def translated(run: str, words: Mapping[str, str]) -> str:
    """Return what a run printed in other words.

    Args:
        run: what it printed.
        words: the texts of the program, values in braces, and what is said instead, with the same values.
    """
    for key in sorted(words, key=lambda key: len(VALUE.sub("", key)), reverse=True):
        parts, names = VALUE.split(key), VALUE.findall(key)
        told: list[str] = []
        end = 0
        for found in _pattern(parts).finditer(run):
            told += [run[end : found.start()], _filled(words[key], list(zip(names, found.groups(), strict=True)))]
            end = found.end()
        run = "".join([*told, run[end:]])
    return run


def _pattern(parts: list[str]) -> re.Pattern[str]:
    """Return what finds a text, given what stands around its values: each value is a group, on one line."""
    values = [r"([^\n]+?)"] * (len(parts) - 1)
    if values and not parts[-1]:
        values[-1] = r"([^\n]+)"
    texts = [re.escape(_meant(part)) for part in parts]
    return re.compile(r"(?<!\S)" + "".join(map("".join, zip(texts, [*values, ""], strict=True))))


def _filled(text: str, values: list[tuple[str, str]]) -> str:
    told = []
    for part, name in zip(VALUE.split(text), [*VALUE.findall(text), ""], strict=True):
        told.append(_meant(part))
        if name:
            told.append(values.pop([each for each, _ in values].index(name))[1])
    return "".join(told)


def _meant(body: str) -> str:
    """Return a text of a program as it is printed, for what stands between its quotes."""
    return str(ast.literal_eval(f'"{body}"'))
