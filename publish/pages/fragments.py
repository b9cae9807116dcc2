"""The generated pieces of pages: chooser, cards, comparison, map, path count, snippets and the list of sources.

Each is a plain file below ``build/fragments/<language>/``; a page includes it by name. ``write`` is the only
function here that touches the disk.
"""

import json
import re
import textwrap
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path
from statistics import mean
from typing import Any

from mkdocs.utils import meta

import snippets
from decision import cards, diagram, history, outline, paths, versions
from decision.model import Outcome
from decision.tree import Tree
from publish import checked
from publish.languages import Language
from publish.pages import distance, rosetta, snippet_section, sources

INCLUDE = re.compile(r'^\s*--8<-- "([^"]+)"\s*$', re.MULTILINE)


@dataclass(frozen=True)
class Page:
    """A page as it is written: path below the language's folder, title, and Markdown without front matter."""

    path: str
    title: str
    markdown: str


def read_pages(language: Language) -> list[Page]:
    """Read all pages of a language, in the order of their paths. Raises ``ValueError`` for one without a title."""
    return [_page(path, language) for path in sorted(language.docs.rglob("*.md"))]


def _page(path: Path, language: Language) -> Page:
    name = path.relative_to(language.docs).as_posix()
    markdown, about = meta.get_data(path.read_text(encoding="utf-8"))
    if not {"title", "description"} <= about.keys():
        raise ValueError(f"docs/{language.folder}/{name}: has no title and description on top; add both between ---")
    return Page(name, about["title"], markdown)


def write(tree: Tree, catalogue: Mapping[str, sources.Source], language: Language, issues: str) -> None:
    """Write every fragment of a language, leaving alone what did not change."""
    language.fragments.mkdir(parents=True, exist_ok=True)
    texts = render(tree, catalogue, language, issues)
    for old in {path.name for path in language.fragments.iterdir()} - texts.keys():
        (language.fragments / old).unlink()
    for name, text in texts.items():
        path = language.fragments / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def render(tree: Tree, catalogue: Mapping[str, sources.Source], language: Language, issues: str = "") -> dict[str, str]:
    """Return every fragment of a language, by file name; ``issues`` is the address where doubts are reported."""
    words = language.words()
    texts = {
        "chooser.html": chooser(tree, language, words, issues),
        "map.md": decision_map(tree, language, words["tree"]),
        "path-count.md": path_count(tree, checked.load(), language, words["tree"]),
        "comparison.md": comparison(tree, language, words),
        **{f"outcome-{o.id}.md": outcome_card(tree, o, language, words) for o in tree.outcomes.values()},
        **{
            f"snippet-{name}.md": snippet_section.section(snippet_section.load(name), words)
            for name in snippets.names()
        },
        **{f"code-{o.id}.md": code(tree, o, language, words) for o in tree.outcomes.values()},
        **rosetta.fragments(language, words["rosetta"]),
    }
    citations = _citing_pages(read_pages(language), texts)
    known = [source for source in catalogue.values() if source.id in citations]
    return {**texts, "sources.md": sources.listing(known, citations, words["site"])}


def with_includes(markdown: str, fragments: Mapping[str, str]) -> str:
    """Return a page with its generated pieces in place, for what must see the whole page, such as citations."""
    return INCLUDE.sub(lambda match: fragments.get(match[1], ""), markdown)


def _citing_pages(pages: list[Page], fragments: Mapping[str, str]) -> dict[str, dict[str, str]]:
    citing: dict[str, dict[str, str]] = {}
    for page in pages:
        for id_ in sources.cited(with_includes(page.markdown, fragments)):
            citing.setdefault(id_, {})[page.path] = page.title
    return citing


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
        sections.append(f"{title}{snippet_section.section(snippet_section.load(name), words)}")
    return "\n".join(sections) + leaving_table(tree, outcome, language, words["leaving"])


def leaving_table(tree: Tree, outcome: Outcome, language: Language, words: Mapping[str, str]) -> str:
    """Return what it costs to move from an outcome's first snippet to those of its neighbours, in lines."""
    here = _first_snippet(outcome)
    near = (tree.outcomes[id_] for id_ in paths.neighbours(tree, outcome.id))
    moves = [(other, distance.move(here, _first_snippet(other))) for other in near if other.snippets]
    moves.sort(key=lambda pair: pair[1].removed + pair[1].added)
    if not moves:
        return ""
    rows = "\n".join(
        f"| [{other.name[language.tag]}](/{other.page.rstrip('/')}.md) | {m.kept} | {m.removed} | {m.added} |"
        for other, m in moves
    )
    head = (
        "| " + " | ".join(words[key] for key in ("to", "kept", "removed", "added")) + " |\n| --- | ---: | ---: | ---: |"
    )
    diffs = "\n\n".join(
        f'??? note on-screen "{words["lines"].format(name=other.name[language.tag])}"\n\n'
        + textwrap.indent(f"```diff\n{m.diff}\n```", "    ")
        for other, m in moves
    )
    return (
        f"\n### {words['title']} {{#sair}}\n\n{words['intro']}\n\n{head}\n{rows}\n\n"
        f'<div class="leaving" data-leaving="{outcome.id}" markdown>\n\n{diffs}\n\n</div>\n'
    )


