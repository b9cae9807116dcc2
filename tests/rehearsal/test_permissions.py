"""Least privilege: what each call needs, and what policies come of it."""

from collections.abc import Mapping
from typing import Any

import pytest

from rehearsal.wire import permissions
from rehearsal.wire.actions import NEEDS, Need, UnknownPermissionError, asked_needs, call_needs
from rehearsal.wire.constraints import service_model
from tests.rehearsal.needed import ACCOUNT, MOMENT, OURS, PASSED, REGION, ROLE, call, documents, resources, training
from tests.rehearsal.rehearsing import asked_for


@pytest.mark.parametrize(
    ("made", "needs"),
    [
        pytest.param(call("sts", "GetCallerIdentity"), [], id="identity-needs-none"),
        pytest.param(call("s3", "HeadBucket", Bucket="b"), [Need("s3:ListBucket", "arn:aws:s3:::b")], id="head-bucket"),
        pytest.param(
            call("s3", "HeadObject", Bucket="b", Key="k"), [Need("s3:GetObject", "arn:aws:s3:::b/k")], id="head-object"
        ),
        pytest.param(
            call("s3", "DeleteObject", Bucket="b", Key="k"),
            [Need("s3:DeleteObject", "arn:aws:s3:::b/k")],
            id="delete-object",
        ),
        pytest.param(
            call("s3", "ListObjectsV2", Bucket="b"), [Need("s3:ListBucket", "arn:aws:s3:::b")], id="list-objects"
        ),
        pytest.param(
            call("s3", "UploadPart", Bucket="b", Key="k"), [Need("s3:PutObject", "arn:aws:s3:::b/k")], id="part"
        ),
        pytest.param(
            call("iam", "GetRole", RoleName="X"), [Need("iam:GetRole", f"arn:aws:iam::{ACCOUNT}:role/X")], id="role"
        ),
        pytest.param(
            call("sagemaker", "DescribeTrainingJob", TrainingJobName="x"),
            [Need("sagemaker:DescribeTrainingJob", f"{OURS}training-job/x")],
            id="a-job",
        ),
        pytest.param(
            call("sagemaker", "DeleteApp", DomainId="d", UserProfileName="u", AppType="Canvas", AppName="a"),
            [Need("sagemaker:DeleteApp", f"{OURS}app/d/u/Canvas/a")],
            id="app-of-a-profile",
        ),
        pytest.param(
            call("sagemaker", "DeleteApp", DomainId="d", SpaceName="s", AppType="JupyterLab", AppName="a"),
            [Need("sagemaker:DeleteApp", f"{OURS}app/d/s/JupyterLab/a")],
            id="app-of-a-space",
        ),
        pytest.param(call("sagemaker", "ListApps"), [Need("sagemaker:ListApps", "*")], id="a-list"),
        pytest.param(
            training(Tags=[{"Key": "a", "Value": "b"}]),
            [
                Need("sagemaker:CreateTrainingJob", f"{OURS}training-job/ensaio"),
                Need("iam:PassRole", ROLE, PASSED),
                Need("sagemaker:AddTags", f"{OURS}training-job/ensaio"),
            ],
            id="creating-with-tags",
        ),
        pytest.param(
            call(
                "sagemaker",
                "CreateHyperParameterTuningJob",
                HyperParameterTuningJobName="t",
                TrainingJobDefinition=asked_for(),
            ),
            [
                Need("sagemaker:CreateHyperParameterTuningJob", f"{OURS}hyper-parameter-tuning-job/t"),
                Need("iam:PassRole", ROLE, PASSED),
            ],
            id="a-role-passed-inside",
        ),
    ],
)
def test_a_call_needs_its_action_on_the_resource_it_names(made: Mapping[str, Any], needs: list[Need]) -> None:
    assert call_needs(made, ACCOUNT) == needs


def test_every_action_of_sagemaker_that_a_call_needs_is_an_operation_of_its_api() -> None:
    named = {need.action for needs in NEEDS.values() for need in needs if need.action.startswith("sagemaker:")}
    known = set(service_model().operation_names)
    assert {name.removeprefix("sagemaker:") for name in named} - known == set()
    assert {operation for service, operation in NEEDS if service == "sagemaker"} - known == set()


def test_an_operation_without_a_known_action_is_named() -> None:
    with pytest.raises(UnknownPermissionError, match=r"s3\.PutBucketAcl: its IAM action is not known"):
        documents(call("s3", "PutBucketAcl", Bucket="b"))


