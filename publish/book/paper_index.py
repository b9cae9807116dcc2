"""The index of the book: terms, texts of errors, and names of SDK v2, each with the pages where it is explained."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from html import escape

from bs4 import BeautifulSoup, Tag

from decision.tree import Tree
from publish.book import paper_diagnosis
from publish.pages import rosetta

ADDRESS = "indice/"  # of the chapter; no page of the site has it
TERMS, ERRORS, NAMES = "conceitos/", "erros/", "rosetta/"
# Of the tables there, those whose first column is a name of v2.
OF_V2 = ",".join(f"[data-rosetta={table}]" for table in (*rosetta.OF_V2, "moved", "none"))
LONGEST = 90  # characters of an error's text
_SOUP = BeautifulSoup("", "lxml")
Entry = tuple[str, str, bool]  # what is looked up, where it leads, whether it is code


def chapter(articles: Mapping[str, Tag], tree: Tree, words: Mapping[str, str], language: str, prefix: str) -> str:
    """Return the index as the HTML of an article, and mark in the pages what it leads to.

    Args:
        articles: the article of each page, by address.
        tree: the tree.
        words: the ``[book]`` labels.
        language: the tag of the language.
        prefix: of the language's addresses.
    """
    sections = {
        "index_terms": [*_terms(articles.get(TERMS)), *_options(tree, language)],
        "index_errors": list(_errors(articles)),
        "index_names": list(_names(articles.get(NAMES))),
    }
    parts = [
        f'<h2 id="{key.removeprefix("index_")}">{escape(words[key])}</h2>{_listing(entries, prefix)}'
        for key, entries in sections.items()
        if entries
    ]
    # One block for all of them: each by itself would leave the foot of its second column empty.
    listed = f'<div class="index">{"".join(parts)}</div>'
    return f"<h1>{escape(words['index'])}</h1><p>{escape(words['index_intro'])}</p>{listed}"


def _listing(entries: list[Entry], prefix: str) -> str:
    together: dict[tuple[str, bool], list[str]] = {}
    for said, where, is_code in entries:
        together.setdefault((said, is_code), []).append(where)
    return "".join(
        f"<p>{_shown(said, is_code)}{''.join(_link(prefix, where) for where in places)}</p>"
        for (said, is_code), places in sorted(together.items(), key=lambda item: _order(item[0][0]))
    )


def _shown(said: str, is_code: bool) -> str:
    return f"<code>{escape(said)}</code>" if is_code else escape(said)


def _link(prefix: str, where: str) -> str:
    return f'<a href="/{prefix}{where}">·</a>'


def _order(said: str) -> tuple[str, str]:
    """Return what a word is sorted by: its letters, without accents and signs."""
    plain = unicodedata.normalize("NFD", said.casefold())
    return re.sub(r"[\W_]", "", plain), said


def _terms(article: Tag | None) -> Iterator[Entry]:
    for heading in article.select("h3[id]") if article else []:
        yield heading.get_text(" ", strip=True), f"{TERMS}#{heading['id']}", False


def _options(tree: Tree, language: str) -> Iterator[Entry]:
    for outcome in tree.outcomes.values():
        yield outcome.name[language], outcome.page, False


def _errors(articles: Mapping[str, Tag]) -> Iterator[Entry]:
    """Yield the titles of what goes wrong, and every text that the diagnosis knows, which leads to its row there."""
    for address, article in articles.items():
        if address.startswith(ERRORS) and address != ERRORS:
            for heading in article.select("h2[id]"):
                yield heading.get_text(" ", strip=True), f"{address}#{heading['id']}", False
    diagnosis = articles.get(paper_diagnosis.ADDRESS)
    for n, cell in enumerate(diagnosis.select("td[data-seen]") if diagnosis else [], 1):
        # Words around code tell what happens where no text is shown; a name in them is none that one would look up.
        codes, said = [code.get_text() for code in cell.find_all("code")], cell.get_text()
        where = _spot(cell, paper_diagnosis.ADDRESS, f"texto-{n}")
        if "".join(said.split()) != "".join("".join(codes).split()):
            yield _cut(said.strip()), where, False
            continue
        for text in codes:
            yield _cut(text.rstrip(".")), where, True


def _names(article: Tag | None) -> Iterator[Entry]:
    for n, cell in enumerate(article.select(f":is({OF_V2}) tbody td:first-child") if article else [], 1):
        if code := cell.find("code"):
            where = _spot(cell, NAMES, f"nome-{n}")
            for name in _looked_up(code.get_text()):
                yield name, where, True


def _looked_up(code: str) -> list[str]:
    """Return the names that one looks up of a line of old code: what it imports, else the whole."""
    found = re.fullmatch(r"from (\S+) import (.+)", code)
    return [f"{name.strip()} ({found[1]})" for name in found[2].split(",")] if found else [_cut(code)]


def _cut(said: str) -> str:
    """Return a text that is no longer than a line, of whole words where it has some; its last sign tells of more."""
    if len(said) <= LONGEST:
        return said
    words, _, _ = said[: LONGEST + 1].rpartition(" ")
    return f"{(words or said[:LONGEST]).rstrip(' .,…')}…"


def _spot(cell: Tag, address: str, id_: str) -> str:
    """Mark a cell with an id, and return where it is."""
    cell.insert(0, _SOUP.new_tag("span", attrs={"class": "spot", "id": id_}))
    return f"{address}#{id_}"
