"""The permissions of a snippet on paper: each action and what it is allowed on, instead of pages of JSON.

The policies themselves are attached to the book (``attached.py``).
"""

import textwrap
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from bs4 import BeautifulSoup, Tag

from publish.pages import permissions, policy_changes

WIDTH = 84  # characters of code in a line, inside a box


def put(article: Tag, known: Mapping[str, Mapping[str, Any]], words: Mapping[str, str]) -> None:
    """Put a list in the place of each block of policies on a page.

    Args:
        article: the article of a page.
        known: the policies of every snippet, by name, as ``permissions.published``.
        words: the ``[book]`` labels.
    """
    for behind in article.select("div.behind"):
        name = str(behind["data-behind"])
        for box in behind.select("details.on-screen"):
            summary = box.find("summary")
            if summary and box.select_one(f'a[href*="{permissions.FOLDER}/"]'):
                beside = [str(each) for each in box.select(f"p.{permissions.BESIDE}")]
                made = BeautifulSoup(listing(summary.get_text(), name, known[name], words, beside), "lxml").body
                box.replace_with(*(made.contents if made else []))
    for first in article.select(f'a[download][href$="{permissions.TEMPLATE}"]'):
        _say_where(first, words)


def listing(
    title: str, name: str, policies: Mapping[str, Any], words: Mapping[str, str], beside: Iterable[str] = ()
) -> str:
    """Return the policies of a snippet as HTML, with what has to be known of their names ``beside`` them."""
    parts = []
    for who, file in permissions.DOCUMENTS.items():
        if who in policies:
            lines = "\n".join(map(_wrapped, policy_changes.granted(policies[who])))
            code = f'<div class="highlight"><span class="filename">{file}</span><code>{escape(lines)}</code></div>'
            parts.append(code)
    where = words["policies_attached"].format(folder=f"<code>{permissions.FOLDER}/{escape(name)}/</code>")
    return (
        f'<details class="example permissions"><summary>{escape(title)}</summary>'
        f"<p>{where}</p>{''.join([*beside, *parts])}</details>"
    )


def _say_where(template: Tag, words: Mapping[str, str]) -> None:
    """Say in the place of links to download policies, of which the template is the last, where they are attached."""
    around, place = template.parent, str(template["href"]).rsplit("/", 1)[0].replace("../", "")
    assert around is not None
    before = around.find_previous_sibling()
    if before and permissions.SAME in before.get_attribute_list("class"):
        around.extract()  # those of the snippet, which its own box has
        return
    folder = f"{place if place.startswith(permissions.FOLDER) else f'{permissions.FOLDER}/{place}'}/"
    said, _, after = words["adjusted_attached"].partition("{folder}")
    code = BeautifulSoup("", "lxml").new_tag("code", string=folder)
    around.clear()
    around.extend([code] if around.name == "td" else [said, code, after])
    table = around.find_parent("table") if around.name == "td" else None
    if table:
        table.find_all("th")[-1].string = words["attached_in"]


def _wrapped(line: str) -> str:
    """Return a line on several that a page holds: the actions, then what they are allowed on."""
    actions, _, resource = line.partition(" → ")
    allowed = textwrap.wrap(
        resource,
        WIDTH - 4,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return (
        textwrap.fill(actions, WIDTH)
        + "\n"
        + "\n".join(f"{'  → ' if n == 0 else '    '}{each}" for n, each in enumerate(allowed))
    )
