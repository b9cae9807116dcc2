"""Runs the hosts of one training job: starts them, streams their lines, stops them as AWS would.

Enclosed (Linux namespaces) or, where these are not to be had, with the paths of the container rewritten in a
copy of the job's code. Both obey: SIGTERM to the main process, then `grace` seconds, then SIGKILL, on stop or
when the maximum running time is over; a host that fails ends the others; the exit code decides.
"""

import contextlib
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rehearsal.machine import aliases, startup
from rehearsal.machine.contract import Host, NotRehearsedError
from rehearsal.machine.images import Program
from rehearsal.machine.inside import enclosure, guard
from rehearsal.words import say

STOP_GRACE = 120.0  # seconds between SIGTERM and SIGKILL, as AWS documents
STARTUP, IMAGE = "startup", "image"  # folders of a host's
BLOCK = 1 << 16  # bytes of what a program prints that are read together, where so many are there
TOGETHER = 0.001  # seconds in which lines that follow each other gather, so that they are shown at once
TICK = 0.01  # seconds between two looks at the hosts; on a fast computer, epochs of the tutorial take 0.02
PACKAGES = ("site-packages", "dist-packages")
DRIVERS = "sm_drivers"  # a channel of the SDK's: what calls the script
CODE_CHANNELS = ("code", DRIVERS, "sagemaker_remote_function_bootstrap")
SCRIPTS_OF_THE_SDK = ("/sagemaker_remote_function_bootstrap/", "/processing/input/entrypoint/runproc.sh")

Emit = Callable[[str, Sequence[str]], None]  # (host, the lines that it has printed, all that are there at once)
Ends = Mapping[str, threading.Event]  # what may end the hosts before their time


@dataclass
class Limits:
    """How long a job may run and how long a program has to save its work after SIGTERM, in seconds.

    `grace` may be shortened while the job runs. `unguarded`: without namespaces, other programs than Python, which
    nothing holds there, may run too.
    """

    max_runtime: float
    grace: float = STOP_GRACE
    unguarded: bool = False


@dataclass
class Outcome:
    """How the hosts ended.

    `failed` is the first host whose program failed by itself, with its exit code; `ended_by` is "max-runtime" or
    the name of the event that ended it. At most one of the two is set. `noted` are the modules of this computer's that
    the program imported and that its image may not have.
    """

    failed: tuple[str, int] | None = None
    ended_by: str | None = None
    noted: frozenset[str] = frozenset()


def run(
    program: Program | Mapping[str, Program],
    hosts: list[Host],
    env: Mapping[str, str],
    folder: Path,
    enclosed: bool,
    limits: Limits,
    ends: Ends,
    emit: Emit,
) -> Outcome:
    """Run `program`, or the one of its name, on every host until all have ended; `folder` is scratch of this run."""
    if not enclosed and len(hosts) > 1:
        raise NotRehearsedError(say("runner.several_hosts"))
    of_host = {host.name: program if isinstance(program, Program) else program[host.name] for host in hosts}
    of_host = {name: aliases.added(each, folder / name) for name, each in of_host.items()}
    processes = {
        host.name: _start_enclosed(of_host[host.name], host, hosts, env, folder)
        if enclosed
        else _start_rewritten(of_host[host.name], host, env, folder, limits.unguarded)
        for host in hosts
    }
    called = {} if enclosed else {host.name: as_in_the_container(host, folder) for host in hosts}
    readers = [
        threading.Thread(target=_read_lines, args=(name, process, called.get(name, {}), emit), daemon=True)
        for name, process in processes.items()
    ]
    for reader in readers:
        reader.start()
    try:
        outcome = _supervise(processes, limits, ends)
    finally:
        for process in processes.values():
            _kill(process)
    for reader in readers:
        reader.join(timeout=5)
    folders = [folder / host.name / STARTUP for host in hosts] if enclosed else [folder / STARTUP]
    outcome.noted = frozenset().union(*map(startup.noted, folders))
    return outcome


