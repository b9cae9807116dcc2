"""What several threads of a launch file ask of AWS at once, moto answers one at a time."""

from collections.abc import Callable
from pathlib import Path

from tests.rehearsal.rehearsing import Rehearsal

LAUNCH = """\
import threading

import boto3
from moto.logs.models import LogsBackend

both, answer = threading.Barrier(2), LogsBackend.describe_log_groups
client = boto3.client("logs", region_name="us-east-1")


def met(*arguments, **named):
    try:
        both.wait(timeout=0.5)
        print("two at once")
    except threading.BrokenBarrierError:
        print("one")
    return answer(*arguments, **named)


LogsBackend.describe_log_groups = met
threads = [threading.Thread(target=client.describe_log_groups) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""


def test_two_threads_are_answered_one_after_the_other(rehearse: Callable[..., Rehearsal], tmp_path: Path) -> None:
    (tmp_path / "launch.py").write_text(LAUNCH)
    done = rehearse(str(tmp_path / "launch.py"))
    assert [line for line in done.stdout.splitlines() if line in ("one", "two at once")] == ["one", "one"]
