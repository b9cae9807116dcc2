"""The lines that a job prints, kept on disk from the first megabyte on: there may be a million of them."""

import threading
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, islice, pairwise
from tempfile import SpooledTemporaryFile
from typing import NamedTuple

IN_MEMORY = 1 << 20  # bytes
AT_ONCE = 4_096  # lines that are read together


class Line(NamedTuple):
    """A line of a job, which host printed it, and when, in milliseconds since the epoch."""

    host: str
    when: int
    text: str


class Lines:
    """Lines in the order in which they came. A thread for each host may append while others read."""

    def __init__(self, lines: Iterable[Line | tuple[str, int, str]] = ()) -> None:
        self._file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 # it lives as long as what holds it
        self._lock = threading.Lock()
        self._starts = array("Q", [0])  # where each line begins, and where the next one will
        self._of: dict[str, array[int]] = {}  # host -> the numbers of its lines
        for line in lines:
            self.append(line)

    def append(self, line: Line | tuple[str, int, str]) -> None:
        """Add a line."""
        host, when, text = line
        self.extend(host, when, [text])

    def extend(self, host: str, when: int, texts: Sequence[str]) -> None:
        """Add the lines that a host has printed by a time, all at once."""
        told = [f"{host}\t{when}\t{text}".encode() for text in texts]
        with self._lock:
            self._file.write(b"".join(told))
            self._of.setdefault(host, array("Q")).extend(range(len(self), len(self) + len(told)))
            ends = accumulate(map(len, told), initial=self._starts[-1])
            self._starts.extend(islice(ends, 1, None))

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __iter__(self) -> Iterator[Line]:
        end = len(self)
        for first in range(0, end, AT_ONCE):
            yield from self._read(first, min(first + AT_ONCE, end))

    def last(self, most: int) -> list[Line]:
        """Return the last lines, at most so many."""
        end = len(self)
        return self._read(max(0, end - most), end)

    def count(self, host: str) -> int:
        """Return how many lines a host has printed."""
        return len(self._of.get(host, ()))

    def at(self, host: str, number: int) -> Line:
        """Return a line of a host by its number, from 0."""
        place = self._of[host][number]
        return self._read(place, place + 1)[0]

    def of(self, host: str, first: int, end: int) -> Iterator[Line]:
        """Yield the lines of a host from one number to before another."""
        for begin in range(first, min(end, self.count(host)), AT_ONCE):
            places = self._of[host][begin : min(begin + AT_ONCE, end)]
            if places[-1] - places[0] == len(places) - 1:  # no other host printed in between
                yield from self._read(places[0], places[-1] + 1)
            else:
                yield from (line for place in places for line in self._read(place, place + 1))

    def _read(self, first: int, end: int) -> list[Line]:
        with self._lock:
            starts = self._starts[first : end + 1]
            self._file.seek(starts[0])
            told = self._file.read(starts[-1] - starts[0])
            self._file.seek(0, 2)
        found = []
        for start, stop in pairwise(starts):
            host, when, text = told[start - starts[0] : stop - starts[0]].decode().split("\t", 2)
            found.append(Line(host, int(when), text))
        return found
