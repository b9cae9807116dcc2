"""The whole tree as vector drawings that fit the pages of a book: ``sheets`` gives them, one SVG for each page.

The tree stands upright, an answer a row, one step in for each question; a line at the left shows to which question an
answer belongs, on the next sheet too. Colours are those of paper. The wide drawing is ``decision/diagram.py``.
"""

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from decision.model import Answer
from decision.outline import spanning_answers
from decision.tree import Tree
from publish.pages import marks

WIDTH, HEIGHT = 640, 900  # px, of which 96 are an inch: what is left of A4 between wide margins and below a title
STEP, LINE, GAP, CHAR = 15, 13, 5, 5.6  # px: one step in; a line of text; between rows; a letter, on average
TARGETS = 0.6  # of the width: where the column begins that says what an answer leads to
STYLE = """
text { font: 10px "Liberation Sans", Arial, sans-serif; fill: #1b2a2a; }
.question { font-weight: 700; fill: #0f4c4a; font-size: 11px; }
.outcome { font-weight: 700; }
.see { fill: #4a5560; font-style: italic; }
.rail { fill: none; stroke: #b9c9c8; stroke-width: 1.2; }
.mark { fill: none; stroke-width: 2; }
.use-case-1 { stroke: #8a4b00; }
.use-case-2 { stroke: #0b6662; }
.use-case-3 { stroke: #3f3d99; }
.use-case-none { stroke: #4a5560; stroke-dasharray: 4 3; }
"""


@dataclass(frozen=True)
class _Row:
    """A question, or an answer and what it leads to. ``mark`` is the use case of an outcome; ``kind`` a class."""

    depth: int
    left: list[str]
    right: list[str]
    kind: str
    mark: str = ""

    @property
    def height(self) -> int:
        return max(len(self.left), len(self.right)) * LINE + GAP


def sheets(tree: Tree, language: str, words: Mapping[str, str], height: int = HEIGHT) -> list[str]:
    """Return the tree as SVG documents, each ``WIDTH`` px wide and at most ``height`` px high, to be read in order.

    Args:
        tree: the tree.
        language: the tag of a language.
        words: ``see_question``, the words before a question that is drawn elsewhere.
        height: of a sheet, in px. No row is cut in two, and no question stands at the foot of a sheet.

    Raises:
        KeyError: for a language or a word that is not there.
    """
    pages: list[list[_Row]] = [[]]
    rows = list(_question(tree, tree.root, 0, language, words))
    for row, after in zip(rows, [*rows[1:], None], strict=True):
        needed = row.height + (after.height if after and row.kind == "question" else 0)
        if pages[-1] and sum(each.height for each in pages[-1]) + needed > height:
            pages.append([])
        pages[-1].append(row)
    return [_sheet(page) for page in pages]


def _question(tree: Tree, id_: str, depth: int, language: str, words: Mapping[str, str]) -> Iterator[_Row]:
    question = tree.questions[id_]
    yield _Row(depth, _wrapped(question.text[language], WIDTH - depth * STEP - STEP), [], "question")
    for answer in question.answers:
        yield from _answer(tree, id_, answer, depth + 1, language, words)


def _answer(
    tree: Tree, question_id: str, answer: Answer, depth: int, language: str, words: Mapping[str, str]
) -> Iterator[_Row]:
    said = _wrapped(answer.text[language], WIDTH * TARGETS - depth * STEP - STEP)
    room = WIDTH * (1 - TARGETS) - 2 * STEP
    if answer.target.kind == "outcome":
        outcome = tree.outcomes[answer.target.id]
        yield _Row(depth, said, _wrapped(outcome.name[language], room), "outcome", str(outcome.use_case or "none"))
        return
    text = tree.questions[answer.target.id].text[language]
    if spanning_answers(tree)[answer.target.id] != (question_id, answer.id):
        yield _Row(depth, said, _wrapped(f"{words['see_question']} {text}", room), "see")
        return
    yield _Row(depth, said, [], "answer")
    yield from _question(tree, answer.target.id, depth, language, words)


def _wrapped(text: str, room: float) -> list[str]:
    return textwrap.wrap(text, max(int(room / CHAR), 1))


def _sheet(rows: list[_Row]) -> str:
    y, parts = 0, []
    for row in rows:
        parts.append(_drawn(row, y))
        y += row.height
    size = f'width="{WIDTH}" height="{y}" viewBox="0 0 {WIDTH} {y}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>\n<style>{STYLE}</style>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def _drawn(row: _Row, y: int) -> str:
    """Return a row: the lines of the questions around it, its words, and what it leads to with the mark of its case."""
    rails = "".join(f'<path class="rail" d="M{n * STEP - 8} {y}v{row.height}"/>' for n in range(1, row.depth + 1))
    target = int(WIDTH * TARGETS)
    shape = ""
    if row.mark:
        inner = marks.SHAPES[row.mark][0]
        shape = f'<g class="mark use-case-{row.mark}" transform="translate({target} {y + 2}) scale(.42)">{inner}</g>'
    left = _text("question" if row.kind == "question" else "answer", row.left, row.depth * STEP + 2, y)
    return rails + left + shape + _text(row.kind, row.right, target + STEP, y)


def _text(kind: str, lines: list[str], x: int, y: int) -> str:
    if not lines:
        return ""
    spans = "".join(f'<tspan x="{x}" y="{y + LINE * n - 2}">{escape(line)}</tspan>' for n, line in enumerate(lines, 1))
    return f'<text class="{kind}">{spans}</text>'
