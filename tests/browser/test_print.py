"""Pages on paper, as Chromium prints them: what is filed is whole, and every sheet says what it is and from where."""

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from publish.day import build_day
from publish.languages import LANGUAGES, Language
from publish.site import configuration
from tests.browser.test_chooser_elsewhere import WALK
from tests.browser.test_diagnosis import FREQUENT, SYMPTOMS, diagnose
from tests.browser.tree_walks import fragment
from tests.tree import TREE

by_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
OPTION = "opcoes/algoritmo-integrado/"
SHEETS = 16  # of an option: its own text, sources and code
PORTUGUESE = LANGUAGES[0]
Print = Callable[..., Path]


@pytest.fixture
def printed(page: Page, base_url: str, tmp_path: Path) -> Print:
    """Prints an address of the site on A4, and returns the PDF."""

    def printed(address: str, **options: object) -> Path:
        page.goto(base_url + address)
        page.pdf(path=tmp_path / "folha.pdf", format="A4", prefer_css_page_size=True, **options)  # type: ignore[arg-type]
        return tmp_path / "folha.pdf"

    return printed


def bare(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))  # printed letters may be joined, as ﬁ is


def sheets(file: Path) -> list[str]:
    """The text of each sheet, without white space: a printed line may end anywhere."""
    return [bare(page.extract_text()) for page in PdfReader(file).pages]


@by_language
def test_an_option_prints_on_few_sheets_and_each_says_guide_date_version_and_address(
    language: Language, printed: Print
) -> None:
    found = sheets(printed(f"{language.prefix}{OPTION}"))
    assert 5 < len(found) <= SHEETS
    said = [language.words()["site"]["name"], language.date(build_day().date()), TREE.version]
    said.append(f"{configuration.site_url()}{language.prefix}{OPTION}")
    assert [(n, each) for n, sheet in enumerate(found) for each in said if bare(each) not in sheet] == []
    assert [n for n, sheet in enumerate(found, 1) if f"{n}/{len(found)}" not in sheet] == []


def test_an_option_prints_its_text_its_code_and_the_addresses_of_its_sources(page: Page, printed: Print) -> None:
    whole = "".join(sheets(printed(OPTION)))
    headings = page.locator("article :is(h1, h2)").evaluate_all("all => all.map(each => each.textContent)")
    sources = page.locator(".footnote a[href^=http]").evaluate_all("all => all.map(each => each.getAttribute('href'))")
    code = page.locator("article pre:not(details pre) > code").first.text_content() or ""
    assert len(headings) > 5
    assert len(sources) > 10
    assert [each for each in (*headings, *sources, *code.splitlines()) if bare(each) not in whole] == []


def test_requests_and_changed_lines_stay_folded_on_paper(page: Page, printed: Print) -> None:
    whole = "".join(sheets(printed(f"{OPTION}oficina/")))
    folded = page.locator("details:has(pre) > summary").evaluate_all("all => all.map(each => each.textContent)")
    assert folded
    assert [title for title in folded if bare(title) not in whole] == []
    assert '"TrainingJobName"' not in whole


@by_language
def test_the_comparison_prints_every_option_under_every_criterion_within_the_sheet(
    language: Language, page: Page, printed: Print
) -> None:
    file = printed(f"{language.prefix}comparacao/")
    whole = "".join(sheets(file))
    cells = page.locator(".comparison :is(th, td)").evaluate_all(
        "all => all.filter(each => each.checkVisibility()).map(each => each.innerText)"
    )
    assert len(cells) >= 6 * len(TREE.outcomes)
    lines = [line for cell in cells for line in cell.splitlines()]  # an option's number, its name, what it asks for
    assert [line for line in lines if bare(line) not in whole] == []
    assert outside(file) == []


@pytest.mark.parametrize("address", [OPTION, "", "escolher/", "rosetta/", "diagnosticar/"])
def test_nothing_is_printed_beyond_the_edge_of_a_sheet(address: str, printed: Print) -> None:
    assert outside(printed(address)) == []


