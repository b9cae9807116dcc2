"""What the search looks through: the text of each section, without what would only be noise in it.

It takes the place of the theme's own index, in the same form, so the theme's search reads it. Left out are code,
requests and differences between files (all are blocks of code), drawings, notes with sources, what another page says
too (the questions on the map, the cards in the table of all options), what nine sections say, and pages that say
``search: exclude: true``.
lxml reads a page in a tenth of the time that the theme's parser takes.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from lxml import html  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]
from material.plugins.search.plugin import SearchIndex  # type: ignore[import-untyped]
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from publish import languages
from publish.site import search_words
from symptoms import reading as symptoms
from symptoms.model import Symptom

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
LEFT_OUT = {"object", "pre", "script", "style", "svg"}
LEFT_OUT_CLASSES = {"footnote", "footnote-ref", "headerlink", "linenos"}
OF_SECTIONS = 2  # the worker counts a page up to five times; its sections tell more of what is looked for
LONGEST = 200  # characters of what is seen: of a log, enough to be known by
WHOLE = "erros/"  # pages whose sections take every text in which their symptoms show; others take the first
KEPT = {"code", "li", "ol", "p", "sub", "sup", "ul"}  # tags that the search shows in what it finds
COMMON = 9  # sections in which a text stands word for word, from which on it tells none of them from the others
PARAGRAPH = re.compile(r" ?<(p|li)>(?:(?!<(?:p|li)>).)*?</\1>")
# Each of these is a paragraph to the search, which shows those that have the words: not a whole table on one line.
CELLS = {"dd", "dt", "summary", "td", "th"}


@dataclass
class Section:
    """A heading and the text up to the next: HTML of few tags. ``id`` is empty for what stands before any heading."""

    id: str
    title: str = ""
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text on one line, without tags around nothing."""
        text, before = re.sub(r"\s+", " ", "".join(self.parts)), ""
        while text != before:
            text, before = re.sub(r"<(\w+)>\s*</\1>", "", text), text
        return re.sub(r" {2,}", " ", text).strip()


def sections(content: str) -> list[Section]:
    """Divide the content of a page at its headings; one inside a box ends with the box."""
    found = [Section("")]
    _read(html.fragment_fromstring(content, create_parent="div"), found[0], found)
    first = next((section for section in found if section.title), found[0])
    if first is not found[0] and not found[0].text:
        found.remove(found[0])
        first.id = ""  # the page's own title: its address is the page's
    return found


def _read(element: HtmlElement, section: Section, found: list[Section]) -> None:
    _say(element.text, section)
    for child in element:
        if child.tag in HEADINGS and child.get("id"):
            section = Section(child.get("id"), _title(child))
            found.append(section)
        elif isinstance(child.tag, str) and not _is_left_out(child):
            tag = "p" if child.tag in CELLS and child.find(".//p") is None else child.tag
            section.parts.append(f"<{tag}>" if tag in KEPT else "")
            _read(child, section, found)
            section.parts.append(f"</{tag}>" if tag in KEPT else "")
        _say(child.tail, section)


def _say(text: str | None, section: Section) -> None:
    section.parts.append(escape(text or "", quote=False))


def _title(heading: HtmlElement) -> str:
    title = Section("")
    _read(heading, title, [])
    return title.text


def _is_left_out(element: HtmlElement) -> bool:
    if element.tag in LEFT_OUT or "data-search-exclude" in element.attrib:
        return True
    return not LEFT_OUT_CLASSES.isdisjoint(element.get("class", "").split())


class Index(SearchIndex):  # type: ignore[misc]
    """The theme's index, filled from ``sections``, with what the search knows of words as its settings.

    words: the settings. seen: what readers see that a section explains, by its location.
    """

    words: Mapping[str, Any]
    seen: Mapping[str, Sequence[str]]

    def add_entry_from_context(self, page: Page) -> None:
        """Add the sections of a rendered page, unless it is left out."""
        if page.meta.get("search", {}).get("exclude"):
            return
        for section in sections(page.content or ""):
            entry = {"location": page.url + (section.id and f"#{section.id}"), "title": section.title or page.title}
            boost = page.meta.get("search", {}).get("boost", 1) * (OF_SECTIONS if section.id else 1)
            said = [] if section.id else [f"<p>{escape(page.meta['description'], quote=False)}</p>"]
            seen = [f"<p><code>{escape(text, quote=False)}</code></p>" for text in self.seen.get(entry["location"], ())]
            self.entries.append({**entry, "text": "".join((*said, section.text, *seen)), "boost": boost})

    def generate_search_index(self, prev: Any) -> str:
        """Return the index as JSON, letters with accents as they are."""
        whole: dict[str, Any] = json.loads(super().generate_search_index(prev))
        whole["config"] |= self.words
        without_common(whole["docs"])
        return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def without_common(entries: list[dict[str, Any]]) -> None:
    """Take out of entries each paragraph that COMMON of them have."""
    texts = [entry["text"] for entry in entries]
    have = Counter(each for text in texts for each in {found[0].strip() for found in PARAGRAPH.finditer(text)})
    common = {paragraph for paragraph, count in have.items() if count >= COMMON}
    for entry in entries:
        kept = PARAGRAPH.sub(lambda found: "" if found[0].strip() in common else found[0], entry["text"])
        entry["text"] = kept.strip()


def as_script(folder: Path) -> None:
    """Make the index in ``folder`` a script, which a page opened from a file can load too; it may not fetch."""
    text = (folder / "search_index.json").read_text(encoding="utf-8")
    (folder / "search_index.js").write_text(f"var __index={text}", encoding="utf-8")
    (folder / "search_index.json").unlink()


def seen(known: Iterable[Symptom]) -> dict[str, list[str]]:
    """Return what is seen of the symptoms that a section explains, by its location: whoever pastes it is led there."""
    found: dict[str, list[str]] = {}
    for symptom in known:
        page, _, id_ = symptom.section.partition("#")
        whole = page.startswith(WHOLE)
        texts = (_beginning(" ".join(sample.split())) for sample in symptom.samples[: None if whole else 1])
        found.setdefault(f"{page.removesuffix('.md')}/#{id_}", []).extend(texts)
    return found


def _beginning(text: str) -> str:
    """Return a text up to the end of a word, with a sign where more of it follows."""
    if len(text) <= LONGEST:
        return text
    whole, _, part = text[: LONGEST - 1].rpartition(" ")
    return f"{whole} …" if whole else f"{part}…"


def use_own_index(config: MkDocsConfig) -> None:
    """Let the theme's search, which has read its settings by now, be filled by ``Index``."""
    plugin = config.plugins["material/search"]
    index = Index(**plugin.config)
    index.words = search_words.settings(languages.language(config.extra["language"]))
    index.seen = seen(symptoms.load())
    plugin.search_index = index  # type: ignore[attr-defined]
