"""A picture of all options: how much code each asks for, left to right, and how flexible it is, bottom to top.

It is a table of links, so that it can be read aloud, enlarged, printed and copied as words; its look is in
``docs/theme/assets/levels.css``. Where there is no room for names, the marks keep their numbers, and a key below
says whose they are. The numbers in full stand in the table of all options.
"""

from collections.abc import Callable, Iterable, Mapping
from html import escape

from decision.model import Outcome
from decision.tree import Tree
from publish.pages import marks


def chart(tree: Tree, language: str, words: Mapping[str, str], href: Callable[[Outcome], str]) -> str:
    """Return the picture as HTML without blank lines, so that Markdown leaves it alone.

    Args:
        tree: the tree.
        language: the tag of a language.
        words: ``title``, ``code_axis``, ``flexibility_axis``, ``key`` and ``case``, a pattern with ``{n}``.
        href: the address of an outcome's page, as seen from the page that holds the picture.
    """
    number = marks.numbers(tree)
    columns = _range(outcome.code for outcome in tree.outcomes.values())
    rows = _range(outcome.flexibility for outcome in tree.outcomes.values())

    def link(outcome: Outcome) -> str:
        case = f", {words['case'].format(n=outcome.use_case)}" if outcome.use_case else ""
        name = (
            f'<span class="levels-name">{escape(outcome.name[language])}<span class="case">{escape(case)}</span></span>'
        )
        mark = marks.of(outcome, number[outcome.id])
        return f'<li><a href="{escape(href(outcome))}" data-option="{outcome.id}">{mark} {name}</a></li>'

    def cell(code: int, flexibility: int) -> str:
        here = [o for o in tree.outcomes.values() if (o.code, o.flexibility) == (code, flexibility)]
        return f"<td><ul>{''.join(map(link, here))}</ul></td>" if here else "<td></td>"

    body = (
        f'<tr><th scope="row">{level}</th>{"".join(cell(code, level) for code in columns)}</tr>'
        for level in reversed(rows)
    )
    heads = "".join(f'<th scope="col">{code}</th>' for code in columns)
    return "\n".join(
        [
            '<div class="levels" data-levels>',
            f'<p class="levels-axis levels-up on-screen" aria-hidden="true">{escape(words["flexibility_axis"])}</p>',
            f'<table class="levels-grid"><caption>{escape(words["title"])}</caption>',
            f'<colgroup><col class="levels-level">{"<col>" * len(columns)}</colgroup>',
            f"<thead><tr><td></td>{heads}</tr></thead>",
            "<tbody>",
            *body,
            "</tbody></table>",
            f'<p class="levels-axis levels-right on-screen" aria-hidden="true">{escape(words["code_axis"])}</p>',
            marks.legend(tree, language, {str(o.use_case or "none") for o in tree.outcomes.values()}),
            _key(tree, language, words, href),
            "</div>",
            "",
        ]
    )


def _range(levels: Iterable[int]) -> range:
    found = sorted(levels)
    return range(found[0], found[-1] + 1)


def _key(tree: Tree, language: str, words: Mapping[str, str], href: Callable[[Outcome], str]) -> str:
    """Return the names behind the numbers, shown only where the picture has no room for them."""
    items = (
        f'<li><a href="{escape(href(o))}">{marks.of(o, number)} {escape(o.name[language])}</a></li>'
        for o, number in zip(tree.outcomes.values(), marks.numbers(tree).values(), strict=True)
    )
    label = escape(words["key"])
    return f'<ul class="levels-key on-screen" aria-label="{label}">{"".join(items)}</ul>'
