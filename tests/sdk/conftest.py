"""What the pages say of the SDK, asked of the SDK itself: each file here is a source that the pages name.

Nothing is sent: there is a Region and there are credentials that belong to nobody, and no test reaches a network.
"""

import os
import socket

import pytest

os.environ.update(
    AWS_DEFAULT_REGION="us-east-1",
    AWS_ACCESS_KEY_ID="nobody",
    AWS_SECRET_ACCESS_KEY="nothing",
    AWS_EC2_METADATA_DISABLED="true",
)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse to reach anything outside."""

    def refused(*_: object, **__: object) -> None:
        raise OSError("no test of what the SDK does reaches a network")

    monkeypatch.setattr(socket, "getaddrinfo", refused)
