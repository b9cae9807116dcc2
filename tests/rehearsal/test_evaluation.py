"""IAM's decision over policy documents, as AWS documents it: deny, allow, nothing; conditions and missing context."""

from typing import Any

import pytest

from rehearsal.wire.evaluation import decide

KEY = "arn:aws:s3:::balde/dados/a.csv"


def statement(effect: str = "Allow", **parts: Any) -> dict[str, Any]:
    return {"Effect": effect, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::balde/dados/*", **parts}


def like(value: str, operator: str = "StringLike") -> dict[str, Any]:
    return {"Condition": {operator: {"s3:prefix": value}}}


CASES = {
    "allowed by action and resource": ([statement()], {}, "allowed"),
    "nothing allows another key": ([statement(Resource="arn:aws:s3:::balde/outros/*")], {}, "implicitDeny"),
    "nothing allows another action": ([statement(Action="s3:PutObject")], {}, "implicitDeny"),
    "actions are compared without case": ([statement(Action=["S3:getobject"])], {}, "allowed"),
    "resources are compared with case": ([statement(Resource="arn:aws:s3:::Balde/dados/*")], {}, "implicitDeny"),
    "a star in the action": ([statement(Action="s3:Get*")], {}, "allowed"),
    "a question mark is one character": ([statement(Resource="arn:aws:s3:::balde/dados/?.csv")], {}, "allowed"),
    "a question mark is not two": ([statement(Resource="arn:aws:s3:::balde/dados/?csv")], {}, "implicitDeny"),
    "a dot is a dot": ([statement(Resource="arn:aws:s3:::balde/dados/a?csv")], {}, "allowed"),
    "a deny wins": ([statement(), statement("Deny", Action="s3:*", Resource="*")], {}, "explicitDeny"),
    "a deny of something else does not": ([statement(), statement("Deny", Action="s3:PutObject")], {}, "allowed"),
    "NotAction leaves its action out": ([statement(Action=[], NotAction="s3:GetObject")], {}, "implicitDeny"),
    "NotResource takes in the rest": ([statement(NotResource="arn:aws:s3:::outro/*")], {}, "allowed"),
    "a condition that holds": ([statement(**like("dados/*"))], {"s3:prefix": "dados/x"}, "allowed"),
    "a condition that does not": ([statement(**like("dados/*"))], {"s3:prefix": "outros/x"}, "implicitDeny"),
    "StringEquals takes a star literally": (
        [statement(**like("dados/*", "StringEquals"))], {"s3:prefix": "dados/x"}, "implicitDeny"),
    "keys are compared without case": ([statement(**like("dados/*"))], {"S3:Prefix": "dados/x"}, "allowed"),
    "a condition on what is not carried": ([statement(**like("dados/*"))], {}, "implicitDeny"),
    "unless its operator ends in IfExists": ([statement(**like("dados/*", "StringLikeIfExists"))], {}, "allowed"),
    "a negated condition holds without the key": ([statement(**like("x", "StringNotEquals"))], {}, "allowed"),
    "a negated condition with the key": (
        [statement(**like("x", "StringNotEquals"))], {"s3:prefix": "x"}, "implicitDeny"),
}  # fmt: skip


@pytest.mark.parametrize(("statements", "context", "effect"), CASES.values(), ids=CASES)
def test_iam_decides(statements: list[dict[str, Any]], context: dict[str, str], effect: str) -> None:
    for each in statements:  # an element and its Not form exclude each other
        if "NotAction" in each:
            del each["Action"]
        if "NotResource" in each:
            each.pop("Resource", None)
    assert decide([{"Statement": statements}], "s3:GetObject", KEY, context).effect == effect


def test_the_keys_that_a_request_did_not_carry_are_named() -> None:
    decided = decide([{"Statement": [statement(**like("dados/*"))]}], "s3:GetObject", KEY)
    assert decided.missing == ("s3:prefix",)


def test_several_policies_count_together() -> None:
    allow, deny = {"Statement": [statement()]}, {"Statement": statement("Deny")}
    assert decide([allow, deny], "s3:GetObject", KEY).effect == "explicitDeny"


def test_an_operator_that_is_not_known_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="IpAddress"):
        decide(
            [{"Statement": [statement(Condition={"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}})]}], "s3:GetObject", KEY
        )
