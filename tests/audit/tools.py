"""Finds what the audit needs beside Python: Node with npm and Java; as root on Debian or Ubuntu it installs what lacks.

``python -m tests.audit.tools`` does it before the audit starts, so that nothing of it has to be left out, and then
brings what package-lock.json pins.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "build" / "audit"
MODULES = FOLDER / "node_modules"
PINS = ("package.json", "package-lock.json")
# Program -> its package in Debian and Ubuntu, and in Homebrew.
NEEDED = {
    "node": ("nodejs", "node"),
    "npm": ("npm", "node"),
    "java": ("default-jre-headless", "openjdk"),
}


def lacking() -> list[str]:
    """Return the programs that are not here."""
    return [program for program in NEEDED if not shutil.which(program)]


def install(programs: list[str]) -> None:
    """Install programs from Debian's or Ubuntu's packages."""
    packages = [NEEDED[program][0] for program in programs]
    print(f"Installing {', '.join(packages)} (up to 250 MB to download), once.", flush=True)
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        subprocess.run(["apt-get", "-qq", *arguments], env=env, stdout=subprocess.DEVNULL, check=False)


def bring_modules() -> None:
    """Bring what the lock pins into build/audit/, unless it is there; a lock that changed brings it anew."""
    here = [(ROOT / "tests" / "audit" / name).read_bytes() for name in PINS]
    there = [(FOLDER / name).read_bytes() if (FOLDER / name).is_file() else b"" for name in PINS]
    if here == there and (MODULES / ".package-lock.json").is_file():
        return
    print("Bringing the Nu HTML checker and Lighthouse: 216 MB on disk, once.", flush=True)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, content in zip(PINS, here, strict=True):
        (FOLDER / name).write_bytes(content)
    quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
    subprocess.run(["npm", "ci", *quiet], cwd=FOLDER, check=True)


def main() -> int:
    """Bring everything; return 1 after saying what to type where that is not possible."""
    if lacking() and os.geteuid() == 0 and shutil.which("apt-get"):
        install(lacking())
    if programs := lacking():
        debian, brew = (" ".join(dict.fromkeys(NEEDED[program][of] for program in programs)) for of in (0, 1))
        print(
            f"The audit needs {', '.join(programs)}. Install what is missing, then run this again:\n"
            f"  Debian or Ubuntu: sudo apt-get install {debian}\n"
            f"  macOS: brew install {brew}",
            file=sys.stderr,
        )
        return 1
    bring_modules()
    return 0


if __name__ == "__main__":
    sys.exit(main())
