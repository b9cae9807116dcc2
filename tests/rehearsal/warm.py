"""Two processes that have imported what snippets import, once for all workers, and fork a child for each rehearsal.

Importing the SDK and moto is most of what a short rehearsal costs. One of the two has no default Region, and has
imported what would remember it. The child runs the same `main` of
`python -m rehearsal`, single-threaded when it starts, with its own arguments, environment, folder and
output; what it imports later, patches or breaks ends with it. What importing tries to reach on the network is
refused as in a rehearsal, and stands in the report of every child.

The processes end when the last worker has: each worker holds a lock on the file `users` as long as it lives.
"""

import atexit
import builtins
import contextlib
import fcntl
import functools
import gc
import importlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
IMPORTED = (
    *("rehearsal.command.launch", "moto.s3.urls", "moto.logs.urls", "moto.sts.urls", "moto.iam.urls"),
    "moto.moto_server.werkzeug_app",
    *("pandas", "sklearn.datasets", "sagemaker.core.resources", "sagemaker.core.training.configs"),
)
ASKED_ALWAYS = ("s3", "sagemaker", "logs", "sts", "iam")  # services whose models are read from disk beforehand
# What remembers the Region of the moment in which it is imported, and what brings it along: only a rehearsal on a
# computer without a default Region can have that from here.
KEEPS_A_REGION = "sagemaker.core.jumpstart.constants"
WITHOUT_REGION = (
    *("sagemaker.train.model_trainer", "sagemaker.train.tuner", "sagemaker.core.image_uris", "sagemaker.core.s3"),
    *("sagemaker.core.helper.session_helper", "sagemaker.core.jumpstart.configs", "sagemaker.train.distributed"),
)
PATIENCE = 120.0  # seconds until a busy machine has imported all that
LONGEST = 65_536  # bytes of a request
Options = dict[str, Any]


# ---- asking ----


def run(arguments: Sequence[str], started: Callable[[int], None] = lambda _: None) -> subprocess.CompletedProcess[str]:
    """Rehearse with these arguments in a fork of the warm process. `started` is called with the child's id."""
    asked = {"arguments": list(arguments), "environment": dict(os.environ)}
    kind = "no-region" if ("--region", "") in pairwise(arguments) else "any"
    with _connected(kind) as connection, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        socket.send_fds(connection, [json.dumps(asked).encode()], [out.fileno(), err.fileno()])
        answers = connection.makefile()
        child = int(answers.readline())
        try:
            started(child)
            code = int(answers.readline())
        except BaseException:  # a test that is ended leaves no rehearsal behind
            os.kill(child, signal.SIGKILL)
            raise
        printed = [stream.seek(0) or stream.read().decode() for stream in (out, err)]
    return subprocess.CompletedProcess(arguments, code, *printed)


def _connected(kind: str) -> socket.socket:
    """Connect to the warm process of a kind; the first one to ask starts both."""
    folder = _folder()
    process, log = None, folder / "log"
    with (folder / "starting").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not log.is_file():
            with log.open("w") as output:
                process = subprocess.Popen(
                    [sys.executable, "-m", "tests.rehearsal.warm", str(folder)],
                    cwd=ROOT,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                    start_new_session=True,
                )
    deadline = time.monotonic() + PATIENCE
    while (not process or process.poll() is None) and time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            return _connect(folder / kind)
        time.sleep(0.05)
    raise RuntimeError(f"the warm process did not start:\n{log.read_text()}")


def _connect(path: Path) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.connect(str(path))
    except OSError:
        connection.close()
        raise
    return connection


@functools.cache
def _folder() -> Path:
    """Return the folder that the workers of one run of pytest share, and say that this one uses it."""
    run_id = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    folder = Path(tempfile.gettempdir()) / f"rehearsals-{os.getuid()}-{run_id[:16]}"
    while True:
        folder.mkdir(mode=0o700, exist_ok=True)
        users = os.open(folder / "users", os.O_RDWR | os.O_CREAT)  # stays open, and locked, until this process ends
        fcntl.flock(users, fcntl.LOCK_SH)
        with contextlib.suppress(FileNotFoundError):  # the warm process that just ended took its folder along
            if os.path.samestat(os.fstat(users), os.stat(folder / "users")):
                return folder
        os.close(users)


