"""``python -m publish.sources``: every source and the day by which it has to be read again, the next one first.

``--expired`` lists those whose day has come, and ends with 1 when there are any, 0 when there are none, 2 when the
list could not be made: as grep and diff do.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from datetime import date

from publish.day import build_day
from publish.languages import LANGUAGES, ROOT
from publish.pages import sources
from publish.pages.sources import Source
from publish.pages.written import Page
from publish.site import configuration
from publish.site.files import read_pages


def lines(every: Iterable[Source], pages: Iterable[Page]) -> list[str]:
    """Return a line for each source, the next to be read again first: day, id, address, and the pages that cite it.

    The pages are taken as they are written, in the first language: without what cards and tables cite.
    """
    cited: dict[str, list[str]] = {}
    for page in pages:
        for id_ in sources.cited(page.markdown):
            cited.setdefault(id_, []).append(page.path)
    return [
        f"{source.review.isoformat()}  {source.id}  {source.url}  {' '.join(cited.get(source.id, ['-']))}"
        for source in sorted(every, key=lambda source: (source.review, source.id))
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; see above for what it returns."""
    parser = argparse.ArgumentParser(prog="python -m publish.sources", description=__doc__)
    parser.add_argument("--expired", action="store_true", help="only those that have to be read again by now")
    parser.add_argument(
        "--today", type=date.fromisoformat, default=build_day().date(), metavar="DATE", help="as 2027-06-01"
    )
    options = parser.parse_args(arguments)
    try:
        every = list(sources.catalogue(ROOT / "docs", configuration.repository_url()).values())
        listed = [source for source in every if source.due(options.today) or not options.expired]
        told = lines(listed, read_pages(LANGUAGES[0]))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    print("\n".join(told) or f"none of {len(every)} sources has to be read again by {options.today}")
    return 1 if options.expired and told else 0


if __name__ == "__main__":
    sys.exit(main())
