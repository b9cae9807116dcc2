"""A figure with its limit, and the table in which all stand.

What a figure is called stands in ``docs/words/``, for the site shows the figures too (``publish/pages/measured.py``);
what it may be at most, and what others were measured at, in ``LIMITS`` and ``PEERS`` here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from publish.languages import LANGUAGES
from publish.pages.measured import name
from tests.bench.scripts import SCRIPTS
from tests.bench.serving import KINDS

NOT_BUILT = "not built"
HEAD = ("figure", "limit", "now", "held", "peers")
TAGS = tuple(language.tag for language in LANGUAGES)
PASTED = ("log", "line", "pieces", "colours")  # what clicks.py pastes into the diagnosis
# What each measure may be at most: (measure, of what) -> in the unit in which it is measured.
LIMITS: dict[tuple[str, str], float] = {
    ("html", "option"): 120,
    ("html", "workshop"): 200,
    ("elements", "option"): 2500,
    ("elements", "workshop"): 3000,
    ("transferred", "start"): 100,
    ("transferred", "chooser"): 115,
    **{("book", tag): 3 for tag in TAGS},
    **{("zip", tag): 5 for tag in TAGS},
    **{("search", tag): 200 for tag in TAGS},
    ("continue", ""): 30,
    **{("diagnose", text): 200 for text in PASTED},
    **{("lighthouse", kind): 2 for kind in KINDS},
    ("ratio", "x1"): 1.3,
    ("ratio", "x10"): 1.3,
    ("nothing", ""): 45,
    ("memory", ""): 1024,
    ("again", ""): 2,
    **{("rehearsal", name): 6 for name in SCRIPTS},
}
# The same of others, measured by us on 2026-11-28: a value and whose it is, where that is told. Theirs of Continue is
# the whole time, which the page says too.
PEERS: dict[tuple[str, str], tuple[tuple[float, str], ...]] = {
    ("transferred", "start"): ((21, "choosealicense.com"), (84, "Material for MkDocs")),
    ("transferred", "chooser"): ((116, "Creative Commons License Chooser"),),
    ("continue", ""): tuple((value, "") for value in (100, 184, 361, 505, 854)),
}


@dataclass(frozen=True)
class Figure:
    """Something measured: a measure, and of what, or ``""`` where there is one of its kind.

    ``now`` is what was measured in ``unit``, or None when there is nothing to measure yet.
    """

    measure: str
    of: str
    unit: str
    now: float | None

    @property
    def limit(self) -> float | None:
        """The most that it may be, or None where there is no limit."""
        return LIMITS.get((self.measure, self.of))

    @property
    def peers(self) -> tuple[tuple[float, str], ...]:
        """What others were measured at: a value and whose it is."""
        return PEERS.get((self.measure, self.of), ())

    @property
    def held(self) -> str:
        """Whether the limit is held; what is not built holds nothing."""
        if self.now is None or self.limit is None:
            return "-"
        return "yes" if self.now <= self.limit else "NO"

    def row(self, words: Any) -> tuple[str, ...]:
        """Return its row of the table; ``words`` is ``[measured]`` of a language."""
        peers = ", ".join(f"{value:g} ({whose})" if whose else f"{value:g}" for value, whose in self.peers)
        return (
            name(self.measure, self.of, words),
            self._shown(self.limit),
            self._shown(self.now, NOT_BUILT),
            self.held,
            peers,
        )

    def record(self) -> dict[str, Any]:
        """Return it as it is kept for the site."""
        return {
            "measure": self.measure,
            "of": self.of,
            "unit": self.unit,
            "limit": self.limit,
            "now": None if self.now is None else round(self.now, 2),
            "peers": [list(peer) for peer in self.peers],
        }

    def _shown(self, value: float | None, without: str = "-") -> str:
        if value is None:
            return without
        return f"{value:,.0f} {self.unit}" if value >= 20 else f"{value:,.2f} {self.unit}"


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as a table of text, in English."""
    words = next(language for language in LANGUAGES if language.tag == "en").words()["measured"]
    rows = [HEAD, *(figure.row(words) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])
