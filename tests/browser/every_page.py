"""Every page of a language, one after the other in one tab: what the audits of all pages share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from publish.languages import LANGUAGES, Language

AT_LEAST = 70  # pages that a language has
each_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
# All pages of one language take minutes, and more on a machine that does other things too.
audit = [pytest.mark.audit, pytest.mark.timeout(1200)]


def addresses(site: Path, language: Language) -> list[str]:
    """The address of each page of a language below the site's root; what only leads on to another is none."""
    others = [each.prefix.rstrip("/") for each in LANGUAGES if each.prefix and each != language]
    folder = site / language.prefix
    pages = [path.relative_to(folder) for path in sorted(folder.rglob("*.html"))]
    own = [path for path in pages if language.prefix or path.parts[0] not in others]
    found = [
        f"{language.prefix}{path.as_posix()}"
        for path in own
        if 'http-equiv="refresh"' not in (folder / path).read_text(encoding="utf-8")
    ]
    assert len(found) > AT_LEAST
    return found


def visit(page: Page, base_url: str, site: Path, language: Language) -> Iterator[str]:
    """Open each page of a language and give its address while it is open."""
    for address in addresses(site, language):
        page.goto(base_url + address)
        settle(page)
        yield address


def settle(page: Page) -> None:
    """Let a page do what it does once it is drawn: what scrolls by itself can then be reached by keyboard."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))")
