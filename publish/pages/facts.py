"""What has a date, a version or a limit, and what holds of it on a day: tables and words of ``docs/facts.toml``.

A state, such as "patched" or "closed", is never written: it follows from a date and from the day of the build.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from publish.languages import Language
from publish.pages import markdown

Value = int | float | date | str
TABLES = ("training", "ai")


class FactError(ValueError):
    """A fact that cannot be used; the message names file, fact and what to do."""


@dataclass(frozen=True)
class Image:
    """An image of AWS: ``name`` and ``version`` as image_uris takes them, ``patched_until`` its last day of patches."""

    title: str
    name: str
    version: str
    source: str
    patched_until: date | None = None
    note: str = ""
    use: bool = False

    def state(self, day: date) -> str:
        """Return the key of what holds on a day: ``patched``, ``unpatched``, or the image's note."""
        if self.patched_until and day > self.patched_until:
            return "unpatched"
        return self.note or "patched"


@dataclass(frozen=True)
class Service:
    """A service or feature of AWS that closes; see ``docs/facts.toml`` for its days."""

    id: str
    title: str
    table: str
    source: str
    closed: date | None = None
    announced: date | None = None
    ends: date | None = None
    note: str = ""

    def state(self, day: date) -> tuple[str, date | None]:
        """Return the key of what holds on a day, and the day that it names, if it names one."""
        if self.ends:
            return ("ended" if day > self.ends else "ends"), self.ends
        if self.closed:
            return ("closed" if day >= self.closed else "closes"), self.closed
        return (self.note or "announced"), self.announced


@dataclass(frozen=True)
class Facts:
    """All of ``docs/facts.toml``."""

    days: Mapping[str, Mapping[str, Any]]
    numbers: Mapping[str, Mapping[str, Any]]
    images: Sequence[Image]
    services: Sequence[Service]

    def of_sources(self) -> Iterator[tuple[str, date]]:
        """Yield every date, with the source that it rests on."""
        yield from ((each["source"], each["day"]) for each in self.days.values())
        yield from ((image.source, image.patched_until) for image in self.images if image.patched_until)
        for service in self.services:
            yield from ((service.source, day) for day in (service.closed, service.announced, service.ends) if day)


def load(path: Path) -> Facts:
    """Read the facts. Raises ``FactError``."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        facts = Facts(
            table["days"],
            table["numbers"],
            [Image(**each) for each in table["image"]],
            [Service(**each) for each in table["service"]],
        )
    except (tomllib.TOMLDecodeError, TypeError, KeyError) as error:
        known = ", ".join(field.name for kind in (Image, Service) for field in fields(kind))
        raise FactError(f"{path.name}: {error}; an image or a service has of these: {known}") from None
    if found := list(_faults(facts)):
        raise FactError("\n".join(f"{path.name}: {fault}" for fault in found))
    return facts


def _faults(facts: Facts) -> Iterator[str]:
    for image in facts.images:
        if not (image.patched_until or image.note):
            yield f"image {image.title!r} has neither patched_until nor a note; add one"
    for service in facts.services:
        if service.table not in TABLES:
            yield f"service {service.id!r} is on the table {service.table!r}; write one of {', '.join(TABLES)}"
        if sum(map(bool, (service.closed, service.announced, service.ends, service.note))) != 1:
            yield f"service {service.id!r} needs exactly one of closed, announced, ends and note"


def values(facts: Facts, day: date, words: Mapping[str, Any]) -> dict[str, Value]:
    """Return what a page may ask for by name on a day.

    Args:
        facts: the facts.
        day: the day of the build.
        words: the labels of a language.
    """
    found: dict[str, Value] = {"build-day": day}
    found |= {name: each["day"] for name, each in facts.days.items()}
    found |= {name: each["value"] for name, each in facts.numbers.items()}
    for image in facts.images:
        if image.use:
            short = image.name.partition("-")[0]
            found[short] = image.version
            found[f"{short}-patched-until"] = image.patched_until or ""
    found["v2-state"] = words["facts"]["v2_after" if day > facts.days["v2-end"]["day"] else "v2_before"]
    for name in sorted({image.name.partition("-")[0] for image in facts.images}):
        alike = [image for image in facts.images if image.name.partition("-")[0] == name]
        kept = [image.version for image in alike if image.state(day) in ("patched", "partly")]
        found[f"{name}-patched"] = ", ".join(kept) or words["facts"]["none"]
        found[f"{name}-unpatched"] = ", ".join(i.version for i in alike if i.state(day) == "unpatched")
    return found


def fragments(facts: Facts, day: date, words: Mapping[str, Any], language: Language) -> dict[str, str]:
    """Return the generated tables of the facts, by file name."""
    return {
        "images.md": images(facts.images, day, words, language),
        **{f"closing-{table}.md": services(facts.services, table, day, words, language) for table in TABLES},
    }


def images(every: Sequence[Image], day: date, words: Mapping[str, Any], language: Language) -> str:
    """Return the table of images: until when each is patched, and what holds on the day."""
    heads = words["facts"]
    on = heads["on"].format(date=language.date(day))
    head = [heads["image"], heads["image_name"], heads["patched_until"], on]
    # Behind the first date of each source, not in the head: the book repeats the head, and there a link cannot stand.
    first = {image.source: image for image in reversed(every)}
    rows = [
        [
            image.title,
            f"`{image.name}`",
            (markdown.day(image.patched_until, language) if image.patched_until else heads["no_date"])
            + (f"[^{image.source}]" if first[image.source] is image else ""),
            words["image_states"][image.state(day)],
        ]
        for image in every
    ]
    return markdown.table(head, rows)


def services(every: Sequence[Service], table: str, day: date, words: Mapping[str, Any], language: Language) -> str:
    """Return one of the tables of what closes: what holds on the day, and what to take instead."""
    heads = words["facts"]
    rows = []
    for service in (each for each in every if each.table == table):
        state, when = service.state(day)
        said = words["service_states"][state].format(date=markdown.day(when, language) if when else "")
        rows.append([service.title, f"{said}[^{service.source}]", words["instead"][service.id]])
    return markdown.table([heads["service"], heads["on"].format(date=language.date(day)), heads["instead"]], rows)
