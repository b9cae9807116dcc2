"""Every text that has translations, by its place: a section of a page, a part of its front matter, a key of a table.

A section goes from its heading to the next heading of any level. A heading carries an id, the same in every language.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.utils import meta

from publish.languages import LANGUAGES, PAGES, ROOT, TABLES, Language

SOURCE, TRANSLATIONS = LANGUAGES[0], LANGUAGES[1:]

TITLE, DESCRIPTION, TOP = "_title", "_description", "_top"  # parts of a page that no heading names
FENCE = re.compile(r"\s*(`{3,}|~{3,})")
HEADING = re.compile(r"#{2,6} ")
ID = re.compile(r"\{#([a-z0-9-]+)\}\s*$")


@dataclass(frozen=True, order=True)
class Place:
    """Where a text stands, the same in every language: the language's folder is written ``{}``.

    A place without a part is the whole file.
    """

    file: str
    part: str

    def within(self, language: Language) -> str:
        """Return the place in one language, as people type it: ``docs/en/conceitos.md#s3``."""
        return f"{self.file}#{self.part}".removesuffix("#").replace("{}", language.folder)

    def is_in(self, other: "Place") -> bool:
        """Tell whether the other is this place, its file, or the keys above it."""
        above = other.part in ("", self.part) or self.part.startswith(f"{other.part}.")
        return self.file == other.file and above


# A language's folder in a place or path: docs/en/x.md, decision/text/en.toml
FOLDER = re.compile(rf"(?<=/)({'|'.join(language.folder for language in LANGUAGES)})(?=[/.])")


def named(place: str) -> tuple[Place, list[Language]]:
    """Return the place that people typed, with nothing as its part for a whole file, and the translations it means.

    A Portuguese place, or one without a language, means every translation of it.
    """
    file, _, part = FOLDER.sub("{}", place, count=1).partition("#")
    folder = FOLDER.search(place)
    meant = [language for language in TRANSLATIONS if folder and language.folder == folder[1]]
    return Place(file, part), meant or list(TRANSLATIONS)


Texts = Mapping[Place, str]


class TextError(ValueError):
    """A page that cannot be cut into sections; the message names it and what to do."""


def read(language: Language, root: Path = ROOT) -> dict[Place, str]:
    """Return every translated text of a language, in the order of files and of what stands in them.

    Raises:
        TextError: for a heading without an id, an id that stands twice, a page without title and description, or a
            table that is no TOML.
    """
    found: dict[Place, str] = {}
    for name, path in _files(PAGES, language, root):
        found |= {Place(name, part): text for part, text in sections(path.read_text(encoding="utf-8"), name).items()}
    for pattern in TABLES:
        for name, path in _files(pattern, language, root):
            found |= {Place(name, key): text for key, text in by_key(_table(path))}
    return found


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise TextError(f"{path}: {error}; mend the TOML, or rename a key that stands twice") from None


def _files(pattern: str, language: Language, root: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(root.glob(pattern.replace("{}", language.folder))):
        yield FOLDER.sub("{}", path.relative_to(root).as_posix(), count=1), path


def sections(page: str, name: str) -> dict[str, str]:
    """Return the parts of a page by id: its front matter, what stands before the first heading, and its sections.

    Raises:
        TextError: see ``read``.
    """
    markdown, about = meta.get_data(page)
    if not {"title", "description"} <= about.keys():
        raise TextError(f"{name}: has no title and description on top; add both between ---")
    parts = {TITLE: about["title"], DESCRIPTION: about["description"], TOP: ""}
    part, fence = TOP, ""
    for line in markdown.splitlines(keepends=True):
        mark = FENCE.match(line)
        if mark and (not fence or mark[1] == fence):
            fence = "" if fence else mark[1]
        if not fence and HEADING.match(line):
            part = _id(line, name)
            if part in parts:
                raise TextError(f"{name}: the id {part!r} stands twice; give each heading its own")
        parts[part] = parts.get(part, "") + line
    return parts


def _id(heading: str, name: str) -> str:
    found = ID.search(heading)
    if not found:
        raise TextError(f"{name}: the heading {heading.strip()!r} has no id; end it with the Portuguese one: {{#id}}")
    return found[1]


def by_key(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """Return every text of a table of words with its key, the keys above it before it: ``questions.tamanho.text``."""
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from by_key(value, f"{above}{key}.")
        elif isinstance(value, list):
            yield from by_key({str(number): item for number, item in enumerate(value)}, f"{above}{key}.")
        else:
            yield f"{above}{key}", str(value)
