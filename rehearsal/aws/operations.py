"""What becomes of each operation: answered here, kept by moto, or refused by name; the table is operations.toml.

moto answers many operations without doing their work: a processing job is "Completed" at once, an endpoint predicts
bytes that it made up. So nothing reaches moto that is not known to be done by keeping things. What is refused says
what to do instead, and so does what moto itself lacks, wherever the program that asked swallows it: `Table.refused`
keeps the names.
"""

import contextlib
import tomllib
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

from rehearsal.machine.contract import NotRehearsedError
from rehearsal.words import say

FILE = Path(__file__).parent / "operations.toml"
ANSWERED, KEPT = "answered", "kept"
OTHERS, OF_A_SERVICE, UNKNOWN = "others", "service", "unknown"
NOWHERE: tuple[int, dict[str, str], str] = (
    404,
    {},
    "Not yet implemented",
)  # moto's answer at an address that it does not know


@cache
def load(file: Path = FILE) -> Mapping[str, Any]:
    """Return the table as it is written."""
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def fate(service: str, operation: str) -> str:
    """Return "answered" or "kept", or for what is refused the key of its words."""
    table = load()
    if service == OTHERS or service not in table:
        kept = table[OTHERS].get(service, "").split()
        return KEPT if any(fnmatchcase(operation, each) for each in kept) else OF_A_SERVICE
    return next(iter(fates(table[service], operation)), UNKNOWN)


def fates(service: Mapping[str, Any], operation: str) -> list[str]:
    """Return every list of a service's table in which an operation is: more than one for an unsound table.

    A list that is only a star holds what no other does.
    """
    named = [each for each in (ANSWERED, KEPT) if operation in service[each].split()]
    refused = [
        key
        for key, patterns in service["refused"].items()
        if patterns != "*" and any(fnmatchcase(operation, each) for each in patterns.split())
    ]
    return named + refused or [key for key, patterns in service["refused"].items() if patterns == "*"]


class Table:
    """The operations of one rehearsal; `refused` keeps the names of those that were refused, each once."""

    def __init__(self) -> None:
        self.refused: list[str] = []

    def check(self, service: str, operation: str) -> None:
        """Raise NotRehearsedError for an operation that moto is not to be asked."""
        if (key := fate(service, operation)) not in (ANSWERED, KEPT):
            raise self.refusal(service, operation, key)

    def refusal(self, service: str, operation: str, key: str) -> NotRehearsedError:
        """Return the error for an operation that is refused, and note its name."""
        if operation not in self.refused:
            self.refused.append(operation)
        return NotRehearsedError(say(f"operations.{key}", operation=operation, service=service))

    @contextlib.contextmanager
    def watching(self) -> Iterator[None]:
        """Refuse by name, too, what moto turns out to lack."""
        from moto.core.botocore_stubber import BotocoreStubber

        whole = BotocoreStubber.process_request

        def process(stubber: Any, request: Any) -> Any:
            try:
                answer = whole(stubber, request)
            except NotImplementedError:
                answer = NOWHERE
            if answer == NOWHERE:
                raise self.refusal(*_asked(request), UNKNOWN)
            return answer

        with mock.patch.object(BotocoreStubber, "process_request", process):
            yield


def _asked(request: Any) -> tuple[str, str]:
    """Return (service, operation) of a request as it travels, as far as it says."""
    target = request.headers.get("X-Amz-Target", b"")
    name = (target.decode() if isinstance(target, bytes) else str(target)).rpartition(".")[2]
    host = request.url.split("/")[2]
    return host.partition(".")[0], name or f"{request.method} {request.url.partition('?')[0]}"
