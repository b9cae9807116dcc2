"""The table of what was measured says what was measured, its limit and whether that is held, and nothing else."""

from collections.abc import Mapping
from typing import Any

import pytest

from publish.languages import LANGUAGES
from publish.pages import measured
from tests.tokens import labels

WORDS = labels()["measured"]
ENGLISH = next(language for language in LANGUAGES if language.tag == "en")


def figure(now: float | None, limit: float | None, **more: Any) -> dict[str, Any]:
    return {"measure": "html", "of": "option", "unit": "KB", "limit": limit, "now": now, "peers": [], **more}


def told(*figures: Mapping[str, Any]) -> list[list[str]]:
    """The cells of each row below the head."""
    day = {"date": "2026-11-28", "machine": {"system": "Linux", "cores": 2}, "figures": figures}
    lines = [line for line in measured.fragment(day, WORDS, ENGLISH).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


@pytest.mark.parametrize(
    ("now", "held"),
    [(119.0, "measured.yes"), (120.0, "measured.yes"), (120.5, "**measured.no**"), (None, "–")],
)
def test_a_limit_is_held_up_to_itself_and_not_by_what_was_not_measured(now: float | None, held: str) -> None:
    ((_, _, _, shown),) = told(figure(now, 120))
    assert shown == held


def test_a_row_has_what_was_measured_before_what_it_may_be_and_those_of_others_behind_its_name() -> None:
    peers = [[1116, "theirs"], [84, ""]]
    ((name, now, limit, _),) = told(figure(1234.4, 2.5, unit="ms", peers=peers))
    assert (now, limit) == ("1,234\N{NO-BREAK SPACE}ms", "2.50\N{NO-BREAK SPACE}ms")
    assert name == "measured.what.html of=measured.of.option. measured.peers peers=1,116 (theirs); 84"


def test_what_has_no_limit_has_no_row() -> None:
    assert [row[1] for row in told(figure(1, None), figure(2, 3))] == ["2\N{NO-BREAK SPACE}KB"]


def test_when_and_where_it_was_measured_stands_above() -> None:
    day = {"date": "2026-11-28", "machine": {"system": "Linux", "cores": 2}, "figures": []}
    said = measured.fragment(day, WORDS, ENGLISH).splitlines()[0]
    assert said == 'measured.when cores=2 date=<time datetime="2026-11-28">November 28, 2026</time> system=Linux'


def test_a_figure_without_words_is_refused_with_what_to_do() -> None:
    with pytest.raises(ValueError, match=r"\[measured\] has no words for 'html' of 'zzz'; write them"):
        measured.name("html", "zzz", WORDS)


def test_without_a_measurement_one_is_asked_for(tmp_path) -> None:
    with pytest.raises(ValueError, match=r"measured\.json is missing; run `make bench`"):
        measured.load(tmp_path / "measured.json")


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
def test_every_figure_that_was_measured_has_a_name_of_its_own_in_each_language(language) -> None:
    words, figures = language.words()["measured"], measured.load()["figures"]
    names = {measured.name(each["measure"], each["of"], words) for each in figures}
    assert len(names) == len(figures) > 60
