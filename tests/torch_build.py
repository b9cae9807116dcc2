"""Brings PyTorch into the environment that runs it: ``python -m tests.torch_build torch==2.13.0``.

The tests need the CPU only, and on Linux the package index has no build for it alone: its usual one brings NVIDIA's
CUDA libraries, 2.7 GB to download. So what pip is set up with is asked first, then uv, which knows where PyTorch keeps
its builds for the CPU. Where neither has one, the usual build comes after all, and what it weighs is said before: all
tests must run where only the package index is within reach. ``cuda`` after the version asks for it at once.
"""

import argparse
import platform
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

CPU, CUDA = "cpu", "cuda"
LARGE = "2.7 GB, and 4.7 GB on disk"
WITHOUT = "To go on without it, and be told which tests that leaves out: make test TORCH=none"
UV_VERSION = "0.13.9"
UV = Path(sys.prefix) / "uv"  # an environment of its own: `make lock` has the same
PIP = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check")


def installed() -> str | None:
    """Return the version of PyTorch that is here, of whichever build, or None."""
    try:
        return version("torch").partition("+")[0]
    except PackageNotFoundError:
        return None


def ways(wanted: str, build: str, system: str) -> list[list[str]]:
    """Return the commands that may bring a build, the first to try first. None names an index."""
    usual = [sys.executable, *PIP, f"torch=={wanted}"]
    if build == CUDA or system != "Linux":
        return [usual]
    uv = [str(UV / "bin" / "uv"), "pip", "install", "--quiet", "--python", sys.executable]
    return [[sys.executable, *PIP, f"torch=={wanted}+cpu"], [*uv, "--torch-backend", "cpu", f"torch=={wanted}"], usual]


def bring(wanted: str, build: str, system: str) -> bool:
    """Try each way in turn; what one says is shown when it was the last."""
    commands = ways(wanted, build, system)
    for command in commands:
        if Path(command[0]).is_relative_to(UV):
            _bring_uv()
        if command is commands[-1] and len(commands) > 1:
            print(f"The build for the CPU is not within reach: the usual one comes, {LARGE}. {WITHOUT}", flush=True)
        if subprocess.run(command, stderr=None if command is commands[-1] else subprocess.DEVNULL).returncode == 0:
            return True
    return False


def _bring_uv() -> None:
    if not (UV / "bin" / "uv").exists():
        subprocess.run([sys.executable, "-m", "venv", str(UV)], check=True)
        subprocess.run([str(UV / "bin" / "python"), *PIP, f"uv=={UV_VERSION}"], check=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Bring it where it is missing; return 1 after saying which other ways there are."""
    parser = argparse.ArgumentParser(prog="python -m tests.torch_build", description=__doc__)
    parser.add_argument("torch", metavar="torch==VERSION")
    parser.add_argument("build", nargs="?", choices=(CPU, CUDA), default=CPU)
    options = parser.parse_args(arguments)
    system, wanted = platform.system(), options.torch.removeprefix("torch==")
    if installed() == wanted:
        return 0
    size = LARGE if options.build == CUDA and system == "Linux" else "up to 200 MB, and 0.9 GB on disk"
    print(f"Setting up PyTorch {wanted}, once: downloads {size}.", flush=True)
    if bring(wanted, options.build, system):
        return 0
    print(
        f"PyTorch {wanted} could not be had. {WITHOUT}\n"
        "Where an index or a folder of yours has it: PIP_EXTRA_INDEX_URL, PIP_FIND_LINKS (CONTRIBUTING.md, PyTorch).",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
