"""Ctrl-C, an end from outside and a closed terminal: the jobs end at once, and so does the launch file.

Python alone does not do it: the SDK's telemetry returns from a `finally`, which swallows KeyboardInterrupt and
SystemExit out of train(), and the launch file would go on (sagemaker 3.27.0, core/telemetry/telemetry_logging.py). So
the first of its lines that runs although nothing came through to it is interrupted again.
"""

import contextlib
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Ending:
    """Listens to the signals that end a process. `stop` ends the jobs; `folder` holds the launch file.

    `signal` is the number of the first that came, or None.
    """

    def __init__(self, folder: Path, stop: Callable[[], None]) -> None:
        self._folder, self._stop = str(folder.resolve()), stop
        self.signal: int | None = None

    @property
    def exit_code(self) -> int | None:
        """The exit code of a process that a signal ended, or None."""
        return None if self.signal is None else 128 + self.signal

    @contextlib.contextmanager
    def heard(self) -> Iterator[None]:
        """Listen for as long as the context lasts; only the main thread of a process can."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self._end) for number in ENDING}
        try:
            yield
        finally:
            sys.settrace(None)
            for number, handler in before.items():
                signal.signal(number, handler)

    def _end(self, number: int, frame: FrameType | None) -> None:
        self.signal = self.signal or number
        self._stop()
        while frame:
            if frame.f_code.co_filename.startswith(self._folder):
                frame.f_trace = self._again
                sys.settrace(lambda *_: None)  # which only lets the frames that have a trace function use it
            frame = frame.f_back
        raise self._error()

    def _error(self) -> BaseException:
        return KeyboardInterrupt() if self.signal == signal.SIGINT else SystemExit(self.exit_code)

    def _again(self, frame: FrameType, event: str, _: Any) -> Any:
        """Trace function of the launch file's frames: what reaches one as an exception was not swallowed."""
        sys.settrace(None)
        if event != "exception":
            raise self._error()
        return None