# ---- answering ----


def serve(folder: Path) -> None:
    """Import, then fork a child for each connection, until nobody uses the folder any more."""
    from rehearsal.aws import cloud, once
    from rehearsal.machine.inside import guard
    from rehearsal.words import say

    guard.install(say("guard.refused", host=guard.HOST))
    os.environ["MOTO_ACCOUNT_ID"] = cloud.ACCOUNT  # moto reads it when it is imported
    with once.on():
        for module in IMPORTED:
            importlib.import_module(module)
    if KEEPS_A_REGION in sys.modules:
        raise RuntimeError(f"a rehearsal must import {KEEPS_A_REGION} by itself; take what brings it out of IMPORTED")
    _prepare_clients()
    kind = "any"
    if os.fork() == 0:
        kind = "no-region"
        os.environ.pop("AWS_DEFAULT_REGION", None)
        os.environ.pop("AWS_REGION", None)
        with once.on():
            for module in WITHOUT_REGION:
                importlib.import_module(module)
    gc.collect()
    gc.freeze()  # what is here stays shared with the children
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those who answer
    with socket.socket(socket.AF_UNIX) as server, (folder / "users").open() as users:
        server.bind(str(folder / kind))
        server.listen()
        server.settimeout(1)
        while True:
            try:
                connection, _ = server.accept()
            except TimeoutError:
                with contextlib.suppress(BlockingIOError):
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    return shutil.rmtree(folder, ignore_errors=True)  # the other kind may be doing it too
                continue
            if os.fork() == 0:
                server.close()
                users.close()
                answer(connection)
            connection.close()


def _prepare_clients() -> None:
    """Do what each rehearsal would do for its clients: read service models, check the SDK's configuration.

    Nothing stays replaced: `once` remembers it, and a rehearsal that switches it on finds it, as it finds its own.
    """
    import boto3
    import jsonschema
    import yaml
    from moto.core import utils
    from sagemaker.core.config.config_schema import SAGEMAKER_PYTHON_SDK_CONFIG_SCHEMA

    from rehearsal.aws import cloud, once
    from rehearsal.wire import rules

    with once.on():
        jsonschema.validate(yaml.safe_load(cloud.SDK_CONFIG), SAGEMAKER_PYTHON_SDK_CONFIG_SCHEMA)
        rules.load()
        for service in ASKED_ALWAYS:
            utils.get_service_model(service)
            boto3.Session("x", "x", region_name="us-east-1").client(service)


def answer(connection: socket.socket) -> None:
    """Rehearse in a child, tell its id and then its exit code, and end; the child ends as its program does."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    asked, streams, *_ = socket.recv_fds(connection, LONGEST, 2)
    child = os.fork()
    if child == 0:
        connection.close()
        rehearse(json.loads(asked), streams)
    connection.sendall(f"{child}\n".encode())
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    connection.sendall(f"{code}\n".encode())
    os._exit(0)


def _note_imports() -> None:
    """Let the report say what this rehearsal imports: here the SDK is in the process before it begins."""
    from rehearsal.command import report

    imported, whole = set[str](), builtins.__import__

    def noted(name: str, globals: Any = None, locals: Any = None, fromlist: Any = (), level: int = 0) -> Any:
        importer = str((globals or {}).get("__name__", ""))
        if not level and not importer.startswith(("rehearsal.", "sagemaker.")):
            imported.add(name.partition(".")[0])
        return whole(name, globals, locals, fromlist, level)

    builtins.__import__ = noted
    report.imported = lambda package: package in imported


def rehearse(asked: Options, streams: Sequence[int]) -> None:
    """Become what `python -m rehearsal` is."""
    for number, stream in enumerate(streams, start=1):
        os.dup2(stream, number)
        os.close(stream)
    os.environ.clear()
    os.environ.update(asked["environment"])
    # As from a terminal: Python takes no Ctrl-C where it starts with SIGINT ignored, in a shell's background.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    from rehearsal.__main__ import main

    _note_imports()
    code = 1
    try:
        code = main(asked["arguments"])
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:  # the end of a Python process, but for taking apart what was imported, which would copy it first
        threading._shutdown()  # type: ignore[attr-defined]
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
