"""Who has only the site's address gets the command from it, in an environment of their own outside this repository.

Here that environment sees what is installed for the tests, so that nothing is downloaded; `make audit` installs all of
it as a reader does, with the dependencies and the constraints.
"""

import functools
import http.server
import itertools
import json
import os
import re
import shlex
import subprocess
import sysconfig
import threading
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from publish.wheel.package import ROOMS, wheel_name
from tests.once import OnceForAllWorkers
from tests.rehearsal.rehearsing import LAUNCH, ROOT, asked_for, said

OTHERS = (*ROOMS, "tests", "decision", "publish", "moto", "flask", "flask_cors", "werkzeug")
PROGRAM = """\
import boto3, moto.server, sys
print("achados:", sorted(name for name in {others!r} if "leitor" in getattr(sys.modules.get(name), "whose", "")))
print(boto3.client("s3").list_buckets()["Buckets"][0]["Name"])
open("/opt/ml/model/modelo", "w").write("pesos")
"""


def run(environment: Path, folder: Path, *arguments: str) -> dict[str, Any]:
    """Type `ensaio` in a folder; nothing of this repository is on the way."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    command = [str(environment / "bin" / "ensaio"), *arguments, "--report", "relato.json"]
    done = subprocess.run(command, cwd=folder, env=kept, capture_output=True, text=True)
    report = folder / "relato.json"
    told = json.loads(report.read_text()) if report.is_file() else {}
    return {"code": done.returncode, "out": done.stdout, "err": done.stderr, "report": told}


def beside_others(folder: Path) -> Path:
    """A reader's own folder: a launch file, its image's Dockerfile, and folders with names of ours and of moto's."""
    folder.mkdir(parents=True)
    for name in OTHERS:
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text(f"whose = '{name} do leitor'")
    lines = ["FROM scratch", "COPY programa.py /programa.py", 'ENTRYPOINT ["python", "/programa.py"]']
    (folder / "Dockerfile").write_text("\n".join(lines))
    (folder / "programa.py").write_text(PROGRAM.format(others=OTHERS))
    (folder / "request.json").write_text(json.dumps(asked_for()))
    mine = [name for name in OTHERS if name not in ("moto", "flask", "flask_cors", "werkzeug")]
    shown = ", ".join(f"{name}.whose" for name in mine)
    (folder / "envia.py").write_text(f"import {', '.join(mine)}\nprint({shown})\n{LAUNCH}")
    return folder


@pytest.fixture(scope="module")
def installed(once_for_all_workers: OnceForAllWorkers, site: Path) -> Path:
    """An environment in which the wheel of the built site is installed, beside what the tests have."""

    def make(folder: Path) -> None:
        venv.create(folder, symlinks=True, with_pip=True)
        (packages,) = folder.glob("lib/python*/site-packages")
        (packages / "of-the-tests.pth").write_text(sysconfig.get_path("purelib"))
        wheel = site / "ensaio" / wheel_name(ROOT)
        install = [str(folder / "bin" / "pip"), "install", "--no-deps", "--no-index", str(wheel)]
        subprocess.run(install, check=True, capture_output=True)

    return once_for_all_workers("installed", make)[1]


@pytest.fixture(scope="module")
def own(once_for_all_workers: OnceForAllWorkers, installed: Path) -> dict[str, Any]:
    """A rehearsal of a reader's own folder, in which other things have the names of ours."""
    return once_for_all_workers("own-folder", lambda folder: run(installed, beside_others(folder / "meu"), "."))[0]


def test_a_readers_own_folder_is_rehearsed(own: dict[str, Any]) -> None:
    assert own["code"] == 0, own["out"] + own["err"]
    assert own["report"]["degree"] == "treinou-aqui"
    assert said("target.entry", file="envia.py", folder="meu").search(own["out"])


def test_its_launch_file_imports_its_own_folders_and_the_rehearsal_what_was_installed(own: dict[str, Any]) -> None:
    assert " ".join(f"{name} do leitor" for name in OTHERS[:6]) in own["out"]
    log = "\n".join(own["report"]["jobs"][0]["log"])
    assert "achados: []" in log
    assert "balde" in log  # the server inside the rehearsal answered, with its own flask


def test_a_snippet_that_was_downloaded_from_the_site_is_rehearsed(installed: Path, site: Path, tmp_path: Path) -> None:
    (tmp_path / "baixo-nivel.py").write_bytes((site / "trechos" / "baixo-nivel.py").read_bytes())
    told = run(installed, tmp_path, "baixo-nivel.py")
    assert told["code"] == 0, told["out"] + told["err"]
    assert (told["report"]["degree"], told["report"]["score"]["name"]) == ("treinou-aqui", "validation:auc")
    assert (tmp_path / "ensaios" / "baixo-nivel" / "jobs").is_dir()


def test_a_snippet_of_the_guide_is_known_by_its_name_outside_the_repository(installed: Path, tmp_path: Path) -> None:
    told = run(installed, tmp_path, "nada")
    assert told["code"] == 2
    assert "modo-script" in told["err"]
    shown = subprocess.run([installed / "bin" / "ensaio", "--help"], capture_output=True, text=True).stdout
    assert "--image" in shown
    assert "--update" not in shown


