"""No request leaves the computer, no real credential is seen, and the computer's own /opt/ml is not touched."""

import importlib.util
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from rehearsal.aws import surroundings
from rehearsal.machine.inside import guard
from rehearsal.words import say
from tests.rehearsal.rehearsing import (
    Rehearsal,
    advised,
    as_ordinary_user,
    run_rehearsal,
    said,
    without_namespaces,
)

Job = Callable[..., Rehearsal]
SECRETS = {
    "AWS_ACCESS_KEY_ID": "AKIAVERDADEIRA",
    "AWS_SECRET_ACCESS_KEY": "segredo-de-verdade",
    "AWS_SESSION_TOKEN": "sessao-de-verdade",
    "AWS_PROFILE": "empresa",
    "AWS_ENDPOINT_URL": "https://example.com",
}


def launch(folder: Path, program: str, *options: str) -> Rehearsal:
    """Rehearse a launch file with this text."""
    (folder / "lancar.py").write_text(program)
    return run_rehearsal(folder / "work", str(folder / "lancar.py"), "--as", "launcher", *options)


@pytest.mark.parametrize("isolation", ["namespace", "rewrite"])
def test_a_socket_to_the_outside_is_refused_with_a_clear_error(tmp_path: Path, isolation: str) -> None:
    program = "import socket\nsocket.create_connection(('93.184.216.34', 443), timeout=1)"
    run = launch(tmp_path, program, "--isolation", isolation)
    assert run.code == 1
    assert said("guard.refused", host="'93.184.216.34'").search(run.stderr)
    assert run.report["refused_connections"] == ["93.184.216.34"]


def test_a_name_on_the_outside_is_not_even_looked_up(tmp_path: Path) -> None:
    run = launch(tmp_path, "import urllib.request\nurllib.request.urlopen('https://aws.amazon.com')")
    assert said("guard.refused", host="'aws.amazon.com'").search(run.stderr)


def test_a_library_that_asks_the_web_gets_nothing_through(tmp_path: Path) -> None:
    run = launch(tmp_path, "import requests\nrequests.get('https://example.com/', timeout=2)")
    assert run.code == 1
    assert said("guard.refused", host="'example.com'").search(run.stderr)


def test_in_namespaces_loopback_is_the_only_interface(tmp_path: Path) -> None:
    run = launch(tmp_path, "import socket\nprint(socket.if_nameindex())", "--isolation", "namespace")
    assert "[(1, 'lo')]" in run.stdout


def test_loopback_itself_works(tmp_path: Path) -> None:
    program = (
        "import socket\n"
        "server = socket.create_server(('127.0.0.1', 0))\n"
        "socket.create_connection(server.getsockname())\n"
        "print('conversei comigo')"
    )
    assert "conversei comigo" in launch(tmp_path, program).stdout


@pytest.mark.parametrize("isolation", ["namespace", "rewrite"])
def test_a_training_program_has_no_network_either(job: Job, isolation: str) -> None:
    program = f"{sys.executable} -c 'import socket; socket.create_connection((\"93.184.216.34\", 443), timeout=1)'"
    run = job(program, "--isolation", isolation)
    assert run.job["status"] == "Failed"
    assert "Network is unreachable" in run.log or said("guard.refused").search(run.log)
    assert said("launch.to_do", what=advised("rede-negada")).search(run.stdout)


def test_the_readers_credentials_are_neither_used_nor_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    program = (
        "import boto3, os\n"
        "print(boto3.client('sts').get_caller_identity()['Account'])\n"
        "print(boto3.Session().get_credentials().access_key)\n"
        "print(sorted(name for name in os.environ if name.startswith('AWS_')))"
    )
    run = launch(tmp_path, program)
    assert run.code == 0, run.stderr
    assert "\n111122223333\n" in run.stdout
    seen = ("AKIAVERDADEIRA", "AWS_SESSION_TOKEN", "AWS_PROFILE", "AWS_ENDPOINT_URL")
    assert not [secret for secret in seen if secret in run.stdout]


def test_what_a_program_reads_by_itself_it_finds_where_the_reader_set_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SAGEMAKER_ROLE_ARN", "SAGEMAKER_TRAINING_IMAGE", "AWS_REGION", "AWS_ACCOUNT_ID"):
        monkeypatch.setenv(name, f"do leitor: {name}")
    monkeypatch.setenv("SAGEMAKER_HUB_NAME", "catalogo")
    names = ("SAGEMAKER_ROLE_ARN", "SAGEMAKER_TRAINING_IMAGE", "AWS_REGION", "AWS_ACCOUNT_ID", "SAGEMAKER_REGION")
    run = launch(tmp_path, f"import os\nprint([os.environ.get(name) for name in {(*names, 'SAGEMAKER_HUB_NAME')}])")
    own = [f"do leitor: {name}" for name in names[:2]]
    assert str([*own, "us-east-1", "111122223333", None, None]) in run.stdout


