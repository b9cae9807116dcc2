"""CloudWatch Logs tells the lines of a job as AWS does: page by page, by time, by stream, by what they hold."""

import threading
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from rehearsal.aws import logs
from rehearsal.aws.logs import Logs
from rehearsal.machine.images import Program
from rehearsal.machine.jobs import Job
from rehearsal.wire.replies import LEFT_TO_MOTO

GROUP, REGION = Job.LOG_GROUP, "us-east-1"
COUNT = 25  # lines of each of two hosts


@pytest.fixture
def job() -> Job:
    request = {"TrainingJobName": "oi", "ResourceConfig": {"InstanceCount": 2, "InstanceType": "ml.m5.large"}}
    made = Job(request, "arn", REGION, Program([]), Path(), None, threading.Event(), lambda *_: None)
    made._enter("Starting")
    made._streams = ["algo-1", "algo-2"]
    for n in range(COUNT):
        made.lines.append(("algo-1", 1_000 + n, f"passo {n}"))
        made.lines.append(("algo-2", 1_000 + n, f"outro {n}" if n else ""))
    return made


def ask(job: Job, operation: str, host: str = "algo-1", **asked: Any) -> Any:
    stream = {"logStreamName": job.stream(host)} if operation == "GetLogEvents" else {}
    return Logs(lambda: [job]).answers()["logs", operation]({"logGroupName": GROUP, **stream, **asked}, REGION)


def messages(answer: Any) -> list[str]:
    return [event["message"] for event in answer["events"]]


def steps(*numbers: int) -> list[str]:
    return [f"passo {n}" for n in numbers]


def test_without_a_token_the_first_events_are_told_if_asked_for_and_else_the_last(job: Job) -> None:
    assert messages(ask(job, "GetLogEvents", startFromHead=True, limit=3)) == steps(0, 1, 2)
    assert messages(ask(job, "GetLogEvents", limit=3)) == steps(22, 23, 24)
    assert messages(ask(job, "GetLogEvents")) == steps(*range(COUNT))


def test_forward_goes_on_to_the_end_and_then_gives_the_token_back_that_it_got(job: Job) -> None:
    page = ask(job, "GetLogEvents", startFromHead=True, limit=10)
    told, token = messages(page), page["nextForwardToken"]
    while (page := ask(job, "GetLogEvents", nextToken=token, limit=10))["nextForwardToken"] != token:
        told, token = told + messages(page), page["nextForwardToken"]
    assert (told, messages(page)) == (steps(*range(COUNT)), [])
    job.lines.append(("algo-1", 2_000, "passo 25"))
    assert messages(ask(job, "GetLogEvents", nextToken=token, limit=10)) == steps(25)


def test_backward_goes_on_to_the_first(job: Job) -> None:
    page = ask(job, "GetLogEvents", limit=10)
    told, token = messages(page), page["nextBackwardToken"]
    while messages(page := ask(job, "GetLogEvents", nextToken=token, limit=10)):
        told, token = messages(page) + told, page["nextBackwardToken"]
    assert told == steps(*range(COUNT))


def test_only_the_events_of_the_time_that_is_asked_for_are_told(job: Job) -> None:
    window = {"startTime": 1_003, "endTime": 1_005}
    assert messages(ask(job, "GetLogEvents", **window)) == steps(3, 4, 5)
    assert messages(ask(job, "FilterLogEvents", logStreamNames=[job.stream("algo-1")], **window)) == steps(3, 4, 5)
    assert messages(ask(job, "GetLogEvents", startTime=9_000)) == []


def test_each_host_has_a_stream_of_its_own_and_a_line_without_words_is_a_blank(job: Job) -> None:
    assert messages(ask(job, "GetLogEvents", host="algo-2", startFromHead=True, limit=2)) == [" ", "outro 1"]


def test_what_a_filter_finds_is_told_of_all_streams_with_their_names(job: Job) -> None:
    found = ask(job, "FilterLogEvents", filterPattern='"24"')["events"]
    assert [(event["logStreamName"], event["message"], event["timestamp"]) for event in found] == [
        (job.stream("algo-1"), "passo 24", 1_024),
        (job.stream("algo-2"), "outro 24", 1_024),
    ]


def test_a_filter_goes_on_page_by_page_and_names_each_event_once(job: Job) -> None:
    asked: dict[str, Any] = {"logStreamNamePrefix": "oi/", "limit": 7}
    found = []
    while True:
        page = ask(job, "FilterLogEvents", **asked)
        found += page["events"]
        if "nextToken" not in page:
            break
        asked["nextToken"] = page["nextToken"]
    assert len({event["eventId"] for event in found}) == len(found) == 2 * COUNT


def test_at_most_ten_thousand_are_told_at_once(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "MOST", 4)
    assert messages(ask(job, "GetLogEvents", startFromHead=True, limit=9)) == steps(0, 1, 2, 3)
    assert len(ask(job, "FilterLogEvents", limit=9)["events"]) == 4


@pytest.mark.parametrize(
    ("operation", "asked"),
    [
        ("GetLogEvents", {"logStreamName": "de-outro"}),
        ("GetLogEvents", {"logGroupName": "/de/outro"}),
        ("FilterLogEvents", {"logGroupName": "/de/outro"}),
    ],
)
def test_what_is_of_no_job_is_left_to_moto(job: Job, operation: str, asked: dict[str, str]) -> None:
    assert ask(job, operation, **asked) is LEFT_TO_MOTO


@pytest.mark.parametrize("operation", ["GetLogEvents", "FilterLogEvents"])
def test_a_token_of_somebody_else_is_refused(job: Job, operation: str) -> None:
    with pytest.raises(ClientError, match="InvalidParameterException"):
        ask(job, operation, nextToken="qualquer")
