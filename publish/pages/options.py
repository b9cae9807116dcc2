"""What is generated on the page of an option: its fact card, the snippet to start with, and what it costs to leave it.

What is long and wanted only by who works with the snippet stands in the option's workshop (``workshops.py``).
"""

from collections.abc import Iterable, Mapping
from typing import Any

from decision.cases import Case
from decision.model import Outcome
from decision.tree import Tree
from publish.languages import Language
from publish.pages import cards, cases, distance, markdown, snippet_section, workshops, worries


def outcome_card(
    tree: Tree, outcome: Outcome, language: Language, words: Mapping[str, Any], people: Iterable[Case] = ()
) -> str:
    """Return the fact card of an outcome, with its sources cited, what worries, what can be added, and who is alike."""

    def cite(source: str) -> str:
        return f"[^{source}]"

    def lines(adjustment: str) -> str:
        if not has_lines(tree, language)(outcome.id, adjustment):
            return ""
        return f"[{words['snippets']['changes']}]({workshops.link(outcome.id, cards.anchor(adjustment))})"

    card = cards.card(tree, outcome, language.tag, words["card"], cite)
    blocks = [
        worries.block(tree, outcome, language.tag, words, cite, has_lines(tree, language)),
        cards.adjustments(tree, outcome, language.tag, words["chooser"], cite, lines),
        cases.block(people, outcome.id, language.tag, words),
    ]
    return "\n".join([card, *filter(None, blocks)])


def has_lines(tree: Tree, language: Language) -> worries.Lines:
    """Return what tells whether an outcome has lines that an adjustment changes in its first snippet."""

    def told(outcome_id: str, adjustment: str) -> bool:
        return bool(snippet_section.changed_lines(tree.outcomes[outcome_id].snippets, adjustment, language))

    return told


def code(tree: Tree, outcome: Outcome, language: Language, words: Mapping[str, Any]) -> str:
    """Return the first snippet of an outcome, where to find the others and more of it, and the cost of leaving.

    For an outcome without a snippet, the reason why there is none.
    """
    if not outcome.snippets:
        return f"{outcome.words['no_snippet'][language.tag]}\n"
    first, *further = outcome.snippets
    title = f"### {workshops.title(first, words)} {{#trecho-{first}}}\n\n" if further else ""
    snippet = snippet_section.load(first)
    behind = words["workshop"]["more" if snippet.result["requests"] else "more_permissions"]
    more = [f"[{behind}]({workshops.link(outcome.id, 'trecho')}){{ .workshop-link }}\n"]
    if further:
        listed = (
            f"- [{workshops.title(name, words)}]({workshops.link(outcome.id, f'trecho-{name}')}){{ #trecho-{name} }}\n"
            for name in further
        )
        more.append(f"{words['workshop']['further']}\n\n{''.join(listed)}")
    sections = (title + snippet_section.section(snippet, words, language), *more)
    return "\n".join(sections) + leaving_table(tree, outcome, language, words)


def leaving_table(tree: Tree, outcome: Outcome, language: Language, words: Mapping[str, Any]) -> str:
    """Return what it costs to move from an outcome's first snippet to those of its neighbours, in lines."""
    labels, moves = words["leaving"], distance.moves(tree, outcome, language)
    if not moves:
        return ""
    costs = markdown.table(
        [labels[key] for key in ("to", "kept", "removed", "added")],
        [
            (markdown.option(other, other.name[language.tag]), str(m.kept), str(m.removed), str(m.added))
            for other, m in moves
        ],
        numbers_from=1,
    )
    lines = f"[{words['workshop']['lines']}]({workshops.link(outcome.id, 'sair')})"
    return f"\n### {labels['title']} {{#sair}}\n\n{labels['intro']}\n\n{costs}\n{lines}\n"
