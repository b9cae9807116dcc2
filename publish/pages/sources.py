"""Sources and citations: every ``[^id]`` of a page becomes a footnote with title, address and date."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from publish.languages import Language
from publish.pages import markdown

CITATION = re.compile(r"\[\^([a-z0-9-]+)\]")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)


class SourceError(ValueError):
    """A citation or a source that cannot be used; the message names file, id and what to do."""


@dataclass(frozen=True)
class Source:
    """Something a claim rests on. ``edition`` is its own date or version, None when it carries none."""

    id: str
    title: str
    url: str
    verified: date
    edition: str | None = None


def load(path: Path) -> dict[str, Source]:
    """Read the catalogue of sources. Raises ``SourceError``."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise SourceError(f"{path.name}: {error}; mend the TOML, or rename an id that stands twice") from None
    try:
        return {id_: Source(id_, **entry) for id_, entry in table.items()}
    except TypeError as error:
        raise SourceError(f"{path.name}: {error}; each source has title, url, verified and perhaps edition") from None


def cited(text: str) -> list[str]:
    """Return the source ids that a page cites, each once, in order of appearance; code blocks do not count."""
    return list(dict.fromkeys(CITATION.findall(FENCE.sub("", text))))


def footnotes(text: str, page: str, sources: Mapping[str, Source], words: Mapping[str, str], language: Language) -> str:
    """Return a footnote for each source that a page cites.

    Args:
        text: the page as Markdown, its generated pieces in place.
        page: its path, for the error message.
        sources: the catalogue.
        words: the ``[site]`` labels.
        language: the language of the page.

    Raises:
        SourceError: when the page cites an id that the catalogue does not have.
    """
    ids = cited(text)
    for id_ in ids:
        if id_ not in sources:
            raise SourceError(f"{page}: cites the source {id_!r}, which docs/sources.toml does not have; add it there")
    return "\n".join(f"[^{id_}]: {describe(sources[id_], words, language)}" for id_ in ids)


def describe(source: Source, words: Mapping[str, str], language: Language) -> str:
    """Return title, edition and verified date of a source as Markdown."""
    verified = words["verified"].format(date=markdown.day(source.verified, language))
    return f"[{source.title}]({source.url}), {_edition(source, words, language)}, {verified}."


def _edition(source: Source, words: Mapping[str, str], language: Language) -> str:
    if not source.edition:
        return words["undated"]
    if not DAY.fullmatch(source.edition):
        return words["edition"].format(edition=source.edition)
    return words["dated"].format(date=markdown.day(date.fromisoformat(source.edition), language))


def listing(
    sources: Iterable[Source], pages: Mapping[str, Mapping[str, str]], words: Mapping[str, str], language: Language
) -> str:
    """Return the list of all sources as Markdown.

    Args:
        sources: the catalogue.
        pages: source id -> the pages that cite it, as path -> title.
        words: the ``[site]`` labels.
        language: the language of the list.
    """
    items = []
    for source in sorted(sources, key=lambda source: source.title.lower()):
        links = ", ".join(f"[{title}]({path})" for path, title in pages[source.id].items())
        items.append(f"- {describe(source, words, language)} {words['cited_by']}: {links}.")
    return "\n".join(items) + "\n"
