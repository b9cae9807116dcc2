import re

from publish.pages import cards
from tests.tree import TREE


def test_the_comparison_has_a_row_for_every_outcome() -> None:
    labels = dict.fromkeys(("option", "use_case_short", "levels_short", "optimized_for", "avoid_when", "billing"), "x")
    table = cards.comparison(TREE, "pt-BR", labels, lambda outcome: outcome.page)
    assert re.findall(r'href="opcoes/([a-z-]+)/"', table) == list(TREE.outcomes)
