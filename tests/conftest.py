"""What all tests share: the built site, and the options: snippets against a real account, tests without PyTorch.

`make test` builds the site first; SITE_DIR names another one.
"""

import os
from pathlib import Path

import pytest

from tests import real_aws, without_torch
from tests.once import once_for_all_workers  # noqa: F401

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def site() -> Path:
    """The folder of the built site."""
    folder = Path(os.environ.get("SITE_DIR") or ROOT / "site")
    if not (folder / "index.html").exists():
        pytest.exit(f"{folder} holds no site; run `make site` first", returncode=4)
    return folder


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        real_aws.OPTION,
        action="store_true",
        dest="real_aws",
        help=f"run the snippets' tests against your own AWS account, with the role in {real_aws.ROLE_VARIABLE}: jobs "
        "really start, and you pay for them. Off unless given.",
    )
    parser.addoption(
        without_torch.OPTION,
        action="store_true",
        dest="without_torch",
        help="leave out the tests that need PyTorch, and name each at the end.",
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.option.without_torch:
        config.pluginmanager.register(without_torch.LeftOut())
    if config.option.real_aws:
        try:
            real_aws.role()
        except real_aws.MissingRoleError as missing:
            raise pytest.UsageError(str(missing)) from None


def pytest_report_header(config: pytest.Config) -> str | None:
    if not config.option.real_aws:
        return None
    return (
        f"{real_aws.OPTION}: jobs start in the account of {real_aws.role()}, which pays for them. Only tests marked "
        "real_aws run; the others are deselected, because they are about the rehearsal, the tree or the pages."
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    # What is given more time than the rest begins, so that no worker is left alone with it at the end.
    items.sort(key=lambda item: not item.get_closest_marker("timeout"))
    if config.option.real_aws:
        others = [item for item in items if not item.get_closest_marker("real_aws")]
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if item.get_closest_marker("real_aws")]
