"""A notebook finds around it what every notebook has, with or without IPython; and nothing of it stays afterwards."""

import importlib
import importlib.util
import os
import sys

import pytest

from rehearsal.command import jupyter
from rehearsal.words import say


@pytest.fixture
def without_ipython(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.delenv("MPLBACKEND", raising=False)


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("IPython", "get_ipython"),
        ("IPython", "Application"),
        ("IPython.display", "display"),
        ("IPython.display", "HTML"),
        ("IPython.display", "clear_output"),
        ("IPython.core.display", "HTML"),
    ],
)
def test_what_notebooks_import_is_there(without_ipython: None, module: str, name: str) -> None:
    with jupyter.around():
        assert hasattr(importlib.import_module(module), name)
    assert module not in sys.modules


def test_what_would_be_drawn_is_named(without_ipython: None, capsys: pytest.CaptureFixture[str]) -> None:
    with jupyter.around():
        shown = importlib.import_module("IPython.display")
        shown.display(shown.HTML("<b>1</b>"), 2)
    assert capsys.readouterr().out.splitlines() == ["<HTML>", "2"]


def test_figures_need_no_window(without_ipython: None) -> None:
    with jupyter.around():
        assert os.environ["MPLBACKEND"] == "agg"
    assert "MPLBACKEND" not in os.environ


def test_the_shell_says_what_it_does_not_do_and_libraries_may_ask_it_things(
    capsys: pytest.CaptureFixture[str],
) -> None:
    shell = jupyter.Shell()
    shell.events.register("post_execute", print)  # as matplotlib does
    shell.kernel.do_shutdown(True)
    assert "IPKernelApp" not in shell.config  # as tqdm asks
    assert capsys.readouterr().out == ""
    shell.run_line_magic("pip", "install x")
    assert capsys.readouterr().out.strip() == say("notebook.not_done", what="run_line_magic pip install x")