def test_a_variable_that_nobody_set_is_told_by_its_name(tmp_path: Path) -> None:
    run = launch(tmp_path, "import os\nos.environ['BALDE_DA_EQUIPE']")
    assert say("launch.to_do", what=say("advice.unset", name="BALDE_DA_EQUIPE")) in run.stderr


def test_what_the_sdk_reads_is_none_of_the_readers() -> None:
    """A variable that the SDK reads would make a rehearsal depend on the computer."""
    folder = Path(importlib.util.find_spec("sagemaker.core").submodule_search_locations[0]).parent
    reads = re.compile(
        r"""(?:environ(?:\.get)?[\[(]|getenv\()\s*["'](SAGEMAKER_\w+)|_ENV\w*\s*=\s*["'](SAGEMAKER_\w+)"""
    )
    read = {a or b for file in folder.rglob("*.py") for a, b in reads.findall(file.read_text(encoding="utf-8"))}
    assert len(read) > 5
    assert not {name for name in read if not surroundings.OF_THE_SDK.fullmatch(name)}


@pytest.mark.parametrize("isolation", ["namespace", "rewrite"])
def test_a_training_program_does_not_see_the_readers_environment(
    job: Job, monkeypatch: pytest.MonkeyPatch, isolation: str
) -> None:
    monkeypatch.setenv("SENHA_DO_BANCO", "1234")
    run = job("env", "--isolation", isolation)
    assert "TRAINING_JOB_NAME=ensaio" in run.log
    assert "SENHA_DO_BANCO" not in run.log


@pytest.mark.parametrize("isolation", ["namespace", "rewrite"])
def test_the_computers_own_opt_ml_is_not_touched(job: Job, isolation: str) -> None:
    before = listing(Path("/opt"))
    run = job("echo pesos > /opt/ml/model/m.txt; mkdir /opt/ml/outra", "--isolation", isolation)
    assert run.job["status"] == "Completed"
    assert listing(Path("/opt")) == before


def listing(folder: Path) -> list[str]:
    """The entries of a folder, and of its ml folder if it has one."""
    return sorted(os.listdir(folder)) + (sorted(os.listdir(folder / "ml")) if (folder / "ml").is_dir() else [])


def test_the_sdks_telemetry_is_off(tmp_path: Path) -> None:
    program = (
        "import boto3\n"
        "from sagemaker.core.config.config_schema import TELEMETRY_OPT_OUT_PATH\n"
        "from sagemaker.core.common_utils import resolve_value_from_config\n"
        "from sagemaker.core.helper.session_helper import Session\n"
        "session = Session(boto3.Session(region_name='us-east-1'))\n"
        "print(resolve_value_from_config(config_path=TELEMETRY_OPT_OUT_PATH, sagemaker_session=session))"
    )
    run = launch(tmp_path, program)
    assert "\nTrue\n" in run.stdout, run.stderr


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.8.8", "::1", "", None, b"localhost"])
def test_loopback_is_local(host: object) -> None:
    assert guard.is_local(host)


@pytest.mark.parametrize(
    "host", ["169.254.169.254", "10.0.0.1", "0.0.0.0", "aws.amazon.com", "::2", "localhost.example.com"]
)
def test_everything_else_is_not(host: str) -> None:
    assert not guard.is_local(host)


def test_an_ordinary_user_can_rehearse_in_namespaces(open_folder: Path) -> None:
    run = run_rehearsal(open_folder / "work", "baixo-nivel", "--isolation", "namespace", before=as_ordinary_user())
    assert (run.code, run.report["degree"]) == (0, "treinou-aqui"), run.stdout + run.stderr


def test_that_ordinary_user_has_no_privileges() -> None:
    command = [*as_ordinary_user(), "/bin/cat", "/proc/self/status"]
    status = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    fields = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    assert fields["Uid"].split()[0] != "0"
    assert int(fields["CapEff"], 16) == 0


def test_where_namespaces_are_not_to_be_had_the_paths_are_rewritten(job: Job) -> None:
    """No privilege and no user namespaces, as in an ordinary container."""
    run = job(
        "cat /opt/ml/input/config/hyperparameters.json", HyperParameters={"epocas": "3"}, before=without_namespaces()
    )
    assert run.code == 0, run.stderr
    assert said("launch.rewritten").search(run.stdout)
    assert '{"epocas": "3"}' in run.log


def test_a_job_cannot_change_what_the_reader_has_installed(job: Job) -> None:
    place = Path(sys.prefix) / "deixado-pelo-job"
    run = job(f"touch {place} 2>&1; echo oi > /opt/ml/model/m", "--isolation", "namespace")
    assert "Read-only file system" in run.log
    assert (run.job["status"], place.exists()) == ("Completed", False)
