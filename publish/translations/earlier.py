"""What a Portuguese section said when a translation followed it: looked for in git, where the repository has one."""

import subprocess
from pathlib import Path

from publish.languages import ROOT
from publish.translations import record, texts
from publish.translations.texts import SOURCE, Place

MOST = 300  # commits of a file that are looked through, newest first


def text(place: Place, followed: str, root: Path = ROOT) -> str | None:
    """Return the section of a Portuguese page whose hash in the record is ``followed``, or None when git has none."""
    file = place.within(SOURCE).partition("#")[0]
    for commit in _git(root, "log", f"--max-count={MOST}", "--format=%H", "--", file).split():
        page = _git(root, "show", f"{commit}:{file}")
        try:
            section = texts.sections(page, file).get(place.part, "")
        except texts.TextError:  # an early form of the page
            continue
        if record.digest(section) == followed:
            return section
    return None


def _git(root: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return done.stdout if done.returncode == 0 else ""
