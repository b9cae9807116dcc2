"""What a List operation answers: the items that the request's filters let through, in its order, page by page.

    page(request, found, Fields("TrainingJob"), "TrainingJobSummaries")

Filters, orders and their names are those that SageMaker's operations for jobs share; what an operation has besides
(warm pools) its own module looks at. Times travel as seconds since 1970.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

MOST = 100  # items on a page when the request says nothing
Item = Mapping[str, Any]


@dataclass(frozen=True)
class Fields:
    """The members of a kind of job, such as TrainingJob; what an order that is not asked for is by."""

    kind: str
    sort_by: str = "CreationTime"
    sort_order: str = "Ascending"

    def value(self, item: Item, sort_by: str) -> Any:
        """Return what an item is sorted by."""
        if sort_by in ("Name", "Status"):
            return item[f"{self.kind}{sort_by}"]
        return item[sort_by]


def page(request: Item, items: Iterable[Item], fields: Fields, key: str) -> dict[str, Any]:
    """Return the answer of a List operation: {key: the items of this page, "NextToken": if there are more}."""
    found = [item for item in items if _asked_for(request, item, fields)]
    by = request.get("SortBy", fields.sort_by)
    found.sort(
        key=lambda item: fields.value(item, by), reverse=request.get("SortOrder", fields.sort_order) == "Descending"
    )
    first = int(request.get("NextToken", 0))
    after = first + request.get("MaxResults", MOST)
    return {key: found[first:after]} | ({"NextToken": str(after)} if after < len(found) else {})


def _asked_for(request: Item, item: Item, fields: Fields) -> bool:
    return (
        request.get("NameContains", "") in item[f"{fields.kind}Name"]
        and request.get("StatusEquals") in (None, item[f"{fields.kind}Status"])
        and all(_in_time(request, item, name) for name in ("CreationTime", "LastModifiedTime"))
    )


def _in_time(request: Item, item: Item, name: str) -> bool:
    asked: dict[str, Callable[[datetime, datetime], bool]] = {
        "After": lambda when, limit: when > limit,
        "Before": lambda when, limit: when < limit,
    }
    return all(
        holds(item[name], when(request[f"{name}{end}"])) for end, holds in asked.items() if name + end in request
    )


def when(sent: Any) -> datetime:
    """Return a time of a request."""
    return datetime.fromtimestamp(float(sent), UTC)
