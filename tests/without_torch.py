"""``--without-torch`` leaves out the tests that need PyTorch, and the run ends by naming each: `make test TORCH=none`.

They are those marked ``torch``, and those that rehearse a snippet which imports it.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

import snippets

OPTION = "--without-torch"
IMPORTS = re.compile(r"^(?:import|from) torch\b", re.MULTILINE)


def imports_torch(files: Iterable[Path]) -> bool:
    return any(IMPORTS.search(file.read_text("utf-8", "ignore")) for file in files)


WITH_TORCH = {
    name for name in snippets.names() if imports_torch(snippets.FOLDER / file for file in snippets.files(name))
}


def needs_torch(item: pytest.Item) -> bool:
    parameters = getattr(item, "callspec", None)
    given = set(map(str, parameters.params.values())) if parameters else set()
    rehearses = "rehearsed" in getattr(item, "fixturenames", ())
    return bool(item.get_closest_marker("torch") or (rehearses and given & WITH_TORCH))


class LeftOut:
    """What was left out, wherever it was collected: here, or by a worker of pytest-xdist."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    @pytest.hookimpl(trylast=True)  # of what would have run
    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        out = [item for item in items if needs_torch(item)]
        self.names |= {item.nodeid for item in out}
        config.hook.pytest_deselected(items=out)
        items[:] = [item for item in items if item not in out]

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if (output := getattr(session.config, "workeroutput", None)) is not None:
            output[OPTION] = sorted(self.names)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        self.names |= set(getattr(node, "workeroutput", {}).get(OPTION, ()))

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        terminalreporter.section("left out, because they need PyTorch")
        for name in sorted(self.names):
            terminalreporter.line(name)
        terminalreporter.line(f"{len(self.names)} tests; `make test` runs them too, and brings PyTorch.")