def _supervise(processes: Mapping[str, subprocess.Popen[bytes]], limits: Limits, ends: Ends) -> Outcome:
    outcome, deadline, told = Outcome(), time.monotonic() + limits.max_runtime, None
    while any(process.poll() is None for process in processes.values()):
        now = time.monotonic()
        outcome.failed = outcome.failed or (_first_failed(processes) if told is None else None)
        ended_by = next((name for name, event in ends.items() if event.is_set()), None)
        if told is None and (ended_by or now >= deadline or outcome.failed):
            if not outcome.failed:
                outcome.ended_by = ended_by or "max-runtime"
            told = now
            for process in processes.values():
                if process.poll() is None:
                    process.send_signal(signal.SIGTERM)
        if told is not None and now >= told + limits.grace:
            for process in processes.values():
                _kill(process)
        time.sleep(TICK)
    if told is None:
        outcome.failed = _first_failed(processes)
    return outcome


def _first_failed(processes: Mapping[str, subprocess.Popen[bytes]]) -> tuple[str, int] | None:
    for name, process in processes.items():
        if code := process.poll():
            return name, code if code > 0 else 128 - code
    return None


def as_in_the_container(host: Host, folder: Path) -> dict[str, str]:
    """Return the paths that stand in for the container's, where they are rewritten -> what a job calls them on AWS."""
    return {str(host.ml): "/opt/ml", str(host.checkpoints): host.checkpoint_path, str(folder / IMAGE): ""}


def _read_lines(name: str, process: subprocess.Popen[bytes], called: Mapping[str, str], emit: Emit) -> None:
    """Hand on what a program prints, as it comes: a line alone, or a thousand of them for the price of a few."""
    assert isinstance(process.stdout, io.BufferedReader)

    def told(raw: bytes) -> list[str]:
        text = raw.decode(errors="replace")
        for here, there in called.items():
            text = text.replace(here, there)
        return [line.rstrip("\r") for line in text.split("\n")]

    begun: list[bytes] = []  # a line that has not ended yet
    while block := process.stdout.read1(BLOCK):
        ended, newline, rest = block.rpartition(b"\n")
        if newline:
            emit(name, told(b"".join([*begun, ended])))
            begun.clear()
        if rest:
            begun.append(rest)
        time.sleep(TOGETHER)
    if begun:
        emit(name, told(b"".join(begun)))


