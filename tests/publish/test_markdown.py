"""The HTML that pages are made of, as Markdown, case by case."""

import pytest
from lxml import html

from publish.programs.markdown import markdown

CASES = {
    "a heading and a paragraph": ("<h2 id=a>Um <code>x</code></h2><p>Dois\n três</p>", "## Um `x`\n\nDois três\n"),
    "marks touch their words": ("<p><strong> um </strong><em>dois</em></p>", "**um** *dois*\n"),
    "a link": ('<p>ver <a href="../x/">isto</a>.</p>', "ver [isto](../x/).\n"),
    "a link around nothing": ('<p>um<a href="#x"></a></p>', "um\n"),
    "signs that Markdown would read": ("<p>2*3 &lt;b&gt; `x`</p>", "2\\*3 &lt;b> \\`x\\`\n"),
    "code with backquotes": ("<p><code>a`b</code></p>", "``a`b``\n"),
    "a block of code": (
        '<div class="language-python highlight"><pre><span></span><code><span>x</span> = 1\n\n    y\n</code></pre>'
        "</div>",
        "```python\nx = 1\n\n    y\n```\n",
    ),
    "a list in a list": (
        "<ul><li>um<ul><li>dois</li></ul></li><li><p>três</p></li></ul>",
        "- um\n  - dois\n- três\n",
    ),
    "code in a step": (
        '<ol><li><p>faça</p><div class="language-sh"><pre><code>ls</code></pre></div></li><li>fim</li></ol>',
        "1. faça\n\n   ```sh\n   ls\n   ```\n2. fim\n",
    ),
    "a card": ("<dl><dt>Preço</dt><dd>por <b>hora</b></dd><dt>Quem</dt><dd>um</dd></dl>",
               "- **Preço:** por **hora**\n- **Quem:** um\n"),
    "a table": (
        "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td><code>x|y</code></td>"
        "<td><p>um</p><p>dois</p></td></tr></tbody></table>",
        "| A | B |\n| --- | --- |\n| `x\\|y` | um<br>dois |\n",
    ),
    "a box that is folded": (
        "<details><summary>Mais</summary><p>dentro</p></details>", "**Mais**\n\ndentro\n"
    ),
    "tabs": (
        '<div class="tabbed-set"><input type=radio><div class="tabbed-labels"><label>a.py</label><label>b.py</label>'
        "</div>"
        '<div class="tabbed-content"><div class="tabbed-block"><pre><code>1</code></pre></div>'
        '<div class="tabbed-block"><pre><code>2</code></pre></div></div></div>',
        "**a.py**\n\n```\n1\n```\n\n**b.py**\n\n```\n2\n```\n",
    ),
    "a source": (
        '<p>fato<sup id="fnref:x"><a class="footnote-ref" href="#fn:x">1</a></sup></p>'
        '<div class="footnote"><hr><ol><li id="fn:x"><p>A fonte.<a class="footnote-backref" href="#fnref:x"></a></p>'
        "</li></ol></div>",
        "fato[^1]\n\n[^1]: A fonte.\n",
    ),
    "what is not said": (
        '<section hidden><p>x</p></section><script>y</script><svg><text>z</text></svg><p class="report">w</p><p>um</p>',
        "um\n",
    ),
    "an answer apart from what is said of it": (
        '<ul><li><span class="tree-answer">Yes</span> <small class="tree-note">Said of it.</small> → '
        '<a href="x/">X</a> <small class="tree-work">no code</small></li></ul>',
        "- **Yes** Said of it. → [X](x/) (no code)\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("page", "expected"), CASES.values(), ids=CASES.keys())
def test_a_page_becomes_markdown(page: str, expected: str) -> None:
    assert markdown(html.fragment_fromstring(page, create_parent="article")) == expected


def test_an_address_is_written_as_one_is_told() -> None:
    page = html.fragment_fromstring('<p><a href="../x/">x</a></p>', create_parent="article")
    assert markdown(page, lambda link: f"{link}index.md") == "[x](../x/index.md)\n"
