"""The pip of a job finds a package that is installed here by another name: a requirements.txt asks for xgboost."""

import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from rehearsal.command.advice import Place, advice
from rehearsal.machine import aliases
from rehearsal.machine.images import Program
from rehearsal.words import say


def test_a_package_is_found_by_the_name_that_is_asked_for(tmp_path: Path) -> None:
    program = aliases.added(Program(["true"], env={"PYTHONPATH": "/antes"}), tmp_path)
    assert program.env["PYTHONPATH"] == os.pathsep.join(["/antes", aliases.INSIDE])
    asked = "from importlib.metadata import version; print(version('xgboost'))"
    env = {**os.environ, "PYTHONPATH": str(program.files[aliases.INSIDE])}
    done = subprocess.run([sys.executable, "-c", asked], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == version("xgboost-cpu")


def test_a_package_that_is_here_by_its_own_name_needs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aliases, "OTHER_NAMES", {"numpy": "numpy-cpu", "nada": "nada-cpu"})
    program = Program(["true"])
    assert aliases.added(program, tmp_path) is program


def test_a_pin_that_differs_is_told_with_the_version_that_is_here() -> None:
    log = "ERROR: No matching distribution found for xgboost==1.7.1"
    (told,) = advice(log, Place("683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:3.2-0"))[:1]
    here = version("xgboost-cpu")
    assert told.startswith(
        say("advice.pin", package="xgboost", pin="xgboost==1.7.1", installed=here, pip="|").split("|")[0]
    )
