"""Joins the built pages of a language into one HTML document, in the order of the menu: the text of the book.

Every id of the document is there once, and every link inside it leads to one of them. Where a link leads, by what
it says on the page ``opcoes/canvas/``:

==============================================  =======================================================
on the page                                     in the book
==============================================  =======================================================
``#custos``                                     ``#opcoes.canvas--custos``
``../automl/`` (the page of an outcome)         ``#opcao-automl``
``../../conceitos/`` (any other page)           ``#pagina-conceitos``
``../automl/#custos``                           ``#opcoes.automl--custos``
the id of a page's title                        the page, as above
``../../escolher/#pergunta-tamanho``            ``#pergunta-tamanho``
``../../escolher/#objetivo=treinar``            ``#pergunta-quanto-codigo``, which comes next, or the outcome
``../../decision/tree.json`` (a file, or a      its public address, by SITE_URL
page in another language)
``../../pdf/guia-pt-BR.pdf`` (a book)           the words without a link
``https://…``, ``mailto:…``                     the same
anything else                                   ``ValueError``, which names page and target
==============================================  =======================================================
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

from decision.tree import Tree
from publish.book import paper_chooser, paper_diagnosis, simplify
from publish.languages import Language
from publish.pages import workshops

WORKSHOP = f"{workshops.NAME}/"  # the end of the address of an option's workshop, which is a section of its chapter
ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # of the numbers of parts
# Code is coloured by Typst; the colours of the page are a third of its elements.
CODE, COLOURS = re.compile(r"<code>.*?</code>", re.DOTALL), re.compile(r"</?span[^>]*>")
HERE = "http://site/"  # stands for the site's root while addresses are resolved


@dataclass(frozen=True)
class Part:
    """Pages that stand together in the menu: the names of the sections around them, and their addresses."""

    names: tuple[str, ...]
    pages: tuple[str, ...]


@dataclass(frozen=True)
class Chapter:
    """A built page: its address below the language's root (``""`` for home) and its article, which is changed."""

    address: str
    article: Tag

    @property
    def source(self) -> str:
        """The page's file, for messages."""
        return f"{self.address.rstrip('/') or 'index'}.md"

    @property
    def top(self) -> str:
        """The id of the chapter's title in the book."""
        match self.address.split("/"):
            case ["opcoes", outcome, ""]:
                return paper_chooser.chapter_id(outcome)
        return f"pagina-{self.name}"

    @property
    def title(self) -> Tag:
        """Its first heading."""
        heading = self.article.find(["h1", "h2", "h3"])
        assert isinstance(heading, Tag)
        return heading

    @property
    def is_section(self) -> bool:
        """Whether it is no chapter of its own, but a section of the one before it."""
        return self.address.endswith(WORKSHOP)

    @property
    def name(self) -> str:
        """What stands before each id of the page in the book."""
        return self.address.strip("/").replace("/", ".") or "inicio"

    def id_in_book(self, id_: str) -> str:
        """Return what the page's id becomes; questions keep theirs, which the site promises."""
        return id_ if id_.startswith("pergunta-") else f"{self.name}--{id_}"


def parts(nav: Iterable[Any], start: str, above: tuple[str, ...] = ()) -> list[Part]:
    """Return the parts of the book.

    Args:
        nav: the menu as MkDocs has it: paths, and sections as ``{name: [...]}``.
        start: the name of the part for pages outside all sections.
        above: names of the sections around ``nav``.
    """
    found: list[Part] = []
    for loose, entries in groupby(nav, key=lambda entry: isinstance(entry, str)):
        if loose:
            found.append(Part(above or (start,), tuple(map(_address, entries))))
            continue
        for section in entries:
            ((name, below),) = section.items()
            if any(isinstance(entry, str) for entry in below):  # it has pages of its own: one part, with all below it
                found.append(Part((*above, name), tuple(_pages(below))))
            else:
                found += parts(below, start, (*above, name))
    return found


def _pages(nav: Iterable[Any]) -> Iterator[str]:
    for entry in nav:
        if isinstance(entry, str):
            yield _address(entry)
        else:
            for below in entry.values():
                yield from _pages(below)


def with_workshops(book: Iterable[Part], root: Path) -> list[Part]:
    """Put the workshop of each option, which the menu does not name, behind its page, where one was built."""

    def pages(part: Part) -> Iterator[str]:
        for address in part.pages:
            yield address
            if (root / (workshop := f"{address}{WORKSHOP}") / "index.html").is_file():
                yield workshop

    return [replace(part, pages=tuple(pages(part))) for part in book]


def _address(path: str) -> str:
    return path.removesuffix("index.md") if path.endswith("index.md") else f"{path.removesuffix('.md')}/"


