"""Each snippet stands whole where its option shows it, in the language of the page, with what is behind it."""

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urljoin

import pytest

import snippets
from decision import paths
from publish.languages import LANGUAGES, Language
from publish.pages import downloads, snippet_section, workshops
from publish.site.files import read_pages
from snippets import voices
from tests.docs.conftest import BuiltPage
from tests.tree import TREE

WORKSHOPS = {f"{outcome.page}{workshops.NAME}/" for outcome in TREE.outcomes.values() if outcome.snippets}
by_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)

Pages = Mapping[str, BuiltPage]


@by_language
def test_every_snippet_stands_whole_on_the_page_of_its_option_or_in_its_workshop(
    language: Language, pages: Pages
) -> None:
    shown = {(page.address, str(name)) for page in pages.values() if page.language == language
             for name in page.root.xpath("//@data-snippet")}  # fmt: skip
    # A page may also include a snippet by its name, one that no option of the tree lists.
    included = {
        (page.path.replace(".md", "/"), name)
        for page in read_pages(language)
        for name in re.findall(r'--8<-- "snippet-([a-z0-9-]+)\.md"', page.markdown)
    }
    assert shown == {(place, name) for place, name, _ in of_options()} | included
    assert {name for _, name in shown} == set(snippets.names())
    missing = []
    for address, name in shown:
        page = pages[f"{language.prefix}{address}index.html"]
        code = ["".join(pre.itertext()).strip() for pre in page.root.xpath(f"//*[@data-snippet='{name}']//pre//code")]
        files = snippets.files(name)
        assert files
        missing += [file for file in files if voices.text(file, language.folder).strip() not in code]
    assert missing == []


def of_options() -> list[tuple[str, str, str]]:
    """Where each snippet of an option stands, its name, and where what is behind it stands."""
    return [
        (outcome.page if name == outcome.snippets[0] else workshop, name, workshop)
        for outcome in TREE.outcomes.values()
        for workshop in [f"{outcome.page}{workshops.NAME}/"]
        for name in outcome.snippets
    ]


@by_language
def test_what_stands_behind_every_snippet_of_an_option_is_in_the_workshop_to_which_its_page_leads(
    language: Language, pages: Pages
) -> None:
    here = [page for page in pages.values() if page.language == language and page.address.startswith("opcoes/")]
    behind = {(page.address, str(name)) for page in here for name in page.root.xpath("//@data-behind")}
    assert behind == {(workshop, name) for _, name, workshop in of_options()}
    led = {
        (page.address, urljoin(page.address, str(to)).partition("#")[0])
        for page in here
        for to in page.root.xpath("//a[contains(@class, 'workshop-link')]/@href")
    }
    assert led == {(o.page, f"{o.page}{workshops.NAME}/") for o in TREE.outcomes.values() if o.snippets}


@by_language
def test_a_workshop_stands_in_the_menu_where_its_option_does_and_leads_back_to_it(
    language: Language, pages: Pages
) -> None:
    workshops_here = [page for page in pages.values() if page.language == language and page.address in WORKSHOPS]
    back = {
        page.address: [
            urljoin(page.address, str(to)) for to in page.root.xpath("//a[contains(@class, '--prev')]/@href")
        ]
        for page in workshops_here
    }
    assert back == {address: [address.removesuffix(f"{workshops.NAME}/")] for address in WORKSHOPS}
    active = "//nav[contains(@class, 'md-tabs')]//li[contains(@class, '--active')]"
    assert {page.address: len(page.root.xpath(active)) for page in workshops_here} == dict.fromkeys(WORKSHOPS, 1)


@by_language
def test_an_option_without_a_snippet_says_once_why_under_the_heading_of_the_others(
    language: Language, pages: Pages
) -> None:
    without = {o.id: o.words["no_snippet"][language.tag] for o in TREE.outcomes.values() if not o.snippets}
    said = {
        id_: [
            str(p.text_content())
            for p in pages[f"{language.prefix}opcoes/{id_}/index.html"].root.xpath("//article//p")
            if reason in p.text_content() and p.getprevious().get("id") == "codigo"
        ]
        for id_, reason in without.items()
    }
    assert said == {id_: [reason] for id_, reason in without.items()}
    assert len(said) >= 5


