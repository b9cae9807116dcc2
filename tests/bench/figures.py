"""A figure with its limit, and the table in which all stand."""

from collections.abc import Sequence
from dataclasses import dataclass

NOT_BUILT = "not built"
HEAD = ("figure", "limit", "now", "held", "peers")


@dataclass(frozen=True)
class Figure:
    """Something measured.

    ``limit`` is the most that it may be, or None where there is no limit; ``now`` is what was measured, or None when
    there is nothing to measure yet; both in ``unit``. ``peers`` is what others were measured at, in words.
    """

    name: str
    unit: str
    limit: float | None
    now: float | None
    peers: str = ""

    @property
    def held(self) -> str:
        """Whether the limit is held; what is not built holds nothing."""
        if self.now is None or self.limit is None:
            return "-"
        return "yes" if self.now <= self.limit else "NO"

    def row(self) -> tuple[str, ...]:
        """Return its row of the table."""
        return self.name, self._shown(self.limit), self._shown(self.now, NOT_BUILT), self.held, self.peers

    def _shown(self, value: float | None, without: str = "-") -> str:
        if value is None:
            return without
        return f"{value:,.0f} {self.unit}" if value >= 20 else f"{value:,.2f} {self.unit}"


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as a table of text."""
    rows = [HEAD, *(figure.row() for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])
