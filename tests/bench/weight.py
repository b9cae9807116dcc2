"""What a first visit to each kind of page transfers, all files together, and what the first use of the search adds."""

import gzip
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, Page

from tests.bench.figures import TAGS, Figure
from tests.bench.serving import KINDS, pages

KIB = 1024


def figures(browser: Browser, site: Path, address: str, languages: tuple[str, ...]) -> list[Figure]:
    """Return, for each kind of page, what its heaviest page transfers."""
    found = pages(site, languages)
    return [
        *(
            Figure("transferred", kind, "KiB", most / KIB if most else None)
            for kind in KINDS
            for most in [max((transferred(browser, address, site, page) for page in _heaviest(found[kind])), default=0)]
        ),
        *(
            Figure("search", tag, "KB", _compressed(site, language) / 1000)
            for tag, language in zip(TAGS, languages, strict=True)
        ),
    ]  # fmt: skip


def _heaviest(found: list[Path]) -> list[Path]:
    return sorted(found, key=lambda page: page.stat().st_size)[-1:]


def _compressed(site: Path, language: str) -> int:
    return len(gzip.compress((site / language / "search/search_index.js").read_bytes()))


def transferred(browser: Browser, address: str, site: Path, page: Path) -> float:
    """Return the bytes on the wire of a first visit, headers included, until nothing more is asked for."""
    context = browser.new_context(viewport={"width": 412, "height": 823})
    visited = context.new_page()
    total = _listen(visited)
    visited.goto(address + quote(page.parent.relative_to(site).as_posix()) + "/", wait_until="networkidle")
    context.close()
    return sum(total)


def _listen(page: Page) -> list[float]:
    total: list[float] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: total.append(event["encodedDataLength"]))
    return total
