"""Sources and citations: every ``[^id]`` of a page becomes a footnote with title, address, and what was read when.

Each source has a day on which it has to be read again. From then on its claims are marked on every page.
"""

import html
import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from publish.languages import Language
from publish.pages import facts, markdown

CITATION = re.compile(r"\[\^([a-z0-9-]+)\]")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
FENCE = re.compile(r"^ *(`{3,}|~{3,}).*?^ *\1", re.MULTILINE | re.DOTALL)  # in a note too, where it is indented
REFERENCE = re.compile(r'<sup id="fnref\d*:([a-z0-9-]+)"><a [^>]*>[^<]*</a></sup>')  # a citation, in a page as HTML
# What was read: a page on line; a stored copy of it; a file at a commit or tag, which does not change; a run of ours.
READ = ("page", "copy", "file", "run")
VOLATILE, STABLE = timedelta(days=90), timedelta(days=365)  # for how long a reading is good


class SourceError(ValueError):
    """A citation or a source that cannot be used; the message names file, id and what to do."""


@dataclass(frozen=True)
class Source:
    """Something a claim rests on.

    read: one of ``READ``. edition: its own date or version, None when it carries none. copied: the day of the stored
    copy, None when it is not known. run: what we ran, a file of this repository; version: of what we ran. translated:
    the title of what is ours, by the folder of a language; what others wrote keeps the title that they gave it.
    language: the folder of the language in which it is written, where that is not English.
    volatile: whether it changes often. review_by: the day on which it has to be read again, where that is not
    ``VOLATILE`` or ``STABLE`` after the last reading.
    """

    id: str
    title: str
    url: str
    verified: date
    read: str = "copy"
    edition: str | None = None
    copied: date | None = None
    run: str | None = None
    translated: Mapping[str, str] = field(default_factory=dict, hash=False)
    language: str | None = None
    version: str | None = None
    volatile: bool = False
    review_by: date | None = None

    @property
    def review(self) -> date:
        """The day on which it has to be read or run again."""
        return self.review_by or self.verified + (VOLATILE if self.volatile else STABLE)

    def titled(self, language: Language) -> str:
        """Return the title as a reader of a language is told it."""
        return self.translated.get(language.folder, self.title)

    def due(self, day: date) -> bool:
        """Tell whether it is to be read again on a day."""
        return day >= self.review


def catalogue(docs: Path, repository: str) -> dict[str, Source]:
    """Read the sources in the folder ``docs``, with the dates of which they speak. Raises ``ValueError``."""
    return load(docs / "sources.toml", repository, facts.load(docs / "facts.toml").of_sources())


def load(path: Path, repository: str, dates: Iterable[tuple[str, date]] = ()) -> dict[str, Source]:
    """Read the catalogue of sources.

    Args:
        path: the catalogue.
        repository: the address of this repository, below which our own runs lie.
        dates: the dates of which the sources speak, each with its source's id: a source is read again on the next
            one, when its own time is not over before.

    Raises:
        SourceError: naming file and what to do.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise SourceError(f"{path.name}: {error}; mend the TOML, or rename an id that stands twice") from None
    told: dict[str, list[date]] = {}
    for id_, day in dates:
        if id_ not in table:
            raise SourceError(f"facts.toml: names the source {id_!r}, which {path.name} does not have; add it there")
        told.setdefault(id_, []).append(day)
    return {id_: _source(id_, entry, told.get(id_, []), path, repository) for id_, entry in table.items()}


def _source(id_: str, entry: dict[str, Any], dates: Iterable[date], path: Path, repository: str) -> Source:
    if run := entry.get("run"):
        entry = {"url": f"{repository}/blob/main/{run}", **entry}
    try:
        source = Source(id_, **entry)
    except TypeError as error:
        raise SourceError(
            f"{path.name}: {id_}: {error}; a source has title, verified, read and url or run, and perhaps edition, "
            "copied, version, volatile, review_by, translated and language"
        ) from None
    if source.read not in READ or (source.read == "run") != bool(run and source.version):
        raise SourceError(
            f"{path.name}: {id_}: `read` is one of {', '.join(READ)}; a run has `run`, a file, and `version` too"
        )
    ahead = [day for day in dates if source.verified < day < source.review]
    return source if source.review_by or not ahead else replace(source, review_by=min(ahead))


def cited(text: str) -> list[str]:
    """Return the source ids that a page cites, each once, in order of appearance; code blocks do not count."""
    return list(dict.fromkeys(CITATION.findall(FENCE.sub("", text))))


def footnotes(
    text: str, page: str, sources: Mapping[str, Source], words: Mapping[str, str], language: Language, today: date
) -> str:
    """Return a footnote for each source that a page cites.

    Args:
        text: the page as Markdown, its generated pieces in place.
        page: its path, for the error message.
        sources: the catalogue.
        words: the ``[site]`` labels.
        language: the language of the page.
        today: the day of the build.

    Raises:
        SourceError: when the page cites an id that the catalogue does not have.
    """
    ids = cited(text)
    for id_ in ids:
        if id_ not in sources:
            raise SourceError(f"{page}: cites the source {id_!r}, which docs/sources.toml does not have; add it there")
    return "\n".join(f"[^{id_}]: {describe(sources[id_], words, language, today)}" for id_ in ids)


def describe(source: Source, words: Mapping[str, str], language: Language, today: date) -> str:
    """Return title, edition, what was read when, and whether that is too long ago, as Markdown."""
    copied = markdown.day(source.copied, language) if source.copied else ""
    read = words[f"read_{source.read}{'_dated' if copied else ''}"].format(
        date=markdown.day(source.verified, language), copied=copied, version=source.version
    )
    parts = [f"[{source.titled(language)}]({source.url})", *_edition(source, words, language), read]
    if source.language and source.language != language.folder:
        parts.insert(1, words[f"in_{source.language}"])
    if source.due(today):
        due = words["due_since"].format(date=markdown.day(source.review, language))
        parts.append(f'<strong class="due">{due}</strong>')
    return ", ".join(parts) + "."


def with_due_marked(page: str, due: Collection[str], words: Mapping[str, str]) -> str:
    """Return a page, as HTML, in which each citation of a source that has to be read again is followed by a mark."""

    def marked(reference: re.Match[str]) -> str:
        if reference[1] not in due:
            return reference[0]
        title = html.escape(words["due_title"])
        return f'{reference[0]}<sup class="due" data-due="{reference[1]}" title="{title}">{words["due"]}</sup>'

    return REFERENCE.sub(marked, page)


def _edition(source: Source, words: Mapping[str, str], language: Language) -> list[str]:
    if source.read == "run":
        return []
    if not source.edition:
        return [words["undated"]]
    if not DAY.fullmatch(source.edition):
        return [words["edition"].format(edition=source.edition)]
    return [words["dated"].format(date=markdown.day(date.fromisoformat(source.edition), language))]


def listing(
    sources: Iterable[Source],
    pages: Mapping[str, Mapping[str, str]],
    words: Mapping[str, str],
    language: Language,
    today: date,
) -> str:
    """Return the list of all sources as Markdown.

    Args:
        sources: the catalogue.
        pages: source id -> the pages that cite it, as path -> title.
        words: the ``[site]`` labels.
        language: the language of the list.
        today: the day of the build.
    """
    items = []
    for source in sorted(sources, key=lambda source: source.titled(language).lower()):
        links = ", ".join(f"[{title}]({path})" for path, title in pages[source.id].items())
        items.append(f"- {describe(source, words, language, today)} {words['cited_by']}: {links}.")
    return "\n".join(items) + "\n"
