"""The lines of the SDK that the sources name hold what the pages say of them: read in the SDK that is installed."""

import tomllib
from pathlib import Path

import pytest
import sagemaker.core
import sagemaker.train

from publish.languages import ROOT

FOLDERS = {"sagemaker-core": sagemaker.core, "sagemaker-train": sagemaker.train}
# What stands on the line that the address of each source names, and what within the next forty.
LINES = {
    "sdk-codigo": ("def _prepare_train_script(", "source_code.command"),
    "sdk-dados-de-demonstracao": ("def get_training_dataset_input(", "Using default training dataset."),
    "sdk-papel-verificado": ("simulate_principal_policy", "ActionNames=actions"),
    "sdk-instalador": ("CA_REPOSITORY_ARN_ENV", "CA_REPOSITORY_ARN"),
}
SOURCES = tomllib.loads((ROOT / "docs" / "sources.toml").read_text(encoding="utf-8"))


def lines_of(url: str) -> list[str]:
    """The installed file at an address of the SDK's repository, from the line that it names on."""
    path, _, line = url.partition("/v3.27.0/")[2].partition("#L")
    package, _, inside = path.partition("/src/")
    root = Path(FOLDERS[package].__file__ or "").parents[2]
    return (root / inside).read_text(encoding="utf-8").splitlines()[int(line) - 1 :]


@pytest.mark.parametrize("id_", LINES)
def test_the_line_is_the_one_that_is_meant(id_: str) -> None:
    lines = lines_of(SOURCES[id_]["url"])
    first, near = LINES[id_]
    assert first in lines[0]
    assert near in "\n".join(lines[:40])


def test_every_line_of_the_sdk_that_is_named_is_held_here() -> None:
    assert {id_ for id_, source in SOURCES.items() if "/sagemaker-python-sdk/blob/v" in source.get("url", "")} == set(
        LINES
    )
