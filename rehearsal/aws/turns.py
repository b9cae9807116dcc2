"""moto answers boto3 one request at a time here.

But for S3 it guards nothing that it keeps: log streams that are listed while a job's thread adds one end in a
RuntimeError, "dictionary changed size during iteration", out of the launch file's own call. Measured on 2026-11-30 with
moto 5.2.5: 6 of 5,500 lists of 300 streams.
"""

import threading
from typing import Any
from unittest import mock


def taken() -> Any:
    """Return the context in which it does."""
    from moto.core.botocore_stubber import BotocoreStubber  # moto reads the environment when it is imported

    answer, turn = BotocoreStubber.process_request, threading.RLock()  # again by the same thread: moto may ask moto

    def in_turn(stubber: BotocoreStubber, request: Any) -> Any:
        with turn:
            return answer(stubber, request)

    return mock.patch.object(BotocoreStubber, "process_request", in_turn)
