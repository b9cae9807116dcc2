"""Nothing is pretended: each operation is answered by the rehearsal, kept by moto, or refused by name.

The table is held against the whole of botocore's models, and against what the rehearsal really answers and moto has.
"""

import importlib
from collections.abc import Callable
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
from botocore import xform_name
from botocore.loaders import Loader

from rehearsal import words
from rehearsal.aws import operations
from rehearsal.aws.cloud import Cloud, Settings
from rehearsal.aws.listing import Fields, page
from rehearsal.aws.operations import ANSWERED, KEPT, OTHERS, Table, fate, fates
from rehearsal.machine.contract import NotRehearsedError
from rehearsal.words import say
from tests.rehearsal.rehearsing import Rehearsal, said

TABLE = operations.load()
SERVICES = [name for name in TABLE if name != OTHERS]
COUNTED = {  # how many operations botocore's model of each service has: a newer one adds some, which must be looked at
    "sagemaker": 425,
    "sagemaker-runtime": 3,
    "sagemaker-metrics": 2,
    "s3": 116,
    "iam": 180,
    "sts": 11,
    "ecr": 62,
    "logs": 118,
}
OF_MOTO = {  # S3 finds its methods by other names
    "sagemaker": ("moto.sagemaker.responses", "SageMakerResponse"),
    "iam": ("moto.iam.responses", "IamResponse"),
    "sts": ("moto.sts.responses", "TokenResponse"),
    "ecr": ("moto.ecr.responses", "ECRResponse"),
    "logs": ("moto.logs.responses", "LogsResponse"),
}
# What moto would answer without doing the work, by hand: a table that lets one of these through misleads somebody.
PRETENDED = {
    "sagemaker": "CreateTransformJob CreateEndpoint RetryPipelineExecution CreateCompilationJob CreateNotebookInstance "
    "CreateCluster CreateDomain CreateFeatureGroup Search StartNotebookInstance DescribeTransformJob ListTransformJobs "
    "CreateDataQualityJobDefinition DeleteHyperParameterTuningJob",
    "sagemaker-runtime": "InvokeEndpoint InvokeEndpointAsync InvokeEndpointWithResponseStream",
    "ecr": "PutImage BatchGetImage GetDownloadUrlForLayer StartImageScan",
    "logs": "StartQuery GetQueryResults CreateExportTask StartLiveTail",
    "s3": "PutBucketReplication PutBucketNotificationConfiguration SelectObjectContent RestoreObject",
    "athena": "StartQueryExecution",
    "batch": "SubmitJob SubmitServiceJob",
    "ec2": "RunInstances",
    "lambda": "Invoke CreateFunction",
}


def of_botocore(service: str) -> list[str]:
    return list(Loader().load_service_model(service, "service-2")["operations"])


EVERY = [(service, operation) for service in SERVICES for operation in of_botocore(service)]


def test_the_whole_of_each_service_is_looked_at() -> None:
    assert {service: len(of_botocore(service)) for service in SERVICES} == COUNTED


@pytest.mark.parametrize("service", SERVICES)
def test_each_operation_has_one_fate(service: str) -> None:
    found = {operation: fates(TABLE[service], operation) for operation in of_botocore(service)}
    assert {operation: told for operation, told in found.items() if len(told) != 1} == {}


@pytest.mark.parametrize("service", SERVICES)
def test_the_table_names_nothing_that_is_not_there(service: str) -> None:
    told = TABLE[service]
    patterns = [*told[ANSWERED].split(), *told[KEPT].split(), *" ".join(told["refused"].values()).split()]
    known = of_botocore(service)
    assert [each for each in patterns if not any(fnmatchcase(name, each) for name in known)] == []


def test_what_is_told_as_answered_is_what_the_rehearsal_answers(tmp_path: Path) -> None:
    cloud = Cloud(tmp_path, tmp_path, Settings(), lambda *_: None)
    told = {(service, name) for service in SERVICES for name in TABLE[service][ANSWERED].split()}
    assert set(cloud.answers()) == told


@pytest.mark.parametrize("service", OF_MOTO)
def test_moto_has_what_it_is_to_keep(service: str) -> None:
    module, name = OF_MOTO[service]
    methods = dir(getattr(importlib.import_module(module), name))
    lacking = [each for each in TABLE[service][KEPT].split() if xform_name(each) not in methods]
    assert lacking == []


@pytest.mark.parametrize(
    ("service", "operation"), [(service, name) for service, names in PRETENDED.items() for name in names.split()]
)
def test_what_moto_would_pretend_is_refused(service: str, operation: str) -> None:
    table = Table()
    with pytest.raises(NotRehearsedError, match=operation):
        table.check(service, operation)
    assert table.refused == [operation]


