"""The adjustments on paper: explained once, in a chapter of their own; an option's page and workshop only name them."""

import re
from collections.abc import Iterable, Mapping
from html import escape

from bs4 import BeautifulSoup, Tag

from decision.tree import Tree
from publish.book.combine import WORKSHOP
from publish.pages import cards

ADDRESS = "ajustes/"  # of the chapter; no page of the site has it


def chapter(tree: Tree, words: Mapping[str, str], language: str, prefix: str) -> str:
    """Return the chapter as the HTML of an article: each adjustment, its limits, and the options that it applies to.

    Args:
        tree: the tree.
        words: the ``[book]`` labels, and ``limits``, before what to keep in mind.
        language: the tag of the language.
        prefix: of the language's addresses.
    """
    parts = [f"<h1>{escape(words['adjustments'])}</h1><p>{escape(words['adjustments_intro'])}</p>"]
    for adjustment in tree.adjustments.values():
        does, steps, limits = adjustment.told(language)
        cited = "".join(
            f'<sup id="fnref:{id_}"><a class="footnote-ref" href="#fn:{id_}">1</a></sup>' for id_ in adjustment.sources
        )
        options = ", ".join(
            f'<a href="/{prefix}{outcome.page}#{cards.anchor(adjustment.id)}">{escape(outcome.name[language])}</a>'
            for outcome in tree.outcomes.values()
            if adjustment in tree.adjustments_for(outcome.id)
        )
        parts.append(
            f'<h2 id="{adjustment.id}">{escape(adjustment.question[language])}</h2><p>{_marked(does)}</p>{_list(steps)}'
            f'<div class="lead"><p>{escape(words["limits"])}{cited}</p></div>{_list(limits)}'
            f"<p><strong>{escape(words['applies'])}</strong> {options}.</p>"
        )
    return "".join(parts)


def _list(lines: Iterable[str]) -> str:
    items = "".join(f"<li>{_marked(line)}</li>" for line in lines)
    return f"<ul>{items}</ul>" if items else ""


def _marked(line: str) -> str:
    """Return the HTML of a line in which code stands between backticks."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(line))


def lead(article: Tag, adjustments: Iterable[str], prefix: str) -> None:
    """Let what leads to an adjustment (id) on an option's page lead to its explanation, which is not there on paper."""
    known = set(map(cards.anchor, adjustments))
    for link in article.select(f'a[href*="#{cards.anchor("")}"]'):
        address, _, anchor = str(link["href"]).partition("#")
        if anchor in known and not address.endswith(WORKSHOP):
            link["href"] = _place(anchor, prefix)


def put(article: Tag, prefix: str) -> None:
    """Leave of each adjustment on a page its name, which leads to its explanation, and the way to its lines."""
    for box in article.select("details.tip"):
        if found := box.select(f"p[id^={cards.anchor('')}]"):
            entries = BeautifulSoup("<ul></ul>", "lxml").ul
            assert entries is not None
            for first in found:
                entries.append(_entry(first, prefix))
            summary = box.find("summary")
            box.clear()
            box.extend([each for each in (summary, entries) if each])
    for heading in article.select(f"h3[id^={cards.anchor('')}]"):
        effect = heading.find_next_sibling()
        if effect and effect.name == "p":
            effect.extract()
        link = BeautifulSoup("", "lxml").new_tag("a", attrs={"href": _place(str(heading["id"]), prefix)})
        link.extend(list(heading.contents))
        heading.append(link)


def _entry(first: Tag, prefix: str) -> Tag:
    soup = BeautifulSoup("", "lxml")
    entry = soup.new_tag("li", attrs={"id": str(first["id"])})
    link = soup.new_tag("a", attrs={"href": _place(str(first["id"]), prefix)})
    question = first.find("strong")
    link.string = question.get_text() if question else ""
    entry.append(link)
    for after in first.find_next_siblings():
        if after.get("id"):
            break
        if lines := after.select_one("a[href*=oficina]"):
            entry.extend([" · ", lines])
    return entry


def _place(anchor: str, prefix: str) -> str:
    return f"/{prefix}{ADDRESS}#{anchor.removeprefix(cards.anchor(''))}"
