"""How many paths the tests followed in each form of the tree, so that the page can say it from a run and not from hope.

The tests note what they followed below ``build/checked/``; ``python -m tests.paths_followed`` adds it up into
``docs/checked.json``, once all of them passed. `make update` does both.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path

from decision import paths
from decision.reading import load as load_tree
from publish.checked import FILE, Checked
from publish.languages import BUILD

NOTES = BUILD / "checked"
FORMS = ("json", "browser", "list", "pdf")


def note(form: str, key: str, followed: int, folder: Path = NOTES) -> None:
    """Note that a test followed some paths in a form; ``key`` names the test's share, so that none counts twice."""
    place = folder / form
    place.mkdir(parents=True, exist_ok=True)
    (place / f"{key.replace('/', '+')[:200]}.txt").write_text(str(followed), encoding="utf-8")


def counts(folder: Path = NOTES) -> dict[str, int]:
    """Return how many paths were followed in each form."""
    return {form: sum(int(path.read_text()) for path in (folder / form).glob("*.txt")) for form in FORMS}


def summary(followed: Mapping[str, int], walks: int, version: str, today: date) -> Checked:
    """Return what the page may say. Raises ``ValueError`` when a form was not followed on every path."""
    if short := [f"{form}: {number} of {walks}" for form, number in followed.items() if number != walks]:
        raise ValueError(f"not every path was followed ({'; '.join(short)}); run `make update`")
    return Checked(version, walks, today)


def main() -> int:
    """Add up the notes of the run that just passed, of today."""
    tree = load_tree()
    try:
        run = summary(counts(), sum(1 for _ in paths.all_walks(tree)), tree.version, date.today())
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    FILE.write_text(json.dumps(asdict(run), indent=1, default=date.isoformat) + "\n", encoding="utf-8")
    print(f"{run.paths} paths followed in each of {', '.join(FORMS)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
