"""``python -m tests.mutants``: changes one thing at a time and tells which changes no test noticed.

Exit codes: 0 every survivor has a written reason; 1 one has none; 2 the list does not fit the repository.
"""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.mutants import listing, running
from tests.mutants.listing import ListError, Mutant
from tests.mutants.running import Verdict

ROOT = Path(__file__).resolve().parents[2]
SLOWEST = 10  # so many are named at the end: whoever wants a shorter run begins with them


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Run the command line; return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("only", nargs="*", help="a list or a mutant: tree, or tree/level-of-hyperpod (default: all)")
    parser.add_argument("--check", action="store_true", help="only tell whether the list fits the repository")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="mutants at a time (default: cores)")
    options = parser.parse_args(arguments)
    try:
        mutants = chosen(listing.load(root / "tests" / "mutants", root), options.only)
        listing.check(mutants, root)
        if options.check:
            print(f"{len(mutants)} mutants fit the repository")
            return 0
        found = run(mutants, root, options.workers)
    except ListError as error:
        print(f"\n{error}", file=sys.stderr)
        return 2
    return tell(found)


def chosen(mutants: Sequence[Mutant], only: Sequence[str]) -> list[Mutant]:
    """Return the mutants of these names, or of the lists of these names. Raises ``ListError`` for an unknown one."""
    lists = {mutant.name.partition("/")[0] for mutant in mutants}
    if unknown := set(only) - lists - {mutant.name for mutant in mutants}:
        raise ListError([f"there is neither a list nor a mutant {name!r}; lists: {sorted(lists)}" for name in unknown])
    return [each for each in mutants if not only or {each.name, each.name.partition("/")[0]} & set(only)]


def run(mutants: Sequence[Mutant], root: Path, workers: int) -> list[Verdict]:
    """Run the mutants and print each verdict as it comes. Raises ``ListError``."""
    began, found = time.monotonic(), []
    with running.prepared(root, mutants, workers) as base:
        for verdict in running.verdicts(base, mutants, workers):
            found.append(verdict)
            name = verdict.mutant.name
            told = f"killed    {name}  by {verdict.by}" if verdict.by else f"survived  {name}"
            print(f"{time.monotonic() - began:5.0f} s  {told}  ({verdict.seconds:.1f} s)", flush=True)
    return found


def tell(found: Sequence[Verdict]) -> int:
    """Print the slowest, the survivors and the tally; return 1 if one survived without a reason, else 0."""
    survivors = sorted((verdict.mutant for verdict in found if not verdict.by), key=lambda mutant: mutant.name)
    without = [mutant for mutant in survivors if not mutant.survives]
    for title, mutants in (
        ("Survived, and a reader would be misled:", without),
        ("Survived, for a reason:", [mutant for mutant in survivors if mutant.survives]),
    ):
        if mutants:
            print(f"\n{title}")
        for mutant in mutants:
            print(f"  {mutant.name} ({mutant.file}): {mutant.misleads}")
            if mutant.survives:
                print(f"    {mutant.survives}")
    if len(found) > SLOWEST:
        print("\nThe slowest:")
        for verdict in sorted(found, key=lambda verdict: -verdict.seconds)[:SLOWEST]:
            print(f"{verdict.seconds:7.1f} s  {verdict.mutant.name}")
    if outdated := [verdict.mutant.name for verdict in found if verdict.by and verdict.mutant.survives]:
        print(f"\nKilled, so their reasons for surviving can go: {', '.join(sorted(outdated))}")
    print(f"\nkilled {len(found) - len(survivors)}, survived {len(survivors)}, of {len(found)}")
    return 1 if without else 0


if __name__ == "__main__":
    sys.exit(main())
