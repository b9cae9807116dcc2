"""The last touch to built pages: a Content-Security-Policy for each, made from the scripts that are in it.

`mkdocs serve` does without: its live reload needs what the policy forbids.
"""

import base64
import hashlib
from html.parser import HTMLParser
from pathlib import Path

HEAD = '<meta charset="utf-8">'
# Nothing from elsewhere: no image, script, style, font or request but the site's own. data: is for the
# theme's icons in CSS; styles may be inline because the theme sets some on elements.
POLICY = (
    "default-src 'none'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"
)


class _InlineScripts(HTMLParser):
    """Collects the scripts that stand in the page itself and would run; data blocks such as JSON do not run."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        runs = given.get("type") in (None, "", "text/javascript", "module")
        self._inside = tag == "script" and "src" not in given and runs

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found.append(data)


def policy(html: str) -> str:
    """Return the Content-Security-Policy that lets exactly the scripts of this page run."""
    parser = _InlineScripts()
    parser.feed(html)
    digests = (hashlib.sha256(script.encode()).digest() for script in parser.found)
    hashes = dict.fromkeys(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    return POLICY.format(hashes=" ".join(hashes))


def with_policy(html: str) -> str:
    """Return the page with its policy in front of everything that the policy governs.

    Raises:
        ValueError: when the page does not declare its character set as the theme does.
    """
    if html.count(HEAD) != 1:
        raise ValueError(f"the page must have {HEAD!r} once, for the policy to follow it")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(html)}">'
    return html.replace(HEAD, f"{HEAD}\n{meta}")


def finish(page: Path) -> None:
    """Give a built page its policy."""
    try:
        page.write_text(with_policy(page.read_text(encoding="utf-8")), encoding="utf-8")
    except ValueError as error:
        raise ValueError(f"{page}: {error}") from None