def _kill(process: subprocess.Popen[bytes]) -> None:
    """SIGKILL the process and whatever it started. Enclosed, the kernel ends the whole host with it."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def _spawn(command: list[str], env: Mapping[str, str] | None, cwd: str | None) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        env=env,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def pythons() -> dict[str, str]:
    """Return the folders of this Python and its packages, wherever they lie: as they are called -> real path."""
    called = {sys.prefix, sys.base_prefix, os.path.realpath(sys.prefix), os.path.realpath(sys.base_prefix)}
    inside = ("/usr", "/bin", "/lib", "/opt")  # which every host has; read-only would be too much of it
    own = {path for path in called if path == sys.prefix or not path.startswith(inside)} - {"/usr", "/"}
    # Packages of another environment, which this one sees by a .pth file.
    others = {path for path in sys.path if os.path.basename(path) in PACKAGES and os.path.isdir(path)}
    own |= {path for path in others if not path.startswith((*inside, *(f"{each}/" for each in called)))}
    return {path: os.path.realpath(path) for path in own}


def _start_enclosed(
    program: Program, host: Host, hosts: list[Host], env: Mapping[str, str], folder: Path
) -> subprocess.Popen[bytes]:
    """Start one host in namespaces of its own; /opt/ml in it is host.ml."""
    own = folder / host.name
    for name in ("root", "home"):
        (own / name).mkdir()
    (own / "hosts").write_text(f"127.0.0.1 localhost {' '.join(each.name for each in hosts)}\n::1 localhost\n")
    binds = {path: str(source) for path, source in program.files.items()}
    binds |= _made_executable(program, own / "executable")
    binds |= {"/opt/ml": str(host.ml), "/opt/home": str(own / "home"), "/etc/hosts": str(own / "hosts")}
    binds[host.checkpoint_path] = str(host.checkpoints)
    merged = {"HOME": "/opt/home", **program.env, **env}
    if program.contents:
        startup.write(own / STARTUP, program.contents)
        binds[startup.INSIDE] = str(own / STARTUP)
        merged |= startup.variables(startup.INSIDE, merged)
    spec = {
        "root": str(own / "root"),
        "binds": binds,
        "protected": pythons(),  # a job that runs pip must not change what the reader has installed
        "hostname": host.name,
        "cwd": program.workdir,
        "command": program.command,
        "env": merged,
    }
    (own / "spec.json").write_text(json.dumps(spec))
    command = [sys.executable, "-I", str(Path(enclosure.__file__)), str(own / "spec.json")]
    return _spawn(command, None, None)


def _other_program(command: Sequence[str], host: Host, search: str) -> str | None:
    """Return the program of a job that no hook would hold, or None; that of the SDK's own script, which is held."""
    script = next((word for word in command if f"/{DRIVERS}/" in word), None)
    if not script:
        of_the_sdk = any(part in word for part in SCRIPTS_OF_THE_SDK for word in command)
        return None if of_the_sdk else guard.other_program(command, search)
    told = host.ml / "input/data" / DRIVERS / "sourcecode.json"
    source = json.loads(told.read_text()) if told.is_file() else {}
    if source.get("command"):
        return guard.other_program(["sh", "-c", str(source["command"])], search)
    entry = str(source.get("entry_script") or "")
    if not entry.endswith(".sh"):
        return None
    return entry if guard.other_program(["sh", str(host.ml / "input/data/code" / entry)], search) else None


def _guards(folder: Path, host: Host, unguarded: bool) -> list[str]:
    """Return what a Python process of a job calls of the guard, where the paths are rewritten.

    A folder of temporary files is nobody's, whoever started the rehearsal there: a job writes to it too.
    """
    started_in = [os.getcwd(), os.environ.get("PWD") or os.getcwd()]
    own = [each for each in (os.path.expanduser("~"), *started_in) if each not in guard.TEMPORARY]
    homes = [*own, *map(os.path.realpath, own)]
    given = [path.resolve() for path in (*host.ml.glob("*"), *host.ml.glob("input/data/*")) if path.is_symlink()]
    shown = [str(folder), os.path.realpath(folder), *pythons(), *pythons().values(), sys.base_prefix, sys.prefix]
    shown += map(str, given)  # as local mode links to what it mounts
    held = [repr(say("guard.held", path=guard.PATH)), repr([home for home in homes if home != "/"]), repr(shown)]
    held.append(repr(None if unguarded else say("guard.program", program=guard.PATH)))
    return [f"install({say('guard.refused', host=guard.HOST)!r})", f"hold({', '.join(held)})"]


def _made_executable(program: Program, folder: Path) -> dict[str, str]:
    """Copy the files that the image makes executable, and do it; return path in the image -> the copy."""
    made = {}
    for number, inside in enumerate(sorted(program.executable)):
        source = _local_file(program.files, inside)
        target = folder / str(number) / source.name
        target.parent.mkdir(parents=True)
        shutil.copy2(source, target)
        target.chmod(0o755)
        made[inside] = str(target)
    return made


def _local_file(files: Mapping[str, Path], inside: str) -> Path:
    """Return the local file that an image has at a path: named itself, or in a folder that is."""
    parts = [inside, *map(str, Path(inside).parents)]
    above = next(path for path in parts if path in files)
    return files[above] / Path(inside).relative_to(above) if above != inside else files[above]


