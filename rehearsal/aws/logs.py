"""CloudWatch Logs as it has the lines of jobs: their events are read from where the job keeps them.

The groups and streams are moto's, and so is what a launch file puts into others of its own. Source of what is answered:
the CloudWatch Logs API Reference (GetLogEvents, FilterLogEvents), read 2026-11-29.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from rehearsal.machine.jobs import Job
from rehearsal.wire import replies
from rehearsal.wire.replies import Answers, refusal

MOST = 10_000  # events in one answer
Stream = tuple[str, Job, str]  # its name, and of which host of which job its lines are


class Logs:
    """The answers. `jobs` returns every job of the rehearsal."""

    STAND_IN = "moto"

    def __init__(self, jobs: Callable[[], Iterable[Job]]) -> None:
        self._jobs = jobs

    def answers(self) -> Answers:
        """Return what is answered here for the streams of jobs."""
        return {("logs", "GetLogEvents"): self._get, ("logs", "FilterLogEvents"): self._filter}

    def _streams(self, request: dict[str, Any], region: str) -> Iterator[Stream]:
        group = request.get("logGroupName") or str(request.get("logGroupIdentifier")).partition(":log-group:")[2]
        for job in self._jobs():
            if group == job.LOG_GROUP and job.region == region:
                yield from ((job.stream(host), job, host) for host in job.streams())

    def _get(self, request: dict[str, Any], region: str) -> Any:
        asked = request["logStreamName"]
        for name, job, host in self._streams(request, region):
            if name == asked:
                return _page(job, host, request)
        return replies.LEFT_TO_MOTO

    def _filter(self, request: dict[str, Any], region: str) -> Any:
        from moto.logs.utils import EventMessageFilter  # moto reads the environment when it is imported

        streams = sorted(self._streams(request, region), key=lambda stream: stream[0])
        if not streams:
            return replies.LEFT_TO_MOTO
        wanted, prefix = request.get("logStreamNames"), request.get("logStreamNamePrefix", "")
        matches = EventMessageFilter(request.get("filterPattern")).matches
        token = _numbers(request.get("nextToken"), "FilterLogEvents") or (0, 0)
        events: list[dict[str, Any]] = []
        for number, (name, job, host) in enumerate(streams):
            if number < token[0] or (wanted and name not in wanted) or not name.startswith(prefix):
                continue
            first, end = _window(job, host, request)
            begins = max(first, token[1] if number == token[0] else 0)
            for n, line in enumerate(job.lines.of(host, begins, end), begins):
                if len(events) == min(request.get("limit", MOST), MOST):
                    return {"events": events, "searchedLogStreams": [], "nextToken": f"{number}/{n}"}
                if matches(line.text):
                    events.append({"logStreamName": name, "eventId": f"{number:028d}{n:028d}", **_event(*line[1:])})
        return {"events": events, "searchedLogStreams": []}


def _event(when: int, text: str) -> dict[str, Any]:
    return {"timestamp": when, "message": text or " ", "ingestionTime": when}


def _window(job: Job, host: str, request: dict[str, Any]) -> tuple[int, int]:
    """Return the numbers of the first line of a host in the time that is asked for, and of the one after the last."""
    every = range(job.lines.count(host))
    first, end = 0, len(every)
    if request.get("startTime"):
        first = bisect_left(every, request["startTime"], key=lambda n: job.lines.at(host, n).when)
    if request.get("endTime"):
        end = bisect_right(every, request["endTime"], key=lambda n: job.lines.at(host, n).when)
    return first, max(first, end)


def _numbers(token: str | None, operation: str) -> tuple[int, int] | None:
    """Return the two numbers of a token, f/3 and b/3 counting as 1 and 0; None for no token."""
    if token is None:
        return None
    try:
        one, other = ({"f": "1", "b": "0"}.get(part, part) for part in token.split("/"))
        return int(one), int(other)
    except ValueError:
        raise refusal("InvalidParameterException", "The specified nextToken is invalid.", operation) from None


def _page(job: Job, host: str, request: dict[str, Any]) -> dict[str, Any]:
    """Return a page of a stream: what follows a token, or goes before it; without one the first or the last."""
    first, end = _window(job, host, request)
    most = min(request.get("limit", MOST), MOST)
    token = _numbers(request.get("nextToken"), "GetLogEvents")
    if token is None:
        begins = first if request.get("startFromHead") else max(first, end - most)
    elif token[0]:
        begins = max(first, token[1] + 1)
    else:
        end = max(first, min(end, token[1]))
        begins = max(first, end - most)
    stop = max(begins, min(end, begins + most))
    return {
        "events": [_event(*line[1:]) for line in job.lines.of(host, begins, stop)],
        "nextForwardToken": f"f/{stop - 1:056d}",
        "nextBackwardToken": f"b/{begins:056d}",
    }