def _first_snippet(outcome: Outcome) -> dict[str, str]:
    return distance.files_of(snippets.FOLDER, snippet_section.load(outcome.snippets[0]).files)


def comparison(tree: Tree, language: Language, words: Mapping[str, Any]) -> str:
    """Return the table of all options, and before it a place where a script sets chosen ones side by side."""
    table = cards.comparison(tree, language.tag, words["card"], lambda outcome: f"opcoes/{outcome.id}.md")
    data = {
        "outcomes": {o.id: _outcome_data(tree, o, language.tag, words["card"]) for o in tree.outcomes.values()},
        "criteria": _criteria(words["card"]),
        "words": {key: text for key, text in words["chooser"].items() if key.startswith("compare")},
    }
    place = "<section data-comparer hidden></section>"
    return f'{place}\n{_data_script("comparer", data)}\n\n<div class="comparison" markdown>\n\n{table}\n</div>\n'


def chooser(tree: Tree, language: Language, words: Mapping[str, Any], issues: str) -> str:
    """Return the chooser as HTML: an empty place for the script, its data, and the whole tree as a list."""

    def href(outcome: Outcome) -> str:
        return f"../{outcome.page}"

    return "\n".join(
        [
            '<section class="chooser" data-chooser hidden></section>',
            _data_script("chooser", {**chooser_data(tree, language, words), "issues": issues}),
            '<div class="tree" data-tree id="arvore">',
            outline.nested_list(tree, language.tag, href, words["tree"]),
            "</div>",
            "",
        ]
    )


def _data_script(name: str, data: Mapping[str, Any]) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("<", r"\u003c")  # the same string in JSON, but no text can end the script element early
    return f'<script type="application/json" data-{name}-data>{text}</script>'


def _criteria(labels: Mapping[str, str]) -> dict[str, str]:
    return {key: labels[key] for key in ("use_case", "levels", *cards.ROWS)}


def chooser_data(tree: Tree, language: Language, words: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the chooser's script needs, in one language."""
    tag = language.tag
    return {
        "version": tree.version,
        "root": tree.root,
        "questions": {
            q.id: {
                "text": q.text[tag],
                "help": q.help[tag],
                "answers": [{"id": a.id, "text": a.text[tag], a.target.kind: a.target.id} for a in q.answers],
            }
            for q in tree.questions.values()
        },
        "outcomes": {o.id: _outcome_data(tree, o, tag, words["card"]) for o in tree.outcomes.values()},
        "criteria": _criteria(words["card"]),
        "adjustments": {
            a.id: {"outcomes": list(a.outcomes), **{key: text[tag] for key, text in a.words.items()}}
            for a in tree.adjustments.values()
        },
        "changes": changed_advice(tree, tag),
        "words": words["chooser"],
    }


def _outcome_data(tree: Tree, outcome: Outcome, tag: str, labels: Mapping[str, str]) -> dict[str, Any]:
    return {
        "name": outcome.name[tag],
        "summary": outcome.words["summary"][tag],
        "use_case": tree.use_case_label(outcome)[tag],
        "url": f"../{outcome.page}",
        "snippet_url": f"../{outcome.page}#codigo" if outcome.snippets else None,
        "levels": cards.levels(outcome, labels),
        **{key: outcome.words[key][tag] for key in cards.ROWS},
    }


def changed_advice(tree: Tree, tag: str) -> dict[str, Any]:
    """Return, for each version kept before this one, the answers whose advice changed, and why.

    Version -> ``{"before": {answers: name of the outcome they led to}, "why": [text of each later version]}``; the
    answers are written as the address holds them. What did not change is not in it.
    """
    kept = history.load()
    return {
        version: {
            "before": {change.answers: old.outcomes[change.before].name[tag] for change in versions.changes(old, tree)},
            "why": [
                text[tag] for text in versions.reasons({**kept, tree.version: tree}, version, tree.version).values()
            ],
        }
        for version, old in kept.items()
        if version != tree.version
    }


def decision_map(tree: Tree, language: Language, words: Mapping[str, str]) -> str:
    """Return the diagram in a frame that can be scrolled, by keyboard too."""
    drawing = diagram.svg(tree, language.tag, lambda outcome: f"../{outcome.page}", words)
    label = escape(words["map_region"])
    return f'<div class="map-frame" role="region" tabindex="0" aria-label="{label}">\n{drawing}\n</div>\n'


def path_count(tree: Tree, run: checked.Checked, language: Language, words: Mapping[str, str]) -> str:
    """Return how large the tree is, counted from it, and on how many paths its forms were found to agree."""
    routes = paths.routes(tree)
    average = f"{mean(map(len, routes)):.1f}"
    size = words["paths"].format(
        version=tree.version,
        questions=len(tree.questions),
        outcomes=len(tree.outcomes),
        routes=len(routes),
        walks=sum(1 for _ in paths.all_walks(tree)),
        longest=max(map(len, routes)),
        mean=average if language.tag == "en" else average.replace(".", ","),
    )
    return f"{size} {words['followed'].format(**asdict(run))}\n"
