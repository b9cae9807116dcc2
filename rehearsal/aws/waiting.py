"""The pauses of the SDK between two looks at a job, cut short: in a rehearsal they would be most of the time it takes.

A module that waits is given a clock in place of `time`, whose sleep() ends when a job changes, or at once when none
runs. @remote and processing jobs look at the log every 10 seconds and at the state every 30, and count the seconds
themselves: their clock also says that the whole pause has passed.
"""

import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import botocore.handlers

LOOKING = ("sagemaker.core.resources", "sagemaker.core.common_utils", "botocore.waiter")
COUNTING = ("sagemaker.core.remote_function.job", "sagemaker.core.processing")


class Clock:
    """Stands in for the `time` module. `changed` is set when a job changes; `running` tells whether one runs."""

    def __init__(self, changed: threading.Event, running: Callable[[], bool]) -> None:
        self._changed, self._running = changed, running

    def __getattr__(self, name: str) -> Any:
        return getattr(time, name)

    def sleep(self, seconds: float) -> None:
        """Wait until a job changes, at most `seconds`."""
        if self._running():
            self._changed.wait(seconds)
            self._changed.clear()


class CountedClock(Clock):
    """The clock of who counts the seconds, ahead by all the pauses that were cut short."""

    def __init__(self, changed: threading.Event, running: Callable[[], bool]) -> None:
        super().__init__(changed, running)
        self._ahead = 0.0

    def time(self) -> float:
        """Return the time that it would be, had they waited."""
        return time.time() + self._ahead

    def sleep(self, seconds: float) -> None:
        """Wait until a job changes, at most `seconds`, and let all of them have passed."""
        begun = time.monotonic()
        super().sleep(seconds)
        self._ahead += max(0.0, seconds - (time.monotonic() - begun))


def install(changed: threading.Event, running: Callable[[], bool]) -> None:
    """Give these clocks to the modules that wait, at every call of AWS: a snippet may import one at any time."""
    clocks = {name: Clock(changed, running) for name in LOOKING}
    clocks |= {name: CountedClock(changed, running) for name in COUNTING}

    def give(**_: Any) -> None:
        for name, clock in clocks.items():
            if module := sys.modules.get(name):
                module.time = clock  # type: ignore[attr-defined] # every one of them imports `time`

    botocore.handlers.BUILTIN_HANDLERS.append(("before-call", give))
