"""Lighthouse finds nothing to say about any page in any language; how fast they are, `make bench` measures."""

from pathlib import Path

import pytest

from publish.languages import LANGUAGES, Language
from tests.audit import lighthouse
from tests.browser.every_page import addresses

CATEGORIES = ("accessibility", "best-practices", "seo")
POINTS = dict.fromkeys(CATEGORIES, 100)
NOT_FOUND = "404.html"  # which asks not to be found by a search, and so loses the points for that
PARTS = 3  # of the pages of a language, so that the workers share them


@pytest.mark.audit
@pytest.mark.timeout(2400)
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
def test_lighthouse_gives_every_point_to_every_page(site: Path, base_url: str, language: Language, part: int) -> None:
    pages = [base_url + page.removesuffix("index.html") for page in addresses(site, language)]
    asked = [page for page in pages[part::PARTS] if not page.endswith(NOT_FOUND)]
    told = dict(lighthouse.ask_all(asked, CATEGORIES))
    assert list(told) == asked
    assert {
        page: each.failed for page, each in told.items() if each.scores != POINTS or any(each.failed.values())
    } == {}
