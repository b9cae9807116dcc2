"""Least means least: with anything taken out of the published policies, something that ran is refused.

One run of a snippet with its policies leaves all that was decided, in ``needed`` of its report: each action with the
resource and the context that AWS would see. A policy with one thing less is decided over that again. That the
decision of such a run and of one that really starts with less are the same is shown in tests/rehearsal/
test_identities.py, a kind at a time; here are all of them, in `make audit`, and those of one snippet always.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

import snippets
from publish.pages import permissions
from rehearsal.aws.identities import without
from rehearsal.wire.actions import Need
from tests.rehearsal.rehearsing import Rehearsal
from tests.snippets.adjusting import PAIRS
from tests.snippets.conftest import Audited
from tests.snippets.removals import removals

PUBLISHED = permissions.published()
OF_ONE = "modo-script"
KINDS = {"statement", "action", "resource", "condition"}
Policy = Mapping[str, Any]
patient = pytest.mark.timeout(1800)  # seconds: whoever asks first waits until all adjustments of a snippet have run


def cases(places: Iterator[str] | list[str]) -> list[Any]:
    """Every removal of some places, as (place, who, policy)."""
    return [
        pytest.param(place, who, left, id=f"{place}-{who}-{name}")
        for place in places
        for who in ("caller", "role")
        if who in PUBLISHED[place]
        for name, left in removals(PUBLISHED[place][who])
    ]


def decided(needed: Mapping[str, list[list[Any]]], who: str) -> list[Need]:
    """What was decided of one of the two in a run, from its report."""
    return [Need(action, resource, tuple(map(tuple, context))) for action, resource, context in needed[who]]


@pytest.mark.parametrize(("place", "who", "policy"), cases([OF_ONE]))
def test_with_anything_less_something_of_a_snippet_is_refused(
    rehearsed: Callable[[str], Rehearsal], place: str, who: str, policy: Policy
) -> None:
    assert without(policy, decided(rehearsed(place).report["needed"], who)) != []


def test_every_kind_of_removal_is_among_those_that_are_always_tried() -> None:
    kinds = {name.partition(" ")[0] for who in ("caller", "role") for name, _ in removals(PUBLISHED[OF_ONE][who])}
    assert kinds == KINDS


@pytest.mark.audit
@pytest.mark.parametrize(("place", "who", "policy"), cases([name for name in snippets.names() if name != OF_ONE]))
def test_with_anything_less_something_of_any_snippet_is_refused(
    rehearsed: Callable[[str], Rehearsal], place: str, who: str, policy: Policy
) -> None:
    assert without(policy, decided(rehearsed(place).report["needed"], who)) != []


@patient
@pytest.mark.audit
@pytest.mark.parametrize(("snippet", "adjustment"), PAIRS)
def test_with_the_published_policies_and_nothing_more_an_adjustment_runs_to_its_end(
    audited: Audited, snippet: str, adjustment: str
) -> None:
    told = audited(snippet, adjustment)
    assert (told["refused"], told["wrong"]) == ([], None)


@patient
@pytest.mark.audit
@pytest.mark.parametrize(("place", "who", "policy"), cases([f"{one}/{two}" for one, two in PAIRS]))
def test_with_anything_less_something_of_an_adjustment_is_refused(
    audited: Audited, place: str, who: str, policy: Policy
) -> None:
    assert without(policy, decided(audited(*place.split("/"))["needed"], who)) != []
