"""The chooser, the diagnosis and the search do in Firefox and in WebKit what they do in Chromium; the first two also
from a folder. The three languages take turns.
"""

from pathlib import Path

import pytest

from publish.languages import LANGUAGES, Language
from symptoms.reading import load
from tests.audit.browsers import BROWSERS, Step
from tests.browser.test_search_queries import load as queries
from tests.browser.tree_walks import published_tree, walks

LONGEST, OUTCOME = max(walks(published_tree()), key=lambda walk: len(walk[0]))
SYMPTOM = load()[0]
RESULT = 'document.querySelector("article[data-outcome]:not([hidden])")?.dataset.outcome'
FOUND = 'document.querySelector("[data-diagnosis] [data-symptom]")?.dataset.symptom'
HITS = '[...document.querySelectorAll(".md-search-result__link")].map((each) => each.href)'


def chooser(address: str) -> list[Step]:
    """Give every answer of the longest way by hand."""
    steps: list[Step] = [("go", f"{address}escolher/index.html")]
    for question, answer in LONGEST:
        form = f'form[data-question="{question}"]'
        steps += [("click", f'{form} input[value="{answer}"]'), ("click", f'{form} button[type="submit"]')]
    return [*steps, ("read", RESULT)]


def diagnosis(address: str) -> list[Step]:
    """Paste the text of a symptom."""
    form = "form[data-diagnose]"
    text = SYMPTOM.samples[0].splitlines()[0]
    return [
        ("go", f"{address}diagnosticar/index.html"),
        ("type", f"{form} textarea", text),
        ("click", f'{form} [type="submit"]'),
        ("read", FOUND),
    ]


@pytest.fixture(params=["http", "file"])
def address(request: pytest.FixtureRequest, site: Path, base_url: str) -> str:
    return base_url if request.param == "http" else f"{site.resolve().as_uri()}/"


each_browser = pytest.mark.parametrize("browser", BROWSERS)
each_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
pytestmark = [pytest.mark.audit, pytest.mark.timeout(600)]


@each_language
@each_browser
def test_the_longest_way_through_the_chooser_ends_where_it_should(
    browser: str, language: Language, address: str
) -> None:
    told = BROWSERS[browser](chooser(f"{address}{language.prefix}"))
    assert (told.read, told.complaints) == ([OUTCOME], [])


@each_language
@each_browser
def test_a_pasted_text_is_recognised(browser: str, language: Language, address: str) -> None:
    told = BROWSERS[browser](diagnosis(f"{address}{language.prefix}"))
    assert (told.read, told.complaints) == ([SYMPTOM.id], [])


@each_language
@each_browser
def test_the_search_finds(browser: str, language: Language, base_url: str) -> None:
    query = next(each for each in queries(language.tag) if not each.fails)
    address = f"{base_url}{language.prefix}"
    found = f"((found) => found.length > 2 && found)({HITS})"
    told = BROWSERS[browser]([("go", address), ("type", ".md-search__input", query.ask), ("read", found)])
    places = {href.removeprefix(address).partition("?")[0] for href in told.read[0]}
    assert told.complaints == []
    assert places & {place.partition("#")[0] for place in query.reach}
