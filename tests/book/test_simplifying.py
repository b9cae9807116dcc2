"""What elements that were made for a screen become in the book."""

import pytest
from bs4 import Tag

from publish.book.simplify import simplify
from tests.book.articles import article, joined


def simple(html: str) -> Tag:
    found = article(html)
    simplify(found)
    return found


@pytest.mark.parametrize(
    "html",
    [
        '<p class="report"><a href="https://x.test">r</a></p>',
        '<a class="headerlink" href="#a">¶</a>',
        "<button>b</button>",
        '<script type="application/json">{}</script>',
        '<span class="twemoji"><svg></svg></span>',
        "<form><label>l</label><textarea></textarea></form>",
        '<p class="on-screen">screen</p>',
    ],
)
def test_what_is_only_for_the_screen_goes(html: str) -> None:
    assert simple(f"{html}").decode_contents() == ""


def test_what_is_only_for_paper_stays() -> None:
    assert simple('<p class="on-screen">s</p><p class="on-paper">p</p>').get_text() == "p"


def test_the_headings_of_a_section_go_down_two_levels() -> None:
    found = article("<h1>A</h1><h2>B</h2>")
    simplify(found, lower=2)
    assert [tag.name for tag in found.find_all(True)] == ["h3", "h4"]


def test_highlighted_code_becomes_plain_code_with_its_language_and_file() -> None:
    pre = simple(
        '<div class="language-python highlight"><span class="filename">a.py</span><pre><span></span><code>'
        '<span class="kn">import</span> os  <span class="c1"># &lt;</span>\n</code></pre></div>'
    ).find("pre")
    assert pre is not None
    assert (pre["class"], pre["data-title"], pre.get_text()) == (["python"], "a.py", "import os  # <\n")


def test_highlighted_code_in_a_heading_stays_there() -> None:
    heading = simple('<h3 id="a"><code class="highlight language-python"><span class="n">f</span>(x)</code></h3>').find(
        "h4"
    )
    assert heading is not None
    assert [(tag.name, tag.get_text()) for tag in heading.find_all("code")] == [("code", "f(x)")]


def test_every_tab_is_open_under_its_label() -> None:
    found = simple(
        '<div class="tabbed-set"><input type="radio"/><div class="tabbed-labels"><label>A</label><label>B</label></div>'
        '<div class="tabbed-content"><div class="tabbed-block"><p>a</p></div>'
        '<div class="tabbed-block"><p>b</p></div></div></div>'
    )
    tabs = found.find_all("div", class_="tab")
    assert [[child.get_text() for child in tab.find_all(recursive=False)] for tab in tabs] == [["A", "a"], ["B", "b"]]
    assert found.find("input") is None


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ('<div class="admonition warning"><p class="admonition-title">T</p><p>x</p></div>', "warning"),
        ('<details class="example"><summary>T</summary><p>x</p></details>', "example"),
    ],
    ids=["admonition", "details"],
)
def test_boxes_are_open_and_have_kind_and_title(html: str, kind: str) -> None:
    box = simple(html).find("div", class_="box")
    assert box is not None
    assert box["data-kind"] == kind
    assert [child.get_text() for child in box.find_all(recursive=False)] == ["T", "x"]
    assert box.find("div", class_="title") is not None


@pytest.mark.parametrize(
    ("path", "said"),
    [("modo/lancar.py", []), ("lancar.py", []), ("modo/outro-lancar.py", ["lancar.py"]), ("", ["lancar.py"])],
)
def test_a_tab_of_a_file_that_says_its_path_has_no_second_name(path: str, said: list[str]) -> None:
    name = f'<span class="filename">{path}</span>' if path else ""
    code = f'<div class="highlight language-python">{name}<pre><code>x = 1</code></pre></div>'
    content = f'<div class="tabbed-content"><div>{code}</div></div>'
    found = simple(f'<div class="tabbed-set"><div class="tabbed-labels"><label>lancar.py</label></div>{content}</div>')
    assert [title.get_text() for title in found.select(".tab > .title")] == said
    assert [pre.get("data-title", "") for pre in found.select("pre")] == [path]


def test_code_in_a_tab_in_a_box_is_found_too() -> None:
    code = '<div class="language-text highlight"><pre><code>x</code></pre></div>'
    labels = '<div class="tabbed-labels"><label>A</label></div>'
    content = f'<div class="tabbed-content"><div>{code}</div></div>'
    tabs = f'<div class="tabbed-set">{labels}{content}</div>'
    found = simple(f'<details class="note"><summary>S</summary>{tabs}</details>')
    assert [tag.name for tag in found.select(".box > .tab > pre.text > code")] == ["code"]


def table(columns: int, head: str = "h") -> str:
    heads, cells = f"<th>{head}</th>" * columns, "<td>c</td>" * columns
    return f"<table><thead><tr>{heads}</tr></thead><tbody><tr>{cells}</tr></tbody></table>"


@pytest.mark.parametrize(("columns", "wide"), [(4, False), (5, True)])
def test_a_table_of_over_four_columns_gets_a_landscape_page(columns: int, wide: bool) -> None:
    assert bool(simple(f'<div class="comparison">{table(columns)}</div>').select("div.wide > table")) is wide


@pytest.mark.parametrize(
    ("before", "along"),
    [
        ("<h2>t</h2><p>a</p><p>b</p>", ["h3", "p", "p", "table"]),
        ("<h2>t</h2>", ["h3", "table"]),
        (f"<h2>t</h2><p>{'long ' * 200}</p>", ["table"]),
        ("<h2>t</h2><ul><li>a</li></ul>", ["table"]),
        ("<p>a</p>", ["table"]),
    ],
    ids=["a few words", "a heading", "a long text", "a list", "no heading"],
)
def test_a_heading_with_a_few_words_goes_along_to_the_landscape_page_of_its_table(
    before: str, along: list[str]
) -> None:
    wide = simple(f"{before}<div>{table(5)}</div>").select_one("div.wide")
    assert wide is not None
    assert [each.name for each in wide.find_all(True, recursive=False)] == along


def test_a_wide_table_inside_a_list_stays_there() -> None:
    assert not simple(f"<ul><li>{table(5)}</li></ul>").select("div.wide")


def test_a_header_without_words_goes() -> None:
    assert simple(table(2, head="")).find("thead") is None


def test_an_image_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"fontes.md: has the image 'a.png'"):
        joined({"fontes/": '<img src="a.png" alt="A">'})


def test_a_heading_too_deep_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="'Fundo'"):
        simple("<h6>Fundo</h6>")
