"""Markdown made from the outcomes: the fact card of one option, and the table that compares all of them."""

from collections.abc import Callable, Mapping
from html import escape

from decision.labels import criteria
from decision.model import Outcome
from decision.tree import Tree
from publish.pages import markdown, marks


def anchor(adjustment_id: str) -> str:
    """Return the id that an adjustment has on an option's page; the chooser links there."""
    return f"ajuste-{adjustment_id}"


def card(tree: Tree, outcome: Outcome, language: str, labels: Mapping[str, str], cite: Callable[[str], str]) -> str:
    """Return the fact card of an outcome as a Markdown definition list inside a ``div``.

    Args:
        tree: the tree.
        outcome: the outcome.
        language: the tag of a language.
        labels: the words before each row, by key; and ``level``, a pattern with ``{n}``.
        cite: turns a source id into the Markdown that cites it.
    """
    texts = {key: outcome.words[key][language] for key in criteria()}
    texts["status"] += "".join(map(cite, outcome.sources))
    rows = [(labels["work"], outcome.work_label[language])]
    if english := outcome.english(language):
        rows.append((labels["english"], f'<span lang="en">{escape(english)}</span>'))
    rows.append((labels["use_case"], tree.use_case_label(outcome)[language]))
    for key, text in texts.items():
        rows.append((labels[key], text))
        if key == "skills":  # beside what it takes to know, how much it takes to write
            rows.append((labels["levels"], f"{levels(outcome, labels)}. {labels['editorial']}"))
    terms = "\n\n".join(f"{label}\n:   {text}" for label, text in rows)
    return f'<div class="outcome-card" data-card="{outcome.id}" markdown>\n\n{terms}\n\n</div>\n'


def adjustments(
    tree: Tree,
    outcome: Outcome,
    language: str,
    labels: Mapping[str, str],
    cite: Callable[[str], str],
    lines: Callable[[str], str],
) -> str:
    """Return what can be added to an outcome as a Markdown block that opens, or nothing when nothing applies.

    Args:
        tree: the tree.
        outcome: the outcome.
        language: the tag of a language.
        labels: the words on the closed block, ``adjustments``, and before what to keep in mind, ``limits``.
        cite: turns a source id into the Markdown that cites it.
        lines: turns an adjustment's id into the Markdown of the lines that it changes in the snippet, or nothing.
    """
    parts: list[str] = []
    for adjustment in tree.adjustments_for(outcome.id):
        does, steps, limits = adjustment.told(language)
        cited = "".join(map(cite, adjustment.sources))
        spot = f"{{: #{anchor(adjustment.id)} }}"
        blocks = [
            f"**{adjustment.question[language]}** {does}\n{spot}",
            markdown.items(steps),
            f"{labels['limits']}{cited}",
            markdown.items(limits),
            lines(adjustment.id),
        ]
        parts += filter(None, blocks)
    return markdown.opening("tip", labels["adjustments"], "\n\n".join(parts)) if parts else ""


def comparison(tree: Tree, language: str, labels: Mapping[str, str], href: Callable[[Outcome], str]) -> str:
    """Return a table with one row for each outcome, by the same criteria, in the order of the tree.

    It is HTML without blank lines, so that Markdown leaves it alone: where there is no room for columns, each row
    becomes a block, and each cell brings the name of its column. The roles keep it a table then, for who listens.

    Args:
        tree: the tree.
        language: the tag of a language.
        labels: the words of the columns, by key.
        href: the address of an outcome's page, as seen from the page that holds the table.
    """
    columns = ("option", "use_case_short", "levels_short", "optimized_for", "avoid_when", "billing")
    number = marks.numbers(tree)

    def row(outcome: Outcome) -> str:
        texts = [
            str(outcome.use_case or "–"),
            f"{outcome.code} / {outcome.flexibility}",
            *(outcome.words[key][language] for key in columns[3:]),
        ]
        cells = "".join(
            f'<td data-label="{escape(labels[key])}">{escape(text)}</td>'
            for key, text in zip(columns[1:], texts, strict=True)
        )
        name = f'<a href="{escape(href(outcome))}">{escape(outcome.name[language])}</a>'
        work = f"<small>{escape(outcome.work_label[language])}</small>"
        head = f'<th scope="row">{marks.of(outcome, number[outcome.id])} {name} {work}</th>'
        return f'<tr class="{marks.kind(outcome)}">{head}{cells}</tr>'

    heads = "".join(f'<th scope="col">{escape(labels[key])}</th>' for key in columns)
    return "\n".join(
        [
            '<table class="comparison" data-comparison data-search-exclude>',
            f"<thead><tr>{heads}</tr></thead>",
            "<tbody>",
            *map(row, tree.outcomes.values()),
            "</tbody></table>",
            "",
        ]
    )


def levels(outcome: Outcome, labels: Mapping[str, str]) -> str:
    """Return the editorial levels of an outcome in words, as "código 3 de 5 · flexibilidade 4 de 5"."""
    said = (f"{labels[key]} {labels['level'].format(n=getattr(outcome, key))}" for key in ("code", "flexibility"))
    return " · ".join(said)