def test_every_reason_is_said_in_words_and_every_word_is_a_reason() -> None:
    reasons = {fate(*each) for each in EVERY} - {ANSWERED, KEPT} | {operations.OF_A_SERVICE, operations.UNKNOWN}
    keys = {key.removeprefix("operations.") for key in words.table("pt") if key.startswith("operations.")}
    assert reasons == keys


@pytest.mark.parametrize(("service", "operation"), [("sagemaker", "CreateSomethingNew"), ("newservice", "DoIt")])
def test_what_nobody_has_looked_at_is_refused(service: str, operation: str) -> None:
    assert fate(service, operation) not in (ANSWERED, KEPT)


# ---- lists ----


def items() -> list[dict[str, Any]]:
    """Three jobs, in the order in which they were asked for."""
    told = [("b", "Completed"), ("a", "Failed"), ("c", "Completed")]
    return [
        {
            "TrainingJobName": f"job-{name}",
            "TrainingJobStatus": status,
            "CreationTime": datetime.fromtimestamp(100 * number, UTC),
            "LastModifiedTime": datetime.fromtimestamp(100 * number + 50, UTC),
        }
        for number, (name, status) in enumerate(told, start=1)
    ]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param({}, "bac", id="in-the-order-of-creation"),
        pytest.param({"SortOrder": "Descending"}, "cab", id="the-newest-first"),
        pytest.param({"SortBy": "Name"}, "abc", id="by-name"),
        pytest.param({"SortBy": "Status", "SortOrder": "Descending"}, "abc", id="by-status"),
        pytest.param({"StatusEquals": "Completed"}, "bc", id="of-a-status"),
        pytest.param({"NameContains": "-a"}, "a", id="of-a-name"),
        pytest.param({"CreationTimeAfter": 150}, "ac", id="created-after"),
        pytest.param({"CreationTimeBefore": 300.0}, "ba", id="created-before"),
        pytest.param({"LastModifiedTimeAfter": 250, "LastModifiedTimeBefore": 351}, "c", id="modified-between"),
        pytest.param({"MaxResults": 2}, "ba", id="the-first-page"),
        pytest.param({"MaxResults": 2, "NextToken": "2"}, "c", id="the-next-page"),
    ],
)
def test_a_list_keeps_to_what_is_asked(asked: dict[str, Any], expected: str) -> None:
    answer = page(asked, items(), Fields("TrainingJob"), "Jobs")
    assert "".join(job["TrainingJobName"][-1] for job in answer["Jobs"]) == expected
    assert ("NextToken" in answer) == (asked == {"MaxResults": 2})


# ---- in a rehearsal ----

ASKING = """\
import boto3

sagemaker = boto3.client("sagemaker")
print("listed", sagemaker.list_training_jobs(SortBy="CreationTime", SortOrder="Descending", MaxResults=1))
pools = sagemaker.list_training_jobs(WarmPoolStatusEquals="Available")["TrainingJobSummaries"]
for each in pools:
    print("described", sagemaker.describe_training_job(TrainingJobName=each["TrainingJobName"])["TrainingJobStatus"])
try:
    sagemaker.list_tags(ResourceArn="arn:aws:sagemaker:us-east-1:111122223333:training-job/nao-ha")
except sagemaker.exceptions.ClientError as error:
    print(error)
for service, method, request in [
    ("sagemaker-runtime", "invoke_endpoint", {"EndpointName": "nao-ha", "Body": b"1"}),
    ("dynamodb", "describe_endpoints", {}),
    ("dynamodb", "list_global_tables", {}),
]:
    try:
        print(service, getattr(boto3.client(service), method)(**request))
    except Exception as error:
        print(type(error).__name__, error)
boto3.client("athena").list_work_groups()
"""


@pytest.fixture
def asking(tmp_path: Path, rehearse: Callable[..., Rehearsal]) -> Rehearsal:
    """Rehearse a launch file that asks for what is not here."""
    (tmp_path / "lancar.py").write_text(ASKING)
    return rehearse(str(tmp_path / "lancar.py"))


def test_what_is_listed_exists_and_what_is_refused_is_named_to_the_end(asking: Rehearsal) -> None:
    assert "listed {'TrainingJobSummaries': []" in asking.stdout
    assert "described Completed" in asking.stdout  # what is invented when warm pools are asked for can be looked at
    assert "when calling the ListTags operation" in asking.stdout
    assert say("operations.endpoint", operation="InvokeEndpoint") in asking.stdout
    assert "NotRehearsedError ListGlobalTables" in asking.stdout  # which moto lacks
    assert "NotImplementedError" not in asking.stdout + asking.stderr
    refused = say("operations.service", operation="ListWorkGroups", service="athena")
    assert said("launch.not_rehearsed", what=refused).search(asking.stderr)
    assert asking.code == 1
    assert said("summary.not_done").search(asking.stdout)
