"""The pages of an option are as light as `make bench` asks: fewer bytes to unpack, fewer elements to lay out."""

from pathlib import Path

import pytest

from decision.reading import load
from publish.languages import LANGUAGES
from publish.pages import workshops
from tests.bench.figures import LIMITS
from tests.bench.pages import elements, size

OUTCOMES = load().outcomes.values()
PAGES = {
    "option": [outcome.page for outcome in OUTCOMES],
    "workshop": [f"{outcome.page}{workshops.NAME}/" for outcome in OUTCOMES if outcome.snippets],
}


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        pytest.param(kind, f"{language.prefix}{page}index.html", id=f"{language.tag} {page}")
        for kind, found in PAGES.items()
        for page in found
        for language in LANGUAGES
    ],
)
def test_a_page_holds_the_limits_of_its_kind(kind: str, path: str, site: Path) -> None:
    page = site / path
    assert (size(page) <= LIMITS["html", kind], elements(page) <= LIMITS["elements", kind]) == (True, True)
