"""Who builds sees what is being done, in a pipe as on a terminal."""

import io
import multiprocessing
import re
import sys

import pytest

from publish import progress

SEEN = [("pages", "pt-BR", 1, 3), ("pages", "en", 1, 1), ("pages", "pt-BR", 2, 3), ("pages", "pt-BR", 3, 3)]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(out: io.StringIO) -> str:
    with progress.shown(out):
        for told in SEEN:
            progress.tell(*told)
    return re.sub(r" *\d+\.\d s  ", "", out.getvalue())


def test_in_a_pipe_each_stage_has_a_line_when_it_begins_and_one_when_it_ends() -> None:
    assert shown(io.StringIO()).splitlines() == ["pt-BR: pages 1/3", "en: pages 1/1", "pt-BR: pages 3/3"]


def test_on_a_terminal_one_line_moves_and_is_gone_in_the_end() -> None:
    assert shown(Terminal()).split("\r\033[K") == [
        "",
        "pt-BR: pages 1/3",
        "pt-BR: pages 1/3   en: pages 1/1",
        "pt-BR: pages 2/3",
        "pt-BR: pages 3/3",
        "",
    ]


def test_what_another_process_tells_is_shown() -> None:
    out = io.StringIO()
    with progress.shown(out) as queue, multiprocessing.Pool(1, progress.join, (queue,)) as pool:
        pool.apply(progress.tell, SEEN[1])
    assert out.getvalue().endswith("en: pages 1/1\n")


def test_where_nobody_looks_nothing_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    progress.tell("pages", "en", 1, 1)
    assert (capsys.readouterr().out, sys.stdout.isatty()) == ("", False)
