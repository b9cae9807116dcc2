"""What is wrong with pages as they are written: each fault is a sentence that names the file and what to do in it."""

import re
from collections.abc import Iterable, Mapping, Sequence

from publish.pages import sources, written
from publish.pages.written import Page

WITHOUT_ID = re.compile(r"^#{2,6} +(?P<text>(?:(?!\{#).)+?)\s*$", re.MULTILINE)


def faults(
    folder: str, pages: Sequence[Page], pieces: Mapping[str, str], catalogue: Mapping[str, sources.Source]
) -> list[str]:
    """Return every fault of the pages of a language, which lie in ``docs/<folder>/``."""
    return [
        *headings_without_id(folder, pages),
        *unread_pieces(folder, pages, pieces),
        *uncited(folder, pages, pieces, catalogue),
    ]


def headings_without_id(folder: str, pages: Iterable[Page]) -> list[str]:
    """Name each heading that has no id of its own: one made from its words would be another in every language."""
    remedy = "is a heading without id; write {#id} behind it, in every language"
    return [
        f"docs/{folder}/{page.path}: {found['text']!r} {remedy}"
        for page in pages
        for found in WITHOUT_ID.finditer(sources.FENCE.sub("", page.markdown))
    ]


def unread_pieces(folder: str, pages: Iterable[Page], pieces: Iterable[str]) -> list[str]:
    """Name each generated piece that no page includes."""
    included = {name for page in pages for name in written.included(page.markdown)}
    return [
        f'docs/{folder}: no page includes {name}; write --8<-- "{name}" on the page that it belongs to'
        for name in pieces
        if name not in included
    ]


def uncited(folder: str, pages: Iterable[Page], pieces: Mapping[str, str], catalogue: Iterable[str]) -> list[str]:
    """Name each source that no page cites."""
    cited = written.citing(pages, pieces)
    return [
        f"docs/sources.toml: no page in docs/{folder}/ cites {id_!r}; cite it as [^{id_}], or remove it"
        for id_ in catalogue
        if id_ not in cited
    ]