@by_language
def test_every_snippet_is_offered_as_it_is_to_be_downloaded(
    language: Language, site: Path, pages: Pages, tmp_path: Path
) -> None:
    offered = {
        str(link).rpartition("/")[2]
        for page in pages.values()
        if page.language == language
        for link in page.root.xpath("//a[contains(@class, 'download')]/@href")
        if f"{downloads.FOLDER}/" in str(link)
    }
    there = {path.name: path.read_bytes() for path in (site / language.prefix / downloads.FOLDER).iterdir()}
    for name in snippets.names():
        voices.write(snippets.files(name), language.folder, tmp_path)
    wanted = [snippets.files(name) for name in snippets.names()]
    assert there == {downloads.name(files): downloads.content(tmp_path, files) for files in wanted}
    assert offered == set(there)


@by_language
def test_what_a_run_printed_stands_in_the_language_of_the_page(language: Language, pages: Pages) -> None:
    shown: dict[str, list[str]] = {}
    for page in pages.values():
        if page.language == language:
            for snippet in page.root.xpath("//*[@data-snippet]"):
                shown[str(snippet.get("data-snippet"))] = ["".join(pre.itertext()) for pre in snippet.xpath(".//pre")]
    runs = {name: snippet_section.load(name).result["output"] for name in snippets.names()}
    told = {
        name: snippet_section.marked(voices.output(name, run, language.folder), language.words()).strip()
        for name, run in runs.items()
        if run
    }
    assert {name for name, run in told.items() if run not in [text.strip() for text in shown[name]]} == set()
    assert len(told) >= 19


def test_the_time_in_a_name_stands_in_the_letters_of_the_language(pages: Pages) -> None:
    years = {"pt": "AAAA", "en": "YYYY", "es": "AAAA"}
    told = {
        (language, year)
        for language in LANGUAGES
        for page in pages.values()
        if page.language == language
        for pre in page.root.xpath("//*[@data-snippet or @data-behind]//pre")
        for year in set(years.values())
        if f"{year}MMDD" in "".join(pre.itertext())
    }
    assert told == {(language, years[language.folder]) for language in LANGUAGES}


@by_language
def test_the_lines_of_each_adjustment_stand_in_the_language_of_the_page(language: Language, pages: Pages) -> None:
    def alike(lines: str) -> list[str]:
        return [line.rstrip() for line in lines.strip().splitlines()]  # an empty line of context loses its sign

    wanted = {
        (outcome.page, adjustment.id): alike(lines)
        for outcome in TREE.outcomes.values()
        for adjustment in TREE.adjustments_for(outcome.id)
        for name in outcome.snippets[:1]
        if (lines := voices.diff(name, adjustment.id, language.folder))
    }
    places = {page: f"{language.prefix}{page}{workshops.NAME}/index.html" for page, _ in wanted}
    shown = {
        page: [alike("".join(pre.itertext())) for pre in pages[place].root.xpath("//pre")]
        for page, place in places.items()
    }
    assert {place for place, lines in wanted.items() if lines not in shown[place[0]]} == set()
    assert len(wanted) >= 46


@by_language
def test_an_option_with_neighbours_in_code_says_what_it_costs_to_leave_for_each(
    language: Language, pages: Pages
) -> None:
    def links(page: BuiltPage) -> set[str]:
        rows = page.root.xpath("//h3[@id='sair']/following-sibling::table[1]//tbody//a/@href")
        return {str(link).rstrip("/").rpartition("/")[2] for link in rows}

    shown = {o.id: links(pages[f"{language.prefix}{o.page}index.html"]) for o in TREE.outcomes.values()}
    coded = {o.id for o in TREE.outcomes.values() if o.snippets}
    assert shown == {id_: set(paths.neighbours(TREE, id_)) & coded if id_ in coded else set() for id_ in TREE.outcomes}