def read(root: Path, address: str) -> Chapter:
    """Read a built page below the language's ``root``. Raises ``ValueError`` when it is not there or has no title."""
    path = root / address / "index.html"
    if not path.exists():
        raise ValueError(f"{address}: is in the menu of mkdocs.yml, but was not built")
    # Only the article is parsed: the menus around it are as long again, and "<" in a text is never written so.
    _, start, rest = path.read_text(encoding="utf-8").partition("<article")
    plain = CODE.sub(lambda code: COLOURS.sub("", code[0]), start + rest.partition("</article>")[0])
    article = BeautifulSoup(plain, "lxml").find("article")
    if article is None or article.find("h1") is None:
        raise ValueError(f"{path}: has no article with a title (h1)")
    return Chapter(address, article)


def join(
    book: Sequence[Part],
    chapters: Mapping[str, Chapter],
    tree: Tree,
    words: Mapping[str, str],
    language: Language,
    public: Callable[[str], str | None],
) -> list[str]:
    """Return the text of the book as HTML, part by part.

    Args:
        book: the parts, in order.
        chapters: every page that they name, by address. Their articles are changed.
        tree: the tree, which becomes a chain of linked questions.
        words: the ``[book]`` labels.
        language: the language of the pages.
        public: turns the address, below the site's root, of what is no chapter into its public one, or None.

    Raises:
        ValueError: with every fault found in the pages.
    """
    for chapter in chapters.values():
        try:
            address = public(f"{language.prefix}{chapter.address}") or ""
            simplify.simplify(chapter.article, words["elsewhere"], address, 2 if chapter.is_section else 1)
        except ValueError as error:
            raise ValueError(f"{chapter.source}: {error}") from None
        paper_chooser.put(chapter.article, tree, words, language.tag, paper_diagnosis.ADDRESS in chapters)
    known = {chapter.address: _set_ids(chapter) for chapter in chapters.values()}
    faults = [
        fault
        for chapter in chapters.values()
        for fault in _set_links(chapter, chapters, known, tree, language.prefix, public)
    ]
    if faults:
        raise ValueError("\n".join(faults))
    whole = (chapter for part in book for page in part.pages if not (chapter := chapters[page]).is_section)
    for number, chapter in enumerate(whole, 1):
        chapter.title.insert(0, BeautifulSoup(_number(number), "lxml").span or "")
    return [_part(number, part, chapters) for number, part in enumerate(book, 1)]


def _number(number: int | str) -> str:
    return f'<span class="number">{number}</span>'


def _roman(number: int) -> str:
    for value, letters in ROMAN:
        if number >= value:
            return letters + _roman(number - value)
    return ""


def _part(number: int, part: Part, chapters: Mapping[str, Chapter]) -> str:
    above, name = escape(" · ".join(part.names[:-1])), escape(part.names[-1])
    title = f"{_number(_roman(number))}{name}"
    opening = f'<div class="part" data-above="{above}"><h1 id="parte-{number}">{title}</h1></div>'
    return "\n".join([opening, *(chapters[address].article.decode_contents() for address in part.pages)])


def _set_ids(chapter: Chapter) -> dict[str, str]:
    """Give every element its id in the book; return the page's ids with what became of them."""
    title, became = chapter.title, {"": chapter.top}
    for tag in chapter.article.find_all(id=True):
        old = str(tag["id"])
        tag["id"] = became[old] = chapter.top if tag is title else chapter.id_in_book(old)
    title["id"] = chapter.top
    return became


def _set_links(
    chapter: Chapter,
    chapters: Mapping[str, Chapter],
    known: Mapping[str, Mapping[str, str]],
    tree: Tree,
    prefix: str,
    public: Callable[[str], str | None],
) -> list[str]:
    faults = []
    for link in chapter.article.find_all("a", href=True):
        said = str(link["href"])
        to = urlsplit(urljoin(HERE + prefix + chapter.address, said))
        if (to.scheme, to.netloc) != ("http", "site"):
            continue
        path, id_ = to.path.removeprefix("/"), unquote(to.fragment)
        address = path.removeprefix(prefix)
        if path.startswith(prefix) and address in chapters:
            if address == paper_chooser.ADDRESS and "=" in id_:
                link["href"] = f"#{paper_chooser.after(tree, id_)}"
            elif id_ in known[address]:
                link["href"] = f"#{known[address][id_]}"
            else:
                faults.append(f"{chapter.source}: links to {said!r}, but {chapters[address].source} has no id {id_!r}")
        elif path.startswith("pdf/"):
            link.unwrap()
        elif found := public(path):
            link["href"] = found + (f"#{to.fragment}" if to.fragment else "")
        else:
            faults.append(
                f"{chapter.source}: links to {said!r}, which is neither a page of the book nor a file of the site"
            )
    return faults
