"""Every address that was ever published: pages, headings, data, downloads, books. None of them may die.

``docs/addresses.txt`` is the list. ``python -m publish.site.addresses`` adds to it what the built site has and it has
not, and takes nothing out. An address of the list that the site no longer has must be restored, or declared in
``docs/moved.toml``, from which the site makes what leads on (publish/site/moved.py).
"""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import html  # type: ignore[import-untyped]

from publish.languages import LANGUAGES, ROOT
from publish.site import moved

FILE = ROOT / "docs" / "addresses.txt"
OF_THE_THEME = {"assets", "search", "social"}  # folders with what belongs to the look of pages, to which nobody links
NOT_LINKED = {"404.html", "objects.inv", "sitemap.xml"}
OF_THE_BOOK = ("pdf/", "offline/")  # what a quick look at the pages does not build
# The ids that are written in the guide's own pieces and pages. The others are the tools': a page's title, footnotes,
# the parts of tabs, line numbers, drawings, and Python names.
ANCHORS = (
    "//article//*[@id][not(self::h1) and not(ancestor-or-self::svg) and not(self::input) and not(self::code)"
    " and not(self::li[starts-with(@id, 'fn:')]) and not(self::sup) and not(contains(@id, '__'))"
    " and not(contains(@id, '.'))]/@id"
)


def anchors(page: Path) -> list[str]:
    """Return the ids of a built page to which others may link."""
    return [str(id_) for id_ in html.fromstring(page.read_bytes()).xpath(ANCHORS)]


def _of(site: Path) -> Iterator[str]:
    for path in sorted(each for each in site.rglob("*") if each.is_file()):
        place = path.relative_to(site)
        if path.name in NOT_LINKED or OF_THE_THEME & set(place.parts[:-1]):
            continue
        if path.name != "index.html":
            yield place.as_posix()
            continue
        page = "" if place.parent == Path() else f"{place.parent.as_posix()}/"
        yield page
        yield from (f"{page}#{id_}" for id_ in anchors(path))


def published(site: Path, moves: Mapping[str, str]) -> set[str]:
    """Return every address of a built site, below its root; at a page that leads on, the headings where it leads."""
    found = set(_of(site))
    for language in LANGUAGES:
        for old, new in ((old, new) for old, new in moves.items() if "#" not in old):
            target = language.prefix + new.partition("#")[0]
            headings = {each.removeprefix(target) for each in found if each.startswith(f"{target}#")}
            found |= {f"{language.prefix}{old}{heading}" for heading in headings}
    return found


def recorded(path: Path = FILE) -> list[str]:
    """Return the addresses that were ever published, in the order of the list."""
    return [line.removeprefix("/") for line in path.read_text(encoding="utf-8").splitlines()]


def expected(listed: list[str], site: Path) -> set[str]:
    """Return the listed addresses that this site must have: without the book's, when the book was not built."""
    return {each for each in listed if not each.startswith(OF_THE_BOOK) or (site / each.partition("/")[0]).exists()}


def main() -> int:
    """Add the new addresses of the built site to the list; return 1 when there is no site."""
    site = ROOT / "site"
    if not (site / "index.html").is_file():
        print("site/ holds no site; run `make site` first", file=sys.stderr)
        return 1
    before = set(recorded()) if FILE.is_file() else set()
    after = before | published(site, moved.load())
    FILE.write_text("".join(f"/{each}\n" for each in sorted(after)), encoding="utf-8")
    print(f"docs/addresses.txt: {len(after)} addresses, {len(after - before)} of them new")
    return 0


if __name__ == "__main__":
    sys.exit(main())
