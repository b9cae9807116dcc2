"""What stands at an address that has moved leads to the new one, and what docs/moved.toml may not say is refused."""

from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import html

from publish.languages import LANGUAGES
from publish.programs import markdown
from publish.site import moved, policy

ROOT = "https://guia.example/sub/"
PAGE = '<meta charset="utf-8"><article><h1 id="t">T</h1><h2 class="x" id="custo">Custo</h2></article>'
by_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for path in (f"{lang.prefix}{page}" for lang in LANGUAGES for page in ("opcoes/nova", "erros")):
        (tmp_path / path).mkdir(parents=True)
        (tmp_path / path / "index.html").write_text(PAGE, encoding="utf-8")
    return tmp_path


@by_language
def test_at_the_old_address_of_a_page_stands_one_that_leads_on(site: Path, language) -> None:
    moved.write(site / language.prefix, language, {"casos/velha/": "opcoes/nova/"}, ROOT)
    path = site / language.prefix / "casos/velha/index.html"
    page = html.fromstring(path.read_bytes())
    (link,) = page.xpath("//a/@href")
    assert (path.parent / link).resolve() == site / language.prefix / "opcoes/nova/index.html"
    assert page.xpath("//noscript//meta[@http-equiv='refresh']/@content") == [f"0; url={link}"]
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{ROOT}{language.prefix}opcoes/nova/"]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.get("lang") == language.tag
    assert page.xpath("string(//p)").startswith(language.words()["site"]["moved"])


@pytest.mark.parametrize("root", ["https://guia.example/", "https://a.example/below/", "file:///home/x/site/"])
@pytest.mark.parametrize("old", ["velha/", "casos/velha/", "a/b/c/"])
def test_the_link_is_relative_so_that_it_leads_on_below_any_root(root: str, old: str) -> None:
    page = html.fromstring(moved.leading_on(LANGUAGES[1], old, "opcoes/nova/#custo", ROOT))
    (link,) = page.xpath("//a/@href")
    assert urljoin(f"{root}en/{old}index.html", link) == f"{root}en/opcoes/nova/index.html#custo"


def test_a_page_that_leads_on_may_run_its_own_script_alone(site: Path) -> None:
    moved.write(site, LANGUAGES[0], {"velha/": "erros/"}, ROOT)
    policy.finish(site / "velha/index.html")
    text = (site / "velha/index.html").read_text(encoding="utf-8")
    assert text.count("'sha256-") == 1
    assert policy.policy(moved.leading_on(LANGUAGES[0], "velha/", "erros/", ROOT)) in text


@by_language
def test_the_old_id_of_a_heading_stands_before_the_new_one(site: Path, language) -> None:
    moved.write(site / language.prefix, language, {"erros/#preco": "erros/#custo"}, ROOT)
    page = html.fromstring((site / language.prefix / "erros/index.html").read_bytes())
    (anchor,) = page.xpath("//article/a[@id='preco']")
    assert anchor.getnext().get("id") == "custo"


@by_language
def test_a_heading_that_went_to_another_page_leaves_a_link_to_it(site: Path, language) -> None:
    moved.write(site / language.prefix, language, {"erros/#preco": "opcoes/nova/#custo"}, ROOT)
    page = html.fromstring((site / language.prefix / "erros/index.html").read_bytes())
    (line,) = page.xpath("//article/p[@id='preco']")
    assert line.xpath("a/@href") == ["../opcoes/nova/index.html#custo"]
    # Who comes by no old address does not see it, nor does the book or the Markdown say it.
    assert {"moved", "on-screen"} <= set(line.get("class").split())
    assert "#custo" not in markdown.markdown(page.find(".//article"), str)


@by_language
def test_a_file_to_download_stands_at_both_addresses(site: Path, language) -> None:
    folder = site / language.prefix
    (folder / "nova").mkdir()
    (folder / "nova/papel.json").write_text("{}", encoding="utf-8")
    moved.write(folder, language, {"a/velha/papel.json": "nova/papel.json"}, ROOT)
    assert (folder / "a/velha/papel.json").read_text(encoding="utf-8") == "{}"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("velha/papel.json", "nova/papel.json", "the new address does not exist"),
        ("opcoes/papel.json", "erros/papel.json", "the old address is still there"),
        ("velha/", "opcoes/nada/", "opcoes/nada/: the new address does not exist"),
        ("velha/", "opcoes/nova/#nada", "the new address does not exist"),
        ("erros/#preco", "erros/#nada", "the new address does not exist"),
        ("erros/", "opcoes/nova/", "the old address is still there"),
        ("erros/#custo", "opcoes/nova/#custo", "the old address is still there"),
        ("velha/#preco", "erros/#custo", "move the page alone"),
    ],
)
def test_a_move_that_is_none_is_refused(site: Path, old: str, new: str, fault: str) -> None:
    for there in ("opcoes/papel.json", "erros/papel.json"):
        (site / there).write_text("{}", encoding="utf-8")
    with pytest.raises(ValueError, match=fault) as refusal:
        moved.write(site, LANGUAGES[0], {old: new}, ROOT)
    assert f"docs/moved.toml: {old} = " in str(refusal.value)


@pytest.mark.parametrize("address", ["velha", "/velha/", "https://a.example/", "velha/ ", "velha/index.html"])
def test_what_is_no_address_is_refused(tmp_path: Path, address: str) -> None:
    (tmp_path / "moved.toml").write_text(f'"{address}" = "erros/"\n', encoding="utf-8")
    with pytest.raises(ValueError, match="an address is"):
        moved.load(tmp_path / "moved.toml")
