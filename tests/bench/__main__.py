"""``python -m tests.bench [KIND …]``: measure, and print the table. Needs a built site and a Chromium.

A run of all kinds is kept in ``docs/measured.json``, which a page of the site shows.
"""

import argparse
import json
import os
import platform
import sys
from datetime import date

from playwright.sync_api import sync_playwright

from publish.languages import LANGUAGES, ROOT
from publish.pages.measured import FILE
from tests.audit import tools
from tests.bench import building, clicks, lighthouse, pages, rehearsals, weight, whole
from tests.bench.figures import Figure, table
from tests.bench.serving import served
from tests.browser.chromium import find
from tests.browser.conftest import ARGS

KINDS = ("pages", "weight", "clicks", "lighthouse", "building", "whole", "rehearsal")
SITE = ROOT / "site"


def measure(kinds: list[str], found: list[Figure]) -> None:
    """Add the figures of each kind asked for to ``found``, saying which is being measured."""
    languages = tuple(language.prefix for language in LANGUAGES)
    if "pages" in kinds:
        found += pages.figures(SITE, languages)
    if {"weight", "clicks"} & set(kinds):
        with sync_playwright() as playwright, served(SITE) as address:
            browser = playwright.chromium.launch(executable_path=find(), args=ARGS)
            if "weight" in kinds:
                print("what is transferred …", file=sys.stderr)
                found += weight.figures(browser, SITE, address, languages)
            if "clicks" in kinds:
                print("clicks …", file=sys.stderr)
                found += clicks.figures(browser, address, (SITE / "diagnosticar/index.html").is_file())
            browser.close()
    if "lighthouse" in kinds:
        print("Lighthouse …", file=sys.stderr)
        with served(SITE) as address:
            found += lighthouse.figures(SITE, address, languages)
    if "building" in kinds:
        print("builds, ours and bare …", file=sys.stderr)
        found += building.figures()
    if "whole" in kinds:
        print("everything from nothing …", file=sys.stderr)
        found += whole.figures(found)
    if "rehearsal" in kinds:
        print("rehearsals, and the plain scripts …", file=sys.stderr)
        found += rehearsals.figures()


def main() -> int:
    """Run the command line; return 1 when a limit is not held, 2 when there is nothing to measure."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"some of {', '.join(KINDS)}; all without one")
    kinds = parser.parse_args().kinds or list(KINDS)
    if unknown := sorted(set(kinds) - set(KINDS)):
        parser.error(f"there is no kind {', '.join(unknown)}; choose among {', '.join(KINDS)}")
    if not (SITE / "index.html").is_file():
        print("site/ holds no site; run `make site` first", file=sys.stderr)
        return 2
    if "lighthouse" in kinds and (code := tools.main()):
        return code
    machine = {"system": f"{platform.system()} {platform.machine()}", "cores": os.cpu_count()}
    today = date.today().isoformat()
    print(f"{today} · {machine['system']}, {machine['cores']} cores, load {os.getloadavg()[0]:.1f}")
    found: list[Figure] = []
    try:
        measure(kinds, found)
    finally:
        print(table(found))  # what took a quarter of an hour is told, whatever went wrong after it
    if set(kinds) == set(KINDS):
        kept = {"date": today, "machine": machine, "figures": [figure.record() for figure in found]}
        FILE.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        print(f"\nkept in {FILE.relative_to(ROOT)}: the next build shows it")
    return int(any(figure.held == "NO" for figure in found))


if __name__ == "__main__":
    sys.exit(main())
