"""The policies that a reader downloads are those that ran, byte for byte, and those that the pages show."""

import json
import textwrap
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

import snippets
from publish.languages import LANGUAGES, Language
from publish.pages import permissions
from publish.site import moved
from tests.docs.conftest import BuiltPage

Pages = Mapping[str, BuiltPage]
PUBLISHED = permissions.published()
FILES = [
    (place, who, file)
    for place, documents in PUBLISHED.items()
    for who, file in permissions.DOCUMENTS.items()
    if who in documents
]
by_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)


def kept(place: str) -> Path:
    """The file that a run left: of a snippet, or of one of its adjustments."""
    return (snippets.ADJUSTMENTS if "/" in place else snippets.RESULTS) / f"{place}.json"


def shown(page: BuiltPage) -> set[str]:
    """The blocks of JSON on a page."""
    return {
        block.text_content().strip() for block in page.root.xpath("//*[contains(@class, 'language-json')]//pre/code")
    }


@pytest.mark.parametrize(("place", "who", "file"), FILES, ids=["/".join(each) for each in FILES])
def test_a_document_to_download_is_what_ran_byte_for_byte(site: Path, place: str, who: str, file: str) -> None:
    texts = [(site / lang.prefix / permissions.FOLDER / place / file).read_text(encoding="utf-8") for lang in LANGUAGES]
    assert set(texts) == {texts[0]}
    run = textwrap.indent(texts[0].rstrip("\n"), "    ").lstrip()  # as deep as it stands in what the run left
    assert f'\n    "{who}": {run}' in kept(place).read_text(encoding="utf-8")


@by_language
def test_there_is_nothing_else_to_download_and_a_template_in_each_place(site: Path, language: Language) -> None:
    folder = site / language.prefix / permissions.FOLDER
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.suffix in (".json", ".yaml")}
    expected = {f"{place}/{file}" for place, _, file in FILES} | {f"{place}/template.yaml" for place in PUBLISHED}
    parts = [old.partition("/") for old in moved.load()]
    assert found == expected | {file for place, _, file in parts if place == permissions.FOLDER}


@by_language
def test_the_command_above_a_template_gives_all_that_it_asks_for_and_has_no_value_of(
    site: Path, language: Language
) -> None:
    folder = site / language.prefix / permissions.FOLDER
    asked = set()
    for place in PUBLISHED:
        text = (folder / place / permissions.TEMPLATE).read_text(encoding="utf-8")
        command = next(line for line in text.splitlines() if "cloudformation deploy" in line)
        declared = yaml.load(text, yaml.CSafeLoader).get("Parameters", {})
        without = [name for name, each in declared.items() if "Default" not in each]
        given = command.partition(" --parameter-overrides ")[2].split()
        assert [each.partition("=")[0] for each in given] == without, place
        asked.add(tuple(without))
    assert {(), ("Bucket",), ("Bucket", "KeyArn")} < asked


@by_language
def test_the_page_of_a_snippet_shows_what_it_links_to(pages: Pages, language: Language) -> None:
    mine = [page for page in pages.values() if page.language == language]
    seen = {}
    for page in mine:
        for block in page.root.xpath("//*[@data-behind]"):
            name = block.get("data-behind")
            links = {str(link) for link in block.xpath(".//a/@href") if f"/{permissions.FOLDER}/{name}/" in link}
            files = {link.rpartition("/")[2] for link in links}
            texts = {permissions.text(PUBLISHED[name][who]) for who in permissions.DOCUMENTS if who in PUBLISHED[name]}
            seen[name] = (files, texts - shown(page))
    assert {name for name in PUBLISHED if "/" not in name} == set(seen)
    assert {name: absent for name, (_, absent) in seen.items() if absent} == {}
    expected = {
        name: {file for place, _, file in FILES if place == name} | {permissions.TEMPLATE} for name in snippets.names()
    }
    assert {name: files for name, (files, _) in seen.items()} == expected


@by_language
def test_the_page_on_permissions_leads_to_every_snippet_and_its_files(pages: Pages, language: Language) -> None:
    page = pages[f"{language.prefix}permissoes/index.html"]
    rows = page.root.xpath("//table[.//a[@download]]//tr[td]")
    listed = {row.xpath("string(td[1])").strip(): {str(link) for link in row.xpath("td[3]//a/@href")} for row in rows}
    expected = {name: {f"{name}/{file}" for place, _, file in FILES if place == name} for name in snippets.names()}
    assert listed == {name: files | {f"{name}/{permissions.TEMPLATE}"} for name, files in expected.items()}
    pages_of = {row.xpath("string(td[1])").strip(): str(row.xpath("td[2]//a/@href")[0]) for row in rows}
    sections = {name: section_of(name, link, pages, language) for name, link in pages_of.items()}
    assert sections == {name: link.partition("#")[2] for name, link in pages_of.items()}
    assert len({section for section in sections.values() if section}) >= 5


def section_of(name: str, link: str, pages: Pages, language: Language) -> str:
    """The id of the last heading of a snippet before the policies of this one, on the page to which a link leads."""
    address = link.partition("#")[0].removeprefix("../")
    root = pages[f"{language.prefix}{address}index.html"].root
    return str(root.xpath(f"string(//*[@data-behind='{name}']/preceding::h2[starts-with(@id, 'trecho')][1]/@id)"))


@by_language
def test_the_policy_of_trust_on_the_page_is_that_of_every_role(pages: Pages, language: Language) -> None:
    blocks = [json.loads(block) for block in shown(pages[f"{language.prefix}permissoes/index.html"])]
    others = {place for place, each in PUBLISHED.items() if "role" in each and each["trust"] not in blocks}
    scheduled = {place for place in PUBLISHED if place.endswith("/agendamento")}
    assert len(scheduled) == 9
    assert others == scheduled  # a schedule assumes it too, as the page says
    assert sum("role" in each for each in PUBLISHED.values()) >= 15
