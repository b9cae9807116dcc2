"""The zips, unpacked as a reader does, in a browser without a network: nothing is asked of it, and nothing fails."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from publish.languages import LANGUAGES, Language
from publish.offline import folder
from publish.site import configuration
from tests.browser.test_chooser_elsewhere import OUTCOME, WALK
from tests.browser.test_search import FIELD, LINKS
from tests.browser.tree_walks import fragment

by_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
PORTUGUESE, ENGLISH = LANGUAGES[:2]
SYMPTOM = "ModuleNotFoundError: No module named 'sagemaker.estimator'"


def unpack(site: Path, language: Language, place: Path) -> str:
    with zipfile.ZipFile(site / folder.FOLDER / folder.name(language)) as archive:
        archive.extractall(place)
    return f"{(place / folder.stem(language)).as_uri()}/"


@pytest.fixture(scope="module")
def roots(site: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[Language, str]:
    """The folder of each language, side by side, as addresses."""
    place = tmp_path_factory.mktemp("lado a lado")
    return {language: unpack(site, language, place) for language in LANGUAGES}


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Iterator[Page]:
    """A page without a network, in which no request may fail."""
    page = new_page(offline=True)
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.on("request", lambda request: None if request.url.startswith("file:") else failed.append(request.url))
    yield page
    assert failed == []


@by_language
def test_the_questions_lead_to_a_result_and_that_to_its_option(
    language: Language, page: Page, roots: dict[Language, str]
) -> None:
    page.goto(f"{roots[language]}index.html")
    page.locator("article a[href*='escolher/index.html']").first.click()
    for question, answer in WALK:
        page.locator(f'[name="{question}"][value="{answer}"]').check()
        page.locator("form[data-question] button").click()
    expect(page.locator("article[data-outcome]")).to_have_attribute("data-outcome", OUTCOME)
    page.locator(".chooser-actions a").first.click()
    page.wait_for_url(f"{roots[language]}opcoes/{OUTCOME}/index.html")
    expect(page.locator("h1")).to_be_visible()
    page.locator("article a[href*='oficina/index.html']:visible").first.click()
    page.wait_for_url(f"{roots[language]}opcoes/{OUTCOME}/oficina/index.html*")


@by_language
def test_the_diagnosis_recognises_what_is_pasted_and_leads_to_its_section(
    language: Language, page: Page, roots: dict[Language, str]
) -> None:
    page.goto(f"{roots[language]}diagnosticar/index.html")
    page.locator("form[data-diagnose] textarea").fill(SYMPTOM)
    page.locator("form[data-diagnose] [type=submit]").click()
    found = page.locator("[data-diagnosis] [data-symptom]").first
    expect(found).to_be_visible()
    found.locator("a[href]:not([href^='http'])").first.click()
    page.wait_for_url(f"{roots[language]}*/**/index.html#*")
    expect(page.locator("h1")).to_be_visible()


@by_language
def test_the_search_finds_a_page_and_opens_it(language: Language, page: Page, roots: dict[Language, str]) -> None:
    page.goto(f"{roots[language]}conceitos/index.html")
    page.locator(FIELD).click()
    page.locator(FIELD).press_sequentially("hyperpod")
    page.locator(LINKS).first.wait_for()
    page.locator(FIELD).press("Enter")
    page.wait_for_url(f"{roots[language]}opcoes/hyperpod/index.html*")


def test_no_page_of_a_folder_fails_to_load_anything(page: Page, roots: dict[Language, str], site: Path) -> None:
    kinds = ("", "comparacao/", "mapa/", "erros/", "referencia/", "casos/com-sdk/", "opcoes/canvas/", "fontes/")
    for kind in kinds:
        page.goto(f"{roots[ENGLISH]}{kind}index.html")
    assert page.locator(".md-header").evaluate("each => getComputedStyle(each).position") == "sticky"


def test_the_switch_goes_to_the_same_page_and_answers_in_the_folder_beside(
    page: Page, roots: dict[Language, str]
) -> None:
    page.goto(f"{roots[PORTUGUESE]}escolher/index.html{fragment(WALK)}")
    page.locator("[data-language=en]").evaluate("link => link.click()")
    page.wait_for_url(f"{roots[ENGLISH]}escolher/index.html{fragment(WALK)}")
    page.locator("[data-language=pt-BR]").evaluate("link => link.click()")
    page.wait_for_url(f"{roots[PORTUGUESE]}escolher/index.html{fragment(WALK)}")


@pytest.fixture
def absence_is_no_fault(faults: list[str]) -> Iterator[None]:
    """The browser says on its console that it did not find a folder; whether it does is what the switch asks."""
    yield
    faults[:] = [fault for fault in faults if "ERR_FILE_NOT_FOUND" not in fault]


@pytest.mark.usefixtures("absence_is_no_fault")
def test_the_switch_finds_a_folder_that_a_program_put_into_one_of_its_name(
    new_page: Callable[..., Page], site: Path, tmp_path: Path
) -> None:
    page = new_page(offline=True)
    first, second = (unpack(site, each, tmp_path / folder.stem(each)) for each in (PORTUGUESE, ENGLISH))
    page.goto(f"{first}mapa/index.html")
    page.locator("[data-language=en]").evaluate("link => link.click()")
    page.wait_for_url(f"{second}mapa/index.html")


@pytest.mark.usefixtures("absence_is_no_fault")
def test_where_no_folder_lies_beside_the_switch_says_where_the_page_is_on_line(
    new_page: Callable[..., Page], site: Path, tmp_path: Path
) -> None:
    page = new_page(offline=True)
    page.goto(f"{unpack(site, ENGLISH, tmp_path)}mapa/index.html")
    page.locator("[data-language=es]").evaluate("link => link.click()")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("guia-es")
    expect(dialog.get_by_role("link")).to_have_attribute("href", f"{configuration.site_url()}es/mapa/")
    dialog.get_by_role("button").click()
    expect(dialog).to_have_count(0)
    assert page.url.endswith("/guia-en/mapa/index.html")
