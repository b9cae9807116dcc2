"""Finds a Chromium for the browser tests; as root on Debian or Ubuntu a missing one is installed, else it says how.

``python -m tests.browser.chromium`` does it before the tests start, so that no test has to be left out.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

# The one without windows first: the same engine, with half the work for each page.
NAMES = (
    *("chromium-headless-shell", "chrome-headless-shell"),
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
)
DEBIAN = ("chromium-headless-shell", "chromium")  # Ubuntu has only the second
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def find() -> str | None:
    """Return the path of a Chromium: the one that CHROMIUM names, one on the path, or Playwright's own; else None."""
    if named := os.environ.get("CHROMIUM"):
        return named if shutil.which(named) else None
    if on_path := next(filter(None, map(shutil.which, NAMES)), None):
        return on_path
    return str(MAC) if MAC.exists() else _playwrights_own()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _apt_get(*arguments: str) -> bool:
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return (
        subprocess.run(["apt-get", "-qq", *arguments], env=env, stdout=subprocess.DEVNULL, check=False).returncode == 0
    )


def main() -> int:
    """Print where a Chromium is, installing one where that is possible; return 1 after saying what to type."""
    if named := os.environ.get("CHROMIUM"):
        if not shutil.which(named):
            print(f"CHROMIUM names {named!r}, which cannot be run; correct it or unset it.", file=sys.stderr)
            return 1
    elif not find() and os.geteuid() == 0 and shutil.which("apt-get"):
        print("No Chromium found: installing Debian's or Ubuntu's (about 100 MB to download).", flush=True)
        _apt_get("update")
        for package in DEBIAN:
            if _apt_get("install", "-y", package):
                break
    if path := find():
        print(f"Chromium for the browser tests: {path}")
        return 0
    print(
        "No Chromium found for the browser tests. Install one, then run this again:\n"
        f"  {sys.executable} -m playwright install --with-deps chromium\n"
        "or, on Debian or Ubuntu: sudo apt-get install chromium\n"
        "or name one you have: make test CHROMIUM=/path/to/chromium",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
