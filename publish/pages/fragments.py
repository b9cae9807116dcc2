"""The generated pieces of pages, by file name, which is how a page includes one: the list of all of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import snippets
from decision.cases import Case
from decision.tree import Tree
from publish import checked, glossary
from publish.languages import ROOT, Language
from publish.pages import (
    cases,
    chooser,
    diagnosis,
    facts,
    gpu_memory,
    levels,
    measured,
    options,
    overview,
    permissions,
    rooms,
    rosetta,
    shapes,
    snippet_section,
    sources,
    symptoms,
    terms,
    three_ways,
    written,
)
from publish.pages.written import Page
from symptoms.reading import load as load_symptoms


def render(
    tree: Tree,
    catalogue: Mapping[str, sources.Source],
    pages: Iterable[Page],
    language: Language,
    known: facts.Facts,
    today: date,
    issues: str = "",
    people: Sequence[Case] = (),
) -> dict[str, str]:
    """Return every piece of a language, by file name.

    Args:
        tree: the tree.
        catalogue: every source, by id.
        pages: the language's pages, which the list of sources names.
        language: the language of the pieces.
        known: what has a date, a version or a limit.
        today: the day of the build.
        issues: the address where doubts are reported.
        people: people's situations.
    """
    words, pages = language.words(), list(pages)
    of_options = {name for outcome in tree.outcomes.values() for name in outcome.snippets}  # on their options' pages
    texts = {
        "chooser.html": chooser.chooser(tree, language, words, issues, people),
        "cases.md": cases.page(tree, people, language, words),
        "people.md": cases.start(tree, people, language, words),
        "map.md": overview.decision_map(tree, language, words["tree"]),
        "path-count.md": overview.path_count(tree, checked.load(), language, words["tree"]),
        "ways.md": three_ways.picture(tree, language.tag, words["ways"]),
        "levels.md": levels.chart(tree, language.tag, words["levels"], lambda outcome: f"../{outcome.page}"),
        "comparison.md": chooser.comparison(tree, language, words),
        **{
            f"outcome-{o.id}.md": options.outcome_card(tree, o, language, words, people) for o in tree.outcomes.values()
        },
        **{
            f"snippet-{name}.md": snippet_section.whole(snippet_section.load(name), words, language)
            for name in snippets.names()
            if name not in of_options
        },
        **{f"code-{o.id}.md": options.code(tree, o, language, words) for o in tree.outcomes.values()},
        **terms.fragments(glossary.load().values(), language, words["terms"]),
        **rosetta.fragments(language, words["rosetta"]),
        "measured.md": measured.fragment(measured.load(), words["measured"], language),
        "rooms.md": rooms.fragment(ROOT, words["rooms"]),
        **facts.fragments(known, today, words, language),
        **gpu_memory.fragments(gpu_memory.load(ROOT / "docs" / "gpus.toml"), words["gpus"], language),
        **shapes.fragments(shapes.load(ROOT / "docs" / "shapes.toml"), words["shapes"]),
        "diagnosis.html": diagnosis.page(load_symptoms(), language.folder, words["diagnosis"], issues),
        **symptoms.tables(load_symptoms(), language.folder, words["symptoms"]),
    }
    texts["permissions-table.md"] = permissions.table(pages, texts, words["permissions"])
    citations = written.citing(pages, texts)
    cited = [source for source in catalogue.values() if source.id in citations]
    return {**texts, "sources.md": sources.listing(cited, citations, words["site"], language, today)}
