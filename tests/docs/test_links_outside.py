"""Every link that leads out of the site is written as an address is, and leads to a site that was decided on.

Nothing is asked for: whether a page is still there, who reads a source again finds out. What can be told without a
network is what goes wrong in writing: a bracket or a full stop taken for a part of the address, http, another site.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html

from publish.languages import LANGUAGES, ROOT
from publish.pages import sources
from publish.site import configuration
from symptoms.reading import load
from tests.docs.conftest import BuiltPage

LEADS_OUT = re.compile(r"([a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
# The characters that RFC 3986 leaves, and % only before two hexadecimal digits.
WRITTEN = re.compile(r"(?:[\w.~!$&'()*+,;=:@/?#-]|%[0-9A-Fa-f]{2})*", re.ASCII)
HOST = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
ENDS_BADLY = (".", ",", ";", ":", "'", "(", "!", "?", "*", "_")
# Sites to which pages lead although no source lies there, each with its reason; a new one is a decision, written here.
BESIDE = {
    "learn.microsoft.com": "how to get WSL, in which the rehearsal runs on Windows",
    "docs.coreweave.com": "where a symptom was read",
}


def wrong(address: str, known: set[str]) -> str:
    """What is wrong with an address that leads out of the site; nothing for most."""
    try:
        parts = urlsplit(address)
    except ValueError as error:
        return str(error)
    if parts.scheme != "https":
        return "not https"
    if not WRITTEN.fullmatch(address) or address.count("#") > 1:
        return "a character that no address has"
    if not HOST.fullmatch(parts.netloc):
        return "not a name of a site, alone and in small letters"
    if parts.netloc not in known:
        return "a site that nobody decided on"
    if "//" in parts.path or "/../" in parts.path or "://" in parts.path:
        return "not one path"
    balanced = address.count("(") == address.count(")")
    return "" if balanced and not address.endswith(ENDS_BADLY) else "something behind its end"


@cache
def known() -> set[str]:
    """The sites of the sources, of the guide itself and of its repository, and those beside."""
    settings = configuration.configuration(LANGUAGES[0], ROOT / "site")
    own = [configuration.site_url(), configuration.repository_url(), settings.extra["issues_url"]]
    read = [source.url for source in sources.catalogue(ROOT / "docs", configuration.repository_url()).values()]
    return {urlsplit(address).netloc for address in [*own, *read]} | set(BESIDE)


def out_of(site: Path) -> Iterator[tuple[str, str]]:
    """Each address that leads out of the site, with where it stands: links of every page, and data of the diagnosis."""
    for path in sorted(site.rglob("*.html")):
        for address in set(html.fromstring(path.read_bytes()).xpath("//a/@href | //area/@href | //form/@action")):
            if LEADS_OUT.match(address.strip()):
                yield path.relative_to(site).as_posix(), str(address)
    for symptom in load():
        yield from ((f"symptom {symptom.id}", source) for source in symptom.sources if LEADS_OUT.match(source))


def test_every_link_out_of_the_site_is_an_address_of_a_site_that_was_decided_on(
    site: Path, pages: Mapping[str, BuiltPage]
) -> None:
    found = list(out_of(site))
    assert {path for path, _ in found} >= set(pages)  # each says where to report a problem with it
    assert {(path, address, what) for path, address in found if (what := wrong(address, known()))} == set()
    assert set(BESIDE) <= {urlsplit(address).netloc for _, address in found}


@pytest.mark.parametrize(
    "address",
    [
        "http://docs.aws.amazon.com/sagemaker/latest/dg/canvas.html",
        "mailto:alguem@example.org",
        "//docs.aws.amazon.com/sagemaker/",
        "https://docs.aws.amazon.com/sagemaker/latest/dg/canvas.html)",
        "https://docs.aws.amazon.com/sagemaker/latest/dg/canvas.html.",
        "https://docs.aws.amazon.com/sagemaker/latest dg/canvas.html",
        "https://docs.aws.amazon.com/sagemaker//canvas.html",
        "https://docs.aws.amazon.com/{id}.html",
        "https://docs.aws.amazon.com/100%/x",
        "https://docs.aws.amazon.com/a#b#c",
        "https://docs.aws.amazon.com/https://github.com/",
        "https://Docs.aws.amazon.com/",
        "https://docs.aws.amazon.com:443/",
        "https://eu@docs.aws.amazon.com/",
        "https://docs.aws.amazon.com.example/sagemaker/",
        "https://[docs.aws.amazon.com/",
    ],
)
def test_an_address_that_is_wrong_is_told(address: str) -> None:
    assert wrong("https://docs.aws.amazon.com/sagemaker/latest/dg/canvas.html#x", known()) == ""
    assert wrong(address, known())
