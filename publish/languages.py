"""Where things are, and the languages they come in."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"


@dataclass(frozen=True)
class Language:
    """A language of the site.

    ``tag`` is what HTML, JSON and the PDF's name say; ``folder`` is its place in ``docs/`` and ``decision/text/``;
    ``prefix`` is its place in the published site, with a slash at the end (Portuguese is at the root).
    """

    tag: str
    folder: str
    prefix: str

    @property
    def docs(self) -> Path:
        """The pages of this language."""
        return ROOT / "docs" / self.folder

    @property
    def fragments(self) -> Path:
        """Generated pieces of pages, which the pages include by name."""
        return BUILD / "fragments" / self.folder

    def words(self) -> dict[str, Any]:
        """Read the labels of the site in this language."""
        return tomllib.loads((ROOT / "docs" / "words" / f"{self.folder}.toml").read_text(encoding="utf-8"))


# Portuguese is the source and stands first.
LANGUAGES = (Language("pt-BR", "pt", ""), Language("en", "en", "en/"), Language("es", "es", "es/"))


def language(tag: str) -> Language:
    """Return the language with this tag. Raises ``KeyError``."""
    return {language.tag: language for language in LANGUAGES}[tag]
