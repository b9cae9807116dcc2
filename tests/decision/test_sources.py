"""The sources that the tree names exist, and a misspelt one is answered with the one that was meant."""

from pathlib import Path

import pytest

from decision import sources
from decision.model import TreeError
from decision.reading import load
from tests.tokens import token_tree, tokens


def test_the_sources_of_the_published_tree_are_in_the_catalogue() -> None:
    sources.check(load())


@pytest.mark.parametrize(
    ("table", "id_", "kind"), [("outcomes", "casa", "outcome"), ("adjustments", "bolsa", "adjustment")]
)
@pytest.mark.parametrize(
    ("source", "advice"),
    [
        pytest.param("how-it-work-training", "did you mean 'how-it-works-training'?", id="misspelt"),
        pytest.param("xyz", "mend the id, or add the source there", id="unlike any other"),
    ],
)
def test_a_source_that_is_not_in_the_catalogue_is_refused_by_name(table, id_, kind, source, advice, tmp_path: Path):
    catalogue = tmp_path / "sources.toml"
    catalogue.write_text("[algos]\n[canvas]\n[how-it-works-training]\n", encoding="utf-8")
    routing, _ = tokens()
    routing[table][id_]["sources"] = ["algos", source]
    with pytest.raises(TreeError) as refusal:
        sources.check(token_tree(routing), catalogue=catalogue)
    assert refusal.value.faults == [
        f"tree.toml: {kind} {id_!r} names the source {source!r}, which docs/sources.toml does not have; {advice}"
    ]
