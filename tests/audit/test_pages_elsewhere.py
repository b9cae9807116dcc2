"""Every page in Firefox and in WebKit: its heading is shown, its scripts run, nothing is refused or lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from publish.languages import LANGUAGES, Language
from tests.audit.browsers import BROWSERS
from tests.audit.watched import HEAD, TOLD
from tests.bench.serving import served
from tests.browser.every_page import addresses

pytestmark = [pytest.mark.audit, pytest.mark.timeout(1200)]


@pytest.fixture(scope="module")
def watched(site: Path) -> Iterator[str]:
    """The address of the site, each of whose pages notes what it complains of."""
    with served(site, HEAD) as address:
        yield address


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
@pytest.mark.parametrize("browser", BROWSERS)
def test_every_page_opens_in_another_browser(browser: str, language: Language, site: Path, watched: str) -> None:
    pages = addresses(site, language)
    told = BROWSERS[browser]([step for page in pages for step in (("go", watched + page), ("read", TOLD))])
    assert [each["page"] for each in told.read] == pages
    wrong = {
        each["page"]: [*each["complaints"], *([] if each["heading"] else ["its heading is not shown"])]
        for each in told.read
        if each["complaints"] or not each["heading"]
    }
    assert (wrong, told.complaints) == ({}, [])
    assert min(each["loaded"] for each in told.read) > 2
