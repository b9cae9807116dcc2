"""What an adjustment changes in the policies is told document by document, and nothing is where nothing changes."""

from typing import Any

from publish.pages.policy_changes import changes

TRUST = {"Statement": [{"Principal": {"Service": "sagemaker.amazonaws.com"}}]}


def allow(*actions: str, on: str = "balde/*", **condition: str) -> dict[str, Any]:
    under = {"Condition": {"StringLike": {key: [value] for key, value in condition.items()}}} if condition else {}
    return {"Effect": "Allow", "Action": list(actions), "Resource": [on], **under}


def policies(caller: list[dict[str, Any]], role: list[dict[str, Any]]) -> dict[str, Any]:
    return {"caller": {"Statement": caller}, "role": {"Statement": role}, "trust": TRUST}


def test_nothing_is_told_where_nothing_changes() -> None:
    before = policies([allow("s3:PutObject")], [allow("s3:GetObject", prefix="a*")])
    assert changes(before, before) == []


def test_what_only_stands_in_another_block_is_no_change() -> None:
    apart = policies([allow("s3:PutObject"), allow("s3:GetObject")], [])
    assert changes(policies([allow("s3:GetObject", "s3:PutObject")], []), apart) == []


def test_what_comes_and_goes_is_told_in_each_document_with_its_resource_and_condition() -> None:
    before = policies([allow("s3:PutObject")], [allow("s3:GetObject")])
    after = policies(
        [allow("batch:Submit", on="fila")], [allow("s3:GetObject"), allow("kms:Encrypt", "kms:Decrypt", k="v")]
    )
    assert changes(before, after) == [
        "@@ caller.json @@",
        "- s3:PutObject → balde/*",
        "+ batch:Submit → fila",
        "@@ role.json @@",
        '+ kms:Decrypt, kms:Encrypt → balde/* {"k": "v"}',
    ]


def test_another_service_that_the_role_must_trust_is_told() -> None:
    after = policies([], []) | {"trust": {"Statement": [{"Principal": {"Service": ["sagemaker.amazonaws.com", "x"]}}]}}
    assert changes(policies([], []), after) == ["@@ trust @@", "+ x"]
