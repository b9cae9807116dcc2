"""The first use of a term on each page leads to its entry in Conceitos: a Markdown extension that the hooks put in.

Only in running text: headings, code, links, labels, summaries and drawings stay as they are, in Markdown and in HTML.
A term that the page's title names, or that the page has linked by hand before, is left alone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from xml.etree.ElementTree import Element

from markdown import Markdown  # type: ignore[import-untyped]
from markdown.extensions import Extension  # type: ignore[import-untyped]
from markdown.treeprocessors import Treeprocessor  # type: ignore[import-untyped]
from markdown.util import HTML_PLACEHOLDER_RE  # type: ignore[import-untyped]

from publish.glossary import Term
from publish.languages import Language

PAGE = "conceitos.md"
CLASS = "term"
LEFT_OUT = {
    "a",
    "abbr",
    "button",
    "code",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "label",
    "legend",
    "pre",
    "script",
    "style",
    "summary",
    "svg",
    "th",
}
LEFT_OUT_CLASSES = {"footnote", "names"}
HEADINGS = {"h2", "h3", "h4"}
TAG = re.compile(rf"<(/?)({'|'.join(sorted(LEFT_OUT))})\b[^>]*?(/?)>")
PRIORITY = 4  # after the ids of headings, which toc gives (5), and before MkDocs looks where links lead (0)


class Links:
    """Which words lead to which entry, in one language."""

    def __init__(self, terms: Iterable[Term], language: Language) -> None:
        """Take the names and forms of the terms that have an entry; longer ones are looked for first."""
        self.entries: dict[str, str] = {}
        forms: set[str] = set()
        left: set[str] = set()
        for term in terms:
            name = term.names.get(language.folder)
            if name and term.entry:
                linked = (name.name, *name.forms) if name.links is None else name.links
                self.entries |= {_key(form): term.entry for form in linked}
                forms |= set(linked)
                left |= set(name.allowed)
        self._left = {phrase.casefold() for phrase in left}
        words = sorted({*forms, *left}, key=lambda word: (-len(word), word))
        self._pattern = re.compile(rf"(?<![\w/.-])(?:{'|'.join(map(_form, words))})(?![\w/-]|\.\w)")

    def found(self, text: str) -> Iterator[tuple[re.Match[str], str]]:
        """Yield each word of a text that has an entry, with it."""
        for match in self._pattern.finditer(text) if self.entries else ():
            if match[0].casefold() not in self._left:
                yield match, self.entries[_key(match[0])]


def _key(word: str) -> str:
    return word[0].lower() + word[1:]  # at the start of a sentence or not


def _form(word: str) -> str:
    first, rest = word[0], re.escape(word[1:])
    return f"[{first}{first.upper()}]{rest}" if first.islower() else re.escape(word)


class _Linking(Treeprocessor):  # type: ignore[misc]
    def __init__(self, md: Markdown, links: Links, page: Mapping[str, str]) -> None:
        super().__init__(md)
        self.links, self.page = links, page

    def run(self, root: Element) -> None:
        """Link what is met first."""
        self.depth = 0  # of HTML that was written as such, whose tags Markdown keeps apart from the text within them
        if self.page["path"]:
            self.seen = {entry for _, entry in self.links.found(self.page["title"])}
            self._walk(root)

    def _walk(self, element: Element) -> None:
        """Link within an element, whose text and whose children's tails are its own."""
        self._link(element, None)
        for child in list(element):
            self._enter(child)
            self._link(element, child)

    def _enter(self, child: Element) -> None:
        if child.tag in HEADINGS and self.page["path"] == PAGE:
            self.seen.add(str(child.get("id")))
        if child.tag == "a":
            self.seen.add(str(child.get("href", "")).rpartition(f"{PAGE}#")[2])
        if child.tag not in LEFT_OUT and LEFT_OUT_CLASSES.isdisjoint(child.get("class", "").split()):
            self._walk(child)

    def _link(self, parent: Element, after: Element | None) -> None:
        """Cut a text at its first new terms: the text of the parent, or what stands after one of its children."""
        text = (parent.text if after is None else after.tail) or ""
        place, end = (0 if after is None else list(parent).index(after) + 1), 0
        for match, entry in list(self._within_no_tag(text)):
            if entry in self.seen:
                continue
            self.seen.add(entry)
            link = Element("a", {"class": CLASS, "href": f"/{PAGE}#{entry}"})
            link.text, link.tail = match[0], text[match.end() :]
            before = text[end : match.start()]
            if after is None:
                parent.text = before
            else:
                after.tail = before
            parent.insert(place, link)
            after, place, end = link, place + 1, match.end()

    def _within_no_tag(self, text: str) -> Iterator[tuple[re.Match[str], str]]:
        """Yield what is found in a text outside of the elements that are left out; texts come in their order."""
        end = 0
        for match, entry in self.links.found(text):
            self._pass(text[end : match.start()])
            end = match.start()
            if not self.depth:
                yield match, entry
        self._pass(text[end:])

    def _pass(self, text: str) -> None:
        """Note which elements that are left out open and close in a piece of text."""
        for place in HTML_PLACEHOLDER_RE.finditer(text):
            raw = self.md.htmlStash.rawHtmlBlocks[int(place[1])]
            for closing, _, alone in TAG.findall(raw) if isinstance(raw, str) else ():
                self.depth += 0 if alone else -1 if closing else 1


class TermLinks(Extension):  # type: ignore[misc]
    """Links terms on the page whose path and title were told last; with no path, none."""

    def __init__(self, terms: Iterable[Term], language: Language) -> None:
        """Take the glossary, and the language of the pages."""
        super().__init__()
        self._links = Links(terms, language)
        self._page = {"path": "", "title": ""}

    def tell(self, path: str, title: str) -> None:
        """Say which page comes next; an empty path leaves it without links."""
        self._page |= {"path": path, "title": title}

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Put the links in. Called by Markdown."""
        md.treeprocessors.register(_Linking(md, self._links, self._page), "terms", PRIORITY)
