"""Several training jobs for one request: a search or an AutoML job starts them, some at a time, and picks the best.

The jobs are ordinary ones: each really trains, is described and stopped by its name, and its metric is the one
that its log told.
"""

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from rehearsal.machine.jobs import Job

TICK = 0.05  # seconds between two looks at the jobs

Request = Mapping[str, Any]
Start = Callable[[Request], Job]


@dataclass(frozen=True)
class Objective:
    """What makes one job better than another. `target`: a value that is good enough to stop at, if any."""

    metric: str
    maximize: bool = True
    target: float | None = None

    def value(self, job: Job) -> float | None:
        """Return the job's value, or None for a job that did not end well or did not log the metric."""
        if job.status != "Completed":
            return None
        return next((each["Value"] for each in job.final_metrics() if each["MetricName"] == self.metric), None)

    def rank(self, value: float) -> float:
        """Return a number that is higher the better the value is."""
        return value if self.maximize else -value

    def reached(self, value: float) -> bool:
        """Tell whether a value is good enough to stop at."""
        return self.target is not None and self.rank(value) >= self.rank(self.target)


class Series:
    """The jobs of one request, from the first one, which starts with the series, to the end of the last.

    at_once: how many may run at a time; never more than this computer has processors. seconds: after so many, no
    other one starts and those that run are stopped. on_end: called when all have ended.
    """

    def __init__(
        self,
        requests: Iterable[Request],
        start: Start,
        objective: Objective,
        at_once: int,
        seconds: float = float("inf"),
        on_end: Callable[[], None] = lambda: None,
    ) -> None:
        self.objective, self.on_end = objective, on_end
        self.at_once, self.deadline = min(at_once, os.cpu_count() or 1), time.monotonic() + seconds
        self.created = datetime.now(UTC)
        self.ended: datetime | None = None
        self.stop = threading.Event()
        self.error: Exception | None = None  # what kept a later job from starting
        waiting = iter(requests)
        self.jobs = [start(next(waiting))]  # here, so that what is wrong with the request reaches who asked
        self.thread = threading.Thread(target=self._run, args=(waiting, start))
        self.thread.start()

    def _run(self, waiting: Iterator[Request], start: Start) -> None:
        try:
            for request in waiting:
                while self._running() >= self.at_once and not self._over():
                    time.sleep(TICK)
                if self._over():
                    break
                self.jobs.append(start(request))
        except Exception as error:
            self.error = error
        while self._running():
            if self.stop.is_set() or time.monotonic() >= self.deadline:
                for job in self.jobs:
                    job.stop.set()
            time.sleep(TICK)
        self.ended = datetime.now(UTC)
        self.on_end()

    def _running(self) -> int:
        return sum(job.thread.is_alive() for job in self.jobs)

    def _over(self) -> bool:
        """Tell whether no other job is to start."""
        if self.stop.is_set() or time.monotonic() >= self.deadline:
            return True
        best = self.best() if self.objective.target is not None else None
        return best is not None and self.objective.reached(self.objective.value(best) or 0.0)

    def ranked(self) -> list[Job]:
        """Return the jobs that have a value, the best first; among equals, the first one."""
        values = [(job, self.objective.value(job)) for job in self.jobs]
        found = [(job, value) for job, value in values if value is not None]
        return [job for job, value in sorted(found, key=lambda pair: -self.objective.rank(pair[1]))]

    def best(self) -> Job | None:
        """Return the best job so far, if any."""
        return next(iter(self.ranked()), None)

    def status(self) -> str:
        """Return InProgress, Stopping, Stopped, Failed (no job succeeded) or Completed."""
        if not self.ended:
            return "Stopping" if self.stop.is_set() else "InProgress"
        if self.stop.is_set():
            return "Stopped"
        return "Completed" if self.best() and not self.error else "Failed"
