"""The feed of a language, as Atom: the versions of the tree, and the days on which what the guide says changed.

Such a day is one of ``docs/facts.toml`` that has passed: the patches of an image ended, AWS closed a service. So nobody
has to write it down when it comes. The day of a version is in ``docs/versions.toml``.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from decision.tree import Tree
from publish.languages import ROOT, Language
from publish.pages.facts import Facts, Image, Service

FILE = "feed.xml"  # below the root of each language
DAYS = ROOT / "docs" / "versions.toml"
ATOM = "http://www.w3.org/2005/Atom"
MOST = 40  # entries
# Where each kind of fact stands: the page that has the table.
IMAGES = "opcoes/modo-script/"
SERVICES = {"training": "comparacao/", "ai": "opcoes/sem-treino/"}


@dataclass(frozen=True)
class Entry:
    """Something that changed: an id that never changes, the day, what it is, more of it, and its page."""

    id: str
    day: date
    title: str
    text: str
    page: str


def days(path: Path = DAYS) -> dict[str, date]:
    """Return the day on which each version of the tree was published."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def entries(
    versions: Mapping[str, Tree], published: Mapping[str, date], known: Facts, today: date, language: Language
) -> list[Entry]:
    """Return what changed until today, newest first; a version whose day nobody has written yet is left out."""
    words = language.words()
    found = [
        Entry(
            f"decision/{version}",
            published[version],
            words["programs"]["version"].format(version=version),
            tree.changelog[language.tag],
            "escolher/",
        )
        for version, tree in versions.items()
        if version in published
    ]
    for image in known.images:
        found += _image(image, words)
    for service in known.services:
        if not any(_names(other, service, today) for other in known.services):
            found += _service(service, today, words, language)
    passed = [entry for entry in found if entry.day <= today]
    return sorted(passed, key=lambda entry: (entry.day, entry.id), reverse=True)[:MOST]


def _image(image: Image, words: Mapping[str, Any]) -> Iterator[Entry]:
    if image.patched_until:
        title = f"{image.title}: {words['image_states']['unpatched']}"
        text = words["programs"]["image"].format(name=image.name, version=image.version)
        yield Entry(f"image/{image.name}/{image.version}", image.patched_until + timedelta(1), title, text, IMAGES)


def _names(other: Service, service: Service, today: date) -> bool:
    """Tell whether another entry names this service too, of the same state and day: two tables may have it."""
    return other != service and service.title in other.title and other.state(today) == service.state(today)


def _service(service: Service, today: date, words: Mapping[str, Any], language: Language) -> Iterator[Entry]:
    state, day = service.state(today)
    if day and state in ("ended", "closed", "announced"):
        said = words["service_states"][state].format(date=language.date(day))
        title = f"{service.title}: {said}"
        instead = f"{words['facts']['instead']}: {words['programs']['see']}"
        yield Entry(f"service/{service.id}/{state}", day, title, instead, SERVICES[service.table])


def atom(found: list[Entry], words: Mapping[str, Any], root: str, language: Language) -> str:
    """Return the feed.

    Args:
        found: its entries.
        words: the labels of the language.
        root: the address of the language's pages, with a slash at the end.
        language: the language.
    """
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": language.tag})

    def add(parent: ElementTree.Element, tag: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
        element = ElementTree.SubElement(parent, f"{{{ATOM}}}{tag}", attributes)
        element.text = text
        return element

    add(feed, "id", root + FILE)
    add(feed, "title", words["site"]["name"])
    add(feed, "subtitle", words["programs"]["feed"])
    add(feed, "updated", _moment(max(entry.day for entry in found)))
    add(feed, "link", rel="self", type="application/atom+xml", href=root + FILE)
    add(feed, "link", rel="alternate", type="text/html", href=root, hreflang=language.tag)
    add(add(feed, "author"), "name", words["site"]["name"])
    for entry in found:
        element = add(feed, "entry")
        add(element, "id", f"{root}{FILE}#{entry.id}")
        add(element, "title", entry.title)
        add(element, "updated", _moment(entry.day))
        add(element, "link", rel="alternate", type="text/html", href=root + entry.page)
        add(element, "summary", entry.text)
    ElementTree.indent(feed)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(feed, encoding="unicode") + "\n"


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
