"""What people worry about, answered for one option: a block that opens on its page, and the chooser's data."""

from collections.abc import Callable, Mapping
from typing import Any

from decision.model import Outcome, Reply, Worry
from decision.tree import Tree
from publish.pages import cards, markdown, workshops

Lines = Callable[[str, str], bool]
"""Whether an outcome (id) has lines that an adjustment (id) changes in its snippet."""


def anchor(worry_id: str) -> str:
    """Return the id that a worry has on an option's page."""
    return f"preocupacao-{worry_id}"


def block(
    tree: Tree, outcome: Outcome, language: str, words: Mapping[str, Any], cite: Callable[[str], str], lines: Lines
) -> str:
    """Return what is said of each worry for an outcome as a Markdown block that opens, or nothing without worries.

    Args:
        tree: the tree.
        outcome: the outcome.
        language: the tag of a language.
        words: the labels of the site.
        cite: turns a source id into the Markdown that cites it.
        lines: whether the lines of the adjustment that helps can be shown.
    """
    parts = []
    for worry in tree.worries.values():
        reply = worry.reply(outcome.id)
        links = [f"[{words['worries']['more']}]({_markdown_address(reply.page)})"] if reply.page else []
        if reply.adjustment and lines(outcome.id, reply.adjustment):
            link = workshops.link(outcome.id, cards.anchor(reply.adjustment))
            links.append(f"[{words['snippets']['changes']}]({link})")
        cited = "".join(map(cite, reply.sources))
        said = f"**{worry.question[language]}** {reply.text[language]}{cited} {' · '.join(links)}".rstrip()
        parts.append(f"{said}\n{{: #{anchor(worry.id)} }}")
    return markdown.opening("question", words["chooser"]["worries"], "\n\n".join(parts)) if parts else ""


def _markdown_address(page: str) -> str:
    """Return a reply's page as MkDocs resolves it on any page: ``/limpar.md#o-que-cobra``, or ``#custos``."""
    path, _, section = page.partition("#")
    return (f"/{path.rstrip('/')}.md" if path else "") + (f"#{section}" if section else "")


def data(tree: Tree, worry: Worry, tag: str, lines: Lines) -> dict[str, Any]:
    """Return what the chooser's script needs to know of a worry, in one language."""
    return {
        "name": worry.name[tag],
        "question": worry.question[tag],
        "replies": [_reply(tree, reply, tag, lines) for reply in worry.replies],
    }


def _reply(tree: Tree, reply: Reply, tag: str, lines: Lines) -> dict[str, Any]:
    """``more``: outcome id -> where it is told in full, or ""; ``lines``: the same for what changes in a snippet."""
    found: dict[str, Any] = {
        "text": reply.text[tag],
        "more": {id_: f"../{reply.address(tree.outcomes[id_])}" if reply.page else "" for id_ in reply.outcomes},
    }
    if reply.adjustment:
        end = f"{workshops.NAME}/#{cards.anchor(reply.adjustment)}"
        shown = [id_ for id_ in reply.outcomes if lines(id_, reply.adjustment)]
        found["lines"] = {id_: f"../{tree.outcomes[id_].page}{end}" for id_ in shown}
    return found
