"""The whole tree at a glance: its drawing, and how large it is."""

from collections.abc import Mapping
from html import escape
from statistics import mean

from decision import diagram, paths
from decision.tree import Tree
from publish import checked
from publish.languages import Language
from publish.pages import markdown


def decision_map(tree: Tree, language: Language, words: Mapping[str, str]) -> str:
    """Return the diagram in a frame that can be scrolled, by keyboard too."""
    drawing = diagram.svg(tree, language.tag, lambda outcome: f"../{outcome.page}", words)
    label = escape(words["map_region"])
    return f'<div class="map-frame" role="region" tabindex="0" aria-label="{label}">\n{drawing}\n</div>\n'


def path_count(tree: Tree, run: checked.Checked, language: Language, words: Mapping[str, str]) -> str:
    """Return how large the tree is, counted from it, and on how many paths its forms were found to agree."""
    routes = paths.routes(tree)
    size = words["paths"].format(
        version=tree.version,
        questions=len(tree.questions),
        outcomes=len(tree.outcomes),
        routes=len(routes),
        walks=sum(1 for _ in paths.all_walks(tree)),
        longest=max(map(len, routes)),
        mean=language.number(mean(map(len, routes)), decimals=1),
    )
    followed = words["followed"].format(version=run.version, paths=run.paths, date=markdown.day(run.date, language))
    return f"{size} {followed}\n"
