"""Without PyTorch nothing is left out in silence: each test that needs it is named at the end, and no other is gone."""

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.without_torch import OPTION, WITH_TORCH

TRAINING, TORCH = "tests/snippets/test_snippets_train.py", "tests/snippets/test_torch.py"
OTHER = "tests/snippets/test_snippets_are_v3.py"
END = "left out, because they need PyTorch"


def names(lines: list[str]) -> set[str]:
    return {line for line in lines if line.startswith("tests/") and "::" in line}


def run(*arguments: str) -> tuple[list[str], list[str]]:
    """The lines of a run of its own, before and from the list of what was left out."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", OPTION, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    (begin,) = [number for number, line in enumerate(lines) if END in line]
    return lines[:begin], lines[begin:]


def is_of_torch(name: str) -> bool:
    return name.startswith(TORCH) or any(f"[{snippet}]" in name for snippet in WITH_TORCH)


def test_what_is_left_out_is_what_trains_with_it_and_no_other() -> None:
    before, end = run("--collect-only", "-n0", TRAINING, TORCH)
    assert {"modo-script-pytorch", "script-distribuido"} == WITH_TORCH
    kept = {name.partition("::")[2].partition("[")[0] for name in names(before) if is_of_torch(name)}
    assert kept == {"test_a_launch_file_is_short_and_starts_with_what_to_change"}  # reads it, and does not run it
    assert {name for name in names(end) if not is_of_torch(name)} == set()
    assert (len(names(before)) >= 30, len(names(end)) >= 20) == (True, True)
    assert end[-2].startswith(f"{len(names(end))} tests; ")


@pytest.mark.audit
def test_the_workers_of_a_run_tell_it_what_they_left_out() -> None:
    before, end = run("-n2", TORCH, OTHER)
    assert {name.partition("::")[0] for name in names(end)} == {TORCH}
    assert len(names(end)) >= 10
    assert any(" passed" in line for line in before + end)
