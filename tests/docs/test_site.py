"""The built site keeps the contract: paths, languages, links, notices, policy, sources. Asserts structure, not copy."""

import gzip
import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import jsonschema
import pytest

import snippets
from decision import history, paths
from decision.document import to_document
from decision.reading import load
from publish import checked
from publish.day import build_day
from publish.languages import LANGUAGES, ROOT, Language
from publish.pages import cards, downloads, facts, snippet_section, sources, workshops
from publish.pages.fragments import render
from publish.pages.written import with_includes
from publish.site import configuration, made_links
from publish.site.files import read_pages
from snippets import voices
from tests.docs.conftest import BuiltPage, search_index

TREE = load()
BASE = "http://site.test/"
by_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)

Pages = Mapping[str, BuiltPage]


def problems(pages: Pages, test) -> list[str]:
    """The paths of the pages that fail a test."""
    return [path for path, page in pages.items() if not test(page)]


# -- paths of the contract ---------------------------------------------------------------------------------------


WORKSHOPS = {f"{outcome.page}{workshops.NAME}/" for outcome in TREE.outcomes.values() if outcome.snippets}


def addresses_of(language: Language) -> set[str]:
    """Of every page that a language must have: those that are written, and the workshops."""
    return {page.path.removesuffix("index.md").replace(".md", "/") for page in read_pages(language)} | WORKSHOPS


def test_the_site_has_each_page_that_is_written_each_workshop_and_no_other(pages: Pages) -> None:
    wanted = {(language, address) for language in LANGUAGES for address in addresses_of(language)}
    assert {(page.language, page.address) for page in pages.values()} == wanted
    assert len(WORKSHOPS) == 13


@by_language
def test_every_outcome_has_its_permanent_page(language: Language, pages: Pages) -> None:
    have = {
        p.address.split("/")[1] for p in pages.values() if p.language == language and p.address.startswith("opcoes/")
    }
    assert have == set(TREE.outcomes)


def test_every_language_has_the_same_pages(pages: Pages) -> None:
    addresses = {lang: {p.address for p in pages.values() if p.language == lang} for lang in LANGUAGES}
    assert addresses == dict.fromkeys(LANGUAGES, addresses[LANGUAGES[0]])
    assert {"", "escolher/", "comparacao/"} <= addresses[LANGUAGES[0]]


@pytest.mark.parametrize(
    "path",
    ["sitemap.xml", "decision/tree.json", "decision/tree.schema.json",
     *(f"{language.prefix}{path}" for language in LANGUAGES for path in ("404.html", "search/search_index.js"))],
)  # fmt: skip
def test_the_site_has(path: str, site: Path) -> None:
    assert (site / path).stat().st_size > 0


