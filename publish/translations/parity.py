"""Where a translation claims something else than the Portuguese, block by block, and what is declared to be right.

``docs/translations/apart.toml`` declares, with reasons: the words that are translated in code too, and the facts in
which a section rightly differs.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from publish.languages import ROOT, Language
from publish.translations import facts
from publish.translations.facts import Block
from publish.translations.texts import Place, Texts, named

APART = ROOT / "docs" / "translations" / "apart.toml"
LONG = 80  # letters, from which on a translation is about as long: of 2,000 blocks, none is shorter than 3/4
MOST_SHORTER = 2 / 3


class Unlike(NamedTuple):
    """A fact that two texts do not share: its name, what only the one and only the other has, and words nearby."""

    fact: str
    portuguese: tuple[str, ...]
    here: tuple[str, ...]
    near: str

    def __str__(self) -> str:
        """What differs, for whoever has to mend it."""
        sides = {"the Portuguese": self.portuguese, "this": self.here}
        said = ", ".join(f"only {side} has {', '.join(map(repr, facts))}" for side, facts in sides.items() if facts)
        return f"{self.fact}: {said or 'in another order'}, near {self.near!r}"


@dataclass(frozen=True)
class Difference:
    """A place at which a translation does not say what the Portuguese says."""

    place: Place
    language: Language
    unlike: Unlike

    def __str__(self) -> str:
        """One line for whoever has to mend it."""
        do = f"mend the one that is wrong, or declare in {APART.relative_to(ROOT)} why both are right"
        return f"{self.place.within(self.language)}: {self.unlike}; {do}"


@dataclass(frozen=True)
class Apart:
    """What is declared of a language: words that are translated in code, and place -> facts that may differ."""

    code: Mapping[str, str]
    facts: Mapping[Place, frozenset[str]]


def load(language: Language) -> Apart:
    """Read what is declared of a language."""
    table = tomllib.loads(APART.read_text(encoding="utf-8"))
    facts: dict[Place, frozenset[str]] = {}
    for name, why in table["facts"].items():
        place, meant = named(name)
        if language in meant:
            facts[place] = facts.get(place, frozenset()) | frozenset(why)
    return Apart(table["code"][language.folder], facts)


def read(texts: Texts, language: Language) -> dict[Place, list[Block]]:
    """Return the blocks of every text of a language."""
    return {place: _blocks(place, text, language) for place, text in texts.items()}


def _blocks(place: Place, text: str, language: Language) -> list[Block]:
    if not place.file.endswith(".md"):
        return facts.words(text, language)
    page = place.file.removeprefix("docs/{}/").removesuffix(".md")
    address = "" if page == "index" else f"{page}/"
    return facts.blocks(text, language, f"/{language.prefix}{address}")


def differences(
    source: Mapping[Place, list[Block]], translated: Mapping[Place, list[Block]], language: Language, apart: Apart
) -> Iterator[Difference]:
    """Return what differs at each place that both have and that is not declared, in the order of the Portuguese."""
    for place in source:
        if place in translated:
            for unlike in compared(source[place], translated[place], apart.code):
                if unlike.fact not in apart.facts.get(place, ()):
                    yield Difference(place, language, unlike)


def unequal(source: Texts, translated: Texts, language: Language) -> list[str]:
    """Return each label of the Portuguese that stands at several places and is not the same at them in a language."""
    places: dict[str, list[Place]] = {}
    for place, text in source.items():
        if place in translated and not place.file.endswith(".md"):
            places.setdefault(" ".join(text.split()), []).append(place)
    return [
        f"{', '.join(place.within(language) for place in found)}: are one in Portuguese, {label!r}; make them one here"
        for label, found in places.items()
        if len({" ".join(translated[place].split()) for place in found}) > 1
    ]


def needless(source: Mapping[Place, list[Block]], translated: Mapping[Place, list[Block]], apart: Apart) -> list[str]:
    """Return what is declared and needed no more, so that it hides nothing."""
    used = {
        (place, unlike.fact)
        for place in apart.facts
        for unlike in compared(source.get(place, []), translated.get(place, []), apart.code)
    }
    declared = {(place, fact) for place, found in apart.facts.items() for fact in found}
    code = "\n".join(chain.from_iterable(block.facts.get("code", ()) for found in source.values() for block in found))
    words = [word for word in apart.code if not _word(word).search(code)]
    return [*words, *(f"{place.file}#{place.part}: {fact}" for place, fact in sorted(declared - used))]


def compared(source: list[Block], translated: list[Block], code: Mapping[str, str]) -> Iterator[Unlike]:
    """Return what two texts do not share: their blocks, then what is in each; ``code`` may be translated in code."""
    near = _near(source[0]) if source else ""
    kinds, kinds_here = [block.kind for block in source], [block.kind for block in translated]
    if kinds != kinds_here:
        yield Unlike("blocks", *_only(kinds, kinds_here), near)
        source, translated = [_all(source, near)], [_all(translated, near)]
    for block, block_here in zip(source, translated, strict=True):
        for fact in sorted({*block.facts, *block_here.facts}):
            there, here = block.facts.get(fact, ()), block_here.facts.get(fact, ())
            if fact == "code":
                there = tuple(_as_here(each, here, code) for each in there)
            if sorted(there) != sorted(here):
                yield Unlike(fact, *_only(there, here), _near(block))
        if not _as_long(len(block.text), len(block_here.text)):
            yield Unlike("length", (_letters(block),), (_letters(block_here),), _near(block))


def _near(block: Block) -> str:
    return " ".join(block.text.split())[:60]


def _letters(block: Block) -> str:
    return f"{len(block.text)} letters"


def _as_long(there: int, here: int) -> bool:
    """Tell whether a text can be a translation of the other by its length; short ones say nothing."""
    return max(there, here) < LONG or MOST_SHORTER <= here / max(there, 1) <= 1 / MOST_SHORTER


def _only(there: Iterable[str], here: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    first, second = Counter(there), Counter(here)
    return tuple((first - second).elements()), tuple((second - first).elements())


def _all(blocks: list[Block], text: str) -> Block:
    """Return blocks as one, for a section in which it cannot be told which is the translation of which."""
    names = {fact for block in blocks for fact in block.facts}
    found = {fact: tuple(chain.from_iterable(block.facts.get(fact, ()) for block in blocks)) for fact in names}
    return Block("all", text, found)


def _as_here(code: str, here: tuple[str, ...], words: Mapping[str, str]) -> str:
    """Return Portuguese code as the translation has it, when only declared words differ."""
    changed = in_words(code, words)
    return changed if code not in here and changed in here else code


def in_words(code: str, words: Mapping[str, str]) -> str:
    """Return Portuguese code with the words that a language translates in code too."""
    if not words:
        return code
    longest_first = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.sub(rf"(?<!\w)(?:{longest_first})(?!\w)", lambda match: words[match[0]], code)


def _word(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