def test_what_comes_with_an_image_runs_from_the_wheel_too(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text(  # no ENTRYPOINT: AWS starts `train`, a program of the training toolkit
        "FROM 763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-training:2.11-cpu\n"
        "COPY treino.py /opt/ml/code/treino.py\nENV SAGEMAKER_PROGRAM treino.py\n"
    )
    (tmp_path / "treino.py").write_text("open('/opt/ml/model/modelo', 'w').write('pesos')")
    (tmp_path / "request.json").write_text(json.dumps(asked_for()))
    (tmp_path / "lancar.py").write_text(LAUNCH)
    told = run(installed, tmp_path, "lancar.py")
    assert (told["code"], told["report"]["degree"]) == (0, "treinou-aqui"), told["out"] + told["err"]
    assert "training-toolkit" in told["report"]["stand_ins"]


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The built site, served from this computer."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=site)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.audit
@pytest.mark.timeout(1800)
def test_with_only_an_address_and_python_a_script_is_rehearsed(address: str, site: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "ambiente", symlinks=True, with_pip=True)
    install = [str(tmp_path / "ambiente/bin/pip"), "install", f"{address}ensaio/{wheel_name(ROOT)}"]
    done = subprocess.run([*install, "-c", f"{address}ensaio/constraints.txt"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    with zipfile.ZipFile(site / "trechos" / "modo-script.zip") as archive:
        archive.extractall(tmp_path)
    told = run(tmp_path / "ambiente", tmp_path, "modo-script")
    assert (told["code"], told["report"]["degree"]) == (0, "treinou-aqui"), told["out"] + told["err"]
    data = str(tmp_path / "modo-script" / "dados-modo-script")
    told = run(tmp_path / "ambiente", tmp_path, "modo-script/codigo/treino.py", "--data", data)
    assert (told["code"], told["report"]["degree"]) == (0, "treinou-aqui"), told["out"] + told["err"]


@pytest.mark.audit
@pytest.mark.timeout(600)
def test_on_every_machine_that_the_page_names_all_of_it_comes_built(site: Path, tmp_path: Path) -> None:
    """Nobody is sent for a compiler. On a Mac with Intel's processor one would be, and the page does not name it."""
    venv.create(tmp_path / "uv", symlinks=True, with_pip=True)
    subprocess.run([tmp_path / "uv/bin/pip", "install", "uv==0.13.9"], check=True, capture_output=True)
    kinds = ("x86_64-manylinux_2_28", "aarch64-manylinux_2_28", "aarch64-apple-darwin", "x86_64-apple-darwin")
    command = [tmp_path / "uv/bin/uv", "pip", "compile", "--only-binary", ":all:", ROOT / "rehearsal/pyproject.toml"]
    command += ["--constraint", site / "ensaio" / "constraints.txt"]
    done = {
        (kind, python): subprocess.run(
            [*command, "--python-platform", kind, "--python-version", python], capture_output=True, text=True
        )
        for kind, python in itertools.product(kinds, ("3.11", "3.13"))
    }
    found = {asked: each.returncode == 0 for asked, each in done.items()}
    assert found == {asked: asked[0] != "x86_64-apple-darwin" for asked in done}, [
        each.stderr for each in done.values()
    ]
    assert all("xgboost==" in each.stdout for (kind, _), each in done.items() if kind == "aarch64-apple-darwin")
    assert {
        "Apple silicon" in (site / page / "index.html").read_text(encoding="utf-8") for page in ("ensaiar", "tutorial")
    } == {True}


@pytest.mark.audit
@pytest.mark.timeout(1800)
@pytest.mark.parametrize(("tool", "pin"), [("pipx", "pipx==1.18.4"), ("uv", "uv==0.13.9")], ids=["by-pipx", "by-uv"])
def test_the_other_commands_of_the_page_give_the_same_command(
    address: str, site: Path, tmp_path: Path, tool: str, pin: str
) -> None:
    page = BeautifulSoup((site / "ensaiar" / "index.html").read_text(encoding="utf-8"), "lxml")
    (command,) = [code.text for code in page.select("code") if code.text.startswith(f"{tool} ")]
    venv.create(tmp_path / "ambiente", symlinks=True, with_pip=True)
    subprocess.run([tmp_path / "ambiente/bin/pip", "install", pin], check=True, capture_output=True)
    own = {"HOME": str(tmp_path), "PIPX_HOME": f"{tmp_path}/onde", "PIPX_BIN_DIR": f"{tmp_path}/bin"}
    own |= {"UV_TOOL_DIR": f"{tmp_path}/onde", "UV_TOOL_BIN_DIR": f"{tmp_path}/bin"}
    words = shlex.split(re.sub(r"https?://\S+?/(?=ensaio/)", address, command.replace("\\\n", " ")))
    around = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        [tmp_path / "ambiente/bin" / words[0], *words[1:]], env=around | own, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert list(tmp_path.glob("onde/**/bin/pip")), "the SDK asks for pip, and this environment has none"
    (tmp_path / "treino.py").write_text("open('/opt/ml/model/modelo', 'w').write('pesos')")
    told = run(tmp_path, tmp_path, "treino.py")
    assert (told["code"], told["report"]["degree"]) == (0, "treinou-aqui"), told["out"] + told["err"]
