"""What programs read of the built site: every page names its forms, and each of them says what the page says."""

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest

from decision.reading import load
from publish.languages import LANGUAGES, Language
from publish.programs import feed, llms
from publish.site import configuration
from tests.docs.conftest import BuiltPage

by_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
Pages = Mapping[str, BuiltPage]
SITE = configuration.site_url()
FENCED = re.compile(r"^( *)(`{3,}).*?^\1\2$", re.MULTILINE | re.DOTALL)


def problems(pages: Pages, test) -> list[str]:
    return [path for path, page in pages.items() if not test(page)]


def markdown(page: BuiltPage) -> str:
    return (page.site / page.path).with_name("index.md").read_text(encoding="utf-8")


def address(page: BuiltPage, language: Language) -> str:
    return f"{SITE}{language.prefix}{page.address}"


def test_every_page_names_itself_and_its_translations(pages: Pages) -> None:
    def right(page: BuiltPage) -> bool:
        named = {str(link.get("hreflang")): link.get("href") for link in page.root.xpath("//link[@hreflang]")}
        expected = {language.tag: address(page, language) for language in LANGUAGES}
        canonical = page.root.xpath("//link[@rel='canonical']/@href")
        return named == {**expected, "x-default": expected["pt-BR"]} and canonical == [expected[page.language.tag]]

    assert problems(pages, right) == []


def test_no_page_lets_a_browser_fetch_another_beforehand(pages: Pages) -> None:
    assert (
        problems(pages, lambda page: not page.root.xpath("//link[@rel='next' or @rel='prev' or @rel='prefetch']")) == []
    )


def test_what_a_shared_link_shows_is_the_pages_own(pages: Pages, site: Path) -> None:
    def right(page: BuiltPage) -> bool:
        said = {str(meta.get("property")): meta.get("content") for meta in page.root.xpath("//meta[@property]")}
        picture = site / said["og:image"].removeprefix(SITE)
        return (
            said["og:url"] == address(page, page.language)
            and said["og:title"] == page.root.xpath("string(//title)").strip()
            and said["og:description"] == page.root.xpath("string(//meta[@name='description']/@content)")
            and said["og:image"].startswith(f"{SITE}{page.language.prefix}social/")
            and picture.is_file()
        )

    assert problems(pages, right) == []


@pytest.mark.parametrize(
    ("place", "kind"),
    [("", "inicio"), ("opcoes/canvas/", "opcoes"), ("opcoes/algoritmo-integrado/oficina/", "opcoes"),
     ("escolher/", "escolher"), ("mapa/", "pagina")],
)  # fmt: skip
def test_each_kind_of_page_has_its_picture(place: str, kind: str, pages: Pages) -> None:
    picture = pages[f"en/{place}index.html"].root.xpath("string(//meta[@property='og:image']/@content)")
    assert picture == f"{SITE}en/social/{kind}.png"


def test_every_page_links_to_its_markdown_and_to_the_feed_of_its_language(pages: Pages, site: Path) -> None:
    def right(page: BuiltPage) -> bool:
        here = urljoin("https://x/", page.path)
        links = {str(link.get("type")): urljoin(here, link.get("href")) for link in page.root.xpath("//link[@type]")}
        return links == {
            "text/markdown": urljoin(here, "index.md"),
            "application/atom+xml": f"https://x/{page.language.prefix}{feed.FILE}",
        } and bool(markdown(page))

    assert problems(pages, right) == []


def test_the_markdown_of_a_page_has_its_headings_in_order(pages: Pages) -> None:
    def said(page: BuiltPage) -> list[str]:
        found = page.root.xpath("//article//*[self::h1 or self::h2 or self::h3][not(ancestor::*[@hidden])]")
        return [re.sub(r"\W", "", each.text_content()) for each in found]

    def written(page: BuiltPage) -> list[str]:
        text = FENCED.sub("", markdown(page))
        return [re.sub(r"\W", "", line) for line in re.findall(r"^ *#{1,3} (.+)$", text, re.MULTILINE)]

    links = re.compile(r"\]\([^)]*\)")
    assert problems(pages, lambda page: len(written(page)) == len(said(page))) == []
    assert problems(pages, lambda page: links.sub("", markdown(page)).startswith("# ")) == []


