"""ListHyperParameterTuningJobs and ListAutoMLJobs: of what was asked for in this rehearsal, and of no other."""

from collections.abc import Callable
from typing import Any

from rehearsal.aws.listing import Fields, page
from rehearsal.wire.replies import Answer, Answers

STAND_IN = "moto"
SEARCH = (
    "HyperParameterTuningJobName",
    "HyperParameterTuningJobArn",
    "HyperParameterTuningJobStatus",
    "CreationTime",
    "HyperParameterTuningEndTime",
    "LastModifiedTime",
    "TrainingJobStatusCounters",
    "ObjectiveStatusCounters",
)
AUTOML = (
    "AutoMLJobName",
    "AutoMLJobArn",
    "AutoMLJobStatus",
    "AutoMLJobSecondaryStatus",
    "CreationTime",
    "EndTime",
    "LastModifiedTime",
    "FailureReason",
)
CONFIG = "HyperParameterTuningJobConfig"
Item = dict[str, Any]
Descriptions = Callable[[str], list[Item]]  # Region -> what Describe answers of each


class Lists:
    """The lists of one rehearsal: `searches` and `automl` give the descriptions."""

    STAND_IN = STAND_IN

    def __init__(self, searches: Descriptions, automl: Descriptions) -> None:
        self._searches, self._automl = searches, automl

    def answers(self) -> Answers:
        """Return the two operations."""
        by_name = Fields("HyperParameterTuningJob", sort_by="Name")
        by_name_backwards = Fields("AutoMLJob", sort_by="Name", sort_order="Descending")
        return {
            ("sagemaker", "ListHyperParameterTuningJobs"): _listing(
                lambda region: [_search(each) for each in self._searches(region)],
                by_name,
                "HyperParameterTuningJobSummaries",
            ),
            ("sagemaker", "ListAutoMLJobs"): _listing(
                lambda region: [_chosen(each, AUTOML) for each in self._automl(region)],
                by_name_backwards,
                "AutoMLJobSummaries",
            ),
        }


def _listing(found: Descriptions, fields: Fields, key: str) -> Answer:
    return lambda request, region: page(request, found(region), fields, key)


def _chosen(description: Item, names: tuple[str, ...]) -> Item:
    return {name: description[name] for name in names if name in description}


def _search(description: Item) -> Item:
    config = description[CONFIG]
    return _chosen(description, SEARCH) | {"Strategy": config["Strategy"], "ResourceLimits": config["ResourceLimits"]}
