"""Builds one language of a copy of the repository, as `python -m publish` does for each: all are made alike."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from publish import up_to_date
from tests.conftest import ROOT

# Its arguments: the folder of the sources of a language, where its pages go, and a file for the names of all files and
# folders that were opened.
BUILD = """
import json, logging, os, sys

opened = set()


def note(event, arguments):
    if event in ("open", "os.listdir", "os.scandir") and isinstance(arguments[0], (str, bytes, os.PathLike)):
        opened.add(os.path.realpath(os.fsdecode(arguments[0])))


sys.addaudithook(note)
from pathlib import Path

from mkdocs.exceptions import MkDocsException

from decision.reading import load
from publish.__main__ import build_language
from publish.languages import LANGUAGES

logging.basicConfig(level=logging.WARNING)
(language,) = [each for each in LANGUAGES if each.folder == sys.argv[1]]
try:
    build_language(language, Path(sys.argv[2]), load())
except MkDocsException as error:
    print(error, file=sys.stderr)
    sys.exit(1)
Path(sys.argv[3]).write_text(json.dumps(sorted(opened)), encoding="utf-8")
"""


def copy(repo: Path) -> Path:
    """Copy what a build reads into a folder, which may exist."""
    for name in up_to_date.READ:
        (repo / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, repo / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, repo / name)
    return repo


def build_language(repo: Path, language: str) -> subprocess.CompletedProcess[str]:
    """Build the pages of a language, given as the folder of its sources, into site/<language>/ of the copy."""
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-c", BUILD, language, str(repo / "site" / language), str(repo.with_suffix(".opened"))]
    return subprocess.run(command, cwd=repo, env=env, capture_output=True, text=True, check=False)


def opened(repo: Path) -> set[Path]:
    """Return every file and folder that the last build of the copy opened."""
    return {Path(name) for name in json.loads(repo.with_suffix(".opened").read_text(encoding="utf-8"))}
