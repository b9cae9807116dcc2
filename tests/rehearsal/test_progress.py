"""What a rehearsal says while nothing is printed: one moving line on a terminal, a plain one now and then elsewhere."""

import contextlib
import io
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from rehearsal import words
from rehearsal.command import launch, progress
from rehearsal.command.progress import ERASE, QUIET, TICK, Heard, Teller
from tests.rehearsal.rehearsing import ROOT, run_rehearsal, said

SLOW = "import time, boto3\nprint('oi', flush=True)\ntime.sleep(4.5)\nprint('fim')\nboto3.client('s3').list_buckets()\n"


def plain(seconds: float, printed: dict[float, str] | None = None) -> list[float]:
    """When plain lines are written in so many seconds, in which this is printed."""
    teller, when, left = Teller(False, 0.0), [], dict(printed or {})
    for step in range(int(seconds / TICK)):
        now = step * TICK
        for due in [each for each in left if each <= now]:
            teller.printed(now, left.pop(due))
        if teller.tick(now, "x"):
            when.append(now)
    return when


@pytest.mark.parametrize(
    ("seconds", "printed", "expected"),
    [
        pytest.param(2, {}, [], id="not-at-once"),
        pytest.param(70, {}, [3, 13, 43], id="ever-more-rarely"),
        pytest.param(20, dict.fromkeys(range(1, 20, 2), "linha\n"), [], id="not-while-something-is-printed"),
        pytest.param(40, dict.fromkeys(range(0, 40, 4), "linha\n"), [3], id="not-after-each-line-of-a-slow-job"),
    ],
)
def test_in_a_pipe_a_plain_line_follows_silence(
    seconds: float, printed: dict[float, str], expected: list[float]
) -> None:
    assert plain(seconds, printed) == pytest.approx(expected, abs=TICK)


def test_in_a_pipe_a_line_begins_where_a_line_begins() -> None:
    teller = Teller(False, 0.0)
    teller.printed(0.0, "sem fim")
    assert teller.tick(5.0, "x").startswith("\n")


def test_on_a_terminal_a_line_moves_and_is_gone_before_what_is_printed() -> None:
    teller = Teller(True, 0.0)
    assert teller.tick(QUIET / 2, "x") == ""
    first, second = teller.tick(QUIET, "x"), teller.tick(QUIET + TICK, "x")
    assert first != second
    assert {first[: len(ERASE)], second[: len(ERASE)]} == {ERASE}
    assert not {"\n"} & {*first, *second}
    assert [teller.printed(2.0, "linha\n"), teller.printed(2.1, "outra\n")] == [ERASE, ""]


def test_on_a_terminal_what_a_program_began_to_print_is_not_covered() -> None:
    teller = Teller(True, 0.0)
    teller.printed(0.0, "epoca 1: 10%")
    assert teller.tick(60.0, "x") == ""


def test_on_a_terminal_a_line_is_no_longer_than_it_is_wide() -> None:
    teller = Teller(True, 0.0, width=20)
    assert len(teller.tick(5.0, "x" * 100).removeprefix(ERASE)) < 20


@pytest.mark.parametrize("language", words.languages())
def test_it_is_said_in_each_language(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_chosen", [language])
    expected = words.table(language)["progress.waiting"].format(doing="x", seconds=3)
    assert Teller(False, 0.0).tick(3.0, "x") == f"{expected}\n"


def test_the_package_that_is_imported_is_the_outermost_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "por_fora").mkdir()
    (tmp_path / "por_fora/__init__.py").write_text("import por_dentro")
    (tmp_path / "por_dentro.py").write_text(
        "import sys\nfrom rehearsal.command.progress import imported_by\nfound = imported_by(sys._getframe())"
    )
    import por_fora  # type: ignore[import-not-found]

    assert por_fora.por_dentro.found == "por_fora"
    assert progress.imported_by(None) is None


def test_lines_of_a_job_are_written_with_their_ends_so_that_no_other_stands_in_them() -> None:
    written: list[str] = []
    with contextlib.redirect_stdout(Heard(io.StringIO(), written.append)):
        launch.show("algo-1", ["um", "dois"])
    (text,) = written
    assert [line.partition(" | ")[2] for line in text.splitlines(keepends=True)] == ["um\n", "dois\n"]


def test_a_stream_is_what_it_was_to_a_program() -> None:
    behind = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    told: list[str] = []
    heard = progress.Heard(behind, told.append)
    heard.reconfigure(line_buffering=True)
    print("é", file=heard)
    heard.buffer.write(b"x")
    heard.writelines(["a", "b"])
    assert (heard.encoding, heard.isatty(), told) == ("utf-8", False, ["é", "\n", "a", "b"])


def test_in_a_pipe_it_is_on_stderr_alone(tmp_path: Path) -> None:
    (tmp_path / "lancar.py").write_text(SLOW)
    run = run_rehearsal(tmp_path / "work", str(tmp_path / "lancar.py"))
    line = said("progress.waiting")
    assert (run.code, bool(line.search(run.stderr)), run.report["output"]) == (0, True, "oi\nfim\n")
    assert not line.search(run.stdout)


def test_on_a_terminal_it_moves_in_one_line_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "lancar.py").write_text(SLOW)
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "rehearsal", str(tmp_path / "lancar.py"), "--work", str(tmp_path / "work")]
    environment = os.environ | {"LC_ALL": "pt_BR.UTF-8"}  # with another one it says first how to have others
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                shown += os.read(ours, 4096)
            except OSError:  # Linux's way to say that nobody writes to it any more
                break
        assert process.stdout
        printed = process.stdout.read().decode()
    os.close(ours)
    text = shown.decode()
    moves = text.split(ERASE)
    line = said("progress.waiting", doing=words.say("progress.running", name="lancar.py"))
    assert process.returncode == 0
    assert len([each for each in moves if line.search(each)]) >= 3
    assert ("\n" in text, moves[-1]) == (False, "")
    assert not line.search(printed)
