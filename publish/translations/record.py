"""Which Portuguese text each translation followed, kept as a hash for each place; a hash that is another is behind.

The record of a language, ``docs/translations/<folder>.toml``, has a line for each place. Line breaks and spaces are
no change.
"""

import hashlib
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from publish.languages import ROOT, Language
from publish.translations.texts import Place, Texts, named

COMMAND = "python -m publish.translations --done"
HEADER = f"""\
# The Portuguese text that each translation followed, by a hash of it. Not edited by hand: after following a
# change, run `{COMMAND} <place>`, with a place as it is named below.
"""

Record = Mapping[Place, str]  # place -> hash of the Portuguese text that the translation follows


class PlaceError(ValueError):
    """A place that cannot be noted as followed; the message says why and what to do."""


@dataclass(frozen=True)
class Late:
    """A place at which a translation does not follow the Portuguese, and why; no part is the whole file."""

    place: Place
    language: Language
    why: str

    def __str__(self) -> str:
        """One line for whoever has to mend it."""
        here = self.place.within(self.language)
        return f"{here}: {self.why}, then run `{COMMAND} {here}`"


def digest(text: str) -> str:
    """Return what stands for a text in the record: the same for the same words, whatever the space between them."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:10]


def path(language: Language) -> Path:
    """Return the file of a language's record."""
    return ROOT / "docs" / "translations" / f"{language.folder}.toml"


def load(language: Language) -> dict[Place, str]:
    """Read the record of a language."""
    lines = tomllib.loads(path(language).read_text(encoding="utf-8"))
    return {named(place)[0]: hash_ for place, hash_ in lines.items()}


def written(record: Record, language: Language) -> str:
    """Return a record as it stands in its file."""
    return HEADER + "".join(f'"{place.within(language)}" = "{hash_}"\n' for place, hash_ in record.items())


def late(source: Texts, translated: Texts, record: Record, language: Language) -> list[Late]:
    """Return each place at which a language is behind, in the order of the Portuguese.

    Args:
        source: the Portuguese texts.
        translated: those of the language.
        record: which Portuguese texts these followed.
        language: the language.
    """
    found = []
    for place in dict.fromkeys((*source, *translated, *record)):
        if reason := _reason(place, source, translated, record):
            found.append(Late(place, language, reason))
    return found


def by_file(found: Iterable[Late], source: Texts) -> list[Late]:
    """Return what is behind with one line for a file of which every part is, for one reason, as one that is new."""
    parts = Counter(place.file for place in source)
    alike = Counter((each.place.file, each.why) for each in found)
    whole = [
        replace(each, place=Place(each.place.file, ""))
        if alike[each.place.file, each.why] == parts[each.place.file]
        else each
        for each in found
    ]
    return list(dict.fromkeys(whole))


def _reason(place: Place, source: Texts, translated: Texts, record: Record) -> str:
    if place not in source:
        gone = "is gone in both languages; see that it is meant"
        return "the Portuguese does not have it; take it out" if place in translated else gone
    if place not in translated:
        return "the Portuguese has it and this does not; write it"
    if place not in record:
        return "is new; see that it says what the Portuguese says"
    changed = record[place] != digest(source[place])
    return "the Portuguese changed after it was translated; follow it" if changed else ""


def behind(late_places: Iterable[Late]) -> dict[str, list[str]]:
    """Return what is behind in a language by page or table, its parts in order: for a notice on the page itself."""
    found: dict[str, list[str]] = {}
    for each in late_places:
        found.setdefault(each.place.file.replace("{}", each.language.folder), []).append(each.place.part)
    return found


def followed(
    source: Texts, translated: Texts, record: Record, language: Language, asked: Place | None
) -> dict[Place, str]:
    """Return the record once a place was followed: a section, keys that begin alike, a file, or with None everything.

    Raises:
        PlaceError: when there is no such place, or when one of the languages does not have it.
    """
    known = list(dict.fromkeys((*source, *translated, *record)))
    meant = [place for place in known if not asked or place.is_in(asked)]
    if asked and not meant:
        raise PlaceError(f"{asked.within(language)}: {_no_such_place(asked, source, language)}")
    for place in meant:
        if (place in source) != (place in translated):
            reason = _reason(place, source, translated, record)
            raise PlaceError(f"{place.within(language)}: cannot be noted as followed: {reason} first")
    hashes = {**record, **{place: digest(source[place]) for place in meant if place in source}}
    gone = {place for place in meant if place not in source}
    return {place: hashes[place] for place in known if place in hashes and place not in gone}


def _no_such_place(asked: Place, source: Texts, language: Language) -> str:
    if parts := [place.part for place in source if place.file == asked.file]:
        return f"there is no such part; the file has {', '.join(parts)}"
    return "is nothing that is translated; name it as `python -m publish.translations` does"
