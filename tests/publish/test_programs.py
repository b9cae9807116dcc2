"""What programs read, made from small data: the list of pages, the feed, the pictures, what a page is."""

import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image as Picture

from decision import history
from publish.languages import LANGUAGES, ROOT, Language
from publish.pages import facts
from publish.pages.written import included
from publish.programs import feed, llms, social, structured
from publish.programs.pages import Written
from publish.site.files import read_pages

by_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
ENGLISH = LANGUAGES[1]
ROOT_URL = "https://guia.example/en/"
PAGES = [
    Written("", "Home", "the home page"),
    Written("opcoes/canvas/", "Canvas", "on screen"),
    Written("opcoes/canvas/oficina/", "Workshop", "its lines"),
]
KNOWN = facts.load(ROOT / "docs" / "facts.toml")


# -- llms.txt ------------------------------------------------------------------------------------------------------


def test_the_list_has_the_menus_pages_below_its_names_and_the_others_as_optional() -> None:
    menu = ["index.md", {"Options": [{"Little code": ["opcoes/canvas.md"]}]}]
    text = llms.text(menu, PAGES, ENGLISH.words(), ROOT_URL, {"Español": "https://guia.example/es/llms.txt"})
    lines = [line for line in text.splitlines() if line.startswith(("#", "- "))]
    assert lines == [
        f"# {ENGLISH.words()['site']['name']}",
        f"## {ENGLISH.words()['book']['start']}",
        f"- [Home]({ROOT_URL}index.md): the home page",
        "## Little code",
        f"- [Canvas]({ROOT_URL}opcoes/canvas/index.md): on screen",
        "## Optional",
        f"- [Workshop]({ROOT_URL}opcoes/canvas/oficina/index.md): its lines",
        "- [Español](https://guia.example/es/llms.txt)",
    ]


# -- the feed ------------------------------------------------------------------------------------------------------


def test_every_published_version_has_the_day_on_which_it_was_published() -> None:
    assert history.load().keys() <= feed.days().keys()


def entries(today: date, **changed: object) -> list[feed.Entry]:
    known = replace(KNOWN, **{"images": [], "services": [], **changed})
    return feed.entries({}, {}, known, today, ENGLISH)


def test_the_patches_of_an_image_end_on_the_day_after_their_last() -> None:
    image = facts.Image("PyTorch 9", "pytorch", "9", "x", patched_until=date(2026, 8, 6))
    assert entries(date(2026, 8, 6), images=[image]) == []
    (entry,) = entries(date(2026, 8, 7), images=[image])
    assert (entry.day, entry.id) == (date(2026, 8, 7), "image/pytorch/9")
    assert entry.title.startswith("PyTorch 9: ")


@pytest.mark.parametrize(
    ("field", "told_on", "not_on", "state"),
    [("closed", "2026-07-30", "2026-07-29", "closed"), ("ends", "2026-07-31", "2026-07-30", "ended"),
     ("announced", "2026-07-30", "2026-07-29", "announced")],
)  # fmt: skip
def test_a_service_is_told_of_once_it_has_closed(field: str, told_on: str, not_on: str, state: str) -> None:
    service = facts.Service("debugger", "Debugger", "training", "x", **{field: date(2026, 7, 30)})  # type: ignore[arg-type]
    assert entries(date.fromisoformat(not_on), services=[service]) == []
    (entry,) = entries(date.fromisoformat(told_on), services=[service])
    assert entry.id == f"service/debugger/{state}"


def test_a_service_that_two_tables_have_is_told_of_once() -> None:
    def service(id_: str, title: str, day: int = 30) -> facts.Service:
        return facts.Service(id_, title, "training", "x", announced=date(2026, 7, day))  # type: ignore[arg-type]

    both = [service("os-dois", "A2I, Studio Lab"), service("um", "A2I")]
    assert [entry.id for entry in entries(date(2026, 8, 1), services=both)] == ["service/os-dois/announced"]
    other_day = [both[0], service("um", "A2I", 29)]
    assert len(entries(date(2026, 8, 1), services=other_day)) == 2


@by_language
def test_the_feed_has_the_newest_first_and_what_each_version_changed(language: Language) -> None:
    versions = history.load()
    found = feed.entries(versions, feed.days(), KNOWN, date(2027, 1, 1), language)
    tree = ElementTree.fromstring(feed.atom(found, language.words(), ROOT_URL, language).split("\n", 1)[1])
    name = f"{{{feed.ATOM}}}"
    days = [str(each.text) for each in tree.iterfind(f"{name}entry/{name}updated")]
    assert days == sorted(days, reverse=True)
    assert tree.findtext(f"{name}updated") == days[0]
    summaries = {each.findtext(f"{name}summary") for each in tree.iter(f"{name}entry")}
    assert {each.changelog[language.tag] for each in versions.values()} <= summaries
    ids = [each.text for each in tree.iterfind(f"{name}entry/{name}id")]
    assert len(ids) == len(set(ids)) > len(versions)


@by_language
def test_the_page_that_a_fact_of_the_feed_leads_to_has_the_table_of_it(language: Language) -> None:
    pages = {page.path.replace(".md", "/"): included(page.markdown) for page in read_pages(language)}
    assert "images.md" in pages[feed.IMAGES]
    assert {table for table, page in feed.SERVICES.items() if f"closing-{table}.md" in pages[page]} == set(facts.TABLES)


# -- the pictures of shared links ----------------------------------------------------------------------------------


def drawn(kinds: dict[str, str], folder: Path) -> dict[str, bytes]:
    return social.pictures({"site": {"name": "Guia", "independent": "Só."}, "social": kinds}, folder)


def test_a_picture_shows_the_line_of_its_own_kind(tmp_path: Path) -> None:
    both = drawn({"b": "Um", "a": "Dois"}, tmp_path)
    assert both == {**drawn({"a": "Dois"}, tmp_path), **drawn({"b": "Um"}, tmp_path)}
    assert both["a"] != both["b"]
    assert Picture.open(io.BytesIO(both["a"])).size == (social.WIDE, social.HIGH)


def test_what_was_drawn_is_kept(tmp_path: Path) -> None:
    drawn({"a": "Um"}, tmp_path)
    (kept,) = tmp_path.rglob("a.png")
    kept.write_bytes(b"as it was")
    assert drawn({"a": "Um"}, tmp_path) == {"a": b"as it was"}
    assert drawn({"a": "Outro"}, tmp_path)["a"] != b"as it was"


def test_two_languages_with_the_same_words_may_draw_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compile_ = social.typst.compile

    def other_first(*given: object, **named: object) -> object:
        monkeypatch.setattr(social.typst, "compile", compile_)
        drawn({"a": "Um"}, tmp_path)
        return compile_(*given, **named)

    monkeypatch.setattr(social.typst, "compile", other_first)
    assert drawn({"a": "Um"}, tmp_path).keys() == {"a"}
    assert len(list(tmp_path.iterdir())) == 1


# -- what a page is ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "kind"), [("", "WebSite"), ("opcoes/canvas/", "TechArticle"), ("mapa/", None), ("escolher/", None)]
)
def test_the_guide_and_its_articles_say_what_they_are_and_what_is_neither_says_nothing(
    address: str, kind: str | None
) -> None:
    page = {"headline": "</script>", "description": "d", "url": "u", "inLanguage": "en"}
    script = structured.script(address, page, {"name": "n", "url": "r"})
    data = json.loads(script.partition(">")[2].removesuffix("</script>")) if script else {}
    assert data.get("@type") == kind
    assert script.count("</script>") == bool(kind)
