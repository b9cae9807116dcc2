"""Where a book comes from and what it is of, for who holds it without the site: the rows of its second page."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import snippets
from publish.languages import ROOT, Language
from publish.pages import snippet_section, sources

Row = tuple[str, str, str]  # what it is, what is said, and an address, which may be empty


def rows(
    words: Mapping[str, str], language: Language, version: str, day: date, site: str, settings: Mapping[str, Any]
) -> list[Row]:
    """Return the rows.

    Args:
        words: the ``[book]`` labels.
        language: the language of the book.
        version: the version of the tree.
        day: the day of the build.
        site: the address of the site.
        settings: of the site: ``repository_url`` and ``issues_url``.
    """
    repository = str(settings["repository_url"])
    read = [source.verified for source in sources.catalogue(ROOT / "docs", repository).values()]
    results = (snippet_section.load(name).result for name in snippets.names())
    values = {
        "date": language.date(day),
        "version": version,
        "sdk": ", ".join(sorted({result["sdk"] for result in results if "sdk" in result})),
        "first": language.date(min(read)),
        "last": language.date(max(read)),
    }
    addresses = {
        "edition": "",
        "sdk": "",
        "sources": "",
        "newer": f"{site}{language.prefix}",
        "repository": repository,
        "report": str(settings["issues_url"]),
        "code": "",
        "licence": "",
    }
    return [
        (words[f"colophon_{key}"], words[f"colophon_{key}_is"].format(**values), address)
        for key, address in addresses.items()
    ]
