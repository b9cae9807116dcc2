"""What is in AWS's images, and what a job's Python is told of it (inside/image_packages.py).

The images and their packages are data: images.toml, with the source of each. What is there holds for one version of an
image; of another version, and of an image that is not there, the rehearsal does not know what it has.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

FILE = Path(__file__).parent / "images.toml"
DISTRIBUTIONS = "distributions"


@dataclass(frozen=True)
class Image:
    """An image of AWS's: what image_uris is asked, what it has (names of distributions), and whether that is all."""

    id: str
    name: str
    version: str
    instance_type: str
    repositories: tuple[str, ...]
    imports: tuple[str, ...]
    packages: frozenset[str]
    complete: bool
    base_framework_version: str | None = None


@dataclass(frozen=True)
class Contents:
    """What the image of a job has, by the names of distributions; ``sure``: nothing else is in it."""

    packages: frozenset[str] = frozenset()
    sure: bool = False


@cache
def images() -> dict[str, Image]:
    """Return the images by id, in the order in which they are tried."""
    told = ("name", "version", "instance_type", "complete", "base_framework_version")
    return {
        id_: Image(
            id=id_,
            repositories=tuple(table["repositories"]),
            imports=tuple(table["imports"]),
            packages=frozenset(table["packages"]),
            **{key: table[key] for key in told if key in table},
        )
        for id_, table in _tables().items()
        if id_ != DISTRIBUTIONS
    }


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def distributions() -> dict[str, str]:
    """Return by what a module is installed that is not called as it is: ``sklearn`` by scikit-learn."""
    found: dict[str, str] = _tables()[DISTRIBUTIONS]
    return found


def distribution(module: str) -> str:
    """Return what a module is installed by."""
    return canonicalize_name(distributions().get(module, module))


def of_address(uri: str) -> Image | None:
    """Return what is known of the image at an address, of whichever version, or None."""
    repository = uri.partition("/")[2].partition(":")[0]
    return next((image for image in images().values() if repository in image.repositories), None)


def known(uri: str) -> Contents:
    """Return what the image at an address has, as far as that is known."""
    image, tag = of_address(uri), uri.rpartition(":")[2]
    if not image:
        return Contents()
    return Contents(image.packages, image.complete and bool(re.match(rf"{re.escape(image.version)}(?![0-9])", tag)))


def installed_by(requirements: str) -> frozenset[str]:
    """Return the names of the distributions that a requirements.txt names."""
    names = set()
    for line in requirements.splitlines():
        text = re.split(r"\s#|^#| --hash", line)[0].strip()
        if text and not text.startswith("-"):
            try:
                names.add(canonicalize_name(Requirement(text).name))
            except InvalidRequirement:
                continue  # a path or an address, whose name it does not say
    return frozenset(names)
