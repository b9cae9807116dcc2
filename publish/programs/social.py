"""The pictures that stand beside a shared link: one for each kind of page, drawn by Typst, which the book needs too."""

import hashlib
import json
import tempfile
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import typst

FOLDER = "social"  # below the root of each language
TEMPLATE = Path(__file__).with_name("social.typ")
WIDE, HIGH = 1200, 630  # pixels: what those who show links ask for


def pictures(words: Mapping[str, Any], kept: Path) -> dict[str, bytes]:
    """Return a PNG for each kind of page, by its name.

    Args:
        words: the labels of a language; ``[social]`` has a line for each kind.
        kept: a folder for what was drawn, by what it was drawn from.
    """
    about = {"name": words["site"]["name"], "independent": words["site"]["independent"], "kinds": words["social"]}
    asked = json.dumps(about, ensure_ascii=False)  # in the order of the kinds, which is that of the pages drawn
    digest = hashlib.sha256(asked.encode() + TEMPLATE.read_bytes() + version("typst").encode()).hexdigest()[:16]
    folder = kept / digest
    if not folder.is_dir():
        _draw(asked, list(about["kinds"]), folder)
    return {path.stem: path.read_bytes() for path in sorted(folder.glob("*.png"))}


def _draw(asked: str, kinds: list[str], folder: Path) -> None:
    drawn = typst.compile(str(TEMPLATE), format="png", ppi=72.0, ignore_system_fonts=True, sys_inputs={"about": asked})
    every = drawn if isinstance(drawn, list) else [drawn]  # of one page, the picture itself
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as beside:
        for kind, picture in zip(kinds, every, strict=True):
            assert picture, kind  # only a compilation that writes files gives none
            (Path(beside) / f"{kind}.png").write_bytes(picture)
        try:
            Path(beside).rename(folder)  # whole, or not there
        except OSError:
            if not folder.is_dir():  # else another language has the same words, and was first
                raise
