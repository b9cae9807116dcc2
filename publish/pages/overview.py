"""The whole tree at a glance: its drawing, and how large it is."""

from collections.abc import Mapping
from statistics import mean

from decision import diagram, paths
from decision.tree import Tree
from publish import checked
from publish.languages import Language
from publish.pages import branches, markdown, marks

DRAWING = "mapa/perguntas.svg"  # the wide drawing, to download, below the root of a language


def decision_map(tree: Tree, language: Language, words: Mapping[str, str]) -> str:
    """Return the map, what its marks mean, and where to get the wide drawing of it."""
    tag = language.tag
    map_ = branches.branches(tree, tag, lambda outcome: f"../{outcome.page}", words)
    legend = marks.legend(tree, tag, {str(o.use_case or "none") for o in tree.outcomes.values()})
    drawing = f"[{words['drawing']}](/{DRAWING}){{ .download download }}"
    return f'<div class="map-frame" data-search-exclude>\n{map_}\n{legend}\n</div>\n\n{drawing}\n'


def drawing(tree: Tree, language: Language, words: Mapping[str, str], site: str) -> str:
    """Return the drawing as a file that stands by itself; its links lead to ``site``, the root of all languages."""
    return diagram.file(tree, language.tag, lambda outcome: f"{site}{language.prefix}{outcome.page}", words)


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
