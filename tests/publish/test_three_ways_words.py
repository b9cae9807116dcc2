"""Token words in the picture of the start page: where each way lies, what stands beside it, and where it leads."""

import pytest
from lxml import html
from lxml.html import HtmlElement

from decision.reading import build
from publish.pages import three_ways
from tests.tokens import labels, token_tree, tokens

WORDS = labels()["ways"]


def drawn(**levels: dict[str, int]) -> HtmlElement:
    """The picture of the token tree, with other levels for the outcomes that are named."""
    routing, words = tokens()
    for id_, changed in levels.items():
        routing["outcomes"][id_.replace("_", "-")] |= changed
    return html.fromstring(three_ways.picture(build(routing, words), "en", WORDS))


def areas(picture: HtmlElement) -> dict[str, list[float]]:
    """Each way's area: left, top, width and height, in px."""
    return {
        a.get("class"): [float(a.find("rect").get(k)) for k in ("x", "y", "width", "height")] for a in picture.iter("a")
    }


def inside(dot: HtmlElement, x: float, y: float, width: float, height: float) -> bool:
    return x < float(dot.get("cx")) < x + width and y < float(dot.get("cy")) < y + height


def test_each_way_says_its_words_beside_its_number_and_leads_to_its_page() -> None:
    found = [(a.get("href"), [text.text for text in a.iter("text")]) for a in drawn().iter("a")]
    assert found == [
        ("casos/sem-codigo/", ["1", "ways.way_1", "ways.with_1"]),
        ("casos/sob-medida/", ["3", "ways.way_3", "ways.with_3"]),
    ]


def test_the_picture_and_its_axes_are_named_and_what_it_shows_is_described() -> None:
    picture = drawn()
    names = {text.get("text-anchor"): text.text for text in picture.find_class("axis-name")}
    assert names == {None: "ways.flexibility_axis", "end": "ways.code_axis"}
    assert picture.xpath("string(.//title)") == "ways.title"
    assert picture.xpath("string(.//desc)") == "en:use_cases.1; en:use_cases.3"


def test_a_way_with_more_code_lies_farther_right_and_one_with_more_flexibility_higher() -> None:
    found = areas(drawn())
    assert found["use-case-3"][0] > found["use-case-1"][0]  # code 4 and 2
    assert found["use-case-3"][1] < found["use-case-1"][1]  # flexibility 5 and 3


def test_an_area_holds_every_level_of_its_options() -> None:
    one = areas(drawn())["use-case-3"]
    wide = areas(drawn(oculos={"use_case": 3}))["use-case-3"]
    assert (wide[0] + wide[2], wide[1]) == (one[0] + one[2], one[1])
    assert (wide[2] - one[2], wide[3] - one[3]) == (2 * three_ways.CELL, 2 * three_ways.ROW)


@pytest.mark.parametrize(("levels", "cases"), [({}, ["3", "1"]), ({"casa": {"use_case": 2}}, ["3", "1", "2"])])
def test_each_option_of_a_way_is_a_dot_in_its_area(levels: dict[str, dict[str, int]], cases: list[str]) -> None:
    picture = drawn(**levels)
    dots = picture.xpath(".//svg/circle")
    assert [dot.get("class") for dot in dots] == [f"use-case-{case}" for case in cases]
    assert [inside(dot, *areas(picture)[dot.get("class")]) for dot in dots] == [True] * len(cases)


def test_every_way_of_the_table_has_a_page() -> None:
    assert set(three_ways.PAGES) == {str(o.use_case) for o in token_tree().outcomes.values() if o.use_case} | {"2"}
