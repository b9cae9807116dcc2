"""How many points of 100 Lighthouse takes from each kind of page for its speed, on a phone: the median of three."""

import statistics
from pathlib import Path

from tests.audit import lighthouse
from tests.bench.figures import Figure
from tests.bench.serving import pages

RUNS = 3
CATEGORY = "performance"


def figures(site: Path, address: str, languages: tuple[str, ...]) -> list[Figure]:
    """Return the points lost by the heaviest page of each kind, whatever its language."""
    found = []
    for kind, files in pages(site, languages).items():
        lost = None
        if files:
            heaviest = max(files, key=lambda page: page.stat().st_size)
            url = f"{address}{heaviest.relative_to(site).parent.as_posix()}/".replace("/./", "/")
            lost = statistics.median(100 - lighthouse.ask(url, [CATEGORY]).scores[CATEGORY] for _ in range(RUNS))
        found.append(Figure("lighthouse", kind, "", lost))
    return found
