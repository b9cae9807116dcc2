"""Every page of every language: under axe in both colour schemes, at three widths, and no wider than a small screen."""

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from publish.languages import LANGUAGES, Language

WIDTHS = (360, 768, 1280)
AT_400_PERCENT = 320  # what 1,280 pixels are then
EACH = list(product(LANGUAGES, ("light", "dark"), WIDTHS))

pytestmark = pytest.mark.audit


@pytest.fixture
def tab(open_page: Callable[..., Page]) -> Iterator[Page]:
    page = open_page(reduced_motion="reduce")
    yield page
    page.close()


def addresses(site: Path, language: Language) -> list[str]:
    """The address of each page of a language; what only leads on to another is none."""
    others = [each.prefix.rstrip("/") for each in LANGUAGES if each.prefix and each != language]
    folder = site / language.prefix
    pages = [path.relative_to(folder) for path in sorted(folder.rglob("*.html"))]
    own = [path for path in pages if language.prefix or path.parts[0] not in others]
    return [path.as_posix() for path in own if 'http-equiv="refresh"' not in (folder / path).read_text()]


@pytest.mark.parametrize(
    ("language", "scheme", "width"), EACH, ids=[f"{language.tag} {scheme} {width}" for language, scheme, width in EACH]
)
def test_axe_finds_nothing_on_any_page(
    tab: Page, base_url: str, site: Path, language: Language, scheme: str, width: int
) -> None:
    tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    tab.set_viewport_size({"width": width, "height": 800})
    found, pages = {}, addresses(site, language)
    for address in pages:
        tab.goto(f"{base_url}{language.prefix}{address}")
        if violations := Axe().run(tab).response["violations"]:
            found[address] = [(each["id"], [node["target"] for node in each["nodes"]]) for each in violations]
    assert len(pages) > 70
    assert found == {}


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
def test_no_page_is_wider_than_its_screen_when_enlarged(
    tab: Page, base_url: str, site: Path, language: Language
) -> None:
    tab.set_viewport_size({"width": AT_400_PERCENT, "height": 256})
    wider, pages = [], addresses(site, language)
    for address in pages:
        tab.goto(f"{base_url}{language.prefix}{address}")
        if tab.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wider.append(address)
    assert len(pages) > 70
    assert wider == []
