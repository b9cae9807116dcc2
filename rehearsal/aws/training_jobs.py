"""What DescribeTrainingJob, StopTrainingJob and ListTrainingJobs say: every job that is listed can be described."""

from collections.abc import Callable, Iterable
from typing import Any, Protocol

from rehearsal.aws.listing import Fields, page
from rehearsal.wire.replies import Answers, refusal

STAND_IN = "moto"
SUMMARY = (
    "TrainingJobName",
    "TrainingJobArn",
    "CreationTime",
    "LastModifiedTime",
    "TrainingEndTime",
    "TrainingJobStatus",
    "SecondaryStatus",
    "WarmPoolStatus",
)
Item = dict[str, Any]


class Described(Protocol):
    """A training job, whether it runs or is only accepted."""

    name: str
    stop: Any

    @property
    def region(self) -> str:
        """Where it was asked for."""

    def description(self) -> Item:
        """Return what DescribeTrainingJob answers."""

    def listed(self) -> Item:
        """Return the same for who only lists it."""


class TrainingJobs:
    """The training jobs of one rehearsal.

    `jobs` gives them; `pools` those that an example account holds, given the Region and whether they are asked for.
    """

    STAND_IN = STAND_IN

    def __init__(self, jobs: Callable[[], Iterable[Described]], pools: Callable[[str, bool], list[Item]]) -> None:
        self._jobs, self._pools = jobs, pools

    def answers(self) -> Answers:
        """Return the operations that look at training jobs, and the one that stops them."""
        return {
            ("sagemaker", "DescribeTrainingJob"): self._describe,
            ("sagemaker", "StopTrainingJob"): self._stop,
            ("sagemaker", "ListTrainingJobs"): self._list,
        }

    def _describe(self, request: Item, region: str) -> Item:
        for pool in self._pools(region, False):
            if pool["TrainingJobName"] == request["TrainingJobName"]:
                return pool
        return self._job(request, region, "DescribeTrainingJob").description()

    def _stop(self, request: Item, region: str) -> Item:
        self._job(request, region, "StopTrainingJob").stop.set()
        return {}

    def _job(self, request: Item, region: str, operation: str) -> Described:
        for job in self._jobs():
            if (job.region, job.name) == (region, request["TrainingJobName"]):
                return job
        raise refusal("ValidationException", "Requested resource not found.", operation)

    def _list(self, request: Item, region: str) -> Item:
        pool = request.get("WarmPoolStatusEquals")
        described = [job.listed() for job in self._jobs() if job.region == region]
        described += self._pools(region, pool is not None)
        found = [{name: job[name] for name in SUMMARY if name in job} for job in described]
        wanted = [job for job in found if pool in (None, job.get("WarmPoolStatus", {}).get("Status"))]
        return page(request, wanted, Fields("TrainingJob"), "TrainingJobSummaries")