def test_the_published_tree_is_the_tree_and_keeps_its_schema(site: Path) -> None:
    published = json.loads((site / "decision/tree.json").read_text(encoding="utf-8"))
    schema = json.loads((site / "decision/tree.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(published, schema, cls=jsonschema.Draft202012Validator)
    assert published == to_document(TREE)


def test_every_version_ever_published_is_on_the_site(site: Path) -> None:
    on_site = {path.parent.name for path in (site / "decision").glob("*/tree.json")}
    assert on_site == set(history.load())


# -- every page ---------------------------------------------------------------------------------------------------


def test_every_page_says_its_language_as_the_tree_does(pages: Pages) -> None:
    assert problems(pages, lambda page: page.root.get("lang") == page.language.tag) == []


def test_every_page_has_a_description_of_its_own(pages: Pages) -> None:
    described = Counter(str(page.root.xpath("string(//meta[@name='description']/@content)")) for page in pages.values())
    assert [text for text, times in described.items() if times > 1 or not text] == []


def test_every_page_says_that_the_guide_is_independent(pages: Pages) -> None:
    notice = {lang: lang.words()["site"]["independent"] for lang in LANGUAGES}
    assert problems(pages, lambda page: notice[page.language] in page.root.xpath("string(//footer)")) == []


def test_every_page_offers_to_report_a_problem_with_itself(pages: Pages) -> None:
    settings = configuration.configuration(LANGUAGES[0], ROOT / "site")
    issues = settings.extra["issues_url"]

    def offers(page: BuiltPage) -> bool:
        links = page.root.xpath("//p[@class='report']/a/@href")
        return len(links) == 1 and links[0].startswith(issues + "?") and page.address in unquote(links[0])

    assert problems(pages, offers) == []


def test_every_page_has_one_main_heading(pages: Pages) -> None:
    assert problems(pages, lambda page: len(page.root.xpath("//article//h1")) == 1) == []


def test_every_page_and_every_404_has_a_policy_that_names_no_other_address(site: Path) -> None:
    without = []
    for path in site.rglob("*.html"):
        found = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', path.read_text(encoding="utf-8"))
        if len(found) != 1 or "http" in found[0]:
            without.append(path.relative_to(site).as_posix())
    assert without == []


def test_no_page_loads_anything_from_another_address(pages: Pages) -> None:
    loaded = "//script/@src | //img/@src | //link[@rel!='canonical']/@href | //iframe/@src | //source/@src"
    addresses = {path: [str(address) for address in page.root.xpath(loaded)] for path, page in pages.items()}
    assert [
        path for path, loads in addresses.items() if not {".css", ".js"} <= {Path(each).suffix for each in loads}
    ] == []
    assert {path: away for path, loads in addresses.items() if (away := [u for u in loads if urlsplit(u).netloc])} == {}


# -- links --------------------------------------------------------------------------------------------------------


def targets(page: BuiltPage) -> list[str]:
    """Where the page's links inside the site lead, as absolute addresses below BASE."""
    here = urljoin(BASE, page.path.removesuffix("index.html"))
    links = (str(link) for link in page.root.xpath("//a/@href | //link/@href | //script/@src | //img/@src"))
    found = (urljoin(here, link) for link in links if not link.startswith("javascript:"))
    return [link for link in found if link.startswith(BASE)]


def test_every_link_inside_the_site_leads_to_a_file_and_to_a_heading_in_it(pages: Pages, site: Path) -> None:
    assert problems(pages, lambda page: len(targets(page)) > len(TREE.outcomes)) == []  # the menu alone has more
    dead = set()
    for page in pages.values():
        for link in targets(page):
            parts = urlsplit(link)
            path = unquote(parts.path.lstrip("/")) + ("index.html" if parts.path.endswith("/") else "")
            lacks_heading = parts.fragment and path in pages and unquote(parts.fragment) not in pages[path].ids
            if lacks_heading or not (site / path).is_file():
                dead.add((page.path, link))
    # The book is built after the pages; a quick look without it has nothing to link to.
    if not (site / "pdf").exists():
        dead = {(page, link) for page, link in dead if not link.endswith(".pdf")}
    assert dead == set()


def test_the_switch_of_languages_stays_on_the_page(pages: Pages) -> None:
    def switches(page: BuiltPage) -> dict[str, str]:
        here = urljoin(BASE, page.path.removesuffix("index.html"))
        return {a.get("data-language"): urljoin(here, a.get("href")) for a in page.root.xpath("//a[@data-language]")}

    def right(page: BuiltPage) -> bool:
        return switches(page) == {lang.tag: f"{BASE}{lang.prefix}{page.address}" for lang in LANGUAGES}

    assert problems(pages, right) == []


@by_language
def test_the_404_page_works_at_any_depth_because_its_addresses_are_absolute(language: Language, site: Path) -> None:
    page = BuiltPage(site, f"{language.prefix}404.html")
    path = urlsplit(configuration.site_url()).path
    links = page.root.xpath("//link[@rel='stylesheet']/@href | //script/@src | //a[@data-language]/@href")
    assert len(page.root.xpath("//a[@data-language]")) == len(LANGUAGES)
    assert {".css", ".js"} <= {Path(str(link)).suffix for link in links}
    assert [str(link) for link in links if not str(link).startswith(path)] == []


def test_the_sitemap_has_every_page_with_its_translations(pages: Pages, site: Path) -> None:
    root = configuration.site_url()
    text = (site / "sitemap.xml").read_text(encoding="utf-8")
    found = set(re.findall(r"<loc>([^<]+)</loc>", text))
    assert found == {f"{root}{page.language.prefix}{page.address}" for page in pages.values()}
    assert text.count('rel="alternate"') == len(found) * len(LANGUAGES)


# -- languages follow each other ----------------------------------------------------------------------------------


def test_the_translations_have_the_same_headings_in_the_same_order(pages: Pages) -> None:
    def headings(page: BuiltPage) -> list[str]:
        # Footnotes and the reference of the Python code have ids of their own making.
        return [str(id_) for id_ in page.root.xpath("//article//*[self::h2 or self::h3]/@id")]

    source = {page.address: headings(page) for page in pages.values() if page.language == LANGUAGES[0]}
    assert problems(pages, lambda page: headings(page) == source[page.address]) == []


@by_language
def test_every_page_of_the_menu_exists_and_every_page_is_in_the_menu(language: Language) -> None:
    nav = re.findall(r"[\w/-]+\.md", str(configuration.configuration(language, ROOT / "site").nav))
    assert sorted(nav) == sorted(page.path for page in read_pages(language))


@by_language
def test_each_language_searches_only_itself(language: Language, site: Path, pages: Pages) -> None:
    index = search_index(site / language.prefix)
    assert index["config"]["language"] == language.folder
    found = {doc["location"].partition("#")[0] for doc in index["docs"]}
    noise = {"fontes/", "referencia/"}  # every source, and every name of the code
    assert found == addresses_of(language) - noise


@by_language
def test_what_the_search_looks_through_leads_to_headings_and_is_light(
    language: Language, site: Path, pages: Pages
) -> None:
    text = (site / language.prefix / "search/search_index.js").read_text(encoding="utf-8")
    assert len(gzip.compress(text.encode())) <= 200_000  # bytes on the way, at the first use of the search
    found = [doc["location"].partition("#") for doc in search_index(site / language.prefix)["docs"]]
    assert [(a, id_) for a, _, id_ in found if id_ not in pages[f"{language.prefix}{a}index.html"].ids | {""}] == []
    assert {"escolher/", "opcoes/canvas/"} <= {address for address, _, id_ in found if not id_}
    assert "<pre>" not in text


# -- the chooser's page -------------------------------------------------------------------------------------------


@by_language
def test_the_chooser_carries_the_tree_in_its_language(language: Language, pages: Pages) -> None:
    page = pages[f"{language.prefix}escolher/index.html"]
    data = json.loads(page.root.xpath("string(//script[@data-chooser-data])"))
    routing = {
        qid: [(a["id"], a.get("question"), a.get("outcome")) for a in q["answers"]]
        for qid, q in data["questions"].items()
    }
    assert routing == {
        q.id: [(a.id, a.target.question, a.target.outcome) for a in q.answers] for q in TREE.questions.values()
    }
    assert {qid: q["text"] for qid, q in data["questions"].items()} == {
        q.id: q.text[language.tag] for q in TREE.questions.values()
    }
    assert data["version"] == TREE.version


@by_language
def test_the_whole_tree_is_in_the_page_as_a_list_with_an_anchor_for_each_question(
    language: Language, pages: Pages
) -> None:
    page = pages[f"{language.prefix}escolher/index.html"]
    anchors = page.root.xpath("//*[@data-tree]//*/@id")
    assert sorted(anchors) == sorted(f"pergunta-{qid}" for qid in TREE.questions)
    assert {str(o) for o in page.root.xpath("//*[@data-tree]//@data-leads-to")} == set(TREE.outcomes)


@by_language
def test_the_page_says_how_many_paths_were_followed_of_which_version_and_it_was_all_of_them(
    language: Language, pages: Pages
) -> None:
    run = checked.load()
    versions = {**history.load(), TREE.version: TREE}
    assert run.paths == sum(1 for _ in paths.all_walks(versions[run.version])), "run `make update`"
    said = pages[f"{language.prefix}escolher/index.html"].root.xpath("string(//article)")
    words = language.words()["tree"]["followed"]
    assert words.format(version=run.version, paths=run.paths, date=language.date(run.date)) in said


@by_language
def test_the_data_of_the_chooser_leads_to_every_option_its_code_and_its_adjustments(
    language: Language, pages: Pages
) -> None:
    root = pages[f"{language.prefix}escolher/index.html"].root
    wanted = {
        f"../{outcome.page}{spot}"
        for outcome in TREE.outcomes.values()
        for spot in (
            "",
            *(["#codigo"] if outcome.snippets else []),
            *(f"#{cards.anchor(adjustment.id)}" for adjustment in TREE.adjustments_for(outcome.id)),
        )
    }
    assert {address for address in made_links.addresses(root) if not address.startswith("#")} == wanted


# -- snippets and sources -----------------------------------------------------------------------------------------


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
    told = {name: voices.output(name, run, language.folder).strip() for name, run in runs.items() if run}
    assert {name for name, run in told.items() if run not in [text.strip() for text in shown[name]]} == set()
    assert len(told) >= 19


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


@by_language
def test_every_option_page_carries_the_card_of_its_outcome(language: Language, pages: Pages) -> None:
    shown = {(page.address, str(card)) for page in pages.values() if page.language == language
             for card in page.root.xpath("//@data-card")}  # fmt: skip
    assert shown == {(o.page, o.id) for o in TREE.outcomes.values()}


@by_language
def test_every_option_page_has_a_spot_for_each_adjustment_to_which_the_chooser_links(
    language: Language, pages: Pages
) -> None:
    def spots(page: BuiltPage) -> set[str]:
        return set(map(str, page.root.xpath("//details//p/@id[starts-with(., $start)]", start=cards.anchor(""))))

    found = {o.id: spots(pages[f"{language.prefix}{o.page}index.html"]) for o in TREE.outcomes.values()}
    assert found == {id_: {cards.anchor(a.id) for a in TREE.adjustments_for(id_)} for id_ in TREE.outcomes}


def test_every_source_is_cited_and_every_citation_has_a_source() -> None:
    catalogue = sources.catalogue(ROOT / "docs", "")
    known = facts.load(ROOT / "docs" / "facts.toml")
    cited: set[str] = set()
    for language in LANGUAGES:
        pages = read_pages(language)
        fragments = render(TREE, catalogue, pages, language, known, build_day().date())
        for page in pages:
            cited |= set(sources.cited(with_includes(page.markdown, fragments)))
    assert cited == set(catalogue)
