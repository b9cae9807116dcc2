"""From what pytest left of a run, as JUnit XML, to what a maintainer reads: which pages must change, and why."""

import platform
import re
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from xml.etree import ElementTree

from publish.languages import ROOT
from tests.newest.pages import pages_of

LIBRARIES = ("sagemaker", "boto3", "botocore", "moto")


def failures(file: Path) -> tuple[int, list[str]]:
    """Return how many tests ran, and the ids of those that failed or could not run.

    Raises:
        ValueError: when the file is none that pytest writes, or no test ran.
    """
    try:
        cases = list(ElementTree.parse(file).iter("testcase"))
    except (OSError, ElementTree.ParseError) as error:
        raise ValueError(f"{file}: {error}; run pytest with --junitxml={file}") from None
    if not cases:
        raise ValueError(f"{file}: no test ran; look at what pytest printed")
    return len(cases), [
        _id(case) for case in cases if case.find("failure") is not None or case.find("error") is not None
    ]


def _id(case: ElementTree.Element) -> str:
    """Return a test's id as pytest prints it; of a file that could not be read, its path."""
    module, name = case.get("classname", ""), case.get("name", "")
    return f"{module.replace('.', '/')}.py::{name}" if module else f"{name.replace('.', '/')}.py"


def pages(failed: Iterable[str]) -> dict[str, list[str]]:
    """Return the pages that must change, each with the tests that say so; under "" those of which no page speaks."""
    found: dict[str, list[str]] = {}
    for test in failed:
        for page in pages_of(test) or [""]:
            found.setdefault(page, []).append(test)
    return dict(sorted(found.items(), key=lambda each: (not each[0], each[0])))


def told(ran: int, failed: Sequence[str]) -> str:
    """Return what a maintainer reads, in Markdown."""
    versions = ", ".join(_version(name) for name in LIBRARIES)
    head = f"{len(failed)} of {ran} tests failed with {versions}, Python {platform.python_version()}."
    if not failed:
        return f"{head} No page must change.\n"
    lines = ["", "Change these pages, each in every language below docs/, and then the tests:", ""]
    for page, tests in pages(failed).items():
        lines.append(f"- **{page}**" if page else "- of no page; look at the tests")
        lines += [f"    - `{test}`" for test in tests]
    return "\n".join([head, *lines, ""])


def _version(name: str) -> str:
    """Return a library's version, and the guide's where it is another."""
    here, guide = version(name), locked().get(name)
    return f"{name} {here}" if here == guide else f"{name} {here} (the guide: {guide})"


def locked() -> dict[str, str]:
    """Return the versions with which the guide was written, by name."""
    text = (ROOT / "requirements" / "test.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))
