"""The sources that the tree names are in the catalogue of sources, which the pages cite too."""

import tomllib
from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from decision.cases import Case
from decision.model import PARTS, TreeError, one_of
from decision.tree import Tree

CATALOGUE = Path(__file__).parents[1] / "docs" / "sources.toml"


def check(tree: Tree, cases: Iterable[Case] = (), catalogue: Path = CATALOGUE) -> None:
    """Refuse a tree, or cases, that name a source which the catalogue does not have.

    Args:
        tree: the tree.
        cases: people's situations.
        catalogue: a TOML file with a table for each source.

    Raises:
        TreeError: naming each such source, and the one that was meant when one is spelled alike.
    """
    known = _read(catalogue)
    if found := [*faults(tree, known), *case_faults(cases, known)]:
        raise TreeError(found)


def _read(catalogue: Path) -> dict[str, Any]:
    return tomllib.loads(catalogue.read_text(encoding="utf-8"))


def described(cases: Iterable[Case], catalogue: Path = CATALOGUE) -> dict[str, dict[str, str]]:
    """Return the title, the address and the day of reading of each source that cases name, by id."""
    known = _read(catalogue)
    return {
        case.source: {key: str(known[case.source][key]) for key in ("title", "url", "verified")}
        for case in cases
        if case.source
    }


def faults(tree: Tree, known: Collection[str]) -> Iterator[str]:
    """Yield a sentence for each source that is named in the tree and not known."""
    for table in PARTS:
        for part in getattr(tree, table).values():
            for source in getattr(part, "sources", ()):
                if source not in known:
                    yield f"tree.toml: {one_of(table)} {part.id!r} {_unknown(source, known)}"


def case_faults(cases: Iterable[Case], known: Collection[str]) -> Iterator[str]:
    """Yield a sentence for each source that a case names and that is not known."""
    for case in cases:
        if case.source and case.source not in known:
            yield f"cases.toml: case {case.id!r} {_unknown(case.source, known)}"


def _unknown(source: str, known: Collection[str]) -> str:
    alike = get_close_matches(source, known, n=1)
    meant = f"did you mean {alike[0]!r}?" if alike else "mend the id, or add the source there"
    return f"names the source {source!r}, which docs/sources.toml does not have; {meant}"
