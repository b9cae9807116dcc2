"""The picture of the start page: the three ways of AWS's table, by the code they ask for and how flexible they are.

Each way is an area, drawn around the levels of its options, each of which is a dot; options that are not in that table
have none. It is drawn for the width of a phone, where its words are still 12 px high.
"""

import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from decision.model import Outcome
from decision.tree import Tree
from publish.pages import marks

PAGES = {"1": "casos/sem-codigo/", "2": "casos/com-sdk/", "3": "casos/sob-medida/"}  # where each way is told
EDGE, TOP, CELL, ROW = 14, 26, 52, 42  # px: at both sides; over the plane; one level of code; one of flexibility
PAD, INDENT = 4, 8  # px between an area and the levels next to it; from an area to its words
CHAR, LINE = 6.6, 15  # px: a letter of 12 px, on average; from line to line


@dataclass(frozen=True)
class _Area:
    """Where a way lies, in px, and what it holds."""

    case: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class _Plane:
    """The plane of levels: the least code, the most flexibility, and how many levels of each."""

    code: int
    flexibility: int
    columns: int
    rows: int

    def corner(self, code: int, flexibility: int) -> tuple[float, float]:
        """Return the left upper corner of a cell, in px."""
        return EDGE + (code - self.code) * CELL, TOP + (self.flexibility - flexibility) * ROW

    @property
    def right(self) -> float:
        return EDGE + self.columns * CELL

    @property
    def bottom(self) -> float:
        return TOP + self.rows * ROW


def picture(tree: Tree, language: str, words: Mapping[str, str]) -> str:
    """Return the picture as an inline ``<svg>`` without blank lines, so that Markdown leaves it alone.

    Args:
        tree: the tree.
        language: the tag of a language, for the words of the cases.
        words: ``title``, ``code_axis``, ``flexibility_axis``, and for each case ``way_<case>`` and ``with_<case>``.
    """
    plane = _plane(tree.outcomes.values())
    cases = sorted({str(o.use_case) for o in tree.outcomes.values() if o.use_case})
    areas = [_area(plane, case, [o for o in tree.outcomes.values() if str(o.use_case) == case]) for case in cases]
    width, height = plane.right + EDGE, plane.bottom + 24
    described = "; ".join(tree.use_cases[case][language] for case in cases)
    axes = f'<path class="axis" d="M{EDGE} {TOP - 6}V{plane.bottom}H{plane.right + 4}"/>'
    return "\n".join(
        [
            '<div class="ways-frame" data-ways>',
            f'<svg class="ways" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}"'
            ' role="group" aria-labelledby="ways-title ways-description">',
            f'<title id="ways-title">{escape(words["title"])}</title>',
            f'<desc id="ways-description">{escape(described)}</desc>',
            f'<text class="axis-name" x="{EDGE}" y="13">{escape(words["flexibility_axis"])}</text>',
            axes,
            *(_way(plane, area, words) for area in areas),
            *_dots(plane, (outcome for outcome in tree.outcomes.values() if outcome.use_case)),
            f'<text class="axis-name" x="{plane.right + 4}" y="{plane.bottom + 18:g}" text-anchor="end">'
            f"{escape(words['code_axis'])}</text>",
            "</svg>",
            "</div>",
            "",
        ]
    )


def _plane(outcomes: Iterable[Outcome]) -> _Plane:
    levels = [(outcome.code, outcome.flexibility) for outcome in outcomes]
    code, flexibility = (sorted(axis) for axis in zip(*levels, strict=True))
    return _Plane(code[0], flexibility[-1], code[-1] - code[0] + 1, flexibility[-1] - flexibility[0] + 1)


def _area(plane: _Plane, case: str, outcomes: list[Outcome]) -> _Area:
    codes, flexibilities = [o.code for o in outcomes], [o.flexibility for o in outcomes]
    x, y = plane.corner(min(codes), max(flexibilities))
    width = (max(codes) - min(codes) + 1) * CELL
    height = (max(flexibilities) - min(flexibilities) + 1) * ROW
    return _Area(case, x + PAD, y + PAD, width - 2 * PAD, height - 2 * PAD)


def _dots(plane: _Plane, outcomes: Iterable[Outcome]) -> Iterable[str]:
    """Yield a dot for each option, those of the same levels side by side."""
    cells: dict[tuple[int, int], list[Outcome]] = {}
    for outcome in outcomes:
        cells.setdefault((outcome.code, outcome.flexibility), []).append(outcome)
    for (code, flexibility), here in cells.items():
        x, y = plane.corner(code, flexibility)
        for n, outcome in enumerate(here, 1):
            centre = x + CELL * n / (len(here) + 1)
            yield f'<circle class="{marks.kind(outcome)}" cx="{centre:g}" cy="{y + ROW * 0.7:g}" r="3.5"/>'


def _way(plane: _Plane, area: _Area, words: Mapping[str, str]) -> str:
    """Return an area and its words, beside it where there is more room; both are one link."""
    right, left = plane.right - area.x - area.width, area.x - EDGE
    x, room, anchor = (
        (area.x + area.width + INDENT, right, "start") if right >= left else (area.x - INDENT, left, "end")
    )
    lines = textwrap.wrap(words[f"with_{area.case}"], max(int((room - INDENT) / CHAR), 1))
    y = area.y + area.height / 2 - LINE * len(lines) / 2 + 4
    texts = f'<text class="way" x="{x:g}" y="{y:g}" text-anchor="{anchor}">{escape(words[f"way_{area.case}"])}</text>'
    texts += "".join(
        f'<text x="{x:g}" y="{y + LINE * n:g}" text-anchor="{anchor}">{escape(line)}</text>'
        for n, line in enumerate(lines, 1)
    )
    shape, baseline = marks.SHAPES[area.case]
    mark = (
        f'<g class="mark" transform="translate({area.x + 4:g} {area.y + 2:g}) scale(.72)">{shape}'
        f'<text x="12" y="{baseline}">{area.case}</text></g>'
    )
    box = f'<rect x="{area.x:g}" y="{area.y:g}" width="{area.width:g}" height="{area.height:g}" rx="7"/>'
    return f'<a class="use-case-{area.case}" href="{PAGES[area.case]}">{box}{mark}{texts}</a>'
