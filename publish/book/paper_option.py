"""What the chooser's result says of an option, on paper: by which answers one reaches it, what would change it, what
stands near it, and the way back to the questions.
"""

from collections.abc import Mapping
from html import escape

from bs4 import BeautifulSoup, Tag

from decision import paths
from decision.outline import anchor
from decision.paths import Step, Walk
from decision.tree import Tree
from publish.book import paper_chooser


def put(articles: Mapping[str, Tag], tree: Tree, words: Mapping[str, str], language: str, prefix: str) -> None:
    """Say it below the title of each option's page.

    Args:
        articles: the article of each page, by address.
        tree: the tree.
        words: the ``[book]`` labels.
        language: the tag of the language.
        prefix: of the language's addresses.
    """
    shortest = _shortest_walks(tree)
    for outcome in tree.outcomes.values():
        title = articles[outcome.page].find("h1") if outcome.page in articles else None
        if title:
            box = reached(tree, outcome.id, shortest[outcome.id], words, language, prefix)
            title.insert_after(*(BeautifulSoup(box, "lxml").body or Tag(name="body")).contents)


def _shortest_walks(tree: Tree) -> dict[str, Walk]:
    found: dict[str, Walk] = {}
    for walk in sorted(paths.all_walks(tree), key=lambda walk: len(walk.steps)):
        found.setdefault(walk.end.id, walk)
    return found


def reached(tree: Tree, id_: str, walk: Walk, words: Mapping[str, str], language: str, prefix: str) -> str:
    """Return the box of an outcome as HTML; ``walk`` is a shortest one that ends there."""
    number = paper_chooser.numbers(tree)

    def question(question_id: str) -> str:
        said = words["question"].format(n=number[question_id])
        return f'<a href="/{prefix}{paper_chooser.ADDRESS}#{anchor(question_id)}">{escape(said)}</a>'

    def said(step: Step) -> str:
        return f"“{escape(paths.given(tree, step).text[language])}”"

    def option(other: str) -> str:
        outcome = tree.outcomes[other]
        return f'<a href="/{prefix}{outcome.page}">{escape(outcome.name[language])}</a>'

    last = [Step(q.id, a.id) for q in tree.questions.values() for a in q.answers if a.target.outcome == id_]
    lines = {
        "reached": "; ".join(f"{question(step.question)}, {said(step)}" for step in last),
        "walk": " → ".join(f"{number[step.question]}, {said(step)}" for step in walk.steps),
        "flips": "; ".join(
            f"{question(flip.step.question)}, {said(Step(flip.step.question, flip.answer))}: {option(flip.outcome)}"
            for flip in paths.flips(tree, walk)
        ),
        "neighbours": ", ".join(map(option, paths.neighbours(tree, id_))),
        "back": f'{question(tree.root)}; <a href="/{prefix}{paper_chooser.ADDRESS}#{paper_chooser.SHEET}">'
        f"{escape(words['sheet'])}</a>",
    }
    told = "".join(f"<p><strong>{escape(words[key])}</strong> {line}.</p>" for key, line in lines.items() if line)
    return f'<div class="reached">{told}</div>'
