"""The workshop of an option: what is wanted only by who works with its snippets, on a page of its own.

It holds the lines that each adjustment changes, what AWS receives, the permissions in full, the further snippets, and
the lines that change to move to a neighbour. An option without a snippet has none.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from decision.model import Outcome
from decision.tree import Tree
from publish.languages import Language
from publish.pages import cards, distance, markdown, permissions, snippet_section
from publish.pages.written import Page

NAME = "oficina"  # of the page, below its option's


def link(outcome_id: str, id_: str = "") -> str:
    """Return the address of an outcome's workshop, or of a heading in it, as MkDocs resolves it on any page."""
    return f"/opcoes/{outcome_id}/{NAME}.md" + (f"#{id_}" if id_ else "")


def option_of(path: str) -> str:
    """Return the path of the page of the option that a workshop belongs to."""
    return f"{path.removesuffix(f'/{NAME}.md')}.md"


def title(snippet: str, words: Mapping[str, Any]) -> str:
    """Return the title of a snippet of an option that has several. Raises ``ValueError`` when it has none."""
    if snippet not in words["snippet_titles"]:
        raise ValueError(f"docs/words: [snippet_titles] has no words for {snippet!r}; write them in every language")
    text: str = words["snippet_titles"][snippet]
    return text


def pages(tree: Tree, language: Language, words: Mapping[str, Any]) -> list[Page]:
    """Return the workshops of all options that have a snippet."""
    return [
        Page(
            path=f"{outcome.page}{NAME}.md",
            title=words["workshop"]["title"].format(name=outcome.name[language.tag]),
            markdown=workshop(tree, outcome, language, words),
            description=words["workshop"]["description"].format(name=outcome.name[language.tag]),
        )
        for outcome in tree.outcomes.values()
        if outcome.snippets
    ]


def workshop(tree: Tree, outcome: Outcome, language: Language, words: Mapping[str, Any]) -> str:
    """Return the Markdown of the workshop of an outcome that has a snippet."""
    labels, name = words["workshop"], outcome.name[language.tag]
    intro = labels["intro"].format(option=markdown.option(outcome, name))
    return "\n".join(
        [
            f"# {labels['title'].format(name=name)}\n\n{intro}\n",
            *_adjustments(tree, outcome, language, words),
            *_snippets(outcome, language, words),
            *_leaving(tree, outcome, language, words["leaving"]),
        ]
    )


def _adjustments(tree: Tree, outcome: Outcome, language: Language, words: Mapping[str, Any]) -> Iterator[str]:
    parts = [
        f"### {adjustment.words['question'][language.tag]} {{#{cards.anchor(adjustment.id)}}}\n\n"
        f"{adjustment.told(language.tag)[0]}\n\n{markdown.fence('diff', lines)}\n\n"
        f"{permissions.of_adjustment(outcome.snippets[0], adjustment.id, words['permissions'])}\n"
        for adjustment in tree.adjustments_for(outcome.id)
        if (lines := snippet_section.changed_lines(outcome.snippets, adjustment.id, language))
    ]
    if parts:
        yield f"## {words['workshop']['adjustments']} {{#ajustes}}\n\n{words['workshop']['adjustments_intro']}\n"
        yield from parts


def _snippets(outcome: Outcome, language: Language, words: Mapping[str, Any]) -> Iterator[str]:
    first, *further = outcome.snippets
    yield f"## {words['workshop']['behind']} {{#trecho}}\n"
    yield snippet_section.behind(snippet_section.load(first), words)
    for name in further:
        yield f"## {title(name, words)} {{#trecho-{name}}}\n"
        yield snippet_section.whole(snippet_section.load(name), words, language)


def _leaving(tree: Tree, outcome: Outcome, language: Language, words: Mapping[str, str]) -> Iterator[str]:
    diffs = [
        markdown.opening(
            "note on-screen", words["lines"].format(name=other.name[language.tag]), markdown.fence("diff", move.diff)
        )
        for other, move in distance.moves(tree, outcome, language)
    ]
    if diffs:
        yield f"## {words['title']} {{#sair}}\n\n{words['intro']}\n"
        around = f'<div class="leaving" data-leaving="{outcome.id}" data-search-exclude markdown>'
        yield f"{around}\n\n{chr(10).join(diffs)}\n</div>\n"
