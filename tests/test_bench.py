"""The table of `make bench` says what is held, what is not, and what there is not yet; it measures nothing here."""

import json
import re
from pathlib import Path

import pytest
from lxml import html
from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig

from decision.reading import load
from publish.languages import LANGUAGES
from publish.pages import measured
from tests.bench import __main__ as command
from tests.bench import building, clicks, pages, scripts, serving, whole
from tests.bench.figures import LIMITS, Figure, table


@pytest.mark.parametrize(
    ("of", "now", "held"),
    [("start", 100, "yes"), ("start", 99.9, "yes"), ("start", 100.1, "NO"), ("errors", 5, "-"), ("start", None, "-")],
)
def test_a_limit_is_held_up_to_itself_and_never_by_what_is_not_built(of: str, now: float | None, held: str) -> None:
    assert Figure("transferred", of, "KiB", now).held == held


def test_the_table_has_a_row_for_each_figure_with_its_unit() -> None:
    figures = [Figure("transferred", "start", "KiB", 27.4), Figure("floor", "", "ms", None)]
    rows = [re.split(r" {2,}", row) for row in table(figures).splitlines()]
    assert [row[1:] for row in rows[2:]] == [
        ["100 KiB", "27 KiB", "yes", "21 (choosealicense.com), 84 (Material for MkDocs)"],
        ["-", "not built", "-"],
    ]


def test_the_limits_are_those_that_were_promised() -> None:
    of_one = {measure: limit for (measure, of), limit in LIMITS.items() if not of}
    assert of_one == {"continue": 30, "nothing": 45, "memory": 1024, "again": 2}
    of_each = {(measure, limit) for (measure, of), limit in LIMITS.items() if of}
    assert of_each == {
        *[("html", 120), ("html", 200), ("elements", 2500), ("elements", 3000), ("transferred", 100)],
        *[("transferred", 115), ("book", 3), ("zip", 5), ("search", 200), ("diagnose", 200), ("lighthouse", 2)],
        *[("ratio", 1.3), ("rehearsal", 6)],
    }
    assert {of for measure, of in LIMITS if measure == "lighthouse"} == set(serving.KINDS)
    assert {of for measure, of in LIMITS if measure == "diagnose"} == set(clicks.PASTED)
    assert {of for measure, of in LIMITS if measure == "ratio"} == {"x1", "x10"}
    assert {of for measure, of in LIMITS if measure == "rehearsal"} == set(scripts.SCRIPTS)


def test_what_the_site_shows_has_every_limit_as_it_is_now() -> None:
    shown = {(each["measure"], each["of"]): each["limit"] for each in measured.load()["figures"]}
    assert {key: limit for key, limit in shown.items() if limit is not None} == LIMITS


def test_what_everything_takes_is_compared_with_bare_material_where_both_were_measured() -> None:
    found = [Figure("bare", "x1", "s", 15), Figure("bare", "x10", "s", 99), Figure("nothing", "", "s", 60)]
    (pace,) = whole.pace(found)
    assert (pace.now, pace.held) == (4, "-")
    assert [whole.pace(found[1:]), whole.pace(found[:2])] == [[], []]


def test_only_a_run_of_all_kinds_is_kept(site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "measured.json"
    monkeypatch.setattr(command, "FILE", kept)
    monkeypatch.setattr(command, "ROOT", tmp_path)
    monkeypatch.setattr(command.tools, "main", lambda: 0)
    monkeypatch.setattr(command, "measure", lambda kinds, found: found.append(Figure("ratio", "x10", "times", 1.5)))
    monkeypatch.setattr("sys.argv", ["bench", "pages"])
    assert (command.main(), kept.exists()) == (1, False)
    monkeypatch.setattr("sys.argv", ["bench"])
    command.main()
    (figure,) = measured.load(kept)["figures"]
    assert figure == {"measure": "ratio", "of": "x10", "unit": "times", "limit": 1.3, "now": 1.5, "peers": []}


def test_a_kind_without_a_page_is_not_built_and_the_others_are_measured(tmp_path) -> None:
    (tmp_path / "index.html").write_text("<p>one<b>two", encoding="utf-8")
    (tmp_path / "en").mkdir()
    (tmp_path / "index.md").write_text("x" * 1500, encoding="utf-8")
    (tmp_path / "en/index.md").write_text("x" * 3000, encoding="utf-8")
    found = {(each.measure, each.of): each.now for each in pages.figures(tmp_path, ("", "en/", "es/"))}
    assert found["elements", "start"] == len(html.document_fromstring("<p>one<b>two").xpath("//*"))
    assert [found["html", "option"], found["book", "en"], found["zip", "es"]] == [None] * 3
    assert [found["markdown", tag] for tag in ("pt-BR", "en", "es")] == [1.5, 3, None]


def test_every_kind_of_page_that_is_built_is_found_in_every_language(site) -> None:
    found = serving.pages(site, tuple(language.prefix for language in LANGUAGES))
    there = {kind for kind, of_kind in found.items() if of_kind}
    assert there >= {"start", "chooser", "option", "workshop", "use-case", "errors", "comparison"}
    assert [kind for kind in there if len(found[kind]) % len(LANGUAGES)] == []
    assert len(found["option"]) == len(load().outcomes) * len(LANGUAGES)


def test_a_build_of_more_pages_has_every_page_so_often_and_each_in_the_menu(tmp_path: Path) -> None:
    docs, kept = tmp_path / "docs", tmp_path / "kept"
    (docs / "a").mkdir(parents=True)
    kept.mkdir()
    for path in ("index.md", "a/b.md"):
        (docs / path).write_text(f"---\ntitle: {path}\n---\nText of {path}", encoding="utf-8")
    nav = ["index.md", {"section": ["a/b.md"]}]
    config = MkDocsConfig()
    config.load_dict({"site_name": "x", "docs_dir": str(docs), "site_dir": str(tmp_path / "site"), "nav": nav})
    config.validate()
    config.plugins["many"] = building.Many(3, kept)
    build(config)
    menu = json.loads((kept / building.MENU).read_text(encoding="utf-8"))
    assert menu == nav + [{copy: [f"{copy}/index.md", {"section": [f"{copy}/a/b.md"]}]} for copy in ("2", "3")]
    built = {path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("a/b/index.html")}
    assert built == {"a/b/index.html", "2/a/b/index.html", "3/a/b/index.html"}
    for copy in ("", "2/", "3/"):
        markdown = (kept / f"{copy}a/b.md").read_text(encoding="utf-8")
        assert markdown == '---\ntitle: "a/b.md"\n---\nText of a/b.md'


def test_what_was_measured_is_told_when_a_later_kind_fails(
    site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> list[Figure]:
        raise OSError("no room")

    monkeypatch.setattr(building, "figures", fail)
    monkeypatch.setattr("sys.argv", ["bench", "pages", "building"])
    with pytest.raises(OSError, match="no room"):
        command.main()
    assert "HTML of the largest page: home page" in capsys.readouterr().out
