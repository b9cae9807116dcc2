"""Calls the script that a request, or its image, only names: what the command `train` of the toolkit does.

The code is fetched from S3 into /opt/ml/code, unless it lies there already, its requirements.txt is installed, and the
script gets the hyperparameters as arguments and the SM_ variables: Python, a package with setup.py, or a command. One
that fails leaves in /opt/ml/output/failure what becomes its FailureReason. Not here: MPI, parameter servers and the
libraries for several hosts.
"""

import json
import os
import shlex
import signal
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

from . import environment

ERRORS = ("Error", "Exception", "KeyboardInterrupt", "SystemExit")  # what begins the part of stderr that is kept


class ExecuteUserScriptError(Exception):
    """The script failed; its text is that of the toolkit."""

    def __init__(self, command: list[str], code: int, message: str) -> None:
        super().__init__(
            f'{type(self).__name__}:\nExitCode {code}\nErrorMessage "{message}"\nCommand "{" ".join(command)}"'
        )


class InstallRequirementsError(ExecuteUserScriptError):
    """The packages that requirements.txt names could not be installed."""


def fetch(uri: str, folder: Path) -> None:
    """Bring the code into its folder: an archive from S3 or from this machine; a folder stays as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    archive, address = folder / "sourcedir.tar.gz", urlparse(uri)
    if address.scheme == "s3":
        import boto3  # only now: who brings the code along needs none

        boto3.client("s3").download_file(address.netloc, address.path.lstrip("/"), str(archive))
    elif Path(uri).is_file():
        archive = Path(uri)
    else:
        return
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    if archive.parent == folder:
        archive.unlink()


def command_for(name: str, words: list[str], folder: Path) -> list[str]:
    """Return the command for a script of this name, whose requirements are installed by then."""
    if name.endswith(".sh") or not name.endswith(".py"):
        (folder / name).chmod(0o777)
        return ["/bin/sh", "-c", " ".join([f"./{name}", *map(shlex.quote, words)])]
    if (folder / "setup.py").is_file():
        return [sys.executable, "-m", name.removesuffix(".py"), *words]
    return [sys.executable, name, *words]


def install(folder: Path) -> None:
    """Install the package in the folder, and what its requirements.txt names."""
    what = ["."] if (folder / "setup.py").is_file() else []
    what += ["-r", "requirements.txt"] if (folder / "requirements.txt").is_file() else []
    if what:
        command = [sys.executable, "-m", "pip", "install", *what]
        code, message = run(command, folder)
        if code:
            raise InstallRequirementsError(command, code, message)


def run(command: list[str], folder: Path) -> tuple[int, str]:
    """Run a command, print what it prints, and return its exit code and the errors that it printed."""
    process = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE)
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    kept: list[str] = []
    assert process.stderr
    for raw in process.stderr:
        line = raw.decode(errors="replace").rstrip("\n")
        print(line, flush=True)
        if (kept or any(word in line for word in ERRORS)) and line.strip(" :") not in kept:
            kept.append(line.strip(" :"))
    return process.wait(), "\n ".join(kept)


def train(env: Any) -> None:
    """Fetch, install and run. Raises ExecuteUserScriptError."""
    folder = Path(environment.code_dir)
    fetch(env.module_dir, folder)
    if not env.user_entry_point:
        raise ValueError("The training entry point name is empty. Set the 'sagemaker_program' hyperparameter.")
    install(folder)
    command = command_for(env.user_entry_point, env.to_cmd_args(), folder)
    variables = env.to_env_vars()
    os.environ.update(variables)
    print("Invoking user script\n\nTraining Env:\n")
    print(json.dumps(dict(env), indent=4, default=str))
    print("\nInvoking script with the following command:\n\n" + " ".join(command) + "\n", flush=True)
    code, message = run(command, folder)
    if code:
        raise ExecuteUserScriptError(command, code if code > 0 else 128 - code, message)


def main() -> int:
    """Train; return 0, or 1 and leave the reason."""
    try:
        train(environment.Environment())
    except Exception as error:
        print(f"Reporting training FAILURE\n{error}", flush=True)
        failure = Path(environment.output_dir) / "failure"
        if not failure.exists():
            failure.write_text(str(error))
        return 1
    print("Reporting training SUCCESS", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
