"""The SDK's local mode, with a stand-in for Docker: a container really trains, and one that fails is told as it is."""

import json
import os
import re
import shutil
import tarfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import joblib
import pytest
import yaml
from sklearn.datasets import load_digits

from rehearsal import words
from rehearsal.command.report import TRAINED
from rehearsal.machine import local_docker
from rehearsal.machine.local_docker import LocalDocker
from snippets import FOLDER as SNIPPETS
from tests.rehearsal.rehearsing import ROOT, Rehearsal, said
from tests.rehearsal.test_remote_function import WHAT_FAILS

Once = Callable[[str], Rehearsal]
UP = ("up", "--build", "--abort-on-container-exit")
IMAGE = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.9-0-cpu-py3"


def settings(folder: Path, **changes: Any) -> dict[str, Any]:
    """What the stand-in is started with."""
    return {
        "snippet_folder": str(folder),
        "scratch": str(folder),
        "enclosed": False,
        "unguarded": True,
        "told": str(folder / "told"),
        "since": 0.0,
        "language": words.chosen(),
        **changes,
    }


def compose(folder: Path, **services: dict[str, Any]) -> Path:
    """Write a compose file, as the SDK does, with these changes of its services."""
    volumes = [f"{folder}/model:/opt/ml/model", f"{folder}/config:/opt/ml/input", f"{folder}/output:/opt/ml/output"]
    common = {"image": IMAGE, "volumes": volumes, "environment": ["SAUDACAO=oi=olá"]}
    file = folder / "docker-compose.yaml"
    file.write_text(yaml.dump({"services": {name: common | changes for name, changes in services.items()}}))
    return file


def test_local_mode_leaves_a_model_that_predicts(rehearsed: Once, tmp_path: Path) -> None:
    run = rehearsed("modo-local")
    assert (run.code, run.report["degree"]) == (0, TRAINED), run.stdout + run.stderr
    (container,) = run.report["containers"]
    with tarfile.open(container["model"]) as archive:
        archive.extractall(tmp_path, filter="data")
    digits = load_digits(as_frame=True)
    assert joblib.load(tmp_path / "modelo.joblib").score(digits.data, digits.target) > 0.95


def test_local_mode_asks_sagemaker_for_nothing_and_says_what_stood_in_for_docker(rehearsed: Once) -> None:
    run = rehearsed("modo-local")
    assert (run.report["requests"], run.report["jobs"]) == ([], [])
    assert {"docker-stand-in", "local-python"} <= set(run.report["stand_ins"])
    assert run.report["containers"][0]["model"] in said("summary.title").split(run.stdout)[1]


def test_the_lines_of_the_container_are_shown_but_are_not_the_output_of_the_snippet(rehearsed: Once) -> None:
    run = rehearsed("modo-local")
    assert re.search(r"^algo-1  \| acuracia=0\.\d+$", run.stdout, re.MULTILINE)
    assert "algo-1" not in run.report["output"]


def test_a_container_that_fails_gives_the_error_of_the_sdk_and_its_exit_code(rehearsed: Once) -> None:
    run = rehearsed(WHAT_FAILS)
    assert re.search(r"^local mode: Failed to run: .*exited with code: 7$", run.report["output"], re.MULTILINE)
    assert "algo-1  | so far" in run.stdout
    assert [each["exit_code"] for each in run.report["containers"]] == [7]
    assert {path.name for path in (ROOT / WHAT_FAILS).parent.iterdir() if path.name.startswith("tmp")} == set()


def test_the_program_is_the_one_that_goes_to_the_cloud_in_script_mode() -> None:
    local, cloud = (
        {path.name: path.read_text() for path in (SNIPPETS / name / "codigo").iterdir() if path.is_file()}
        for name in ("modo-local", "modo-script")
    )
    assert local == cloud


