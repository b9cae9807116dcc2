"""What all tests share: the built site. `make test` builds it first; SITE_DIR names another one."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def site() -> Path:
    """The folder of the built site."""
    folder = Path(os.environ.get("SITE_DIR") or ROOT / "site")
    if not (folder / "index.html").exists():
        pytest.exit(f"{folder} holds no site; run `make site` first", returncode=4)
    return folder
