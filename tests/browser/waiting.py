"""How the tests wait for what a page shows by no element.

Playwright's own wait_for_function evaluates a string in the page, which its policy forbids, unless it holds at once.
"""

import time
from typing import Any

from playwright.sync_api import Page

SECONDS = 20.0  # of a busy machine
PAUSE = 50  # milliseconds between two looks


def until(page: Page, expression: str, arg: Any = None) -> None:
    """Wait until an expression, or a function of ``arg``, holds in a page."""
    ends = time.monotonic() + SECONDS
    while not page.evaluate(expression, arg):
        assert time.monotonic() < ends, f"{page.url}: never so: {expression}"
        page.wait_for_timeout(PAUSE)


def scroll_down(page: Page, beyond: int) -> None:
    """Turn the wheel until a page is scrolled further than so many pixels; what turns before it is drawn is lost."""
    ends = time.monotonic() + SECONDS
    while page.evaluate("scrollY") <= beyond:
        assert time.monotonic() < ends, f"{page.url}: is not scrolled"
        page.mouse.wheel(0, 3000)
        page.wait_for_timeout(2 * PAUSE)
