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

from decision import history
from decision.document import to_document
from publish.languages import LANGUAGES, ROOT, Language
from publish.pages import sources, workshops
from publish.site import configuration
from publish.site.files import read_pages
from tests.docs.conftest import BuiltPage, search_index, written_whole
from tests.tree import TREE

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
    loaded = "//script/@src | //img/@src | //link[@rel!='canonical' and @rel!='alternate']/@href | //iframe/@src"
    loaded += " | //source/@src"
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
        for link in set(targets(page)):
            parts = urlsplit(link)
            path = unquote(parts.path.lstrip("/")) + ("index.html" if parts.path.endswith("/") else "")
            is_heading = (
                parts.fragment and "=" not in parts.fragment
            )  # what has = are answers, for the chooser's script
            lacks_heading = is_heading and path in pages and unquote(parts.fragment) not in pages[path].ids
            if lacks_heading or not (site / path).is_file():
                dead.add((page.path, link))
    # The book and the zip are built after the pages; a quick look without them has nothing to link to.
    if not (site / "pdf").exists():
        dead = {(page, link) for page, link in dead if not re.search(r"/(pdf|offline)/[^/]+[.](pdf|zip)$", link)}
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
    noise = {"fontes/", "referencia/", "arquitetura/"}  # every source, and what is for who works on the guide
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


def test_every_source_is_cited_and_every_citation_has_a_source() -> None:
    cited = {id_ for each in LANGUAGES for markdown in written_whole(each).values() for id_ in sources.cited(markdown)}
    assert cited == set(sources.catalogue(ROOT / "docs", ""))
