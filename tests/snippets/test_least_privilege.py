"""The policies of each snippet, as IAM would evaluate them: what ran is allowed, and no part of them is too much."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

import snippets
from rehearsal.command.report import VARYING
from rehearsal.wire.actions import NEEDS, Need, asked_needs, call_needs
from rehearsal.wire.permissions import PASSES_A_ROLE
from rehearsal.wire.replies import FROM_A_CARD
from tests.rehearsal.rehearsing import Rehearsal

Once = Callable[[str], Rehearsal]
Policy = Mapping[str, Any]
ACCOUNT = "111122223333"
S3 = "arn:aws:s3:::"
CALLED_VARYING = [instead for _, instead in VARYING]
WITHOUT_A_FINER_RESOURCE = {
    "cloudwatch:PutMetricData",
    "ecr:GetAuthorizationToken",
    "s3:ListAllMyBuckets",
    "sagemaker:ListHubs",
    *(need.action for needs in NEEDS.values() for need in needs if need.action.startswith("sagemaker:List")),
}
each_snippet = pytest.mark.parametrize("name", snippets.names())


def allowed(policy: Policy, need: Need) -> bool:
    """Whether a policy without Deny allows something, as IAM evaluates it."""

    def matches(pattern: str, value: str) -> bool:
        return bool(re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), value))

    def holds(condition: Mapping[str, Mapping[str, list[str]]]) -> bool:
        given = dict(need.context)
        return all(
            key in given
            and any(matches(each, given[key]) if test == "StringLike" else each == given[key] for each in of)
            for test, keys in condition.items()
            for key, of in keys.items()
        )

    return any(
        need.action in statement["Action"]
        and any(matches(pattern, need.resource) for pattern in statement["Resource"])
        and holds(statement.get("Condition", {}))
        for statement in policy["Statement"]
    )


def one_less(policy: Policy) -> Iterator[Policy]:
    """The policy without each of its statements, actions and resources in turn."""
    statements = policy["Statement"]
    for number, statement in enumerate(statements):
        others = [*statements[:number], *statements[number + 1 :]]
        yield {"Statement": others}
        for part in ("Action", "Resource"):
            for each in statement[part] if len(statement[part]) > 1 else []:
                left = [value for value in statement[part] if value != each]
                yield {"Statement": [*others, {**statement, part: left}]}


@each_snippet
def test_every_call_of_a_snippet_has_a_known_action(rehearsed: Once, name: str) -> None:
    assert rehearsed(name).report["permissions"].get("unknown") is None


@each_snippet
def test_with_the_published_policies_and_nothing_more_it_runs_to_its_end(rehearsed: Once, name: str) -> None:
    run = rehearsed(name)  # a snippet of the guide is rehearsed with what the guide publishes beside it
    assert run.code == 0
    assert run.report["policies"] == ["caller", *(["role"] if "role" in run.report["permissions"] else [])]
    assert run.report["refused_permissions"] == []


@each_snippet
def test_the_caller_is_allowed_every_call_and_nothing_in_the_policy_is_too_much(rehearsed: Once, name: str) -> None:
    report = rehearsed(name).report
    needs = [need for made in report["calls"] for need in call_needs(made, ACCOUNT)]
    caller = report["permissions"]["caller"]
    assert [need for need in needs if not allowed(caller, need)] == []
    assert [less for less in one_less(caller) if all(allowed(less, need) for need in needs)] == []
    assert caller["Statement"]


@each_snippet
def test_a_star_alone_stands_only_where_aws_has_no_finer_resource(rehearsed: Once, name: str) -> None:
    made = rehearsed(name).report["permissions"]
    statements = [one for who in ("caller", "role") if who in made for one in made[who]["Statement"]]
    starred = {action for one in statements if "*" in one["Resource"] for action in one["Action"]}
    assert starred <= WITHOUT_A_FINER_RESOURCE


def said(value: Any, key: str) -> Iterator[str]:
    """What stands under a key, at whatever depth of a request."""
    parts = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    for name, part in parts:
        if name == key:
            yield part
        yield from said(part, key)


def reading_and_writing(parameters: Mapping[str, Any]) -> Iterator[Need]:
    """What a job's request alone says that its role must do in S3."""
    for bucket, _, key in (uri.removeprefix("s3://").partition("/") for uri in said(parameters, "S3Uri")):
        yield Need("s3:GetObject", f"arn:aws:s3:::{bucket}/{key}")
        yield Need("s3:ListBucket", f"arn:aws:s3:::{bucket}", (("s3:prefix", key),))
    job = parameters.get("TrainingJobName", "um-job-da-busca")
    for path in said(parameters, "S3OutputPath"):
        yield Need("s3:PutObject", f"arn:aws:s3:::{path.removeprefix('s3://').rstrip('/')}/{job}/output/model.tar.gz")


@each_snippet
def test_the_role_reaches_the_addresses_of_its_request(rehearsed: Once, name: str) -> None:
    report = rehearsed(name).report
    role = report["permissions"].get("role")
    creating = [made["parameters"] for made in report["calls"] if made["operation"] in PASSES_A_ROLE]
    assert bool(role) == bool(creating)
    needs = [need for parameters in creating for need in reading_and_writing(parameters)]
    # Whatever passes a role trains: it reads data and leaves a model.
    assert {"s3:GetObject", "s3:ListBucket", "s3:PutObject"} <= {need.action for need in needs} or not creating
    needs += [need for method, target in report["asked"] for need in asked_needs(method, target)]
    assert [need for need in needs if not allowed(role, need)] == []


@each_snippet
def test_the_role_reaches_no_other_address(rehearsed: Once, name: str) -> None:
    report = rehearsed(name).report
    creating = [made for made in report["calls"] if made["operation"] in PASSES_A_ROLE]
    addresses = re.findall(r"s3://([^'\s]+)", str(creating))
    addresses += [need.resource.rpartition(":")[2] for each in report["asked"] for need in asked_needs(*each)]
    known = {re.sub("|".join(map(re.escape, CALLED_VARYING)), "*", each).rstrip("/*") for each in addresses}
    # Of a card written here not even the keys are AWS's: the whole of its bucket is read.
    known |= {FROM_A_CARD} if any(at.startswith(f"{FROM_A_CARD}/") for at in known) else set()
    statements = report["permissions"].get("role", {"Statement": []})["Statement"]
    objects = [one for one in statements if one["Action"] != ["s3:ListBucket"]]
    places = [where.removeprefix(S3) for one in objects for where in one["Resource"] if where.startswith(S3)]
    assert [place for place in places if not any(f"{place.rstrip('/*')}/".startswith(f"{at}/") for at in known)] == []
    assert bool(places) == bool(creating)
