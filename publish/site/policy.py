"""The last touch to built pages: a Content-Security-Policy for each, made from the scripts that are in it.

`make serve` does without: its live reload needs what the policy forbids.
"""

import base64
import hashlib
import re
from pathlib import Path

from lxml import html  # type: ignore[import-untyped]

from publish.site import markup

HEAD = '<meta charset="utf-8">'
# Nothing from elsewhere: no image, script, style, font or request but the site's own. data: is for the
# theme's icons in CSS; styles may be inline because the theme sets some on elements.
POLICY = (
    "default-src 'none'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"
)


# Scripts that stand in the page itself and would run; data blocks such as JSON do not run.
INLINE = "//script[not(@src)][not(@type) or @type = '' or @type = 'text/javascript' or @type = 'module']"
SCRIPT = re.compile(r"<script\b.*?</script\s*>", re.DOTALL | re.IGNORECASE)  # as a browser ends one, wherever it stands


def policy(page: str) -> str:
    """Return the Content-Security-Policy that lets exactly the scripts of this page run."""
    scripts = html.fromstring(f"<div>{''.join(SCRIPT.findall(page))}</div>").xpath(INLINE)  # not the whole page
    digests = (hashlib.sha256((script.text or "").encode()).digest() for script in scripts)
    hashes = dict.fromkeys(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    return POLICY.format(hashes=" ".join(hashes))


def with_policy(page: str) -> str:
    """Return the page with its policy in front of everything that the policy governs.

    Raises:
        ValueError: when the page does not declare its character set as the theme does.
    """
    if page.count(HEAD) != 1:
        raise ValueError(f"the page must have {HEAD!r} once, for the policy to follow it")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(page)}">'
    return page.replace(HEAD, f"{HEAD}\n{meta}")


def finish(page: Path) -> None:
    """Make a built page sound, and give it its policy."""
    try:
        page.write_text(with_policy(markup.sound(page.read_text(encoding="utf-8"))), encoding="utf-8")
    except ValueError as error:
        raise ValueError(f"{page}: {error}") from None
