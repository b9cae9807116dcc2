"""The permissions of a snippet on paper: each action and what it is allowed on, instead of pages of JSON.

The policies themselves are attached to the book (``attached.py``).
"""

import textwrap
from collections.abc import Mapping
from html import escape
from typing import Any

from bs4 import BeautifulSoup, Tag

from publish.pages import permissions, policy_changes

WIDTH = 84  # characters of code in a line, inside a box


def put(article: Tag, words: Mapping[str, str]) -> None:
    """Put a list in the place of each block of policies on a page.

    Args:
        article: the article of a page.
        words: the ``[book]`` labels.
    """
    known = permissions.published()
    for behind in article.select("[data-behind]"):
        name = str(behind["data-behind"])
        for box in behind.select("details.on-screen"):
            summary = box.find("summary")
            if summary and box.select_one(f'a[href*="{permissions.FOLDER}/"]'):
                made = BeautifulSoup(listing(summary.get_text(), name, known[name], words), "lxml").body
                box.replace_with(*(made.contents if made else []))


def listing(title: str, name: str, policies: Mapping[str, Any], words: Mapping[str, str]) -> str:
    """Return the policies of a snippet as HTML."""
    parts = []
    for who, file in permissions.DOCUMENTS.items():
        if who in policies:
            lines = "\n".join(map(_wrapped, policy_changes.granted(policies[who])))
            code = f'<div class="highlight"><span class="filename">{file}</span><code>{escape(lines)}</code></div>'
            parts.append(code)
    where = words["policies_attached"].format(folder=f"<code>{permissions.FOLDER}/{escape(name)}/</code>")
    return (
        f'<details class="example permissions"><summary>{escape(title)}</summary>'
        f"<p>{where}</p>{''.join(parts)}</details>"
    )


def _wrapped(line: str) -> str:
    """Return a line on several that a page holds: the actions, then what they are allowed on."""
    actions, _, resource = line.partition(" → ")
    return (
        textwrap.fill(f"{actions}", WIDTH)
        + "\n"
        + textwrap.fill(
            f"→ {resource}",
            WIDTH,
            initial_indent="  ",
            subsequent_indent="    ",
            break_long_words=False,
            break_on_hyphens=False,
        )
    )