def test_the_markdown_of_a_page_has_all_its_code(pages: Pages) -> None:
    def lacking(page: BuiltPage) -> list[str]:
        text = re.sub(r"^ +", "", markdown(page), flags=re.MULTILINE)
        blocks = [str(code.text_content()) for code in page.root.xpath("//article//pre/code")]
        bare = (re.sub(r"^ +", "", block, flags=re.MULTILINE).strip() for block in blocks)
        return [block for block in bare if block not in text]

    assert {path: lacks for path, page in pages.items() if (lacks := lacking(page))} == {}
    assert sum(len(page.root.xpath("//article//pre/code")) for page in pages.values()) > 500


def test_the_markdown_of_a_page_has_neither_the_templates_signs_nor_tags(pages: Pages) -> None:
    def clean(page: BuiltPage) -> bool:
        text = re.sub(r"(`+)[^`]*\1", "", FENCED.sub("", markdown(page)))
        return not re.search(r"\{\{|\{%|--8<--|</?(?!br>)[a-z]+[ >]", text)

    assert problems(pages, clean) == []


def test_the_markdown_of_a_page_has_as_many_notes_as_it_refers_to(pages: Pages) -> None:
    def numbers(page: BuiltPage) -> tuple[set[str], set[str]]:
        text = FENCED.sub("", markdown(page))
        return set(re.findall(r"\[\^(\d+)\](?!:)", text)), set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))

    assert problems(pages, lambda page: len({*map(frozenset, numbers(page))}) == 1) == []
    assert len(numbers(pages["opcoes/canvas/index.html"])[0]) > 10


def test_a_link_with_answers_leads_to_the_page_that_reads_them(pages: Pages) -> None:
    assert problems(pages, lambda page: not re.search(r"\]\(\S*\.md#[^)\s]*=", markdown(page))) == []
    cases = re.findall(r"\]\(\S*/escolher/#[^)\s]*=", markdown(pages["casos-reais/index.html"]))
    assert len(cases) > 30


def test_the_markdown_of_a_page_ends_with_its_address_and_its_edition(pages: Pages) -> None:
    version = load().version

    def right(page: BuiltPage) -> bool:
        last = markdown(page).splitlines()[-1]
        return address(page, page.language) in last and version in last

    assert problems(pages, right) == []


@by_language
def test_the_list_for_language_models_has_every_page_once(language: Language, site: Path, pages: Pages) -> None:
    text = (site / language.prefix / llms.FILE).read_text(encoding="utf-8")
    links = re.findall(r"\]\((\S+index\.md)\)", text)
    own = [page for page in pages.values() if page.language == language]
    assert sorted(links) == sorted(f"{address(page, language)}index.md" for page in own)
    others = [f"{SITE}{other.prefix}{llms.FILE}" for other in LANGUAGES if other != language]
    assert [link for link in others if link in text] == others
    assert text.startswith("# ")


@by_language
def test_the_feed_leads_to_pages_that_exist(language: Language, site: Path, pages: Pages) -> None:
    text = (site / language.prefix / feed.FILE).read_text(encoding="utf-8")
    links = [link.get("href", "") for link in ElementTree.fromstring(text).iter(f"{{{feed.ATOM}}}link")]
    assert len(links) > 10
    targets = {link.removeprefix(SITE) for link in links if not link.endswith(feed.FILE)}
    assert {target for target in targets if f"{target}index.html" not in pages} == set()


@by_language
def test_a_page_that_is_not_found_is_not_to_be_listed(language: Language, site: Path) -> None:
    page = BuiltPage(site, f"{language.prefix}404.html")
    assert page.root.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.root.xpath("//link[@rel='canonical']") == []
