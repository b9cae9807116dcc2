"""The zips of a built site, opened once: needs the whole site, with its books."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from publish.languages import LANGUAGES, Language
from publish.offline import folder

Zips = Mapping[Language, Mapping[str, bytes]]


@pytest.fixture(scope="session")
def zips(site: Path) -> Zips:
    """Every file of each language's zip, by its path in it."""
    return {language: _read(site / folder.FOLDER / folder.name(language)) for language in LANGUAGES}


def _read(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
