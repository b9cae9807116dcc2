"""Says that something is happening while nothing is printed: the SDK is imported, a job waits for its program.

On a terminal one line on stderr moves, and is gone before anything else is printed. Elsewhere (a pipe, a log) a plain
line is printed after some seconds of silence, and then more and more rarely. On stdout there is never anything of it,
so neither what a program prints nor the report holds any.
"""

import contextlib
import itertools
import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from types import FrameType
from typing import Any, TextIO

from rehearsal.words import say

TICK = 0.2  # seconds between two looks at the silence
QUIET = 1.0  # seconds of silence after which a line moves on a terminal
PAUSES = (3.0, 10.0, 30.0)  # seconds of silence before the first plain line, the second, and every other
TURNS = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
ERASE = "\r\x1b[K"
IMPORTING = "<frozen importlib._bootstrap>"


@dataclass
class Teller:
    """Decides what is written, and when; it writes nothing itself. Times are seconds of any one clock.

    moving: whether it writes to a terminal. since: when anything was last printed. width: of the terminal, in
    characters: a line that is wrapped could not be erased.
    """

    moving: bool
    since: float
    width: int = 80
    drawn: bool = False
    ended_line: bool = True  # whether what was printed last ended with its line: else a moving line would cover it
    told: int = 0
    last: float = 0.0  # when a plain line was written last
    _turns: Iterator[str] = field(default_factory=lambda: itertools.cycle(TURNS))

    def tick(self, now: float, doing: str) -> str:
        """Return what is to be written now, "" for nothing."""
        quiet = now - self.since
        text = say("progress.waiting", doing=doing, seconds=round(quiet))
        if self.moving:
            if quiet < QUIET or not self.ended_line:
                return ""
            self.drawn = True
            return f"{ERASE}{next(self._turns)} {text}"[: self.width - 1 + len(ERASE)]
        if now - max(self.since, self.last) < PAUSES[min(self.told, len(PAUSES) - 1)]:
            return ""
        self.told, self.last = self.told + 1, now
        return f"{text}\n" if self.ended_line else f"\n{text}\n"

    def printed(self, now: float, text: str) -> str:
        """Return what is to be written before something that is printed: the end of a line that moves."""
        self.since, self.ended_line = now, text.endswith("\n")
        erase, self.drawn = ERASE if self.drawn else "", False
        return erase


class Heard:
    """Writes through to a stream, after telling that it does; whatever else is asked of it, the stream answers."""

    def __init__(self, stream: TextIO, told: Callable[[str], None]) -> None:
        self.stream, self._told = stream, told

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)

    def write(self, text: str) -> int:
        """Write, and tell it."""
        if text:
            self._told(text)
        return self.stream.write(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write one after another."""
        for line in lines:
            self.write(line)


class Progress:
    """What is told of one rehearsal; ``doing`` says in words what it does at the moment."""

    def __init__(self, stream: TextIO, doing: Callable[[], str]) -> None:
        self.doing, self._stream = doing, stream
        self._teller = Teller(stream.isatty(), time.monotonic(), shutil.get_terminal_size().columns)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="progress", daemon=True)
        self._unlock()
        os.register_at_fork(after_in_child=self._unlock)  # who held it is not in the child

    def _unlock(self) -> None:
        self._lock = threading.RLock()  # again by the same thread: a signal is heard while it prints

    @contextlib.contextmanager
    def shown(self) -> Iterator["Progress"]:
        """Show it until the context ends."""
        before = sys.stdout, sys.stderr
        sys.stdout = Heard(before[0], self._printed)
        sys.stderr = Heard(before[1], self._printed)
        self._thread.start()
        try:
            yield self
        finally:
            self.end()
            sys.stdout, sys.stderr = before

    def end(self) -> None:
        """Show nothing any more."""
        self._over.set()
        self._thread.join()
        self._printed("\n")

    def _run(self) -> None:
        with contextlib.suppress(OSError, ValueError):  # who read it is gone
            while not self._over.wait(TICK):
                with contextlib.suppress(RuntimeError):  # a job began while they were looked at
                    doing = self.doing()
                    with self._lock:
                        self._write(self._teller.tick(time.monotonic(), doing))

    def _printed(self, text: str) -> None:
        with self._lock, contextlib.suppress(OSError, ValueError):
            self._write(self._teller.printed(time.monotonic(), text))

    def _write(self, text: str) -> None:
        if text:
            self._stream.write(text)
            self._stream.flush()


def importing() -> str | None:
    """Return the package that the main thread imports at this moment, the outermost one, or None."""
    main = threading.main_thread().ident
    return imported_by(sys._current_frames().get(main or 0))


def imported_by(frame: FrameType | None) -> str | None:
    """Return the package whose import the outermost frames of a stack are in, or None."""
    found = None
    while frame:
        if frame.f_code.co_filename == IMPORTING and frame.f_code.co_name == "_find_and_load":
            found = str(frame.f_locals.get("name") or "") or found
        frame = frame.f_back
    return found.partition(".")[0] if found else None
