"""``llms.txt``: what the guide is and where its pages are as Markdown, in the form that llmstxt.org describes.

A title, what it is in a quotation, a few sentences, then lists of links below headings. What stands below ``Optional``
may be left out by whoever has little room: here the workshops.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from publish.programs.pages import NAME, Written, in_order

FILE = "llms.txt"
OPTIONAL = "Optional"  # a word of the form, the same in every language


def text(
    menu: Iterable[Any], pages: Iterable[Written], words: Mapping[str, Any], root: str, others: Mapping[str, str]
) -> str:
    """Return the file of a language.

    Args:
        menu: with the names of its sections, as MkDocs has it; the files are those of the pages.
        pages: what was written.
        words: the labels of the language.
        root: the address of its pages, with a slash at the end.
        others: the address of the file in each other language, by the language's name.
    """
    pages = list(pages)
    sections = dict(_sections(menu, words["book"]["start"]))
    in_menu = {address for addresses in sections.values() for address in addresses}
    lines = [f"# {words['site']['name']}", "", f"> {words['site']['description']}", ""]
    lines += [words["programs"]["llms"].strip().format(root=root), ""]
    for name, addresses in sections.items():
        lines += [f"## {name}", "", *(_line(page, root) for page in in_order(pages, addresses)), ""]
    rest = [page for page in pages if page.address not in in_menu]
    lines += [f"## {OPTIONAL}", "", *(_line(page, root) for page in rest)]
    lines += [f"- [{name}]({address})" for name, address in others.items()]
    return "\n".join(lines) + "\n"


def _line(page: Written, root: str) -> str:
    return f"- [{page.title}]({root}{page.address}{NAME}): {page.description}"


def _sections(menu: Iterable[Any], name: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each section of the menu with the addresses of its own pages."""
    entries = list(menu)
    own = [entry.removesuffix("index.md").replace(".md", "/") for entry in entries if isinstance(entry, str)]
    if own:
        yield name, own
    for entry in entries:
        if not isinstance(entry, str):
            ((below, inside),) = entry.items()
            yield from _sections(inside, below)
