"""Ctrl-C, an end from outside and a closed terminal end the jobs and the launch file, and leave nothing behind."""

import fcntl
import io
import json
import signal
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from rehearsal import __main__
from rehearsal.command import arguments, own, target
from rehearsal.command.launch import Launch
from rehearsal.command.progress import Progress
from rehearsal.machine.scratch import LOCK, PREFIX, scratch, sweep
from rehearsal.words import say
from tests.rehearsal.rehearsing import Rehearsal, asked_for, said

# As the SDK's telemetry does it: what goes through is swallowed by a return in a finally.
LAUNCH = """\
import sys
sys.path.insert(0, {library!r})
from swallowing import train

def started():
    train({request!r})
    {after}

{calling}
print("went on")
"""
SWALLOWING = """\
import time

import boto3

def train(request):
    try:
        boto3.client("s3").create_bucket(Bucket="balde")
        boto3.client("sagemaker").create_training_job(**request)
        time.sleep(60)
    finally:
        return None
"""


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda each: each.name)
@pytest.mark.parametrize(
    ("after", "calling"),
    [
        pytest.param("print('went on')", "started()", id="amid-a-function"),
        pytest.param("return", "try:\n    started()\nfinally:\n    pass", id="at-the-end-of-one"),
    ],
)
def test_what_ends_a_process_ends_its_jobs_although_the_sdk_swallows_it(
    tmp_path: Path, rehearse: Callable[..., Rehearsal], ending: signal.Signals, after: str, calling: str
) -> None:
    launch, library, alive = tmp_path / "launch", tmp_path / "library", tmp_path / "vivo"
    for folder in (launch, library):
        folder.mkdir()
    (library / "swallowing.py").write_text(SWALLOWING)
    (launch / "Dockerfile").write_text('FROM scratch\nCOPY programa.sh /p.sh\nENTRYPOINT ["/bin/sh", "/p.sh"]')
    (launch / "programa.sh").write_text(f"trap '' TERM; touch {alive}; while :; do sleep 0.1; done")
    file = launch / "lancar.py"
    file.write_text(LAUNCH.format(library=str(library), request=asked_for(), after=after, calling=calling))

    run = rehearse(
        str(file), "--stop-grace", "600", "--isolation", "rewrite", "--unguarded", interrupt=alive, ending=ending
    )

    assert run.code == 128 + ending
    assert "went on" not in run.stdout
    assert say("launch.interrupted") in run.stderr
    assert said("summary.title").search(run.stdout)
    assert run.job["status"] == "Stopped"


def test_who_handles_the_interruption_is_left_alone(tmp_path: Path, rehearse: Callable[..., Rehearsal]) -> None:
    began = tmp_path / "vivo"
    program = (
        f"import time\nfrom pathlib import Path\ntry:\n    Path({str(began)!r}).touch()\n    time.sleep(60)\n"
        "except KeyboardInterrupt:\n    a = 1\n    print('kept what there was', a)\n"
    )
    (tmp_path / "lancar.py").write_text(program)
    run = rehearse(str(tmp_path / "lancar.py"), "--as", "launcher", interrupt=began)
    assert "kept what there was 1" in run.stdout
    assert run.code == 130


def test_a_start_removes_what_killed_rehearsals_left_and_nothing_else(tmp_path: Path) -> None:
    used, left, other = (tmp_path / f"{PREFIX}{name}" for name in ("used", "left", "other"))
    for folder in (used, left, other):
        folder.mkdir()
    (left / LOCK).touch()
    with (used / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert sweep(tmp_path) == [left]
    assert sorted(tmp_path.iterdir()) == [other, used]


def test_what_goes_along_with_a_script_lies_where_the_start_after_a_killed_one_removes_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    removable = []

    def rehearse(launch: Launch, *_: object) -> int:
        code = Path(json.loads(launch.argv[0])["source_dir"])
        removable.append((code / "treino.py").is_file() and (code.parent / LOCK).is_file())
        return 0

    monkeypatch.setattr("rehearsal.command.launch.rehearse", rehearse)
    (tmp_path / "treino.py").write_text("import sklearn")
    found, options = target.find(str(tmp_path / "treino.py")), arguments.read([str(tmp_path / "treino.py")])
    plan = own.plan(found.file, options)
    __main__.run_shown(found, options, plan, None, tmp_path, True, Progress(io.StringIO(), str))
    assert removable == [True]


def test_the_folder_of_a_rehearsal_is_kept_by_the_start_of_another(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with scratch() as folder, scratch() as second:
        assert folder.is_dir()
        assert second != folder
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_another_start_took_for_one_left_over_is_made_anew(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    lock, swept = fcntl.flock, []

    def too_late(file: io.TextIOWrapper, how: int) -> None:
        if not swept:
            swept.append(file.name)
            assert sweep(tmp_path) == [Path(file.name).parent]  # by the other one, before this one holds it
        lock(file, how)

    monkeypatch.setattr(fcntl, "flock", too_late)
    with scratch() as folder:
        assert (folder / LOCK).is_file()
        assert str(folder / LOCK) not in swept
    assert list(tmp_path.iterdir()) == []
