"""The tree as an SVG diagram, drawn from the same data as everything else: questions left, outcomes right.

Colours come from the page's CSS (classes ``q``, ``a``, ``o``, ``use-case-1`` …), so light and dark both work.
A question that several answers lead to is drawn once; the other answers point to it by its text.
"""

import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from decision.model import Answer, Outcome, Tree
from decision.outline import spanning_answers

LINE = 17  # px between lines of text
COLUMN = 420  # px from one question to the next
QUESTION_CHARS, ANSWER_CHARS, OUTCOME_CHARS = 24, 34, 30
QUESTION_WIDTH, OUTCOME_WIDTH = 178, 216
GAP = 12  # px between two answers


@dataclass
class _Canvas:
    tree: Tree
    language: str
    href: Callable[[Outcome], str]
    words: Mapping[str, str]
    place: Mapping[str, tuple[str, str]]
    parts: list[str]
    width: int = 0


def svg(tree: Tree, language: str, href: Callable[[Outcome], str], words: Mapping[str, str]) -> str:
    """Return the diagram as an inline ``<svg>`` element whose outcomes are links.

    Args:
        tree: the tree.
        language: a tag of ``LANGUAGES``.
        href: the address of an outcome's page, as seen from the page that holds the diagram.
        words: ``title`` and ``description`` of the diagram, and ``see_question``.
    """
    canvas = _Canvas(tree, language, href, words, spanning_answers(tree), [])
    bottom, _ = _question(canvas, tree.root, x=8, top=8)
    size = f'width="{canvas.width + 8}" height="{bottom}" viewBox="0 0 {canvas.width + 8} {bottom}"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="decision-map" {size} role="group"'
            ' aria-labelledby="map-title map-description">',
            f'<title id="map-title">{escape(words["title"])}</title>',
            f'<desc id="map-description">{escape(words["description"])}</desc>',
            *canvas.parts,
            "</svg>",
        ]
    )


def _question(canvas: _Canvas, question_id: str, x: int, top: int) -> tuple[int, int]:
    """Draw a question and all below it; return the bottom edge and the height at which a line enters it."""
    question = canvas.tree.questions[question_id]
    entries, y = [], top
    for answer in question.answers:
        y, entry = _answer(canvas, question_id, answer, x + QUESTION_WIDTH, y)
        entries.append(entry)
    lines = textwrap.wrap(question.text[canvas.language], QUESTION_CHARS)
    height = len(lines) * LINE + 14
    middle = (entries[0] + entries[-1]) // 2
    for entry in entries:
        start, end = x + QUESTION_WIDTH, x + QUESTION_WIDTH + 26
        canvas.parts.append(f'<path class="line" d="M{start} {middle}C{end} {middle} {start} {entry} {end} {entry}"/>')
    box_top = middle - height // 2
    canvas.parts.append(
        f'<rect class="q" x="{x}" y="{box_top}" width="{QUESTION_WIDTH}" height="{height}" rx="8"/>'
        + _text("q-text", lines, x + 10, box_top + 19)
    )
    return max(y, box_top + height + GAP), middle


def _answer(canvas: _Canvas, question_id: str, answer: Answer, x: int, top: int) -> tuple[int, int]:
    """Draw an answer and what it leads to; return the bottom edge and the height at which its line arrives."""
    said = textwrap.wrap(answer.text[canvas.language], ANSWER_CHARS)
    next_x = x + COLUMN - QUESTION_WIDTH
    if answer.question and canvas.place[answer.question] == (question_id, answer.id):
        bottom, entry = _question(canvas, answer.question, next_x, top)
        canvas.parts.append(f'<path class="line" d="M{x + 26} {entry}H{next_x}"/>')
        canvas.parts.append(_text("a-text", said, x + 32, entry - LINE * len(said) + 11))
        return bottom, entry
    if answer.outcome:
        outcome = canvas.tree.outcomes[answer.outcome]
        lines = textwrap.wrap(outcome.name[canvas.language], OUTCOME_CHARS)
        kind = f"o use-case-{outcome.use_case or 'none'}"
        link, end = f'<a href="{escape(canvas.href(outcome))}">', "</a>"
    else:
        target = canvas.tree.questions[answer.question or ""]
        lines = textwrap.wrap(f"{canvas.words['see_question']} {target.text[canvas.language]}", OUTCOME_CHARS)
        kind, link, end = "see", "", ""
    height = max(len(lines), len(said)) * LINE + GAP
    entry = top + height // 2
    box = len(lines) * LINE + 8
    rect = (
        f'<rect class="{kind}" x="{next_x}" y="{entry - box // 2}" width="{OUTCOME_WIDTH}" height="{box}" rx="8"/>'
        + _text("o-text", lines, next_x + 10, entry - box // 2 + 16)
    )
    canvas.parts.append(f'<path class="line" d="M{x + 26} {entry}H{next_x}"/>')
    canvas.parts.append(link + rect + end)
    canvas.parts.append(_text("a-text", said, x + 32, entry - LINE * len(said) // 2 + 12))
    canvas.width = max(canvas.width, next_x + OUTCOME_WIDTH)
    return top + height, entry


def _text(kind: str, lines: list[str], x: int, y: int) -> str:
    spans = "".join(f'<tspan x="{x}" y="{y + i * LINE}">{escape(line)}</tspan>' for i, line in enumerate(lines))
    return f'<text class="{kind}">{spans}</text>'
