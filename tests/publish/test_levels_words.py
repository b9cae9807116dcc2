"""Token words in the picture of all options: which option stands where, with which mark."""

import pytest
from lxml import html
from lxml.html import HtmlElement

from decision.reading import build
from publish.pages import levels, marks
from tests.tokens import labels, token_tree, tokens

TREE, WORDS = token_tree(), labels()["levels"]
SHAPE = {"1": "circle", "2": "rect", "3": "path", "none": "path"}


@pytest.fixture(scope="module")
def chart() -> HtmlElement:
    return html.fromstring(levels.chart(TREE, "en", WORDS, lambda outcome: f"/{outcome.page}"))


def text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_each_option_stands_in_the_column_of_its_code_and_the_row_of_its_flexibility(chart: HtmlElement) -> None:
    columns = [text(head) for head in chart.xpath(".//thead//th")]
    found = {
        (columns[n], text(row.find("th"))): [link.get("data-option") for link in cell.iter("a")]
        for row in chart.xpath(".//tbody/tr")
        for n, cell in enumerate(row.findall("td"))
        if cell.find(".//a") is not None
    }
    assert found == {("4", "5"): ["guarda-chuva"], ("2", "3"): ["oculos"], ("0", "1"): ["casa"]}


def test_the_levels_grow_to_the_right_and_upwards_without_a_gap(chart: HtmlElement) -> None:
    assert [text(head) for head in chart.xpath(".//thead//th")] == ["0", "1", "2", "3", "4"]
    assert [text(head) for head in chart.xpath(".//tbody/tr/th")] == ["5", "4", "3", "2", "1"]


def test_options_of_the_same_levels_stand_one_below_the_other() -> None:
    routing, words = tokens()
    routing["outcomes"]["casa"] |= {"code": 2, "flexibility": 3}
    chart = html.fromstring(levels.chart(build(routing, words), "en", WORDS, lambda outcome: outcome.id))
    cells = [[link.get("data-option") for link in cell.iter("a")] for cell in chart.xpath(".//td[.//a]")]
    assert cells == [["guarda-chuva"], ["oculos", "casa"]]


def test_each_option_is_named_with_its_case_and_leads_to_its_page(chart: HtmlElement) -> None:
    links = [(text(link), link.get("href")) for link in chart.xpath(".//table//a")]
    assert links == [
        ("1 en:outcomes.guarda-chuva.name, levels.case n=3", "/opcoes/guarda-chuva/"),
        ("2 en:outcomes.oculos.name, levels.case n=1", "/opcoes/oculos/"),
        ("3 en:outcomes.casa.name", "/opcoes/casa/"),
    ]


def test_the_key_says_whose_each_number_is(chart: HtmlElement) -> None:
    (key,) = chart.xpath(".//*[@aria-label='levels.key']")
    assert [(text(link), link.get("href")) for link in key.iter("a")] == [
        ("1 en:outcomes.guarda-chuva.name", "/opcoes/guarda-chuva/"),
        ("2 en:outcomes.oculos.name", "/opcoes/oculos/"),
        ("3 en:outcomes.casa.name", "/opcoes/casa/"),
    ]


def test_the_picture_and_its_axes_are_named(chart: HtmlElement) -> None:
    assert text(chart.find(".//caption")) == "levels.title"
    assert {each.get("class").split()[1]: text(each) for each in chart.find_class("levels-axis")} == {
        "levels-up": "levels.flexibility_axis",
        "levels-right": "levels.code_axis",
    }


def test_the_legend_has_each_case_that_there_is_and_no_other(chart: HtmlElement) -> None:
    legend = chart.find_class("marks-legend")[0]
    assert [(text(item), item.find("svg").get("class")) for item in legend] == [
        ("en:use_cases.1", "mark use-case-1"),
        ("en:use_cases.3", "mark use-case-3"),
        ("en:use_cases.none", "mark use-case-none"),
    ]


def test_no_two_cases_have_the_same_shape() -> None:
    shapes = [html.fromstring(marks.mark(case))[0] for case in SHAPE]
    assert [shape.tag for shape in shapes] == list(SHAPE.values())
    assert len({html.tostring(shape) for shape in shapes}) == len(SHAPE)


@pytest.mark.parametrize(("option", "case"), [("guarda-chuva", "3"), ("oculos", "1"), ("casa", "none")])
def test_an_option_has_the_shape_and_the_colour_of_its_case(option: str, case: str) -> None:
    outcome = TREE.outcomes[option]
    assert marks.of(outcome, 7) == marks.mark(case, 7)
    assert marks.kind(outcome) == f"use-case-{case}"
