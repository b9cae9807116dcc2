"""The lines of a job are told in their order, of all hosts or of one, however many there are."""

import subprocess
import sys
import threading
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import pytest

from rehearsal.machine import lines, runner
from rehearsal.machine.lines import Line, Lines

TEXTS = ["", "um\tdois", "ação ✓", "x" * 300]
TOLD = [Line(f"algo-{1 + n % 3 // 2}", 1_700_000_000_000 + n, f"{n} {TEXTS[n % 4]}") for n in range(10_000)]


@pytest.fixture(params=[1, lines.IN_MEMORY], ids=["on-disk", "in-memory"])
def kept(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Lines:
    monkeypatch.setattr(lines, "IN_MEMORY", request.param)
    return Lines(TOLD)


def test_they_are_told_in_their_order(kept: Lines) -> None:
    assert list(kept) == TOLD
    assert len(kept) == len(TOLD)


@pytest.mark.parametrize("most", [0, 1, 7, len(TOLD), len(TOLD) + 1])
def test_the_last_ones_are_told_alone(kept: Lines, most: int) -> None:
    assert kept.last(most) == TOLD[len(TOLD) - min(most, len(TOLD)) :]


@pytest.mark.parametrize("host", ["algo-1", "algo-2"])
def test_those_of_a_host_are_told_by_their_numbers(kept: Lines, host: str) -> None:
    own = [line for line in TOLD if line.host == host]
    assert kept.count(host) == len(own) > lines.AT_ONCE / 2
    assert list(kept.of(host, 0, len(own) + 1)) == own
    assert list(kept.of(host, 3, 9)) == own[3:9]
    assert kept.at(host, 5) == own[5]


def test_what_comes_together_is_told_as_what_comes_one_by_one(kept: Lines) -> None:
    together = Lines()
    for host, those in groupby(TOLD, lambda line: line.host):
        together.extend(host, 7, [line.text for line in those])
    assert [(line.host, line.text) for line in together] == [(line.host, line.text) for line in kept]
    assert {line.when for line in together} == {7}
    for host in ("algo-1", "algo-2"):
        assert [line.text for line in together.of(host, 0, 99)] == [line.text for line in kept.of(host, 0, 99)]


def test_a_host_that_printed_nothing_has_no_lines(kept: Lines) -> None:
    assert (kept.count("algo-3"), list(kept.of("algo-3", 0, 1))) == (0, [])


def test_none_is_lost_while_several_hosts_print_and_others_read() -> None:
    kept = Lines()

    def prints(host: str) -> None:
        for number in range(2_000):
            kept.append((host, number, f"{host} {number}"))

    threads = [threading.Thread(target=prints, args=(f"algo-{n}",)) for n in (1, 2, 3)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        assert all(line.text == f"{line.host} {line.when}" for line in kept)
    for host in ("algo-1", "algo-2", "algo-3"):
        assert [line.when for line in kept.of(host, 0, 2_000)] == list(range(2_000))


PRINTED = {
    "lines": (b"um\ndois\n", ["um", "dois"]),
    "an-empty-one": (b"um\n\ndois\n", ["um", "", "dois"]),
    "without-an-end": (b"um\ndois", ["um", "dois"]),
    "ends-of-windows": (b"um\r\ndois\r\n", ["um", "dois"]),
    "bytes-that-are-no-text": (b"a\xe9o\nb\xe3\n", ["a\ufffdo", "b\ufffd"]),
    "one-longer-than-a-block": (b"x" * 3 * runner.BLOCK + b"y\nz\n", ["x" * 3 * runner.BLOCK + "y", "z"]),
    "more-than-a-block": (b"passo\n" * runner.BLOCK, ["passo"] * runner.BLOCK),
    "a-path-of-this-computer": (b"em /tmp/a/ml/b\n", ["em /opt/ml/b"]),
    "nothing": (b"", []),
}


@pytest.mark.parametrize(("printed", "told"), PRINTED.values(), ids=PRINTED)
def test_no_line_is_lost_and_none_is_added_whatever_a_program_prints(
    tmp_path: Path, printed: bytes, told: list[str]
) -> None:
    (tmp_path / "printed").write_bytes(printed)
    found: list[tuple[str, str]] = []
    with subprocess.Popen(["cat", tmp_path / "printed"], stdout=subprocess.PIPE) as process:
        runner._read_lines(
            "algo-1",
            process,
            {"/tmp/a/ml": "/opt/ml"},
            lambda host, lines: found.extend((host, line) for line in lines),
        )
    assert found == [("algo-1", line) for line in told]


def test_a_line_is_told_while_the_program_goes_on() -> None:
    told: list[str] = []
    program = "import sys; print('um', flush=True); sys.stdin.read(); print('dois')"
    with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:

        def emit(host: str, lines: Sequence[str]) -> None:
            told.extend(lines)
            assert process.stdin
            process.stdin.close()  # only now does the program go on

        runner._read_lines("algo-1", process, {}, emit)
    assert told == ["um", "dois"]
