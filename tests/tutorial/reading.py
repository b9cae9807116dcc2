"""What the tutorial's built pages have their reader do, block by block, in the order of the pages.

A block of code with a file's name is a file to write; one of `sh` is typed in a terminal, and one of `sh` with the
class `not-run` is only for who has an account or Docker; `seen` is what appears after the command above it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import html

from publish.languages import Language

PAGES = ("primeiro-modelo", "na-aws", "modo-script", "spot", "conteiner")  # in the order in which they are followed
CODE = "//article//div[contains(concat(' ', @class, ' '), ' highlight ')]"


@dataclass(frozen=True)
class Block:
    """A block of code of a page: `kind` is file, run, fails, not-run or seen; `name` is the file's."""

    page: str
    kind: str
    text: str
    name: str = ""


def tutorial(site: Path, language: Language) -> list[Block]:
    """Return the blocks of all pages of the tutorial in a language."""
    return [block for page in PAGES for block in _blocks(site / language.prefix / "tutorial" / page, page)]


def _blocks(folder: Path, page: str) -> Iterator[Block]:
    for element in html.fromstring((folder / "index.html").read_bytes()).xpath(CODE):
        classes = set(element.get("class").split())
        text = "".join(element.xpath("string(.//pre)"))
        name = str(element.xpath("string(./span[@class='filename'])"))
        if "seen" in classes:
            yield Block(page, "seen", text)
        elif "language-sh" in classes:
            yield Block(page, next((kind for kind in ("fails", "not-run") if kind in classes), "run"), text)
        else:
            yield Block(page, "file", text, name)
