"""The map on paper: the whole tree as rows, an answer a row, one step in for each question, with pages to turn to.

Lines at the left show to which question an answer belongs, on the next page too. Each question has the number that it
has in the chapter of the chooser. ``questions.typ`` draws the rows.
"""

from collections.abc import Iterator, Mapping
from html import escape

from bs4 import BeautifulSoup, Tag

from decision.model import USE_CASES, Answer
from decision.outline import anchor, spanning_answers
from decision.tree import Tree
from publish.book import paper_chooser

ADDRESS = "mapa/"  # of the page of the map


def put(article: Tag, tree: Tree, words: Mapping[str, str], language: str, prefix: str) -> None:
    """Put the rows where a page has the map that opens, in place."""
    for frame in article.select(".map-frame"):
        made = BeautifulSoup(drawing(tree, words, language, prefix), "lxml").body
        frame.replace_with(*(list(made.contents) if made else []))


def drawing(tree: Tree, words: Mapping[str, str], language: str, prefix: str) -> str:
    """Return the map as HTML: what its marks mean, then its rows.

    Args:
        tree: the tree.
        words: the ``[book]`` labels.
        language: the tag of the language.
        prefix: of the language's addresses.
    """
    there = {str(outcome.use_case or "none") for outcome in tree.outcomes.values()}
    legend = (
        _row("legend", 0, escape(tree.use_cases[case][language]), mark=case) for case in USE_CASES if case in there
    )
    number = paper_chooser.numbers(tree)
    chooser = f"/{prefix}{paper_chooser.ADDRESS}"

    def question(id_: str, depth: int) -> Iterator[str]:
        asked = tree.questions[id_]
        address = f"{chooser}#{anchor(id_)}"
        text = f'{number[id_]}. <a href="{address}">{escape(asked.text[language])}</a>'
        yield _row("question", depth, f'<span class="spot" id="mapa.{id_}"></span>{text}')
        for answer in asked.answers:
            yield from said(id_, answer, depth + 1)

    def said(question_id: str, answer: Answer, depth: int) -> Iterator[str]:
        text, target = escape(answer.text[language]), answer.target
        if target.kind == "outcome":
            outcome = tree.outcomes[target.id]
            leads = f'<a href="/{prefix}{outcome.page}">{escape(outcome.name[language])}</a>'
            yield _row("outcome", depth, text, leads, str(outcome.use_case or "none"))
        elif spanning_answers(tree)[target.id] != (question_id, answer.id):
            see = f'<a href="#mapa.{target.id}">{escape(words["question"].format(n=number[target.id]))}</a>'
            yield _row("see", depth, text, see)
        else:
            yield _row("answer", depth, text)
            yield from question(target.id, depth)

    return f'<div class="map">{"".join(legend)}{"".join(question(tree.root, 0))}</div>'


def _row(kind: str, depth: int, said: str, leads: str = "", mark: str = "") -> str:
    target = f"<p>{leads}</p>" if leads else ""
    return (
        f'<div class="map-row" data-kind="{kind}" data-depth="{depth}" data-mark="{mark}"><p>{said}</p>{target}</div>'
    )
