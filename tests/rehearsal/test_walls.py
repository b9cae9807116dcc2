"""A job sees what a container has, and not the reader's files; and what it writes stays inside."""

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from rehearsal.machine import runner
from rehearsal.machine.contract import Host
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


def test_without_namespaces_python_sees_no_file_beside_the_launch_file_and_none_that_was_in_tmp(
    job: Job, tmp_path: Path
) -> None:
    (tmp_path / "launch").mkdir()
    (tmp_path / "launch/dados.csv").write_text("1,2")
    with tempfile.NamedTemporaryFile(prefix="de-quem-le-", dir="/var/tmp") as other:
        beside, before = opening(str(tmp_path / "launch/dados.csv")), opening(other.name)
        new = f"""{PYTHON} -c 'import tempfile as t; print("own", open(t.mkstemp()[1]).read())'"""
        run = job(f"{beside}; {before}; {new}", "--isolation", "rewrite")
    assert (run.log.count("Error: [Errno 2]"), "read" in run.log, "own" in run.log) == (2, False, True), run.log


@pytest.mark.parametrize(
    "what",
    [
        pytest.param("os.makedirs(path, exist_ok=True)", id="a-folder"),
        pytest.param("open(path, 'w').write('x')", id="a-file"),
        pytest.param("os.listdir(path)", id="a-look"),
        pytest.param("import sqlite3; sqlite3.connect(path)", id="a-database"),
        pytest.param("import sqlite3; sqlite3.connect('file:' + path + '?mode=rwc', uri=True)", id="its-address"),
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


@pytest.mark.parametrize("isolation", ["namespace", "rewrite"])
def test_a_program_is_found_in_the_folder_of_the_image_that_its_path_names(job: Job, isolation: str) -> None:
    lines = (
        'ENV PATH="/opt/so-na-imagem:${PATH}"\nCOPY programa.sh /opt/so-na-imagem/treinar\nWORKDIR /opt/so-na-imagem'
    )
    run = job("pwd; ls", "--isolation", isolation, dockerfile=lines, entrypoint='["treinar"]')
    assert (run.job["status"], "so-na-imagem" in run.log, "treinar" in run.log) == ("Completed", True, True), run.log


STARTS = "import subprocess\nsubprocess.run(['touch', '/tmp/x'], check=True)\nprint('rodou')"
OF_PYTHON = f'["{PYTHON}", "/programa.sh"]'


def test_without_namespaces_a_program_that_nothing_holds_is_refused_by_name(job: Job) -> None:
    run = job("touch feito; echo rodou", "--isolation", "rewrite", guarded=True)
    assert (run.job["status"], "rodou" in run.log) == ("Failed", False)
    assert said("guard.program", program="'/bin/sh'").search(run.stderr)
    assert said("guard.program").search(said("summary.failed", name="ensaio").split(run.stdout)[1].splitlines()[1])
    assert said("summary.guarded").search(run.stdout)


@pytest.mark.parametrize("guarded", [True, False])
def test_without_namespaces_python_starts_another_program_only_if_told(job: Job, guarded: bool) -> None:
    run = job(STARTS, "--isolation", "rewrite", entrypoint=OF_PYTHON, guarded=guarded)
    assert (run.job["status"], "rodou" in run.log) == (("Failed", False) if guarded else ("Completed", True))
    assert bool(said("guard.program", program="'touch'").search(run.log)) == guarded
    assert said("summary.guarded" if guarded else "summary.unguarded").search(run.stdout)


def test_in_namespaces_every_program_runs(job: Job) -> None:
    run = job(STARTS, "--isolation", "namespace", entrypoint=OF_PYTHON, guarded=True)
    assert run.job["status"] == "Completed"
    assert not said("summary.guarded").search(run.stdout)


@pytest.mark.parametrize(
    ("words", "other"),
    [
        pytest.param(["python3.12", "treino.py"], None, id="python"),
        pytest.param([PYTHON, "-m", "pip"], None, id="python-by-its-path"),
        pytest.param(["/bin/sh", "-c", "python treino.py --x 1"], None, id="a-shell-with-python-alone"),
        pytest.param(["bash", "-c", "OMP=1 python treino.py"], None, id="with-a-variable"),
        pytest.param(["bash", "-c", "python a.py && rm b"], "python a.py && rm b", id="a-shell-with-more"),
        pytest.param(["bash", "-c", "python $(x)"], "python $(x)", id="a-shell-with-something-inside"),
        pytest.param(["bash", "-c", "pip install 'shap>=0.4'"], None, id="a-shell-with-a-quoted-word"),
        pytest.param(["sh", "-c", "chmod +x so-python.sh && ./so-python.sh 1"], None, id="as-the-sdk-starts-one"),
        pytest.param(["bash", "-eu", "so-python.sh"], None, id="a-script-of-a-shell-with-python-alone"),
        pytest.param(["./so-python.sh"], None, id="the-same-by-its-first-line"),
        pytest.param(["bash", "-lc", "rm b"], "rm", id="a-shell-with-another-program"),
        pytest.param(["/bin/sh", "treino.sh"], "/bin/sh", id="a-script-of-a-shell"),
        pytest.param(["lscpu"], None, id="only-tells"),
        pytest.param(["mkdir", "x"], "mkdir", id="another-program"),
        pytest.param(["./em-python"], None, id="a-script-of-python"),
        pytest.param(["./em-shell"], "./em-shell", id="a-script-of-another"),
        pytest.param([], None, id="nothing"),
    ],
)
def test_which_programs_the_hook_does_not_hold(
    words: list[str], other: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lines = "#!/bin/bash\n# nada\nset -e\nexport A=1\nB=2 python treino.py \\\n  --x 1\npip install shap\n"
    texts = {"em-python": "#!/usr/bin/env python3\n", "em-shell": "#!/bin/sh\nrm b\n", "so-python.sh": lines}
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
        (tmp_path / name).chmod(0o755)
    assert guard.other_program(words) == other


@pytest.mark.parametrize(
    ("source", "other"),
    [
        pytest.param({"entry_script": "treino.py"}, None, id="python"),
        pytest.param({"entry_script": "treino.sh"}, "treino.sh", id="a-shell"),
        pytest.param({"entry_script": "so-python.sh"}, None, id="a-shell-with-python-alone"),
        pytest.param({"command": "python treino.py"}, None, id="a-command-of-python"),
        pytest.param({"command": "python a.py; rm b"}, "python a.py; rm b", id="a-command-of-more"),
    ],
)
def test_what_the_sdks_own_script_starts_counts(source: dict[str, str], other: str | None, tmp_path: Path) -> None:
    drivers = tmp_path / "input/data/sm_drivers"
    drivers.mkdir(parents=True)
    (drivers / "sourcecode.json").write_text(json.dumps(source))
    (tmp_path / "input/data/code").mkdir()
    (tmp_path / "input/data/code/treino.sh").write_text("rm b")
    (tmp_path / "input/data/code/so-python.sh").write_text("python treino.py")
    command = ["/bin/bash", "/opt/ml/input/data/sm_drivers/sm_train.sh"]
    assert runner._other_program(command, Host("algo-1", tmp_path, tmp_path), "/usr/bin") == other
