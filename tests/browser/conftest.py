"""A real Chromium, the built site served over http from this machine, and an eye on what its pages may not do."""

import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Request, expect, sync_playwright

from tests.browser.chooser_steps import start  # noqa: F401
from tests.browser.chromium import find
from tests.browser.token_page import comparer, opened  # noqa: F401
from tests.browser.tree_walks import LANGUAGES

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NewPage = Callable[..., Page]
expect.set_options(timeout=15_000)  # patience for a busy machine; what holds, holds at once


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files without a line on stderr for each."""

    def log_message(self, *_: object) -> None:
        pass


class QuietServer(ThreadingHTTPServer):
    """Takes it calmly when a page closes before all of it was sent."""

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@pytest.fixture(scope="session")
def base_url(site: Path) -> Iterator[str]:
    """The site's address."""
    server = QuietServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser to start. `make test` looks for one beforehand, so that it is here."""
    path = find()
    if not path:
        pytest.fail("no Chromium found; run `make chromium`, or name one in CHROMIUM", pytrace=False)
    return path


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def faults() -> list[str]:
    """What open pages did and may not do, noted down as it happens."""
    return []


@pytest.fixture(scope="session")
def open_page(browser: Browser, faults: list[str]) -> Callable[..., Page]:
    """Opens a page that is watched. Pages with the same options share a context, whose caches make them open faster."""
    contexts: dict[str, BrowserContext] = {}

    def note_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            faults.append(f"console: {message.text}")

    def note_request(request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "file:", "data:", "blob:")):
            faults.append(f"left the site: {request.url}")

    def note_dialog(dialog: Dialog) -> None:
        faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def open_page(**options: object) -> Page:
        key = repr(sorted(options.items()))
        if key not in contexts:
            contexts[key] = browser.new_context(**options)
        page = contexts[key].new_page()
        page.set_default_timeout(15_000)
        page.on("console", note_console)
        page.on("request", note_request)
        page.on("dialog", note_dialog)
        page.on("pageerror", lambda error: faults.append(f"script: {error}"))
        return page

    return open_page


@pytest.fixture(autouse=True)
def calm(faults: list[str]) -> Iterator[None]:
    """Fails a test in which a page logs an error, opens a dialog or asks another site for anything."""
    faults.clear()
    yield
    assert faults == []


@pytest.fixture
def new_page(open_page: NewPage) -> Iterator[NewPage]:
    """Opens pages that are closed when the test ends."""
    pages: list[Page] = []

    def new_page(**options: object) -> Page:
        pages.append(open_page(**options))
        return pages[-1]

    yield new_page
    for page in pages:
        page.close()


@pytest.fixture(scope="session")
def tab(open_page: NewPage) -> Page:
    """Lent to one test after the other: opening a page takes longer than loading the chooser in it."""
    return open_page()


@pytest.fixture
def page(tab: Page) -> Iterator[Page]:
    """A page as if opened anew. What cannot be undone in it (init scripts, the history's length) needs new_page."""
    yield tab
    tab.unroute_all()
    tab.goto("about:blank")
    tab.mouse.move(0, 0)
    tab.emulate_media(media="null", color_scheme="light", reduced_motion="no-preference")
    tab.set_viewport_size({"width": 1280, "height": 720})


@pytest.fixture(params=LANGUAGES.values(), ids=LANGUAGES.keys())
def chooser_url(request: pytest.FixtureRequest, base_url: str) -> str:
    """The chooser's address, once for each language."""
    return f"{base_url}{request.param}escolher/"
