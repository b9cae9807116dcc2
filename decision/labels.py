"""The words around those of the tree, which the site and the terminal share: ``labels/<language>.toml``.

Every field of an outcome that is declared for the card has its label here, with the field's name as key.
"""

import tomllib
from pathlib import Path

from decision.fields import declared
from decision.languages import LANGUAGES, Language
from decision.model import PARTS, TreeError

FOLDER = Path(__file__).parent / "labels"


def criteria() -> list[str]:
    """Return the words of an outcome that its card shows, in order; each is also the key of its label."""
    return [each.name for each in declared(PARTS["outcomes"]) if each.card]


def load(language: Language) -> dict[str, dict[str, str]]:
    """Return the labels of a language by section: ``fields``, ``chooser`` and ``terminal``; each by key.

    Raises:
        TreeError: when a field of the card has no label, or another key than the source language's stands there.
    """
    found, source = _read(language), _read(LANGUAGES[0])
    wanted = {**{section: list(labels) for section, labels in source.items()}, "fields": criteria()}
    faults = []
    for section, keys in wanted.items():
        here = found.get(section, {})
        file = f"labels/{language.folder}.toml: [{section}]"
        faults += [f"{file} has no {key!r}; write it" for key in keys if key not in here]
        faults += [f"{file} has {key!r}, which nothing shows; remove it" for key in here if key not in keys]
    if faults:
        raise TreeError(faults)
    return found


def _read(language: Language) -> dict[str, dict[str, str]]:
    try:
        return tomllib.loads((FOLDER / f"{language.folder}.toml").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise TreeError([f"labels/{language.folder}.toml: the file is missing; create it"]) from None
    except tomllib.TOMLDecodeError as error:
        raise TreeError([f"labels/{language.folder}.toml: {error}; mend the TOML"]) from None
