"""The table of `make bench` says what is held, what is not, and what there is not yet; it measures nothing here."""

import pytest
from lxml import html

from decision.reading import load
from publish.languages import LANGUAGES
from tests.bench import __main__ as command
from tests.bench import building, pages, serving
from tests.bench.figures import Figure, table


@pytest.mark.parametrize(
    ("limit", "now", "held"),
    [(100, 100, "yes"), (100, 99.9, "yes"), (100, 100.1, "NO"), (None, 5, "-"), (100, None, "-")],
)
def test_a_limit_is_held_up_to_itself_and_never_by_what_is_not_built(limit, now, held: str) -> None:
    assert Figure("a page", "KiB", limit, now).held == held


def test_the_table_has_a_row_for_each_figure_with_its_unit() -> None:
    rows = table([Figure("one", "KiB", 100, 27.4, "116"), Figure("two", "ms", None, None)]).splitlines()
    assert [row.split() for row in rows[2:]] == [
        ["one", "100", "KiB", "27", "KiB", "yes", "116"],
        ["two", "-", "not", "built", "-"],
    ]


def test_a_kind_without_a_page_is_not_built_and_the_others_are_measured(tmp_path) -> None:
    (tmp_path / "index.html").write_text("<p>one<b>two", encoding="utf-8")
    found = {figure.name: figure.now for figure in pages.figures(tmp_path, ("", "en/"))}
    assert found["start: elements of the largest"] == len(html.document_fromstring("<p>one<b>two").xpath("//*"))
    assert found["option: HTML of the largest"] is None
    assert found["book guia-en.pdf"] is None


def test_every_kind_of_page_that_is_built_is_found_in_every_language(site) -> None:
    found = serving.pages(site, tuple(language.prefix for language in LANGUAGES))
    there = {kind for kind, of_kind in found.items() if of_kind}
    assert there >= {"start", "chooser", "option", "workshop", "use case", "errors", "comparison"}
    assert [kind for kind in there if len(found[kind]) % len(LANGUAGES)] == []
    assert len(found["option"]) == len(load().outcomes) * len(LANGUAGES)


def test_what_was_measured_is_told_when_a_later_kind_fails(
    site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> list[Figure]:
        raise OSError("no room")

    monkeypatch.setattr(building, "figures", fail)
    monkeypatch.setattr("sys.argv", ["bench", "pages", "building"])
    with pytest.raises(OSError, match="no room"):
        command.main()
    assert "start: HTML of the largest" in capsys.readouterr().out
