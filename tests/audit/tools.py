"""Finds what the audit needs beside Python and Chromium; on Debian or Ubuntu, root and a CI's runner install it.

``python -m tests.audit.tools`` does it before the audit starts, so that nothing of it has to be left out, and then
brings what package-lock.json pins.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.docs import spelling

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "build" / "audit"
MODULES = FOLDER / "node_modules"
PINS = ("package.json", "package-lock.json")
# Programs of which one must be here, and the package that brings one in Debian and Ubuntu.
NEEDED = {
    ("node",): "nodejs",
    ("npm",): "npm",
    ("java",): "default-jre-headless",
    ("firefox", "firefox-esr"): "firefox-esr",
    ("WebKitWebDriver",): "webkit2gtk-driver",
    ("Xvfb",): "xvfb",
}


class ToolsError(RuntimeError):
    """Something that the audit needs could not be brought; the message says what, and where the reason is."""


def lacking() -> list[str]:
    """Return the packages whose programs are not here, and those of the spelling if one of them is not."""
    found = [package for programs, package in NEEDED.items() if not any(map(shutil.which, programs))]
    return [*found, *(spelling.DEBIAN if spelling.missing() else ())]


def install(packages: list[str]) -> None:
    """Install packages of Debian or Ubuntu."""
    print(f"Installing {', '.join(packages)} (up to 400 MB to download), once.", flush=True)
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    sudo = ["sudo", "-n"] if os.geteuid() else []
    for arguments in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        subprocess.run([*sudo, "apt-get", "-qq", *arguments], env=env, stdout=subprocess.DEVNULL, check=False)


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
    if subprocess.run(["npm", "ci", *quiet], cwd=FOLDER, check=False).returncode:
        raise ToolsError("npm could not bring what tests/audit/package-lock.json pins: what it says stands above")


def main() -> int:
    """Bring everything; return 1 after saying what to type where that is not possible."""
    may = os.geteuid() == 0 or os.environ.get("CI")  # a runner's user may become root without a password
    if lacking() and may and shutil.which("apt-get"):
        install(lacking())
    if packages := lacking():
        print(
            "The audit needs more programs, and runs on Debian and Ubuntu. Install them, then run this again:\n"
            f"  sudo apt-get install {' '.join(packages)}",
            file=sys.stderr,
        )
        return 1
    try:
        bring_modules()
    except ToolsError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