def test_the_sdk_finds_a_compose_of_version_2_or_newer(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert local_docker.main(settings(tmp_path), ["compose", "version"]) == 0
    found = re.search(r"version\s+v?(\d+)", capsys.readouterr().out)  # as the SDK searches
    assert found
    assert int(found[1]) >= 2


def test_it_speaks_the_language_of_the_rehearsal(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "_chosen", [])
    assert local_docker.main(settings(tmp_path, language="es"), ["pull", "imagem"]) == 0
    assert capsys.readouterr().out.strip() == words.table("es")["docker.pull"].format(image="imagem")


@pytest.mark.parametrize("command", [["compose", "down", "-v"], ["compose", "-f", "x.yaml", "down"]])
def test_what_removes_containers_finds_none(tmp_path: Path, command: list[str]) -> None:
    assert local_docker.main(settings(tmp_path), command) == 0


def test_a_command_that_the_stand_in_does_not_know_is_refused_by_name(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert local_docker.main(settings(tmp_path), ["run", "--rm", "uma imagem"]) == 1
    assert "docker run --rm 'uma imagem'" in capsys.readouterr().err


def test_a_container_sees_its_volumes_and_variables_and_what_it_leaves_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for name in ("config", "data", "code"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "aqui.txt").write_text(f"{name} em /opt/ml/model")
    command = (
        "cat /opt/ml/input/aqui.txt /opt/ml/input/data/train/aqui.txt /opt/ml/input/data/code/aqui.txt; "
        "echo; echo $SAUDACAO; touch /opt/ml/model/modelo"
    )
    file = compose(tmp_path, **{"algo-1": {"entrypoint": ["/bin/sh", "-c", command]}})
    service = yaml.safe_load(file.read_text())
    volumes = service["services"]["algo-1"]["volumes"]
    volumes += [f"{tmp_path}/data:/opt/ml/input/data/train:z", f"{tmp_path}/code:/opt/ml/input/data/code"]
    file.write_text(yaml.dump(service))

    assert local_docker.main(settings(tmp_path), ["compose", "-f", str(file), *UP]) == 0

    shown = capsys.readouterr().out
    assert "config em /opt/ml/modeldata em /opt/ml/modelcode em " in shown
    assert "algo-1  | oi=olá" in shown
    assert (tmp_path / "model/modelo").is_file()
    assert (tmp_path / "code/aqui.txt").read_text() == "code em /opt/ml/model"  # its copy was rewritten, not it
    (told,) = LocalDocker(tmp_path, False, True, tmp_path / "told").trained
    assert told.archive == tmp_path / "compressed_artifacts/model.tar.gz"


def test_files_that_the_sdk_would_remove_afterwards_stop_local_mode(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "input/data").mkdir(parents=True)
    (tmp_path / "input/data/meus.csv").write_text("1,2")
    (tmp_path / "shared").mkdir()
    file = compose(tmp_path, **{"algo-1": {"entrypoint": ["touch", "/opt/ml/model/modelo"]}})
    call = ["compose", "-f", str(file), *UP]
    assert local_docker.main(settings(tmp_path, since=time.time() + 60), call) == 1
    told = capsys.readouterr().out
    assert (f"{tmp_path}/input" in told, f"{tmp_path}/shared" in told) == (True, False)
    (refused,) = LocalDocker(tmp_path, False, True, tmp_path / "told").runs
    assert str(tmp_path / "input") in refused.refused
    assert local_docker.main(settings(tmp_path, since=time.time() - 60), call) == 0  # as what came from S3


def test_the_stand_in_stays_first_on_path_whatever_a_program_puts_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "outro"
    other.mkdir()
    (other / "docker").write_text("#!/bin/sh\n")
    (other / "docker").chmod(0o755)
    monkeypatch.setenv("PATH", os.environ["PATH"])
    with LocalDocker(tmp_path, False, True, tmp_path / "told").first(tmp_path):
        os.environ["PATH"] = f"{other}{os.pathsep}{os.environ['PATH']}"
        found = shutil.which("docker")
        os.environ["PATH"] = str(other)
        alone = shutil.which("docker")
    assert (found, alone) == (str(tmp_path / "bin/docker"), str(other / "docker"))


@pytest.mark.parametrize(
    ("services", "reason"),
    [
        pytest.param({"algo-1": {}}, "SourceCode", id="no-entry-point"),
        pytest.param(
            {name: {"entrypoint": ["true"]} for name in ("algo-1", "algo-2")}, "namespaces", id="two-without-namespaces"
        ),
    ],
)
def test_what_cannot_be_rehearsed_fails_with_the_reason(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, services: dict[str, Any], reason: str
) -> None:
    file = compose(tmp_path, **services)
    assert local_docker.main(settings(tmp_path), ["compose", "-f", str(file), *UP]) == 1
    assert reason in capsys.readouterr().out
    assert json.loads((tmp_path / "told").read_text())["has_model"] is False


SEVERAL = """\
from pathlib import Path

from sagemaker.core.training.configs import Compute, SourceCode
from sagemaker.train import ModelTrainer
from sagemaker.train.model_trainer import Mode

HERE = Path(__file__).parent
trainer = ModelTrainer(
    training_mode=Mode.LOCAL_CONTAINER,
    training_image="IMAGE",
    source_code=SourceCode(source_dir=str(HERE / "codigo"), entry_script="treino.py"),
    compute=Compute(instance_type="local_cpu", instance_count=2),
    local_container_root=str(HERE),
)
trainer.train()
"""
OF_TWO = """\
import json, os, pathlib, socket, time

hosts, own = json.loads(os.environ["SM_HOSTS"]), os.environ["SM_CURRENT_HOST"]
if own == hosts[0]:
    heard = socket.create_server((own, 7777)).accept()[0].recv(100).decode()
    pathlib.Path("/opt/ml/model/ouvido.txt").write_text(heard)
else:
    for _ in range(600):
        try:
            socket.create_connection((hosts[0], 7777)).sendall(f"oi de {socket.gethostname()}".encode())
            break
        except ConnectionRefusedError:
            time.sleep(0.1)
"""


def test_several_containers_are_hosts_that_reach_each_other(tmp_path: Path, rehearse: Callable[..., Rehearsal]) -> None:
    folder = tmp_path / "meu"
    (folder / "codigo").mkdir(parents=True)
    (folder / "codigo/treino.py").write_text(OF_TWO)
    (folder / "lancar.py").write_text(SEVERAL.replace("IMAGE", IMAGE))
    run = rehearse(str(folder / "lancar.py"))
    assert (run.code, run.report["degree"]) == (0, TRAINED), run.stdout + run.stderr
    (container,) = run.report["containers"]
    with tarfile.open(container["model"]) as archive:
        archive.extractall(tmp_path / "modelo", filter="data")
    (heard,) = (tmp_path / "modelo").rglob("ouvido.txt")
    assert heard.read_text() == "oi de algo-2"
