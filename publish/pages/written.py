"""Pages as they are written, and the generated pieces that they include by name."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from publish.pages import sources

INCLUDE = re.compile(r'^\s*--8<-- "([^"]+)"\s*$', re.MULTILINE)


@dataclass(frozen=True)
class Page:
    """A page as it is written: path below the language's folder, title, Markdown without front matter, description."""

    path: str
    title: str
    markdown: str
    description: str = ""


def included(markdown: str) -> list[str]:
    """Return the names of the pieces that a page includes, in order."""
    return INCLUDE.findall(markdown)


def with_includes(markdown: str, fragments: Mapping[str, str]) -> str:
    """Return a page with its generated pieces in place, for what must see the whole page, such as citations."""
    return INCLUDE.sub(lambda match: fragments.get(match[1], ""), markdown)


def citing(pages: Iterable[Page], fragments: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return the pages that cite each source: source id -> ``{path: title}``."""
    found: dict[str, dict[str, str]] = {}
    for page in pages:
        for id_ in sources.cited(with_includes(page.markdown, fragments)):
            found.setdefault(id_, {})[page.path] = page.title
    return found
