"""The pauses of the SDK's @remote: it looks at the job's log every 10 seconds and at its state every 30.

In a rehearsal that would be most of the time it takes. Its clock is replaced by one whose sleep() ends when a job
changes, or at once when none runs, and which then says that the whole pause has passed.
"""

import sys
import threading
import time
from collections.abc import Callable
from typing import Any

WAITING = "sagemaker.core.remote_function.job"  # the module of the SDK that waits


class Clock:
    """Stands in for the `time` module. `changed` is set when a job changes; `running` tells whether one runs."""

    def __init__(self, changed: threading.Event, running: Callable[[], bool]) -> None:
        self._changed, self._running, self._ahead = changed, running, 0.0

    def __getattr__(self, name: str) -> Any:
        return getattr(time, name)

    def time(self) -> float:
        """Return the time, ahead by all the pauses that were cut short."""
        return time.time() + self._ahead

    def sleep(self, seconds: float) -> None:
        """Wait until a job changes, at most `seconds`."""
        begun = time.monotonic()
        if self._running():
            self._changed.wait(seconds)
            self._changed.clear()
        self._ahead += max(0.0, seconds - (time.monotonic() - begun))


def shorten(changed: threading.Event, running: Callable[[], bool]) -> None:
    """Give @remote this clock, if the snippet has imported it and it does not have it yet."""
    module = sys.modules.get(WAITING)
    if module and not isinstance(getattr(module, "time", None), Clock):
        module.time = Clock(changed, running)  # type: ignore[attr-defined]
