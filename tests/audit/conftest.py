"""The built site, served as a server would: compressed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.serving import served


@pytest.fixture(scope="session")
def base_url(site: Path) -> Iterator[str]:
    """The site's address."""
    with served(site) as address:
        yield address
