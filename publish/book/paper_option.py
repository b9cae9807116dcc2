"""What the chooser's result says of an option, on paper: by which answers one reaches it, what would change it, what
stands near it, and the way back to the questions.
"""

from collections.abc import Iterable, Mapping
from html import escape

from bs4 import BeautifulSoup, Tag

from decision import paths
from decision.cases import Case
from decision.outline import anchor
from decision.paths import Flip, Step
from decision.tree import Tree
from publish.book import paper_chooser
from publish.pages import cases


def put(
    articles: Mapping[str, Tag],
    tree: Tree,
    people: Iterable[Case],
    words: Mapping[str, str],
    language: str,
    prefix: str,
) -> None:
    """Say it below the title of each option's page.

    Args:
        articles: the article of each page, by address.
        tree: the tree.
        people: the real cases: the way of one of them is told.
        words: the ``[book]`` labels.
        language: the tag of the language.
        prefix: of the language's addresses.
    """
    ways = _ways(people)
    for outcome in tree.outcomes.values():
        title = articles[outcome.page].find("h1") if outcome.page in articles else None
        if title:
            box = reached(tree, outcome.id, ways.get(outcome.id), words, language, prefix)
            title.insert_after(*(BeautifulSoup(box, "lxml").body or Tag(name="body")).contents)


def _ways(people: Iterable[Case]) -> dict[str, Case]:
    """Return for each outcome the case with the fewest answers that ends there.

    The shortest of all walks would be an example that nobody is: training from zero a language model on no GPU.
    """
    found: dict[str, Case] = {}
    for case in sorted(people, key=lambda case: len(case.answers)):
        found.setdefault(case.outcome, case)
    return found


def reached(tree: Tree, id_: str, way: Case | None, words: Mapping[str, str], language: str, prefix: str) -> str:
    """Return the box of an outcome as HTML; ``way`` is a case that ends there, whose answers are told."""
    number = paper_chooser.numbers(tree)

    def question(question_id: str) -> str:
        said = words["question"].format(n=number[question_id])
        return f'<a href="/{prefix}{paper_chooser.ADDRESS}#{anchor(question_id)}">{escape(said)}</a>'

    def said(step: Step) -> str:
        return f"“{escape(paths.given(tree, step).text[language])}”"

    def option(other: str) -> str:
        outcome = tree.outcomes[other]
        return f'<a href="/{prefix}{outcome.page}">{escape(outcome.name[language])}</a>'

    def further(flip: Flip) -> str:
        more = words["further_one" if flip.further == 1 else "further"].format(n=flip.further)
        return escape(more) if flip.further else ""

    def told(case: Case) -> str:
        who = f'<a href="/{prefix}{cases.address(case.id)}">{escape(case.who[language])}</a>'
        given = " → ".join(f"{number[step.question]}, {said(step)}" for step in walk.steps)
        return f"{who}: {given}"

    walk = paths.replay(tree, way.answers if way else {})
    last = [Step(q.id, a.id) for q in tree.questions.values() for a in q.answers if a.target.outcome == id_]
    lines = {
        "reached": "; ".join(f"{question(step.question)}, {said(step)}" for step in last),
        "walk": told(way) if way else "",
        "flips": "; ".join(
            f"{question(flip.step.question)}, {said(Step(flip.step.question, flip.answer))}{further(flip)}: "
            f"{option(flip.outcome)}"
            for flip in (paths.flips(tree, walk) if way else ())
        ),
        "neighbours": ", ".join(map(option, paths.neighbours(tree, id_))),
        "back": f'{question(tree.root)}; <a href="/{prefix}{paper_chooser.ADDRESS}#{paper_chooser.SHEET}">'
        f"{escape(words['sheet'])}</a>",
    }
    box = "".join(f"<p><strong>{escape(words[key])}</strong> {line}.</p>" for key, line in lines.items() if line)
    return f'<div class="reached">{box}</div>'
