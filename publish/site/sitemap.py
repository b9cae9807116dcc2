"""One sitemap for the whole site, in which each page names its translations (hreflang)."""

from collections.abc import Container, Iterable
from pathlib import Path
from xml.etree import ElementTree

from publish.languages import LANGUAGES

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"


def addresses(site: Path, moved: Container[str] = ()) -> list[str]:
    """Return the addresses of the Portuguese pages below ``site``, relative to its root, home first.

    What stands at an address that has moved is no page.
    """
    others = {language.prefix.rstrip("/") for language in LANGUAGES if language.prefix}
    pages = (path.parent.relative_to(site) for path in site.rglob("index.html"))
    found = ("" if page == Path() else f"{page.as_posix()}/" for page in pages if not {*page.parts[:1]} & others)
    return sorted(address for address in found if address not in moved)


def sitemap(root: str, pages: Iterable[str]) -> str:
    """Return sitemap.xml.

    Args:
        root: the address of the site, with a slash at the end.
        pages: addresses relative to the root of a language; every language has all of them.
    """
    ElementTree.register_namespace("", SITEMAP)
    ElementTree.register_namespace("xhtml", XHTML)
    urlset = ElementTree.Element(f"{{{SITEMAP}}}urlset")
    for page in pages:
        for language in LANGUAGES:
            url = ElementTree.SubElement(urlset, f"{{{SITEMAP}}}url")
            ElementTree.SubElement(url, f"{{{SITEMAP}}}loc").text = f"{root}{language.prefix}{page}"
            for other in LANGUAGES:
                link = {"rel": "alternate", "hreflang": other.tag, "href": f"{root}{other.prefix}{page}"}
                ElementTree.SubElement(url, f"{{{XHTML}}}link", link)
    ElementTree.indent(urlset)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(urlset, encoding="unicode") + "\n"
