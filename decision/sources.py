"""The sources that the tree names are in the catalogue of sources, which the pages cite too."""

import tomllib
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from pathlib import Path

from decision.model import PARTS, TreeError
from decision.tree import Tree

CATALOGUE = Path(__file__).parents[1] / "docs" / "sources.toml"


def check(tree: Tree, catalogue: Path = CATALOGUE) -> None:
    """Refuse a tree that names a source which the catalogue, a TOML file with a table for each source, does not have.

    Raises:
        TreeError: naming each such source, and the one that was meant when one is spelled alike.
    """
    if found := list(faults(tree, tomllib.loads(catalogue.read_text(encoding="utf-8")).keys())):
        raise TreeError(found)


def faults(tree: Tree, known: Collection[str]) -> Iterator[str]:
    """Yield a sentence for each source that is named in the tree and not known."""
    for table in PARTS:
        for part in getattr(tree, table).values():
            for source in getattr(part, "sources", ()):
                if source not in known:
                    alike = get_close_matches(source, known, n=1)
                    meant = f"did you mean {alike[0]!r}?" if alike else "mend the id, or add the source there"
                    yield (
                        f"tree.toml: {table.removesuffix('s')} {part.id!r} names the source {source!r}, "
                        f"which docs/sources.toml does not have; {meant}"
                    )
