"""What the search looks through: the words of each section under its own address, and none of the noise."""

from types import SimpleNamespace

import pytest

from publish.site.search_index import COMMON, LONGEST, Index, sections, seen, without_common

LEFT_OUT = {
    "code": "<div class='highlight'><pre><code>NOISE = 1</code></pre></div>",
    "line numbers": "<table><tr><td class='linenos'>NOISE</td></tr></table>",
    "a drawing": "<svg><text>NOISE</text></svg>",
    "data of a script": "<script type='application/json'>NOISE</script>",
    "notes with sources": "<div class='footnote'><ol><li>NOISE</li></ol></div>",
    "the number of a note": "<sup><a class='footnote-ref'>NOISE</a></sup>",
    "what says so itself": "<p data-search-exclude>NOISE</p>",
}


def read(content: str) -> list[tuple[str, str, str]]:
    return [(section.id, section.title, section.text) for section in sections(content)]


def entries(content: str, **meta: object) -> list[dict[str, str]]:
    index = Index()
    index.seen = {"page/#b": ["KeyError: 'a' <b>"]}
    index.add_entry_from_context(
        SimpleNamespace(url="page/", title="named", meta={"description": "a < b", **meta}, content=content)
    )
    return index.entries


@pytest.mark.parametrize("noise", LEFT_OUT.values(), ids=LEFT_OUT.keys())
def test_what_is_no_text_of_the_section_is_left_out_and_what_follows_is_not(noise: str) -> None:
    assert read(f"<h1 id='one'>One</h1><p>before</p>{noise}<p>after</p>") == [("", "One", "<p>before</p><p>after</p>")]


def test_names_in_code_within_a_sentence_are_found() -> None:
    assert read("<h1 id='a'>One <code>two</code></h1><p>Call <code>fit()</code>.</p>") == [
        ("", "One <code>two</code>", "<p>Call <code>fit()</code>.</p>")
    ]


def test_each_section_has_its_heading_and_the_text_up_to_the_next() -> None:
    assert read("<h1 id='a'>A</h1><p>a</p><h2 id='b'>B</h2><p>b</p><h3 id='c'>C</h3>\n<ul>\n<li>c</li></ul>") == [
        ("", "A", "<p>a</p>"),
        ("b", "B", "<p>b</p>"),
        ("c", "C", "<ul> <li>c</li></ul>"),
    ]


def test_what_stands_in_a_box_below_a_heading_of_its_own_ends_with_the_box() -> None:
    assert read("<h1 id='a'>A</h1><div><h4 id='b'>B</h4><p>in</p></div><p>after</p>") == [
        ("", "A", "<p>after</p>"),
        ("b", "B", "<p>in</p>"),
    ]


def test_each_cell_of_a_table_or_a_card_is_a_paragraph() -> None:
    assert read("<h1 id='a'>A</h1><dl><dt>one</dt><dd>two</dd></dl><table><tr><td><p>three</p></td></tr></table>") == [
        ("", "A", "<p>one</p><p>two</p><p>three</p>")
    ]


def test_signs_that_are_html_stay_text() -> None:
    assert read("<h1 id='a'>a &lt; b</h1><p>&lt;i&gt; &amp;</p>") == [("", "a &lt; b", "<p>&lt;i&gt; &amp;</p>")]


def test_a_section_is_found_at_its_heading_and_the_first_at_the_page() -> None:
    found = entries("<h1 id='a'>A</h1><h2 id='b'>B</h2><p>b</p>")
    assert [entry["location"] for entry in found] == ["page/", "page/#b"]


def test_a_page_without_headings_goes_by_its_title() -> None:
    assert entries("<p>text</p>") == [
        {"location": "page/", "title": "named", "text": "<p>a &lt; b</p><p>text</p>", "boost": 1}
    ]


def test_a_section_counts_more_than_its_page_and_both_as_the_page_asks() -> None:
    content = "<h1 id='a'>A</h1><h2 id='b'>B</h2>"
    counts = [[entry["boost"] for entry in entries(content, search=said)] for said in ({}, {"boost": 3})]
    assert counts == [[1, 2], [3, 6]]


def test_a_page_that_asks_for_it_is_left_out() -> None:
    assert entries("<h1 id='a'>A</h1>", search={"exclude": True}) == []


def test_the_description_of_a_page_is_found_at_the_page_alone() -> None:
    page, section = entries("<h1 id='a'>A</h1><p>a</p><h2 id='b'>B</h2><p>b</p>")
    assert page["text"] == "<p>a &lt; b</p><p>a</p>"
    assert "a &lt; b" not in section["text"]


def test_what_is_seen_of_an_error_is_found_at_the_section_that_explains_it() -> None:
    page, section = entries("<h1 id='a'>A</h1><h2 id='b'>B</h2><p>b</p>")
    assert section["text"] == "<p>b</p><p><code>KeyError: 'a' &lt;b&gt;</code></p>"
    assert "KeyError" not in page["text"]


def test_of_each_symptom_the_first_text_is_seen_on_one_line_at_its_section() -> None:
    known = [
        SimpleNamespace(section="erros.md#chave", samples=("Traceback\n  KeyError", "other")),
        SimpleNamespace(section="erros.md#chave", samples=("x" * 500,)),
        SimpleNamespace(section="limpar.md#conta", samples=()),
    ]
    assert seen(known) == {"erros/#chave": ["Traceback KeyError", "x" * 199 + "…"], "limpar/#conta": []}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("a " * 100 + "end", "a " * 99 + "…", id="it is cut after a word"),
        pytest.param("a " * 90 + "x-" * 50, "a " * 90 + "…", id="not at a hyphen"),
        pytest.param("a " * 98 + "last", "a " * 98 + "last", id="it has room"),
    ],
)
def test_of_a_long_text_the_beginning_is_seen_up_to_a_word_and_that_more_follows(text: str, shown: str) -> None:
    assert len(shown) <= LONGEST
    assert seen([SimpleNamespace(section="limpar.md#conta", samples=(text,))]) == {"limpar/#conta": [shown]}


def test_of_an_error_with_a_section_of_its_own_every_text_is_seen() -> None:
    known = [SimpleNamespace(section="erros/no-log.md#chave", samples=("KeyError: 'a'", "KeyError: 'b'"))]
    assert seen(known) == {"erros/no-log/#chave": ["KeyError: 'a'", "KeyError: 'b'"]}


def test_what_stands_in_ten_sections_is_looked_for_in_none_of_them() -> None:
    common, rare = "<p>Os mesmos cuidados valem.</p>", "<p>Só em onze.</p>"
    entries = [{"text": f"<p>Seção {n}.</p> {common}{f' {rare}' if n else ''}"} for n in range(COMMON)]
    without_common(entries)
    assert [entry["text"] for entry in entries] == [
        f"<p>Seção {n}.</p>{f' {rare}' if n else ''}" for n in range(COMMON)
    ]
