"""Processing jobs: asked for, looked at, listed and stopped; machine/processing.py runs them."""

from collections.abc import Callable, Iterable
from typing import Any

from rehearsal.aws.listing import Fields, page
from rehearsal.machine.processing import ProcessingJob, refuse_what_is_not_here
from rehearsal.wire.replies import ACCOUNT, Answers, refusal

STAND_IN = "moto"  # nothing that is not told of any job
CREATE = "CreateProcessingJob"
ARN = f"arn:aws:sagemaker:{{region}}:{ACCOUNT}:processing-job/{{name}}"

Begin = Callable[[dict[str, Any], str, str], ProcessingJob]  # (request, ARN, Region)


class Processing:
    """The processing jobs of one rehearsal: `begin` starts one."""

    STAND_IN = STAND_IN

    def __init__(self, begin: Begin, jobs: Callable[[], Iterable[ProcessingJob]]) -> None:
        self._begin, self._jobs = begin, jobs

    def answers(self) -> Answers:
        """Return the operations of a processing job."""
        return {
            ("sagemaker", CREATE): self._create,
            ("sagemaker", "DescribeProcessingJob"): lambda asked, region: self._job(
                asked, region, "DescribeProcessingJob"
            ).description(),
            ("sagemaker", "StopProcessingJob"): self._stop,
            ("sagemaker", "ListProcessingJobs"): self._list,
        }

    def _create(self, request: dict[str, Any], region: str) -> dict[str, Any]:
        name = request["ProcessingJobName"]
        arn = ARN.format(region=region, name=name)
        if any(job.arn == arn for job in self._jobs()):
            message = f"Job name must be unique within an AWS account and region, and one with this name exists ({arn})"
            raise refusal("ResourceInUse", message, CREATE)
        refuse_what_is_not_here(request)
        return {"ProcessingJobArn": self._begin(request, arn, region).arn}

    def _stop(self, request: dict[str, Any], region: str) -> dict[str, Any]:
        self._job(request, region, "StopProcessingJob").stop.set()
        return {}

    def _list(self, request: dict[str, Any], region: str) -> dict[str, Any]:
        found = [job.summary() for job in self._jobs() if job.region == region]
        return page(request, found, Fields("ProcessingJob"), "ProcessingJobSummaries")

    def _job(self, request: dict[str, Any], region: str, operation: str) -> ProcessingJob:
        arn = ARN.format(region=region, name=request["ProcessingJobName"])
        for job in self._jobs():
            if job.arn == arn:
                return job
        raise refusal("ValidationException", "Requested resource not found.", operation)
