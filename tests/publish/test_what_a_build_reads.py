"""A build reads the repository and the Python that runs it; what it reads of the former makes it out of date.

Shown where a copy of the repository is built, so that its own files alone can count as the repository's.
"""

import mimetypes
import os
import sys
from pathlib import Path

import pytest

from publish import up_to_date
from tests import building

pytestmark = pytest.mark.starts_a_build


@pytest.fixture(scope="module")
def opened(with_french: Path) -> set[Path]:
    """What the build of a language opened, without the Python that ran it and where its pages went."""
    of_python = [Path(place).resolve() for place in (sys.prefix, sys.base_prefix)]
    of_python += [Path(place) for place in (os.devnull, *mimetypes.knownfiles)]
    copy = with_french.resolve()
    return {
        path
        for path in building.opened(with_french)
        if path.is_relative_to(copy) or not any(map(path.is_relative_to, of_python))
    }


def test_the_build_reads_nothing_outside_the_repository(opened: set[Path], with_french: Path) -> None:
    repo = with_french.resolve()
    assert {repo / "mkdocs.yml", repo / "docs/sources.toml", repo / "docs/fr/index.md"} <= opened
    assert {path for path in opened if not path.is_relative_to(repo)} == set()


def test_whatever_of_the_repository_is_read_makes_a_build_out_of_date(opened: set[Path], with_french: Path) -> None:
    repo = with_french.resolve()
    made_from = [repo / name for name in up_to_date.READ]
    files = {path for path in opened if path.is_file() and path.is_relative_to(repo) and path.suffix != ".pyc"}
    made = {path for path in files if path.is_relative_to(repo / "build") or path.is_relative_to(repo / "site")}
    assert {path for path in files - made if not any(map(path.is_relative_to, made_from))} == set()
    assert {path for path in files if path.relative_to(repo).as_posix() in up_to_date.UNREAD} == set()
    assert repo / "docs/translations/fr.toml" in files
