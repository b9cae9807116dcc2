"""The built pages of a language as Markdown, each beside its HTML, and the list of them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from lxml import html  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from publish.programs import markdown

NAME = "index.md"


@dataclass(frozen=True)
class Written:
    """A page that was written: its address below the root of its language, its title and its description."""

    address: str
    title: str
    description: str


def write(folder: Path, about: str) -> list[Written]:
    """Write each page below ``folder`` as Markdown beside it, and return them in the order of their addresses.

    Args:
        folder: the built pages of a language.
        about: the line at the end of each, in which ``{address}`` is the page's own.
    """
    places = {path.parent.relative_to(folder).as_posix() for path in folder.rglob("index.html")}
    found = (_write(folder, place, places, about) for place in sorted(places))
    return [page for page in found if page]


def _write(folder: Path, place: str, places: Collection[str], about: str) -> Written | None:
    page = html.fromstring((folder / place / "index.html").read_bytes())
    articles = page.xpath("//article")
    if not articles:  # it leads on to where a page has moved
        return None
    address = "" if place == "." else f"{place}/"
    told = Written(address, _title(articles[0]), page.xpath("string(//meta[@name='description']/@content)"))
    text = markdown.markdown(articles[0], lambda link: _link(link, folder / place, folder))
    head, _, rest = text.partition("\n\n")  # the title, which every page begins with
    canonical = page.xpath("string(//link[@rel='canonical']/@href)")
    whole = f"{head}\n\n> {told.description}\n\n{rest}\n---\n\n{about.format(address=canonical)}\n"
    (folder / place / NAME).write_text(whole, encoding="utf-8")
    return told


def _title(article: HtmlElement) -> str:
    return " ".join(str(article.xpath("string(.//h1[1])")).split())


def _link(link: str, here: Path, folder: Path) -> str:
    """Return a link to a page as a link to its Markdown; another stays."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not parts.path or "=" in parts.fragment:  # answers, which only the chooser reads
        return link
    target = here / parts.path
    if not parts.path.endswith(("/", ".")) or not (target / "index.html").is_file():
        return link
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/{NAME}"))


def in_order(pages: Iterable[Written], addresses: Iterable[str]) -> list[Written]:
    """Return the pages with these addresses, in their order. Raises ``KeyError`` for an address without a page."""
    by_address = {page.address: page for page in pages}
    return [by_address[address] for address in addresses]