def _start_rewritten(
    program: Program, host: Host, env: Mapping[str, str], folder: Path, unguarded: bool
) -> subprocess.Popen[bytes]:
    """Start one host with the container's paths replaced by real ones, in a copy of its code."""
    image, home = folder / IMAGE, folder / "home"
    home.mkdir()
    paths = {"/opt/ml": str(host.ml), host.checkpoint_path: str(host.checkpoints)}
    for inside, source in program.files.items():
        in_ml = Path(inside).is_relative_to("/opt/ml")  # as an image may have it: /opt/ml/code
        target = host.ml / Path(inside).relative_to("/opt/ml") if in_ml else image / inside.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True)
        else:
            shutil.copy2(source, target)
        if not in_ml:
            paths[inside] = str(target)
            # The folders that only the image has: a Dockerfile names them in its PATH, and as the one to start in.
            above = [folder for folder in map(str, Path(inside).parents) if folder != "/" and not Path(folder).exists()]
            paths |= {folder: str(image / folder.lstrip("/")) for folder in above}
        for made in program.executable:
            if Path(made).is_relative_to(inside):
                (target / Path(made).relative_to(inside)).chmod(0o755)
    rewrite = _rewriter(paths)
    channels = [host.ml / "input/data" / name for name in CODE_CHANNELS]
    for root in [image, *channels, host.ml / "code", *host.code]:
        _rewrite_files(root, rewrite)
    merged = {**program.env, **env}
    variables = {name: rewrite(value) for name, value in merged.items()}
    variables["PATH"] = _search(variables["PATH"], image)
    variables |= {
        "HOME": str(home),
        "TMPDIR": str(home),
        **startup.variables(str(folder / STARTUP), variables),
    }
    startup.write(folder / STARTUP, program.contents, _guards(folder, host, unguarded))
    variables["LOGNAME"] = "root"  # as in a container: to anybody else the SDK's @remote does `sudo chmod 777 /tmp`
    workdir = home if program.workdir == "/" else Path(rewrite(program.workdir))
    command = [rewrite(word) for word in program.command]
    search = variables["PATH"]
    if not unguarded and (other := _other_program(command, host, search)):
        raise NotRehearsedError(say("guard.program", program=repr(other)))
    if cannot := enclosure.why_not(command[0], search):
        told, code = cannot[0].replace(command[0], program.command[0]), cannot[1]
        command = ["/bin/sh", "-c", 'echo "$0"; exit "$1"', told, str(code)]
    return _spawn(command, variables, str(workdir) if workdir.is_dir() else str(home))


def _search(path: str, image: Path) -> str:
    """Return a PATH in which what an image has in a folder is found before what this computer has there."""
    found = ((str(image / each.lstrip("/")), each) for each in path.split(os.pathsep))
    return os.pathsep.join(each for pair in found for each in pair if each == pair[1] or Path(each).is_dir())


def _rewrite_files(root: Path, rewrite: Callable[[str], str]) -> None:
    """Rewrite every text below a folder, those that are packed in it as .tar.gz too."""
    for path in root.rglob("*"):
        if path.name.endswith(".tar.gz"):
            with tempfile.TemporaryDirectory() as unpacked:
                with tarfile.open(path) as archive:
                    archive.extractall(unpacked, filter="data")
                _rewrite_files(Path(unpacked), rewrite)
                with tarfile.open(path, "w:gz") as archive:
                    archive.add(unpacked, arcname=".")
        elif path.is_file():
            with contextlib.suppress(UnicodeDecodeError):  # as bytes: the ends of its lines are the program's
                path.write_bytes(rewrite(path.read_bytes().decode()).encode())


def _rewriter(paths: Mapping[str, str]) -> Callable[[str], str]:
    """Return a function that replaces whole container paths, longest first, in one pass."""
    longest_first = sorted(paths, key=len, reverse=True)
    pattern = re.compile(r"(?<![\w.-])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w-])")
    return lambda text: pattern.sub(lambda match: paths[match[0]], text)
