"""The snippets with PyTorch leave weights that open anywhere, and two hosts really train one model together."""

import os
import re
import socket
import subprocess
import sys
import tarfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pytest
from sklearn.datasets import load_digits

from rehearsal.command.report import TRAINED
from snippets import FOLDER as SNIPPETS
from tests.rehearsal.rehearsing import ROOT, Rehearsal

Once = Callable[[str], Rehearsal]
DISTRIBUTED = "script-distribuido"

pytestmark = pytest.mark.torch
each_snippet = pytest.mark.parametrize("name", ["modo-script-pytorch", DISTRIBUTED])


def accuracy(weights: Path) -> float:
    """How many of the digits the network with these weights gets right; torch is imported by who needs it only."""
    import torch

    network = torch.nn.Sequential(torch.nn.Linear(64, 64), torch.nn.ReLU(), torch.nn.Linear(64, 10))
    network.load_state_dict(torch.load(weights, weights_only=True))
    digits = load_digits()
    guess = network(torch.tensor(digits.data / 16, dtype=torch.float32)).argmax(dim=1).numpy()
    return float((guess == digits.target).mean())


def test_the_makefile_and_what_contributors_read_name_the_version_that_is_installed() -> None:
    installed = version("torch").partition("+")[0]
    assert f"\nTORCH_VERSION := {installed}\n" in (ROOT / "Makefile").read_text()
    named = re.compile(r"torch==([\d.]+)|PyTorch (\d[\d.]+\d)")
    said = {name: named.findall((ROOT / name).read_text()) for name in ("README.md", "CONTRIBUTING.md")}
    assert {name: {"".join(each) for each in found} for name, found in said.items()} == {
        key: {installed} for key in said
    }


@each_snippet
def test_it_trains_to_a_good_score(rehearsed: Once, name: str) -> None:
    run = rehearsed(name)
    assert (run.code, run.report["degree"]) == (0, TRAINED), run.stdout + run.stderr
    assert run.report["score"]["value"] >= 0.95


@each_snippet
def test_the_weights_open_without_running_code_and_predict(rehearsed: Once, tmp_path: Path, name: str) -> None:
    with tarfile.open(rehearsed(name).job["model"]) as archive:
        assert archive.getnames() == ["modelo.pt"]
        archive.extractall(tmp_path, filter="data")
    assert accuracy(tmp_path / "modelo.pt") > 0.97


@each_snippet
def test_the_image_is_the_maintained_one_of_the_version_that_is_tested_here(rehearsed: Once, name: str) -> None:
    parameters = rehearsed(name).report["requests"][0]["parameters"]
    image = parameters["AlgorithmSpecification"]["TrainingImage"]
    assert re.search(r"/pytorch:2\.13-cpu-amzn2023-sagemaker$", image)


def test_the_request_asks_for_two_machines(rehearsed: Once) -> None:
    assert rehearsed(DISTRIBUTED).report["requests"][0]["parameters"]["ResourceConfig"]["InstanceCount"] == 2


def test_two_hosts_are_one_group_of_two_processes_with_half_of_the_rows_each(rehearsed: Once) -> None:
    told = re.findall(r"^(algo-\d) \| processo (\d) de (\d), em (\S+): (\d+) linhas$", rehearsed(DISTRIBUTED).log, re.M)
    assert sorted(told) == [("algo-1", "0", "2", "algo-1", "674"), ("algo-2", "1", "2", "algo-2", "674")]


def test_the_score_is_of_the_rows_of_both_hosts_and_only_one_tells_it(rehearsed: Once) -> None:
    epochs = re.findall(r"^(algo-\d) \| epoca=\d+ linhas=(\d+) ", rehearsed(DISTRIBUTED).log, re.M)
    held_out = len(range(0, len(load_digits().target), 4))
    assert set(epochs) == {("algo-1", str(held_out))}


def test_the_distributed_script_also_runs_alone(tmp_path: Path) -> None:
    digits = load_digits()
    (tmp_path / "dados").mkdir()
    rows = np.column_stack([digits.target, digits.data])
    np.savetxt(tmp_path / "dados" / "digitos.csv", rows, delimiter=",", fmt="%d")
    with socket.socket() as free:  # another test may be using the script's own port
        free.bind(("localhost", 0))
        port = str(free.getsockname()[1])
    script = SNIPPETS / DISTRIBUTED / "codigo" / "treino.py"
    done = subprocess.run(
        [sys.executable, str(script), "--epochs", "1"],
        cwd=tmp_path,
        env={**os.environ, "MASTER_PORT": port, "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "processo 0 de 1" in done.stdout
    assert (tmp_path / "modelo" / "modelo.pt").is_file()
