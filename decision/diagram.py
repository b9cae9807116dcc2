"""The tree as an SVG diagram, drawn from the same data as everything else: questions left, outcomes right.

Colours come from the page's CSS (classes ``q``, ``a``, ``o``, ``use-case-1`` …), so light and dark both work; a file
that stands by itself brings them along.
A question that several answers lead to is drawn once; the other answers point to it by its text.
"""

import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from decision.model import Answer, Outcome
from decision.outline import spanning_answers
from decision.tree import Tree

LINE = 17  # px between lines of text
COLUMN = 480  # px from one question to the next
QUESTION_CHARS, ANSWER_CHARS, OUTCOME_CHARS = 23, 33, 28
QUESTION_WIDTH, OUTCOME_WIDTH = 200, 236
GAP = 12  # px between two answers


STYLE = """
svg { background: #fff; font: 12px system-ui, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif; }
.line { fill: none; stroke: #8a9695; stroke-width: 1.2; }
.q { fill: #0f4c4a; }
.q-text { fill: #fff; font-weight: 700; }
.a-text, .o-text { fill: #1b2a2a; }
.o-text { font-weight: 600; }
.o, .see { fill: #f3f7f6; stroke: #4a5560; stroke-width: 1.5; }
.see { stroke-dasharray: 4 3; }
.use-case-1 { stroke: #8a4b00; }
.use-case-2 { stroke: #0b6662; }
.use-case-3 { stroke: #3f3d99; }
a:is(:hover, :focus-visible) .o { stroke-width: 3; }
@media (prefers-color-scheme: dark) {
  svg { background: #101b1c; }
  .q { fill: #17706d; }
  .a-text, .o-text { fill: #ecf4f3; }
  .o, .see { fill: #162526; stroke: #b4c4c5; }
  .use-case-1 { stroke: #f4b860; }
  .use-case-2 { stroke: #6fd3cb; }
  .use-case-3 { stroke: #b9b6ff; }
}
"""


@dataclass
class _Canvas:
    tree: Tree
    language: str
    href: Callable[[Outcome], str]
    words: Mapping[str, str]
    place: Mapping[str, tuple[str, str]]
    parts: list[str]
    width: int = 0


def file(tree: Tree, language: str, href: Callable[[Outcome], str], words: Mapping[str, str]) -> str:
    """Return the diagram as the text of an SVG file with its own colours; arguments and errors are those of ``svg``."""
    return svg(tree, language, href, words).replace("</desc>", f"</desc>\n<style>{STYLE}</style>", 1)


def svg(tree: Tree, language: str, href: Callable[[Outcome], str], words: Mapping[str, str]) -> str:
    """Return the diagram as an inline ``<svg>`` element whose outcomes are links.

    Args:
        tree: the tree.
        language: the tag of a language.
        href: the address of an outcome's page, as seen from the page that holds the diagram.
        words: ``title`` and ``description`` of the diagram, and ``see_question``.

    Returns:
        SVG, escaped, whose width and height are in px; it is drawn whole, so the page lets it scroll.

    Raises:
        KeyError: for a language or a word that is not there.
    """
    canvas = _Canvas(tree, language, href, words, spanning_answers(tree), [])
    bottom, _ = _question(canvas, tree.root, x=8, top=8, above=0)
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


def _question(canvas: _Canvas, question_id: str, x: int, top: int, above: int) -> tuple[int, int]:
    """Draw a question and all below it, level with its first answer, which needs at least ``above`` px over it.

    Returns the bottom edge and the height at which a line enters the question.
    """
    question = canvas.tree.questions[question_id]
    lines = textwrap.wrap(question.text[canvas.language], QUESTION_CHARS)
    height = len(lines) * LINE + 14
    y, entries = top, []
    for number, answer in enumerate(question.answers):
        least = max(above, height // 2) if number == 0 else 0
        y, entry = _answer(canvas, question_id, answer, x + QUESTION_WIDTH, y, least)
        entries.append(entry)
    middle, start = entries[0], x + QUESTION_WIDTH
    for entry in entries:
        bend = f"C{start + 22} {middle} {start + 4} {entry} {start + 26} {entry}"
        canvas.parts.append(f'<path class="line" d="M{start} {middle}{bend}"/>')
    canvas.parts.append(
        f'<rect class="q" x="{x}" y="{middle - height // 2}" width="{QUESTION_WIDTH}" height="{height}" rx="8"/>'
        + _text("q-text", lines, x + 10, middle - height // 2 + 19)
    )
    return max(y, middle + height // 2 + GAP), middle


def _answer(canvas: _Canvas, question_id: str, answer: Answer, x: int, top: int, above: int) -> tuple[int, int]:
    """Draw an answer, its words over its line, and what it leads to; return as ``_question`` does."""
    said = textwrap.wrap(answer.text[canvas.language], ANSWER_CHARS)
    above = max(above, len(said) * LINE)
    next_x = x + COLUMN - QUESTION_WIDTH
    if answer.target.kind == "question" and canvas.place[answer.target.id] == (question_id, answer.id):
        bottom, entry = _question(canvas, answer.target.id, next_x, top, above)
    else:
        bottom, entry = _leaf(canvas, answer, next_x, top, above)
    canvas.parts.append(f'<path class="line" d="M{x + 26} {entry}H{next_x}"/>')
    canvas.parts.append(_text("a-text", said, x + 30, entry - LINE * len(said) + 11))
    return bottom, entry


def _leaf(canvas: _Canvas, answer: Answer, x: int, top: int, above: int) -> tuple[int, int]:
    """Draw the recommendation, or the pointer to a question drawn elsewhere; return as ``_question`` does."""
    if answer.target.kind == "outcome":
        outcome = canvas.tree.outcomes[answer.target.id]
        words = outcome.name[canvas.language]
        kind, link, end = (
            f"o use-case-{outcome.use_case or 'none'}",
            f'<a href="{escape(canvas.href(outcome))}">',
            "</a>",
        )
    else:
        words = f"{canvas.words['see_question']} {canvas.tree.questions[answer.target.id].text[canvas.language]}"
        kind, link, end = "see", "", ""
    lines = textwrap.wrap(words, OUTCOME_CHARS)
    height = len(lines) * LINE + 10
    entry = top + max(above, height // 2)
    box = f'<rect class="{kind}" x="{x}" y="{entry - height // 2}" width="{OUTCOME_WIDTH}" height="{height}" rx="8"/>'
    canvas.parts.append(link + box + _text("o-text", lines, x + 10, entry - height // 2 + 17) + end)
    canvas.width = max(canvas.width, x + OUTCOME_WIDTH)
    return entry + height // 2 + GAP, entry


def _text(kind: str, lines: list[str], x: int, y: int) -> str:
    spans = "".join(f'<tspan x="{x}" y="{y + i * LINE}">{escape(line)}</tspan>' for i, line in enumerate(lines))
    return f'<text class="{kind}">{spans}</text>'
