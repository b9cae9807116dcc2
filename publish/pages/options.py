"""What is generated on the page of an option: its fact card, its snippets, and what it costs to leave it."""

from collections.abc import Mapping
from typing import Any

import snippets
from decision import paths
from decision.model import Outcome
from decision.tree import Tree
from publish.languages import Language
from publish.pages import cards, distance, markdown, snippet_section


def outcome_card(tree: Tree, outcome: Outcome, language: Language, words: Mapping[str, Any]) -> str:
    """Return the fact card of an outcome, with its sources cited, and what can be added to it."""

    def cite(source: str) -> str:
        return f"[^{source}]"

    def lines(adjustment: str) -> str:
        return snippet_section.changed_lines(outcome.snippets, adjustment, words["snippets"])

    card = cards.card(tree, outcome, language.tag, words["card"], cite)
    return card + "\n" + cards.adjustments(tree, outcome, language.tag, words["chooser"]["adjustments"], cite, lines)


def code(tree: Tree, outcome: Outcome, language: Language, words: Mapping[str, Any]) -> str:
    """Return the snippets of an outcome and the cost of leaving it, or the reason why there is no snippet."""
    if not outcome.snippets:
        return f"{outcome.words['no_snippet'][language.tag]}\n"
    titles = words["snippet_titles"] if len(outcome.snippets) > 1 else {}
    if lacking := [name for name in outcome.snippets if titles and name not in titles]:
        raise ValueError(f"docs/words: [snippet_titles] has no words for {lacking}; write them in every language")
    sections = []
    for name in outcome.snippets:
        title = f"### {titles[name]} {{#trecho-{name}}}\n\n" if titles else ""
        sections.append(f"{title}{snippet_section.section(snippet_section.load(name), words, language)}")
    return "\n".join(sections) + leaving_table(tree, outcome, language, words["leaving"])


def leaving_table(tree: Tree, outcome: Outcome, language: Language, words: Mapping[str, str]) -> str:
    """Return what it costs to move from an outcome's first snippet to those of its neighbours, in lines."""
    here = _first_snippet(outcome)
    near = (tree.outcomes[id_] for id_ in paths.neighbours(tree, outcome.id))
    moves = [(other, distance.move(here, _first_snippet(other))) for other in near if other.snippets]
    moves.sort(key=lambda pair: pair[1].removed + pair[1].added)
    if not moves:
        return ""
    costs = markdown.table(
        [words[key] for key in ("to", "kept", "removed", "added")],
        [
            (f"[{other.name[language.tag]}](/{other.page.rstrip('/')}.md)", str(m.kept), str(m.removed), str(m.added))
            for other, m in moves
        ],
        numbers_from=1,
    )
    diffs = "\n".join(
        markdown.opening(
            "note on-screen", words["lines"].format(name=other.name[language.tag]), markdown.fence("diff", m.diff)
        )
        for other, m in moves
    )
    return (
        f"\n### {words['title']} {{#sair}}\n\n{words['intro']}\n\n{costs}\n"
        f'<div class="leaving" data-leaving="{outcome.id}" markdown>\n\n{diffs}\n</div>\n'
    )


def _first_snippet(outcome: Outcome) -> dict[str, str]:
    return distance.files_of(snippets.FOLDER, snippet_section.load(outcome.snippets[0]).files)
