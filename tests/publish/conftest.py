"""A copy of the repository with a language more, whose pages are built once for all that is asked of a build."""

from pathlib import Path

import pytest

from tests import building
from tests.once import OnceForAllWorkers
from tests.recipes.following import language


@pytest.fixture(scope="session")
def with_french(once_for_all_workers: OnceForAllWorkers) -> Path:
    """The copy, with site/fr/ built. French has the words of Spanish."""
    _, repo = once_for_all_workers("with-french", build_with_french)
    return repo


def build_with_french(repo: Path) -> None:
    building.copy(repo)
    language(repo)
    done = building.build_language(repo, "fr")
    assert done.returncode == 0, done.stdout + done.stderr
