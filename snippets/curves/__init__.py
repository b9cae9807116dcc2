"""Draws a metric as a small curve: SVG as text, no script, in the color of the text.

The page beside a snippet and the report of a rehearsal show the same drawing.
"""

from collections.abc import Sequence
from html import escape

WIDTH, HEIGHT, EDGE = 320, 120, 8  # in the units of the viewBox, which are pixels
MOST = 200  # points drawn: more are thinned, and the first and the last stay


def curve(name: str, values: Sequence[float], label: str) -> str:
    """Return the SVG of a metric's values, in the order in which they were logged.

    Args:
        name: what the metric is called.
        values: at least one; the axis goes from the least to the most.
        label: what a reader who does not see the drawing is told.
    """
    low, high = min(values), max(values)
    drawn = _thinned(values)
    points = " ".join(f"{x:.1f},{_y(value, low, high):.1f}" for x, value in drawn)
    x, last = drawn[-1]
    return (
        f'<svg class="curve" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        f' aria-label="{escape(label)}"><title>{escape(name)}</title>'
        f'<polyline points="{points}" fill="none" stroke="currentColor"'
        ' stroke-width="2" stroke-linejoin="round"/>'
        f'<circle cx="{x:.1f}" cy="{_y(last, low, high):.1f}" r="3"'
        ' fill="currentColor"/>'
        "</svg>"
    )


def shown(value: float) -> str:
    """Return a value with four digits that count: 0.978, 1.25e-05."""
    return f"{value:.4g}"


def _thinned(values: Sequence[float]) -> list[tuple[float, float]]:
    """Return (x, value) of the points that are drawn, from left to right."""
    last, drawn = len(values) - 1, min(len(values), MOST)
    steps = {round(step * last / max(drawn - 1, 1)) for step in range(drawn)}
    across = (WIDTH - 2 * EDGE) / max(last, 1)
    return [(EDGE + step * across, values[step]) for step in sorted(steps)]


def _y(value: float, low: float, high: float) -> float:
    share = (value - low) / (high - low) if high > low else 0.5
    return HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE)
