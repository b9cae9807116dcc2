"""What a job reaches of AWS: S3 and STS of the same account as the snippet, as far as its role may, and no more."""

import http.client
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError
from moto import mock_aws

from rehearsal.aws.identities import Identities
from rehearsal.aws.inside_s3 import STAND_IN, InsideS3
from rehearsal.machine.images import Program
from rehearsal.wire.actions import Need

READING = {"Statement": [{"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": ["arn:aws:s3:::balde/*"]}]}


class Job:
    """A way in, as a job's program has it."""

    def __init__(self, role: dict[str, Any] | None = None) -> None:
        self.stand_ins: set[str] = set()
        self.identities = Identities(role=role)
        self.way = InsideS3(self.stand_ins, self.identities)
        self.env = self.way.reachable_from(Program(["treino"]), {}).env

    def client(self, service: str) -> Any:
        return boto3.client(
            service,
            endpoint_url=self.env[f"AWS_ENDPOINT_URL_{service.upper()}"],
            aws_access_key_id=self.env["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=self.env["AWS_SECRET_ACCESS_KEY"],
            region_name="us-east-1",
            config=Config(retries={"total_max_attempts": 1}),
        )

    def status(self, path: str, **headers: str) -> int:
        """The status of a request that boto3 would not make."""
        connection = http.client.HTTPConnection(urlsplit(self.env["AWS_ENDPOINT_URL_S3"]).netloc, timeout=10)
        connection.request("GET", path, headers=headers)
        return connection.getresponse().status


@pytest.fixture
def started() -> Iterator[Callable[..., Job]]:
    """Let a job start in an account that has one bucket with one object."""
    jobs: list[Job] = []

    def start(role: dict[str, Any] | None = None) -> Job:
        jobs.append(Job(role))
        return jobs[-1]

    with mock_aws():
        snippet = boto3.client("s3", "us-east-1", aws_access_key_id="x", aws_secret_access_key="x")
        snippet.create_bucket(Bucket="balde")
        snippet.put_object(Bucket="balde", Key="dados/a b.csv", Body=b"1,2")
        yield start
        for job in jobs:
            job.way.close()


def signed_for(service: str) -> str:
    return f"AWS4-HMAC-SHA256 Credential=ensaio/20261128/us-east-1/{service}/aws4_request, Signature=0"


def test_a_job_reads_what_the_snippet_stored_and_the_way_is_noted(started: Callable[..., Job]) -> None:
    job = started()
    assert job.stand_ins == set()
    assert job.client("s3").get_object(Bucket="balde", Key="dados/a b.csv")["Body"].read() == b"1,2"
    assert job.way.asked == [("GET", "/balde/dados/a%20b.csv")]
    assert job.stand_ins == {STAND_IN}


def test_what_a_job_stores_the_snippet_reads(started: Callable[..., Job]) -> None:
    started().client("s3").put_object(Bucket="balde", Key="saida/é.bin", Body=b"x" * 100_000, Metadata={"a_b": "c"})
    stored = boto3.client("s3", "us-east-1", aws_access_key_id="x", aws_secret_access_key="x").get_object(
        Bucket="balde", Key="saida/é.bin"
    )
    assert (len(stored["Body"].read()), stored["Metadata"]) == (100_000, {"a_b": "c"})


def test_a_part_of_an_object_is_a_part(started: Callable[..., Job]) -> None:
    part = started().client("s3").get_object(Bucket="balde", Key="dados/a b.csv", Range="bytes=1-2")
    assert (part["ResponseMetadata"]["HTTPStatusCode"], part["Body"].read()) == (206, b",2")


def test_a_job_can_ask_who_it_is(started: Callable[..., Job]) -> None:
    assert started().client("sts").get_caller_identity()["Arn"].startswith("arn:aws:sts::")


def test_what_the_role_may_not_is_refused_and_noted(started: Callable[..., Job]) -> None:
    job = started(READING)
    assert job.client("s3").get_object(Bucket="balde", Key="dados/a b.csv")["Body"].read() == b"1,2"
    with pytest.raises(ClientError, match="AccessDenied"):
        job.client("s3").put_object(Bucket="balde", Key="saida", Body=b"x")
    assert job.identities.refused == [Need("s3:PutObject", "arn:aws:s3:::balde/saida")]


def test_a_request_without_a_known_action_is_answered_and_kept_for_the_report(started: Callable[..., Job]) -> None:
    job = started(READING)
    job.client("s3").create_bucket(Bucket="outro")
    assert job.way.asked == [("PUT", "/outro")]


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        pytest.param("/balde/dados/a%20b.csv", {}, id="not-signed"),
        pytest.param("/", {"Authorization": signed_for("sagemaker")}, id="another-service"),
        pytest.param("/moto-api/data.json", {}, id="the-server-itself"),
        pytest.param("/latest/meta-data/iam/", {}, id="the-metadata-of-a-machine"),
    ],
)
def test_nothing_else_is_answered(started: Callable[..., Job], path: str, headers: dict[str, str]) -> None:
    job = started()
    assert job.status(path, **headers) == 403
    assert (job.way.asked, job.stand_ins) == ([], set())


@pytest.mark.parametrize("path", ["/moto-api/data.json", "/latest/meta-data/iam/"])
def test_an_address_of_motos_own_is_only_a_bucket_that_is_not_there(started: Callable[..., Job], path: str) -> None:
    assert started().status(path, Authorization=signed_for("s3")) == 404


def test_a_job_with_an_isolated_network_is_not_given_the_way() -> None:
    program = Program(["treino"])
    assert InsideS3(set(), Identities()).reachable_from(program, {"EnableNetworkIsolation": True}) == program
