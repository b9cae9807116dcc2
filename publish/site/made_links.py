"""Checks the links that code makes: in the data of scripts, and in the lists and drawings that are written as HTML.

MkDocs checks what is written in Markdown. When the id of a heading changes, these would lead nowhere unnoticed.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]

ADDRESS = re.compile(r"\.\./[^\s]*")  # as code writes one into data
DATA = "//script[@type='application/json'][not(@id)]"  # the theme's own has an id
MADE = (
    "tree",
    "symptoms",
    "levels",
    "comparison",
    "branches",
    "ways",
)  # data-<name>: an element whose links are made by code
LINKS = " | ".join([*(f"//*[@data-{name}]//a/@href" for name in MADE), "//*[local-name()='svg']//a/@href"])
MARKS = (
    '<script type="application/json" data-',
    *(f" data-{name}" for name in MADE),
    'class="decision-map',
)  # a page with such links has one
HERE = "http://site/"
CHOOSER = "escolher/"  # its address may hold answers: question=answer&…


def faults(root: Path, folder: str) -> list[str]:
    """Return a sentence for each address that leads nowhere.

    Args:
        root: the built pages of a language.
        folder: where they were written, below ``docs/``.
    """

    @cache
    def ids(page: str) -> set[str] | None:
        path = root / page / "index.html"
        return set(_article(path.read_text(encoding="utf-8")).xpath("//@id")) if path.is_file() else None

    found = []
    for path in sorted(root.rglob("index.html")):
        text = path.read_text(encoding="utf-8")
        here = _address(path.parent.relative_to(root))
        for link in addresses(_article(text)) if any(mark in text for mark in MARKS) else ():
            to = urlsplit(urljoin(HERE + here, link))
            page, id_ = unquote(to.path.lstrip("/")), unquote(to.fragment)
            if (known := ids(page)) is None:
                found.append(f"{_source(here, folder)}: {link!r}, a link made by code, leads to no page; mend the code")
            elif id_ and id_ not in known and not (page == CHOOSER and "=" in id_):  # answers are no heading
                found.append(
                    f"{_source(page, folder)}: has no heading {{#{id_}}}, where links made by code lead from "
                    f"{_source(here, folder)}; give it that id"
                )
    return list(dict.fromkeys(found))


def addresses(page: HtmlElement) -> Iterator[str]:
    """Yield every address inside the site that code wrote into a page."""
    yield from (str(link) for link in page.xpath(LINKS) if not link.startswith("https://"))
    for script in page.xpath(DATA):
        yield from _in_data(json.loads(script.text or "null"))


def _article(text: str) -> HtmlElement:
    """Return a page without the menus around its text, which are as long again."""
    return html.fromstring(f"<div>{text.partition('<article')[2].partition('</article>')[0].partition('>')[2]}</div>")


def _in_data(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _in_data(each)
    elif isinstance(value, str) and ADDRESS.fullmatch(value):
        yield value


def _address(folder: Path) -> str:
    return "" if folder == Path() else f"{folder.as_posix()}/"


def _source(address: str, folder: str) -> str:
    return f"docs/{folder}/{address.rstrip('/') or 'index'}.md"
