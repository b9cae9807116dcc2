"""The Nu HTML checker finds no error on any page."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.audit.tools import MODULES

JAR = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"


@pytest.fixture(scope="module")
def told(site: Path) -> Mapping[str, list[str]]:
    """Every error, by page; a page without one has none."""
    pages = {path.relative_to(site).as_posix(): list[str]() for path in sorted(site.rglob("*.html"))}
    command = ["java", "-Xss1m", "-jar", str(JAR), "--skip-non-html", "--errors-only", "--format", "json", "--stdout"]
    done = subprocess.run([*command, str(site)], capture_output=True, text=True)
    for each in json.loads(done.stdout)["messages"]:
        path = each.get("url", "").removeprefix(f"file:{site}/")
        pages.setdefault(path, []).append(f"line {each.get('lastLine')}: {each['message']}")
    return pages


@pytest.mark.audit
@pytest.mark.timeout(900)
def test_no_page_has_an_error(told: Mapping[str, list[str]]) -> None:
    assert {page: errors for page, errors in told.items() if errors} == {}
    assert len(told) > 150
