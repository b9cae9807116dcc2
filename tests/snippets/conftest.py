"""The rehearsals that these tests share; tests/rehearsal/rehearsing.py says how they run."""

from collections.abc import Callable
from typing import Any

import pytest

from publish.pages import permissions
from tests.once import OnceForAllWorkers
from tests.rehearsal.rehearsing import job, rehearse, rehearsed  # noqa: F401
from tests.snippets.adjusting import ONLY_ACCEPTED, PAIRS, run_all

Audited = Callable[[str, str], dict[str, Any]]


@pytest.fixture(scope="session")
def audited(once_for_all_workers: OnceForAllWorkers) -> Audited:
    """What is told of a snippet with an adjustment that ran with the policies that the guide publishes for the two.

    All adjustments of a snippet run in one rehearsal, whichever worker asks first; what can train does.
    """
    published = permissions.published()

    def one(snippet: str, adjustment: str) -> dict[str, Any]:
        pairs = [pair for pair in PAIRS if pair[0] == snippet]
        policies = {pair: published["/".join(pair)] for pair in pairs}
        (told, _, _), _ = once_for_all_workers(
            f"audited-{snippet}", lambda folder: run_all(pairs, folder, snippet in ONLY_ACCEPTED, policies)
        )
        found: dict[str, Any] = told[f"{snippet}.{adjustment}"]
        return found

    return one
