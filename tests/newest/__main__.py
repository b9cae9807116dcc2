"""``python -m tests.newest build/newest.xml``: tells which pages must change, from what pytest left of a run.

On GitHub it stands on the page of the run too. Exit codes: 0 nothing failed; 1 something did; 2 the file tells nothing.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.newest import report


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit code."""
    files = list(sys.argv[1:] if arguments is None else arguments)
    if len(files) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        ran, failed = report.failures(Path(files[0]))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    text = report.told(ran, failed)
    print(text)
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(summary).open("a", encoding="utf-8") as page:
            page.write(text)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
