"""A whole, valid tree: one that breaks a rule (``rules.py``) never comes into being."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from decision import graph, rules
from decision.fields import Text
from decision.model import Adjustment, Answer, Draft, Outcome, TreeError


@dataclass(frozen=True)
class Tree(Draft):
    """A tree that keeps every rule.

    Raises:
        TreeError: on construction, with every fault of the parts; or, when the parts are sound, of the whole.
    """

    def __post_init__(self) -> None:
        if faults := list(rules.structure_faults(self)) or list(rules.graph_faults(self)):
            raise TreeError(faults)

    @cached_property
    def reach(self) -> Mapping[str, frozenset[str]]:
        """Question id -> the ids of the outcomes that can still be reached from it."""
        return graph.reach(self)

    def outcomes_after(self, answer: Answer) -> frozenset[str]:
        """Return the ids of the outcomes that can still be reached once this answer is given."""
        return graph.outcomes_after(answer, self.reach)

    def adjustments_for(self, outcome_id: str) -> list[Adjustment]:
        """Return the adjustments that apply to an outcome, in the order of the data."""
        return [adjustment for adjustment in self.adjustments.values() if outcome_id in adjustment.outcomes]

    def use_case_label(self, outcome: Outcome) -> Text:
        """Return the words for the column of AWS's table in which the outcome stands."""
        return self.use_cases[str(outcome.use_case or "none")]
