"""Where the pages of the folder lead: to a file that is named, because a browser that reads files shows a folder
instead of its page, and, for what the folder does not have, to the site's address.
"""

import re
from collections.abc import Mapping
from html import escape, unescape
from posixpath import dirname, join, normpath
from urllib.parse import urlsplit, urlunsplit

ATTRIBUTE = re.compile(r'(?<=\s)(href|src)="([^"]*)"')


def carried(page: str, place: str, files: Mapping[str, str], site: str) -> str:
    """Return a page as it is in the folder.

    Args:
        page: the page as it is on the site.
        place: its path on the site, from its root.
        files: the path in the folder of each file that the folder has, by its path on the site.
        site: the address of the site, with a slash at the end.

    Raises:
        ValueError: for a link that leads out of the site by ``..``, or begins at the root of a server.
    """
    here = files[place]

    def led(match: re.Match[str]) -> str:
        try:
            return f'{match[1]}="{escape(_link(unescape(match[2]), place, here, files, site))}"'
        except ValueError as error:
            raise ValueError(f"{place}: {error}") from None

    return ATTRIBUTE.sub(led, page)


def _link(link: str, place: str, here: str, files: Mapping[str, str], site: str) -> str:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not parts.path:
        return link
    target = normpath(join(dirname(place), parts.path))
    if parts.path.startswith("/") or target.startswith(".."):
        raise ValueError(f"the link {link!r} leads out of the site; write it relative to the page")
    is_folder = parts.path.endswith(("/", ".")) or parts.path in (".", "..")
    target = "" if target == "." else target
    file = f"{target}/index.html".removeprefix("/") if is_folder else target
    if file in files:
        return urlunsplit(parts._replace(path=_relative(files[file], here)))
    return site + urlunsplit(parts._replace(path=f"{target}/" if is_folder and target else target))


def _relative(file: str, here: str) -> str:
    return "../" * here.count("/") + file
