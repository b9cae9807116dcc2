"""The Dockerfiles that readers copy: linted by hadolint, sound under the contract, and what lancar.py builds."""

import ast
import json
import os
import re
import subprocess
import sys
import sysconfig
import tarfile
from collections.abc import Callable
from pathlib import Path

import joblib
import pytest
from sklearn.datasets import load_breast_cancer

from rehearsal.command.report import TRAINED
from rehearsal.machine import dockerfile
from snippets import FOLDER as SNIPPETS
from tests.rehearsal.rehearsing import Rehearsal

Once = Callable[[str], Rehearsal]
EXTENDED = "imagem-estendida"
HADOLINT = Path(sysconfig.get_path("scripts")) / "hadolint"
BAD = """\
FROM python
ADD treino.py /opt/programa/treino.py
RUN pip install numpy
RUN dnf install -y graphviz
ENTRYPOINT python /opt/programa/treino.py
"""

each_image = pytest.mark.parametrize("name", sorted(path.parent.name for path in SNIPPETS.glob("*/Dockerfile")))


def findings(path: Path) -> list[str]:
    """The rules that a Dockerfile breaks, as hadolint names them, each with its line."""
    command = [str(HADOLINT), "--format", "json", "--no-fail", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [f"{each['code']} line {each['line']}" for each in json.loads(done.stdout)]


def recipe(name: str) -> dockerfile.Recipe:
    return dockerfile.read(SNIPPETS / name / "Dockerfile", {})


@each_image
def test_the_linter_finds_nothing(name: str) -> None:
    assert findings(SNIPPETS / name / "Dockerfile") == []


def test_the_linter_does_find_what_the_dockerfiles_avoid(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text(BAD)
    found = {each.partition(" ")[0] for each in findings(tmp_path / "Dockerfile")}
    untagged, add, cached, unpinned, shell_form = "DL3006", "DL3020", "DL3042", "DL3013", "DL3025"
    assert found >= {untagged, add, cached, unpinned, shell_form}


@each_image
def test_the_only_rule_set_aside_is_the_version_of_a_system_package(name: str) -> None:
    aside = re.findall(r"hadolint\s+(?:global\s+)?ignore=(\S+)", (SNIPPETS / name / "Dockerfile").read_text())
    assert set(aside) <= {"DL3041"}


@each_image
def test_nothing_is_put_where_the_platform_mounts_its_own(name: str) -> None:
    assert not [path for path in recipe(name).files if path.startswith("/opt/ml")]


def test_the_own_container_starts_without_a_shell_between_and_shows_its_lines_at_once() -> None:
    own = recipe("conteiner-proprio")
    assert own.entrypoint[0] == "python"
    assert own.entrypoint[1] in own.files
    assert own.env["PYTHONUNBUFFERED"] == "1"


def test_the_extended_image_starts_from_the_one_that_the_sdk_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    from sagemaker.core import image_uris

    assert recipe(EXTENDED).base == image_uris.retrieve("sklearn", "us-east-1", version="1.9-0")


@each_image
def test_the_image_that_is_built_and_pushed_is_the_one_that_trains(name: str) -> None:
    tree = ast.parse((SNIPPETS / name / "lancar.py").read_text())
    image = next(
        node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and node.targets[0].id == "IMAGE"
    )
    steps = ast.get_docstring(tree) or ""
    assert f"-t {image} ." in steps
    assert f"docker push {image}" in steps
    registry, repository = image.partition(":")[0].split("/", 1)
    assert f"--repository-name {repository}\n" in steps
    assert registry in re.findall(r"--password-stdin\s+(\S+)", steps)


def test_before_building_it_logs_in_where_the_base_is() -> None:
    steps = ast.get_docstring(ast.parse((SNIPPETS / EXTENDED / "lancar.py").read_text())) or ""
    assert recipe(EXTENDED).base.partition("/")[0] in re.findall(r"--password-stdin\s+(\S+)", steps)


def test_the_extended_image_trains_in_the_rehearsal_which_says_it_was_not_built(rehearsed: Once) -> None:
    run = rehearsed(EXTENDED)
    assert (run.code, run.report["degree"]) == (0, TRAINED), run.stdout + run.stderr
    assert run.report["score"]["value"] >= 0.88
    assert "dockerfile-not-built" in run.report["stand_ins"]


def test_the_tree_and_its_drawing_come_out(rehearsed: Once, tmp_path: Path) -> None:
    model = Path(rehearsed(EXTENDED).job["model"])
    for archive in (model, model.with_name("output.tar.gz")):
        with tarfile.open(archive) as packed:
            packed.extractall(tmp_path, filter="data")
    data = load_breast_cancer(as_frame=True)
    assert joblib.load(tmp_path / "modelo.joblib").score(data.data, data.target) > 0.95
    (drawing,) = tmp_path.glob("arvore.*")
    assert "worst" in drawing.read_text()


def test_with_the_program_that_the_image_adds_the_tree_is_drawn(tmp_path: Path) -> None:
    (tmp_path / "dados").mkdir()
    load_breast_cancer(as_frame=True).frame.to_csv(tmp_path / "dados" / "exames.csv", index=False)
    dot = tmp_path / "bin" / "dot"
    dot.parent.mkdir()
    dot.write_text('#!/bin/sh\n[ "$1 $2" = "-Tsvg -o" ] && cat > "$3"\n')
    dot.chmod(0o755)
    done = subprocess.run(
        [sys.executable, str(SNIPPETS / EXTENDED / "codigo" / "treino.py")],
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{dot.parent}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "saida" / "data" / "arvore.svg").read_text().startswith("digraph Tree")
