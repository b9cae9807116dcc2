"""PyTorch comes in the build for the CPU, from whoever has it; the large one only when nobody has, and it is said."""

import re
import subprocess
import sys
from collections.abc import Callable

import pytest

from tests import torch_build
from tests.conftest import ROOT
from tests.torch_build import CPU, CUDA, UV, ways

Asked = list[list[str]]


@pytest.mark.parametrize(
    ("build", "system", "asked"),
    [
        pytest.param(CPU, "Linux", ["torch==9.1.0+cpu", "cpu torch==9.1.0", "torch==9.1.0"], id="linux"),
        pytest.param(CUDA, "Linux", ["torch==9.1.0"], id="linux-as-asked-for"),
        pytest.param(CPU, "Darwin", ["torch==9.1.0"], id="mac"),
    ],
)
def test_on_linux_the_build_for_the_cpu_is_asked_for_and_elsewhere_the_usual_one(
    build: str, system: str, asked: list[str]
) -> None:
    lines = [" ".join(command) for command in ways("9.1.0", build, system)]
    assert [line.endswith(f" {end}") for line, end in zip(lines, asked, strict=True)] == [True] * len(asked)


def test_no_command_names_an_index_and_uv_is_asked_by_the_name_of_the_build() -> None:
    pip, uv, usual = ways("9.1.0", CPU, "Linux")
    assert pip[:4] == [sys.executable, "-m", "pip", "install"]
    assert (uv[0], uv[uv.index("--python") + 1], "--torch-backend" in uv) == (str(UV / "bin/uv"), sys.executable, True)
    assert [word for word in pip + uv + usual if "://" in word or "index" in word or "find-links" in word] == []


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Asked]:
    """Run the command where PyTorch is missing; the command after whose number all goes well ends well."""

    def one(*arguments: str, well: int = 99, system: str = "Linux", here: str | None = None) -> Asked:
        ran: Asked = []

        def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
            ran.append(command)
            return subprocess.CompletedProcess(command, 0 if len(ran) >= well else 1)

        monkeypatch.setattr(torch_build.subprocess, "run", run)
        monkeypatch.setattr(torch_build, "_bring_uv", lambda: None)
        monkeypatch.setattr(torch_build, "installed", lambda: here)
        monkeypatch.setattr(torch_build.platform, "system", lambda: system)
        assert torch_build.main(["torch==9.1.0", *arguments]) == (0 if here == "9.1.0" or well <= len(ran) else 1)
        return ran

    return one


def test_whoever_has_the_version_keeps_it(asked: Callable[..., Asked]) -> None:
    assert asked(here="9.1.0") == []


def test_another_version_is_replaced(asked: Callable[..., Asked]) -> None:
    assert len(asked(here="9.0.0", well=1)) == 1


def test_uv_is_asked_only_when_pip_knows_of_none(asked: Callable[..., Asked]) -> None:
    assert [command[0] for command in asked(well=1)] == [sys.executable]
    assert [command[0] for command in asked(well=2)] == [sys.executable, str(UV / "bin/uv")]


@pytest.mark.parametrize("well", [2, 3], ids=["the-small-one", "the-large-one"])
def test_the_large_build_comes_last_and_is_said_before_with_how_to_go_without(
    asked: Callable[..., Asked], capsys: pytest.CaptureFixture[str], well: int
) -> None:
    usual = [command for command in asked(well=well) if command[-1] == "torch==9.1.0" and "uv" not in command[0]]
    told = capsys.readouterr().out
    assert (bool(usual), torch_build.LARGE in told, torch_build.WITHOUT in told) == (well == 3,) * 3


@pytest.mark.parametrize(("arguments", "system"), [((), "Linux"), (("cuda",), "Linux"), ((), "Darwin")])
def test_where_none_is_to_be_had_it_says_how_to_go_on(
    asked: Callable[..., Asked], capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], system: str
) -> None:
    asked(*arguments, system=system)
    assert torch_build.WITHOUT in capsys.readouterr().err


def makefile(*arguments: str) -> str:
    """What make would run for them, where nothing is set up."""
    command = ["make", "--dry-run", "--always-make", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_the_tests_bring_pytorch_unless_they_are_told_to_go_without() -> None:
    whole, without = makefile("test"), makefile("test", "TORCH=none")
    assert re.search(r"-m tests\.torch_build torch==[\d.]+ cpu$", whole, re.MULTILINE)
    assert "--without-torch" not in whole
    assert ("tests.torch_build" in without, "--without-torch" in without) == (False, True)


def test_the_audit_never_goes_without() -> None:
    assert re.search(r"-m tests\.torch_build torch==[\d.]+ *$", makefile("audit", "TORCH=none"), re.MULTILINE)


def test_uv_is_the_one_that_makes_the_locks() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert f"\nUV_VERSION := {torch_build.UV_VERSION}\n" in text
    assert f"$(VENV)/{UV.name} && " in text
