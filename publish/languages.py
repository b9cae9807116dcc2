"""Where things are, and the languages they come in."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

import snippets
from decision import labels, languages

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"

# Where what people read is, in every language: pages, and tables of words. The language's folder is written {}.
PAGES = "docs/{}/**/*.md"
TABLES = (
    "docs/words/{}.toml",
    "decision/text/{}.toml",
    "decision/labels/{}.toml",
    "decision/cases/{}.toml",
    "symptoms/text/*/{}.toml",
    "rehearsal/words/{}.toml",
    "snippets/words/{}.toml",
)


@dataclass(frozen=True)
class Language(languages.Language):
    """A language of the guide, with its files in this repository."""

    @property
    def docs(self) -> Path:
        """The pages of this language."""
        return ROOT / "docs" / self.folder

    @property
    def fragments(self) -> Path:
        """Generated pieces of pages, which the pages include by name."""
        return BUILD / "fragments" / self.folder

    @property
    def copied(self) -> Path:
        """What readers copy, in this language: the files of ``snippets/`` as pages include them."""
        return BUILD / "copied" / self.folder

    def date(self, day: date) -> str:
        """Return a day as this language writes it in a sentence: ``22 de novembro de 2026``."""
        written = format_date(day, "long", locale=self._locale)
        # Brazilians write the first of a month as an ordinal, which CLDR does not know.
        return f"1º{written[1:]}" if self.folder == "pt" and day.day == 1 else written

    def number(self, value: float, decimals: int = 0) -> str:
        """Return a number as this language writes it: ``4,2``."""
        # Spanish parts no thousands from a number of four digits; CLDR says so too, and Babel does not look.
        whole = "0" if self.folder == "es" and abs(value) < 10_000 else "#,##0"
        return format_decimal(round(value, decimals), f"{whole}.{'0' * decimals}", locale=self._locale)

    @property
    def _locale(self) -> Locale:
        return Locale.parse(self.tag, sep="-")

    @cached_property
    def name(self) -> str:
        """What the language calls itself."""
        return str(self.words()["site"]["language"])

    def words(self) -> dict[str, Any]:
        """Read the labels of the site in this language, those that it shares with the terminal, and what the ids
        in a snippet's result are called.

        Raises:
            TreeError: when a shared label is missing.
        """
        words = tomllib.loads((ROOT / "docs" / "words" / f"{self.folder}.toml").read_text(encoding="utf-8"))
        shared = labels.load(self)
        fields, chooser = shared["fields"], shared["chooser"]
        words["card"] |= fields
        words["chooser"] |= chooser | {key: fields[key] for key in ("billing", "trap")}
        words["book"] |= {"question": chooser["question_number"], "limits": chooser["limits"]}
        return words | snippets.words(self.folder)


LANGUAGES = tuple(map(Language, languages.TAGS))


def language(tag: str) -> Language:
    """Return the language with this tag. Raises ``KeyError``."""
    return {language.tag: language for language in LANGUAGES}[tag]
