"""The words that no line of a book parts: names, and words of another language.

A hyphen in ``Bedrock`` or ``Kubernetes`` makes another name of it, and a language has no rules for parting the words of
others. Which they are follows from the texts of the guide: nobody has to list them.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Set
from functools import lru_cache

from publish import glossary
from publish.languages import LANGUAGES, ROOT, Language

ENGLISH = "en"  # the folder of the language from which names and borrowed words come
# A word by itself: what has a sign beside it is part of an address, of a file's name or of an id.
WORD = re.compile(r"(?<![\w/.@-])[^\W\d_]+(?![\w/@-]|\.\w)")
SHORTEST = 4  # letters of a word that some language parts
# What has no words of the text: blocks of code, code in a line, where links lead, ids, values by name, citations.
NO_WORDS = re.compile(
    r"^ *```[\s\S]*?^ *```|`[^`\n]+`|(?<=\])\([^)\s]*\)|\{[^}\n]*\}|\[\^[a-z0-9-]+\]|<[^>\n]+>|https?://\S+",
    re.MULTILINE,
)


def of(said: Mapping[str, Set[str]], folder: str) -> set[str]:
    """Return the words that the book of a language does not part.

    In a language but English they are those that the English texts have too, in small letters, whether as a name or as
    a word that both have. In English, where any word could be one, they are those with a capital that all the others
    write the same.

    Args:
        said: the words of each language, by its folder.
        folder: of the language.
    """
    if folder != ENGLISH:
        return _small(said[folder]) & _small(said[ENGLISH])
    return {word for word in set.intersection(*map(set, said.values())) if word[0].isupper()}


def _small(words: Iterable[str]) -> set[str]:
    return {word.casefold() for word in words}


def words(text: str) -> set[str]:
    """Return the words that stand by themselves in a text and are long enough to be parted."""
    return {word for word in WORD.findall(NO_WORDS.sub(" ", text)) if len(word) >= SHORTEST}


@lru_cache(maxsize=1)
def said() -> dict[str, set[str]]:
    """Return the words of every language's texts, by its folder; the names of services are in all of them."""
    services = tomllib.loads((ROOT / "docs" / "facts.toml").read_text(encoding="utf-8"))["service"]
    names = words("\n".join(service.get("title", "") for service in services))
    return {language.folder: names | _said(language) for language in LANGUAGES}


def _said(language: Language) -> set[str]:
    texts = glossary.written(language).items()
    values = (glossary.NO_VALUE.sub(" ", text) if file.endswith(".toml") else text for file, text in texts)
    return set().union(*map(words, values))


def of_book(language: Language) -> list[str]:
    """Return the words that the book of a language does not part, in order, with the terms all languages share."""
    return sorted(of(said(), language.folder) | _shared_terms())


def _shared_terms() -> set[str]:
    """Return the words of the terms that every language calls the same, as "endpoint"."""
    named = [{name.name for name in term.names.values()} for term in glossary.load().values()]
    return words("\n".join(name for names in named if len(names) == 1 for name in names))
