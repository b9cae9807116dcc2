"""Drives Firefox (by Puppeteer, over WebDriver BiDi) and WebKit (by Selenium, under Xvfb) through the same steps."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support.ui import WebDriverWait

from tests.audit.tools import FOLDER

Step = tuple[str, ...]
PATIENCE = 120  # seconds
FIREFOX = ("firefox", "firefox-esr")
SCRIPT = Path(__file__).with_name("firefox.mjs")


@dataclass(frozen=True)
class Told:
    """What the steps read, in order, and what the browser complained of, which WebKit's driver does not tell."""

    read: list[Any]
    complaints: list[str]


def firefox(steps: Sequence[Step]) -> Told:
    """Go through steps (see firefox.mjs) in a new Firefox."""
    program = next(filter(None, map(shutil.which, FIREFOX)))
    here = FOLDER / SCRIPT.name  # beside the modules that it imports
    here.write_bytes(SCRIPT.read_bytes())
    asked = json.dumps({"program": program, "steps": steps})
    done = subprocess.run(["node", str(here)], input=asked, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return Told(**json.loads(done.stdout))


def webkit(steps: Sequence[Step]) -> Told:
    """Go through the same steps in a new WebKit."""
    with _webkit() as driver:
        return Told([value for step in steps if (value := _step(driver, *step)) is not None], [])


def _step(driver: WebDriver, what: str, where: str, text: str = "") -> Any:
    wait = WebDriverWait(driver, PATIENCE)
    if what == "go":
        return driver.get(where)
    if what == "read":
        return wait.until(lambda _: driver.execute_script(f"return {where}"))

    def shown(_: WebDriver) -> Any:
        return next((each for each in driver.find_elements(By.CSS_SELECTOR, where) if each.is_displayed()), None)

    element = wait.until(shown)
    driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
    element.click()
    return element.send_keys(text) if what == "type" else None


@contextmanager
def _webkit() -> Iterator[WebDriver]:
    """Start a display, and WebKit's driver on it; end both."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x1024x24"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as display:
        assert display.stdout
        env = {**os.environ, "DISPLAY": f":{display.stdout.readline().strip()}"}
        options = webdriver.WebKitGTKOptions()
        options.binary_location = str(mini_browser())
        options.add_argument("--automation")
        driver = webdriver.WebKitGTK(options, webdriver.WebKitGTKService(shutil.which("WebKitWebDriver"), env=env))
        try:
            yield driver
        finally:
            driver.quit()
            display.terminate()


def mini_browser() -> Path:
    """Return WebKit's own small browser, which the driver starts."""
    (found, *_) = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"), reverse=True)
    return found


BROWSERS: dict[str, Callable[[Sequence[Step]], Told]] = {"firefox": firefox, "webkit": webkit}
