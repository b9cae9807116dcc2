"""The mark of an option: a shape and a colour for its column of AWS's table, with its number in the order of the tree.

Whoever sees no colours tells the columns by the shape. The number is the same wherever an option is drawn, so that a
mark without its name beside it can be looked up. Colours come from the page's CSS (classes ``use-case-1`` … ``-none``).
"""

from collections.abc import Iterable
from html import escape

from decision.model import USE_CASES, Outcome
from decision.tree import Tree

SIZE = 24  # px: the square that each shape fits in
# Use case -> its shape, and how far down its number stands, in px.
SHAPES = {
    "1": ('<circle cx="12" cy="12" r="11"/>', 16),
    "2": ('<rect x="1.5" y="1.5" width="21" height="21" rx="3"/>', 16),
    "3": ('<path d="M12 0L24.5 23H-.5z"/>', 20.5),
    "none": ('<path d="M6.3 2H17.7L23.4 12L17.7 22H6.3L.6 12z"/>', 16),
}


def kind(outcome: Outcome) -> str:
    """Return the class that colours an option: ``use-case-2``, or ``use-case-none``."""
    return f"use-case-{outcome.use_case or 'none'}"


def numbers(tree: Tree) -> dict[str, int]:
    """Return the number of each outcome, by id: its place in the tree, from 1."""
    return {id_: number for number, id_ in enumerate(tree.outcomes, 1)}


def mark(use_case: str, number: int | None = None) -> str:
    """Return the mark as an inline ``<svg>`` that says nothing to a screen reader: what it shows is said in words.

    Args:
        use_case: ``1``, ``2``, ``3`` or ``none``.
        number: stands in the shape.
    """
    shape, baseline = SHAPES[use_case]
    text = "" if number is None else f'<text x="12" y="{baseline}">{number}</text>'
    return (
        f'<svg class="mark use-case-{use_case}" viewBox="0 0 {SIZE} {SIZE}" aria-hidden="true" focusable="false">'
        f"{shape}{text}</svg>"
    )


def of(outcome: Outcome, number: int) -> str:
    """Return the mark of an option."""
    return mark(str(outcome.use_case or "none"), number)


def legend(tree: Tree, language: str, present: Iterable[str] = USE_CASES) -> str:
    """Return what each shape means, as a list, for the use cases that are ``present``."""
    there = set(present)
    items = (f"<li>{mark(case)} {escape(tree.use_cases[case][language])}</li>" for case in USE_CASES if case in there)
    return f'<ul class="marks-legend">{"".join(items)}</ul>'
