"""What a build is doing, said while it works: stage, language, done of how many, and the seconds since it began.

On a terminal it is one line that moves; in a pipe each stage has a line when it begins and one at its end. The parts
of a build run in processes of their own and tell it through a queue.
"""

import multiprocessing
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.queues import SimpleQueue
from threading import Thread
from typing import TextIO

Told = tuple[str, str, int, int]  # stage, of what, done, of how many
Queue = SimpleQueue[Told | None]

_queue: Queue | None = None  # of this process; none where nobody looks, as in a preview


def tell(stage: str, of: str, done: int, total: int) -> None:
    """Say that ``done`` of ``total`` is done of a stage, such as the pages of a language."""
    if _queue is not None:
        _queue.put((stage, of, done, total))


def join(queue: Queue | None) -> None:
    """Let this process tell its progress through a queue: what a pool calls in each process that it starts."""
    global _queue
    _queue = queue


@contextmanager
def shown(out: TextIO = sys.stdout) -> Iterator[Queue]:
    """Show what is told, until the block ends; gives the queue to tell it through."""
    queue: Queue = multiprocessing.SimpleQueue()
    thread = Thread(target=_show, args=(queue, out), daemon=True)
    thread.start()
    join(queue)
    try:
        yield queue
    finally:
        join(None)
        queue.put(None)
        thread.join()


def _show(queue: Queue, out: TextIO) -> None:
    began, moving = time.monotonic(), out.isatty()
    under_way: dict[tuple[str, str], str] = {}
    while (told := queue.get()) is not None:
        stage, of, done, total = told
        begins, ends = (of, stage) not in under_way, done == total
        under_way[of, stage] = f"{of}: {stage} {done}/{total}"
        seconds = f"{time.monotonic() - began:5.1f} s"
        if moving:
            print(f"\r\033[K{seconds}  {'   '.join(under_way.values())}", end="", file=out, flush=True)
        elif begins or ends:
            print(f"{seconds}  {under_way[of, stage]}", file=out, flush=True)
        if ends:
            del under_way[of, stage]
    if moving:
        print("\r\033[K", end="", file=out, flush=True)
