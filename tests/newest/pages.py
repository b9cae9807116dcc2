"""From the id of a test, as pytest writes it, to the pages that say what it holds."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import snippets
from decision import reading
from publish.languages import ROOT

RECORDS = Path(__file__).parent / "pages.toml"


def pages_of(test: str) -> list[str]:
    """Return the pages, and sections, that say what a test holds; none for one that holds nothing that a page says."""
    parameters = test.partition("[")[2].rstrip("]")
    shown = [page for name in named(parameters, list(showing())) for page in showing()[name]]
    sections = [errors()[name] for name in named(parameters, sorted(errors()))] if "test_errors" in test else []
    said = about(test)
    return list(dict.fromkeys(sections or [*shown, *said.get("pages", []), *said.get("also", [])]))


def named(parameters: str, names: list[str]) -> list[str]:
    """Return the names that stand in the parameters of a test, the longer before those that are part of them."""
    found = []
    for name in sorted(names, key=len, reverse=True):
        whole = re.compile(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])")
        if whole.search(parameters):
            found.append(name)
            parameters = whole.sub(" ", parameters)
    return found


def about(test: str) -> dict[str, Any]:
    """Return the record of the longest beginning of a test's id; empty when there is none."""
    fitting = [record for record in records() if test.startswith(record["tests"])]
    return max(fitting, key=lambda record: len(record["tests"]), default={})


@cache
def records() -> list[dict[str, Any]]:
    """Return what pages.toml says."""
    return list(tomllib.loads(RECORDS.read_text(encoding="utf-8"))["about"])


@cache
def showing() -> dict[str, list[str]]:
    """Return the pages that show each snippet: those of the options that list it, and those that include it."""
    pages: dict[str, list[str]] = {name: [] for name in snippets.names()}
    for outcome in reading.load().outcomes.values():
        for name in outcome.snippets:
            pages[name].append(f"{outcome.page.rstrip('/')}.md")
    for file in sorted((ROOT / "docs" / "pt").rglob("*.md")):
        for name in re.findall(r'^--8<-- "snippet-([\w-]+)\.md"$', file.read_text(encoding="utf-8"), re.MULTILINE):
            pages[name].append(file.relative_to(ROOT / "docs" / "pt").as_posix())
    return pages


@cache
def errors() -> dict[str, str]:
    """Return the section of each error, by its id."""
    pages = sorted((ROOT / "docs" / "pt" / "erros").glob("*.md"))
    return {
        name: f"erros/{page.name}#{name}"
        for page in pages
        for name in re.findall(r"^## .*\{#([a-z0-9-]+)\}$", page.read_text(encoding="utf-8"), re.MULTILINE)
    }
