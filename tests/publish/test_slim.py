"""Markup that nobody sees goes; the text, its colours, its addresses and all that is copied stay."""

import pytest

from publish.site.slim import slim


def listing(code: str, language: str = "python") -> str:
    """A block of code as it comes from Pygments."""
    return f'<div class="language-{language} highlight"><pre><span></span><code>{code}\n</code></pre></div>'


def slimmed(code: str, language: str = "python") -> str:
    """What stands in the block afterwards."""
    found = slim(listing(code, language))
    start, end = f'<div class="language-{language} highlight"><pre><code>', "\n</code></pre></div>"
    assert found.startswith(start)
    assert found.endswith(end)
    return found[len(start) : -len(end)]


def span(name: str, text: str) -> str:
    return f'<span class="{name}">{text}</span>'


@pytest.mark.parametrize(
    ("written", "left"),
    [
        pytest.param(span("n", "a"), "a", id="a name, in the colour of the block"),
        pytest.param(span("w", " ") + span("vm", "__file__"), " __file__", id="what the theme does not draw"),
        pytest.param(span("o", ".") + span("p", "("), span("p", ".("), id="two in a row that are drawn alike"),
        pytest.param(span("p", ",") + "\n    " + span("p", ")"), span("p", ",\n    )"), id="with white space between"),
        pytest.param(
            span("p", ",") + " x " + span("p", ")"), span("p", ",") + " x " + span("p", ")"), id="with a word"
        ),
        pytest.param(span("s2", "'%") + span("si", "d"), span("s", "'%d"), id="a place in a string"),
        pytest.param(span("s2", "' '") + span("p", ","), span("s", "' '") + span("p", ","), id="two colours"),
        pytest.param(span("xx", "?") + span("p", ","), span("xx", "?") + span("p", ","), id="an unknown class"),
        pytest.param(span("s2", "&lt;") + "  &amp;", span("s", "&lt;") + "  &amp;", id="what is escaped"),
    ],
)
def test_a_run_of_one_colour_is_one_span(written: str, left: str) -> None:
    assert slimmed(written) == left


def test_in_json_it_is_punctuation_that_has_no_span() -> None:
    code = span("p", "{") + span("nt", '"a"') + span("p", ":") + span("w", " ") + span("kc", "true") + span("p", "}")
    assert slimmed(code, "json") == "{" + span("k", '"a"') + ": " + span("n", "true") + "}"


@pytest.mark.parametrize(
    ("between", "left"),
    [
        pytest.param("\n", span("gi", "+a\n+b"), id="the next line"),
        pytest.param("\n\n", span("gi", "+a") + "\n\n" + span("gi", "+b"), id="an empty line that does not change"),
        pytest.param(
            "\n" + span("gd", "-c") + "\n", f"{span('gi', '+a')}\n{span('gd', '-c')}\n{span('gi', '+b')}", id="other"
        ),
    ],
)
def test_lines_that_change_together_are_one_span(between: str, left: str) -> None:
    assert slimmed(span("gi", "+a") + between + span("gi", "+b"), "diff") == left


@pytest.mark.parametrize(
    ("written", "left"),
    [
        pytest.param("<ul>\n\n    <li>a\n  b  </li>\n </ul>", "<ul>\n<li>a\nb  </li>\n</ul>", id="indentation"),
        pytest.param("<p>a  b</p> <p>c</p>", "<p>a  b</p> <p>c</p>", id="blanks in a line"),
        pytest.param("<span> \n </span><b>c</b>", "<span>\n</span><b>c</b>", id="white space is not lost"),
        pytest.param("<pre>\n\n  a\n</pre>\n\n<pre>  b</pre>", "<pre>\n\n  a\n</pre>\n<pre>  b</pre>", id="pre"),
        pytest.param("<code>a\n  b</code>\n\n", "<code>a\n  b</code>\n", id="code in a sentence"),
        pytest.param("<script>a\n\n  b</script>", "<script>a\n\n  b</script>", id="a script, whose digest is known"),
        pytest.param("<style>a\n\n  b</style>", "<style>a\n\n  b</style>", id="a style"),
        pytest.param('<h1 title="">a</h1>', '<h1 title="">a</h1>', id="a title"),
        pytest.param(
            '<a class="footnote-backref" href="#fnref:a" title="">x</a>',
            '<a class="footnote-backref" href="#fnref:a">x</a>',
            id="a title that is empty on every page",
        ),
    ],
)
def test_white_space_goes_only_where_a_browser_draws_none(written: str, left: str) -> None:
    assert slim(written) == left


def test_the_name_of_a_file_stays_above_its_code() -> None:
    page = '<div class="language-python highlight"><span class="filename">a.py</span><pre><span></span><code>'
    assert slim(f"{page}{span('n', 'a')}</code></pre></div>") == page.removesuffix("<span></span><code>") + (
        "<code>a</code></pre></div>"
    )
