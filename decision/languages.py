"""The languages of the guide, declared once: to add one, add its tag here and write its words."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """A language: ``tag`` is what HTML, JSON and the PDF's name say (BCP 47, as ``pt-BR``)."""

    tag: str

    @property
    def folder(self) -> str:
        """Its place below ``docs/``, and the name of its files of words: ``pt``."""
        return self.tag.split("-")[0]

    @property
    def prefix(self) -> str:
        """Its place in the published site, with a slash at the end: ``en/``. The source is at the root: ``""``."""
        return "" if self.tag == TAGS[0] else f"{self.folder}/"


TAGS = ("pt-BR", "en", "es")  # Portuguese is the source and stands first
LANGUAGES = tuple(map(Language, TAGS))


def by_folder(folder: str) -> Language:
    """Return the language with this folder. Raises ``KeyError``."""
    return {language.folder: language for language in LANGUAGES}[folder]
