"""A build reads the repository and the Python that runs it; what it reads of the former makes it out of date."""

import json
import mimetypes
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from publish import up_to_date
from publish.languages import ROOT

pytestmark = pytest.mark.starts_a_build

# Builds the pages of one language into the folder that is named, and prints every file and folder that was opened.
BUILD = """\
import json, os, sys

opened = set()


def note(event, arguments):
    if event in ("open", "os.listdir", "os.scandir") and isinstance(arguments[0], (str, bytes, os.PathLike)):
        opened.add(os.path.realpath(os.fsdecode(arguments[0])))


sys.addaudithook(note)
from pathlib import Path

from decision.reading import load
from publish.__main__ import build_language
from publish.languages import LANGUAGES

build_language(LANGUAGES[0], Path(sys.argv[1]), load())
print(json.dumps(sorted(opened)))
"""


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> set[Path]:
    """What a build of the Portuguese pages opened, without the Python that ran it."""
    folder = tmp_path_factory.mktemp("pages")
    command = [sys.executable, "-c", BUILD, str(folder)]
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    found = {Path(path) for path in json.loads(done.stdout.splitlines()[-1])}
    of_python = [Path(place).resolve() for place in (sys.prefix, sys.base_prefix, tempfile.gettempdir(), folder)]
    of_python += [Path(place) for place in (os.devnull, *mimetypes.knownfiles)]
    # The repository may itself lie below one of them, as in a temporary folder.
    return {path for path in found if path.is_relative_to(ROOT) or not any(map(path.is_relative_to, of_python))}


def test_the_build_reads_nothing_outside_the_repository(opened: set[Path]) -> None:
    assert {ROOT / "mkdocs.yml", ROOT / "docs/sources.toml", ROOT / "docs/pt/index.md"} <= opened
    assert {path for path in opened if not path.is_relative_to(ROOT)} == set()


def test_whatever_of_the_repository_is_read_makes_a_build_out_of_date(opened: set[Path]) -> None:
    made_from = [ROOT / name for name in up_to_date.READ]
    ours = {path for path in opened if path.is_file() and path.is_relative_to(ROOT) and path.suffix != ".pyc"}
    made = {path for path in ours if path.is_relative_to(ROOT / "build") or path.is_relative_to(ROOT / ".venv")}
    assert {path for path in ours - made if not any(map(path.is_relative_to, made_from))} == set()
