"""For a rehearsal of many launch files in one process: one boto3 client for each service and Region.

The SDK asks for about thirty in one launch file, and making them is a third of what an accepted job costs.
"""

import sys
from typing import Any
from unittest import mock

import boto3

from rehearsal.wire import replies


def shared_clients() -> Any:
    """Return what patches boto3, as a context."""
    make = boto3.Session.client
    made: dict[tuple[str, Any, str], Any] = {}

    def client(self: boto3.Session, service_name: str, region_name: str | None = None, **options: Any) -> Any:
        own = (
            sys._getframe(2).f_globals.get("__name__") == replies.__name__
        )  # their calls do not count as the snippet's
        what = service_name, region_name or self.region_name, repr([own, *sorted(options.items())])
        if what not in made:
            made[what] = make(self, service_name, region_name=region_name, **options)
        return made[what]

    return mock.patch.object(boto3.Session, "client", client)
