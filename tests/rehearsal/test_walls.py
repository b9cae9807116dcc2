"""A job sees what a container has, and not the reader's files; and what it writes stays inside."""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from rehearsal.machine.inside import guard
from tests.rehearsal.rehearsing import Rehearsal, said

Job = Callable[..., Rehearsal]
PYTHON = sys.executable


@pytest.fixture
def readers_file(tmp_path: Path) -> Path:
    """A file of the reader's, in the home that the rehearsal is told."""
    home = tmp_path / "casa"
    home.mkdir()
    (home / "dados.csv").write_text("1,2")
    return home / "dados.csv"


def opening(path: str) -> str:
    """A program that tells whether it can read a file, and where it stands."""
    return f"""{PYTHON} -c 'print("read", open("{path}").read())' ; echo in $PWD"""


def test_in_namespaces_a_job_sees_no_file_of_the_readers(job: Job, readers_file: Path) -> None:
    with tempfile.NamedTemporaryFile(prefix="de-quem-le-", dir="/var/tmp") as other:
        look = "ls -A /home /root /srv /mnt /run; ls -d /work /data 2>&1; ls /tmp"
        run = job(f"{opening(str(readers_file))}; {opening(other.name)}; {look}; {opening(__file__)}")
        assert run.log.count("FileNotFoundError") == 3
        assert "read" not in run.log
    assert run.job["status"] == "Completed"


def test_in_namespaces_what_a_job_writes_elsewhere_does_not_reach_this_computer(job: Job) -> None:
    name = "escrito-por-um-job"
    places = [f"/tmp/{name}", f"/var/tmp/{name}", f"/root/{name}", f"/home/{name}", f"/{name}"]
    run = job("; ".join(f"echo x > {place} && echo written" for place in places))
    assert run.log.count("written") == len(places)
    assert [place for place in places if Path(place).exists()] == []


def test_without_namespaces_python_does_not_see_the_readers_home(
    job: Job, readers_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(readers_file.parent))
    run = job(opening(str(readers_file)), "--isolation", "rewrite")
    assert "FileNotFoundError" in run.log
    assert "read" not in run.log


@pytest.mark.parametrize(
    "what",
    [
        pytest.param("os.makedirs(path, exist_ok=True)", id="a-folder"),
        pytest.param("open(path, 'w').write('x')", id="a-file"),
        pytest.param("os.listdir(path)", id="a-look"),
        pytest.param("__import__('subprocess').run(['mkdir', '-p', path])", id="another-program"),
    ],
)
def test_without_namespaces_a_path_that_is_put_together_does_not_reach_this_computer(job: Job, what: str) -> None:
    program = f"""import os; path = os.path.join("/opt", "ml", "ensaio-proibido"); {what}"""
    run = job(f"{PYTHON} -c '{program.replace(chr(39), chr(34))}' || exit 3", "--isolation", "rewrite")
    assert run.job["status"] == "Failed"
    assert said("guard.held").search(run.log)
    assert not Path("/opt/ml/ensaio-proibido").exists()


@pytest.mark.parametrize("isolation", ["namespace", "rewrite"])
@pytest.mark.parametrize("lines", ["RUN chmod +x /programa.sh", "COPY --chmod=755 programa.sh /programa.sh"])
def test_what_the_image_makes_executable_runs(job: Job, isolation: str, lines: str) -> None:
    entry = '["/programa.sh"]'
    run = job("echo rodei", "--isolation", isolation, executable=False, dockerfile=lines, entrypoint=entry)
    assert (run.job["status"], "rodei" in run.log) == ("Completed", True), run.log


@pytest.mark.parametrize(("path", "inside"), [("/a/b", True), ("/a", True), ("/ab", False), ("/", False)])
def test_a_folder_holds_what_is_below_it(path: str, inside: bool) -> None:
    assert guard._below("/a", path) is inside
