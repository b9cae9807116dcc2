"""The tags of what the rehearsal itself keeps: its jobs and searches. Those of the rest moto keeps."""

from collections.abc import Callable, Mapping
from typing import Any

from rehearsal.wire.replies import Answers, client, refusal

STAND_IN = "moto"


class Tags:
    """The tags of one rehearsal. `asked_for` gives what was asked for with an ARN, or None for what is moto's."""

    STAND_IN = STAND_IN

    def __init__(self, asked_for: Callable[[str], Mapping[str, Any] | None]) -> None:
        self._asked_for = asked_for
        self._now: dict[str, dict[str, str]] = {}

    def answers(self) -> Answers:
        """Return the operations of tags."""
        return {
            ("sagemaker", "AddTags"): self._add,
            ("sagemaker", "DeleteTags"): self._delete,
            ("sagemaker", "ListTags"): self._list,
        }

    def _of(self, arn: str) -> dict[str, str] | None:
        """Return the tags of a job, which may be changed, or None for what is moto's."""
        request = self._asked_for(arn)
        if request is None:
            return None
        given = {each["Key"]: each["Value"] for each in request.get("Tags") or []}
        return self._now.setdefault(arn, given)

    def _add(self, request: dict[str, Any], region: str) -> dict[str, Any]:
        kept = self._of(request["ResourceArn"])
        if kept is None:
            return _of_moto("add_tags", request, region)
        kept |= {each["Key"]: each["Value"] for each in request["Tags"]}
        return {"Tags": _listed(kept)}

    def _delete(self, request: dict[str, Any], region: str) -> dict[str, Any]:
        kept = self._of(request["ResourceArn"])
        if kept is None:
            return _of_moto("delete_tags", request, region)
        for key in request["TagKeys"]:
            kept.pop(key, None)
        return {}

    def _list(self, request: dict[str, Any], region: str) -> dict[str, Any]:
        kept = self._of(request["ResourceArn"])
        return _of_moto("list_tags", request, region) if kept is None else {"Tags": _listed(kept)}


def _listed(tags: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"Key": key, "Value": value} for key, value in tags.items()]


def _of_moto(method: str, request: dict[str, Any], region: str) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = getattr(client("sagemaker", region), method)(**request)
    except (AttributeError, TypeError, ValueError):  # moto stumbles over what it does not have
        operation = "".join(part.title() for part in method.split("_"))
        raise refusal("ValidationException", "Requested resource not found.", operation) from None
    return answer
