"""What stands in for the training toolkit gives a script the same arguments and variables as the toolkit itself."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rehearsal.machine import images
from rehearsal.machine.inside.toolkit.sagemaker_training import mapping
from tests.rehearsal import record_toolkit
from tests.rehearsal.rehearsing import Rehearsal, asked_for

TOOLKIT = images.INSIDE / "toolkit"
RECORDED = json.loads((Path(__file__).parent / "toolkit.json").read_text())
ASKING = (
    "import json, sys\nfrom pathlib import Path\nfrom tests.rehearsal.record_toolkit import everything\n"
    "print(json.dumps(everything(Path(sys.argv[1]))))"
)


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What our module makes of every case, imported as a job imports it."""
    folder = tmp_path_factory.mktemp("ml")
    path = os.pathsep.join([str(TOOLKIT), os.getcwd()])
    command = [sys.executable, "-c", ASKING, str(folder)]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_every_case_was_recorded_from_the_toolkit() -> None:
    assert set(RECORDED["cases"]) == set(record_toolkit.CASES)
    assert len(RECORDED["cases"]) >= 10


@pytest.mark.parametrize("part", ["arguments", "variables", "training_env", "computers"])
@pytest.mark.parametrize("case", record_toolkit.CASES)
def test_a_script_is_given_what_the_toolkit_gives(here: dict[str, Any], case: str, part: str) -> None:
    assert here[case][part] == RECORDED["cases"][case][part]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"K": 2, "flag": True, "none": None}, ["-K", "2", "--flag", "True", "--none", ""]),
        ({"d": {"b": 1, "a": 2}, "layers": [1, 2]}, ["-d", "a=2,b=1", "--layers", "[1, 2]"]),
    ],
)
def test_arguments_are_those_that_the_toolkit_would_write(values: dict[str, Any], words: list[str]) -> None:
    assert mapping.to_cmd_args(values) == words


SCRIPT = """\
import argparse, json, os, sys
from sagemaker_training import environment

parser = argparse.ArgumentParser()
parser.add_argument("-K", type=int)
parser.add_argument("--falha", default="False")
given = parser.parse_args()
print("from the module", environment.Environment().hosts, given.K, json.loads(os.environ["SM_HPS"])["K"] + 1)
if given.falha == "True":
    raise ValueError("assim não")
"""
INSTALLED = "RUN pip install sagemaker-training\n"
NAMED = "COPY treino.py /opt/ml/code/treino.py\nENV SAGEMAKER_PROGRAM treino.py\n"
AWS = "763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-training:2.11-cpu"


@pytest.mark.parametrize(
    ("base", "has"),
    [
        pytest.param("763104351884.dkr.ecr.${region}.amazonaws.com/pytorch-training:2.9", True, id="its-region"),
        pytest.param("${conta}.dkr.ecr.${region}.amazonaws.com/pytorch-training:2.9", True, id="its-account-too"),
        pytest.param("${registro}/pytorch-training:${versao}", True, id="its-registry"),
        pytest.param("763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-training:2.9", True, id="nothing"),
        pytest.param("${registro}/pytorch:2.9", False, id="a-registry-of-anybodys"),
        pytest.param("pytorch/pytorch:2.9", False, id="nothing-of-another-image"),
    ],
)
def test_an_image_of_awss_is_known_whatever_of_its_address_is_left_to_the_build(
    tmp_path: Path, base: str, has: bool
) -> None:
    given = "ARG conta\nARG region\nARG registro\nARG versao=2.9\n"
    (tmp_path / "treino.py").touch()
    (tmp_path / "Dockerfile").write_text(f"{given}FROM {base}\n{NAMED}")
    program = images.program_for(asked_for(), tmp_path)
    assert ("training-toolkit" in program.stand_ins) == has


@pytest.mark.parametrize("isolation", ["namespace", "rewrite"])
@pytest.mark.parametrize("base", ["scratch", AWS])
def test_an_image_with_the_toolkit_calls_the_script_that_it_names(
    tmp_path: Path, job: Callable[..., Rehearsal], base: str, isolation: str
) -> None:
    (tmp_path / "launch").mkdir()
    (tmp_path / "launch/treino.py").write_text(SCRIPT)
    text = NAMED if base == AWS else INSTALLED + NAMED
    run = job("true", "--isolation", isolation, entrypoint=None, base=base, dockerfile=text, HyperParameters={"K": "2"})
    assert run.job["status"] == "Completed", run.log
    assert "from the module ['algo-1'] 2 3" in run.log


def test_a_script_that_fails_leaves_the_reason_that_the_toolkit_leaves(
    tmp_path: Path, job: Callable[..., Rehearsal]
) -> None:
    (tmp_path / "launch").mkdir()
    (tmp_path / "launch/treino.py").write_text(SCRIPT)
    run = job("true", entrypoint=None, dockerfile=INSTALLED + NAMED, HyperParameters={"K": "2", "falha": "true"})
    reason = run.job["failure_reason"]
    words = 'ExitCode 1\nErrorMessage "raise ValueError("assim não")\n ValueError: assim não"\nCommand "'
    assert reason.startswith(f"AlgorithmError: ExecuteUserScriptError:\n{words}")
    assert reason.endswith("exit code: 1")


def test_what_asks_for_an_image_with_the_toolkit_in_it_finds_its_modules(tmp_path: Path) -> None:
    entry = {"TrainingImage": AWS, "ContainerEntrypoint": ["python"], "TrainingInputMode": "File"}
    program = images.program_for(asked_for(AlgorithmSpecification=entry), tmp_path)
    assert program.env["PYTHONPATH"] == images.TOOLKIT
    assert program.files[images.TOOLKIT] == TOOLKIT