@pytest.mark.parametrize(
    "address", [OPTION, f"{OPTION}oficina/", "casos-reais/", "conceitos/", "diagnosticar/", "comparacao/"]
)
def test_on_paper_no_note_is_larger_than_the_text_it_stands_by(address: str, page: Page, base_url: str) -> None:
    show_on_paper(page, base_url + address)
    texts, larger = page.locator("article :not(h1, h2, h3, h4, h1 *, h2 *, h3 *, h4 *, svg *)").evaluate_all(
        """all => {
          const size = (each) => parseFloat(getComputedStyle(each).fontSize);
          const text = size(document.querySelector("article"));
          const texts = all
            .filter((each) => [...each.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()))
            .filter((each) => each.checkVisibility());
          const larger = texts.filter((each) => size(each) > text + 0.01);
          return [texts.length, larger.map((each) => [each.tagName, each.parentElement.className, size(each)])];
        }"""
    )
    assert texts > 50
    assert larger == []


@by_language
def test_no_symptom_stands_out_of_its_column_on_paper(language: Language, page: Page, base_url: str) -> None:
    page.set_viewport_size({"width": 718, "height": 900})  # pixels: what a sheet of A4 has between its margins
    show_on_paper(page, f"{base_url}{language.prefix}diagnosticar/")
    out = page.locator("[data-symptoms] td").evaluate_all(
        """all => all.filter((each) => {
          const text = document.createRange();
          text.selectNodeContents(each);
          return text.getBoundingClientRect().right > each.getBoundingClientRect().right + 1;
        }).map((each) => each.textContent)"""
    )
    wide = page.locator("[data-symptoms] tr > td:nth-child(2)").evaluate_all(
        "all => all.map(each => Math.round(each.getBoundingClientRect().width))"
    )
    assert len(wide) == len(SYMPTOMS)
    assert len(set(wide)) == 1
    assert out == []


def show_on_paper(page: Page, address: str) -> None:
    """Shows an address as it is printed. The page opens its boxes in the frame after it learns that it is on paper."""
    page.goto(address)
    page.emulate_media(media="print")
    expect(page.locator("article details:not([open], :has(pre))")).to_have_count(0)


def outside(file: Path) -> list[tuple[int, str]]:
    """The letters, with their sheet, that lie beyond its left or right edge."""
    found = []
    for number, sheet in enumerate(pypdfium2.PdfDocument(file), 1):
        text, wide = sheet.get_textpage(), sheet.get_width()
        for index in range(text.count_chars()):
            left, _, right, _ = text.get_charbox(index)
            if left < 0 or right > wide:
                found.append((number, text.get_text_range(index, 1)))
    return found


@pytest.mark.parametrize("address", [OPTION, f"escolher/{fragment(WALK)}", "comparacao/"])
def test_dark_colours_print_as_light_ones_with_their_background_too(address: str, page: Page, printed: Print) -> None:
    page.emulate_media(color_scheme="dark")
    sheet = pypdfium2.PdfDocument(printed(address, print_background=True))[0].render(grayscale=True).to_numpy()
    assert sheet.mean() > 200  # of 255: ink on white
    assert sheet[2, 2] == 255


def test_the_sheet_of_a_result_has_the_address_with_the_answers(printed: Print) -> None:
    (sheet,) = sheets(printed(f"escolher/{fragment(WALK)}"))
    assert f"{configuration.site_url()}escolher/{fragment(WALK)}" in sheet


@by_language
def test_the_head_of_what_is_printed_says_that_the_guide_is_independent(language: Language, printed: Print) -> None:
    first = sheets(printed(f"{language.prefix}permissoes/"))[0]
    assert bare(language.words()["site"]["independent"]) in first


@by_language
def test_a_diagnosis_prints_alone(language: Language, page: Page, base_url: str, tmp_path: Path) -> None:
    page.goto(f"{base_url}{language.prefix}diagnosticar/")
    tables = page.locator("[data-symptoms] summary").evaluate_all("all => all.map(each => each.textContent)")
    diagnose(page, FREQUENT.samples[0])
    answer = page.locator(f"[data-diagnosis] [data-symptom={FREQUENT.id}]").inner_text()
    page.pdf(path=tmp_path / "folha.pdf", format="A4", prefer_css_page_size=True)
    (sheet,) = sheets(tmp_path / "folha.pdf")
    assert [line for line in answer.splitlines() if bare(line) not in sheet] == []
    assert len(tables) > 5
    assert [title for title in tables if bare(title) in sheet] == []


@pytest.mark.parametrize("address", [OPTION, "mapa/", "diagnosticar/"])
def test_what_only_a_screen_can_do_is_not_printed(address: str, page: Page, printed: Print) -> None:
    whole = "".join(sheets(printed(address)))
    controls = "article :is(.download, .report, form label)"
    words = page.locator(controls).evaluate_all("all => all.map(each => each.textContent)")
    assert words
    assert [each for each in words if bare(each) in whole] == []