@pytest.mark.parametrize(
    ("method", "target", "need"),
    [
        ("GET", "/b/a/c%20d.csv", Need("s3:GetObject", "arn:aws:s3:::b/a/c d.csv")),
        ("HEAD", "/b/a.csv", Need("s3:GetObject", "arn:aws:s3:::b/a.csv")),
        ("PUT", "/b/a.csv?uploadId=1", Need("s3:PutObject", "arn:aws:s3:::b/a.csv")),
        ("POST", "/b/a.csv?uploads", Need("s3:PutObject", "arn:aws:s3:::b/a.csv")),
        ("DELETE", "/b/a.csv", Need("s3:DeleteObject", "arn:aws:s3:::b/a.csv")),
        ("GET", "/b?list-type=2&prefix=a%2F", Need("s3:ListBucket", "arn:aws:s3:::b", (("s3:prefix", "a/"),))),
    ],
)
def test_what_a_job_asks_of_s3_needs_its_action(method: str, target: str, need: Need) -> None:
    assert asked_needs(method, target) == [need]


def test_a_job_that_asks_something_unknown_of_a_bucket_is_an_error() -> None:
    with pytest.raises(UnknownPermissionError, match="PUT /b"):
        asked_needs("PUT", "/b?acl")


def test_names_that_change_become_stars_for_the_caller() -> None:
    caller = documents(
        call("s3", "PutObject", Bucket="b", Key=f"x/x-{MOMENT}/input/a.csv"),
        call("s3", "PutObject", Bucket="b", Key=f"x/x-{MOMENT}/input/b.csv"),
        call("logs", "DescribeLogStreams", logGroupName="/aws/sagemaker/TrainingJobs", logStreamNamePrefix="x"),
        call("logs", "GetLogEvents", logGroupName="/aws/sagemaker/TrainingJobs", logStreamName=f"x-{MOMENT}/algo-1-1"),
    )["caller"]
    group = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/aws/sagemaker/TrainingJobs:"
    assert resources(caller, "s3:PutObject") == ["arn:aws:s3:::b/x/x-*"]
    assert resources(caller, "logs:DescribeLogStreams") == [f"{group}*"]
    assert resources(caller, "logs:GetLogEvents") == [f"{group}log-stream:x-*"]


@pytest.mark.parametrize(
    ("pattern", "resource", "covered"),
    [
        ("arn:aws:s3:::b/a*", "arn:aws:s3:::b/a", True),
        ("arn:aws:s3:::b/a*", "arn:aws:s3:::b/a/c*", True),
        ("arn:aws:s3:::b/*/c", "arn:aws:s3:::b/a/a/c", True),
        ("*", "arn:aws:s3:::b", True),
        ("arn:aws:s3:::b", "arn:aws:s3:::b/a", False),
        ("arn:aws:s3:::b/a/c", "arn:aws:s3:::b/a*", False),
        ("arn:aws:s3:::b.c", "arn:aws:s3:::bxc", False),
    ],
)
def test_a_pattern_covers_what_iam_would_let_it_cover(pattern: str, resource: str, covered: bool) -> None:
    assert permissions.covers(pattern, resource) is covered


def test_a_policy_joins_actions_on_the_same_resources_and_drops_what_a_wider_one_covers() -> None:
    made = permissions.policy(
        [
            Need("s3:GetObject", "arn:aws:s3:::b/a*"),
            Need("s3:GetObject", "arn:aws:s3:::b/a/c"),
            Need("s3:PutObject", "arn:aws:s3:::b/a*"),
            Need("s3:ListBucket", "arn:aws:s3:::b", (("s3:prefix", "a*"),)),
            Need("s3:ListBucket", "arn:aws:s3:::b", (("s3:prefix", "c*"),)),
        ]
    )
    assert made["Statement"] == [
        {
            "Effect": "Allow",
            "Action": ["s3:ListBucket"],
            "Resource": ["arn:aws:s3:::b"],
            "Condition": {"StringLike": {"s3:prefix": ["a*", "c*"]}},
        },
        {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": ["arn:aws:s3:::b/a*"]},
    ]


def test_a_condition_holds_only_where_every_need_of_an_action_on_a_resource_has_it() -> None:
    listing = Need("s3:ListBucket", "arn:aws:s3:::b")
    (one,) = permissions.policy([listing._replace(context=(("s3:prefix", "a/*"),)), listing])["Statement"]
    assert one == {"Effect": "Allow", "Action": ["s3:ListBucket"], "Resource": ["arn:aws:s3:::b"]}
