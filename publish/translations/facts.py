"""What a text says in no language: its blocks one after another, and in each its citations, links, code and numbers."""

import ast
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urljoin

from lxml import html  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]
from markdown import Markdown  # type: ignore[import-untyped]

from decision.languages import TAGS
from publish.languages import Language
from publish.translations import numbers
from publish.translations.texts import FOLDER

# What the site renders with, as far as it makes blocks; footnotes are left as they are written.
EXTENSIONS = [
    "attr_list", "def_list", "md_in_html", "tables", "admonition", "pymdownx.details", "pymdownx.tabbed",
    "pymdownx.highlight", "pymdownx.superfences",
]  # fmt: skip
SETTINGS = {"pymdownx.highlight": {"use_pygments": False}, "pymdownx.tabbed": {"alternate_style": True}}

# Left out, since they say nothing that is compared and take half of the time: emphasis, and links by reference, for
# each of which every citation is tried.
LEFT_OUT = [
    "em_strong",
    "reference",
    "short_reference",
    "image_reference",
    "short_image_ref",
]

TEXT = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "th", "td", "summary", "pre"]
BLOCKS = {*TEXT, "ul", "ol", "dl", "table", "thead", "tbody", "tr", "blockquote", "div", "details"}
CITATION = re.compile(r"\[\^([a-z0-9-]+)\]")
PLACEHOLDER = re.compile(r"<[^<>\n]+>")  # <conta>: its name is translated
QUOTED_PLACEHOLDER = re.compile(r"""(["'])<[^<>\n]+>\1""")
# One line without any sign of Markdown or HTML, which nearly every label is: a paragraph, without asking Markdown.
PLAIN = re.compile(r"(?![\s:#>+=-]|\d+\.)[^\n`*_\[\]<>&\\|{}!~^]+")
SENTENCE_END = re.compile(r"[.!?…](?=\s|$)")
COMMENT = re.compile(r"(?:^|(?<=\s))#.*", re.MULTILINE)
# Addresses that exist once for each language, and what stands for all of them.
LOCALISED = {
    r"(?<=^https://docs\.aws\.amazon\.com/)(?:pt_br|es_es)/": "",
    rf"(?<=guia-)(?:{'|'.join(TAGS)})(?=\.)": "{}",
}
FIELD = re.compile(r"\{[^{}\s]*\}")  # {n}: a program fills it in


@dataclass(frozen=True)
class Block:
    """A block of text, without the blocks in it."""

    kind: str
    text: str
    facts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@cache
def _markdown() -> Markdown:
    markdown = Markdown(extensions=EXTENSIONS, extension_configs=SETTINGS)
    for pattern in LEFT_OUT:
        markdown.inlinePatterns.deregister(pattern)
    markdown.treeprocessors.deregister("prettify")
    return markdown


def blocks(markdown: str, language: Language, address: str = "/") -> list[Block]:
    """Return the blocks of a piece of a page, in order, each before those within it.

    Args:
        markdown: the piece.
        language: its language.
        address: where the page is on the site, as ``/en/conceitos/``.
    """
    if PLAIN.fullmatch(markdown):
        paragraph = html.Element("p")
        paragraph.text = markdown.rstrip()
        return [_block(paragraph, language, address)]
    rendered = _markdown().reset().convert(markdown)
    return list(_blocks(html.fragment_fromstring(rendered, create_parent="section"), language, address))


def _blocks(element: HtmlElement, language: Language, address: str) -> Iterator[Block]:
    for child in element.iterchildren(tag="*"):
        if child.tag == "pre":
            yield _code(child, language)
        elif child.tag in BLOCKS:
            yield _block(child, language, address)
        if child.tag != "pre":
            yield from _blocks(child, language, address)


def _code(element: HtmlElement, language: Language) -> Block:
    """Return a block of code, in which only the comments are translated."""
    code = str(element.text_content())
    kind = (element.find("code").get("class") or "").removeprefix("language-")
    found = {"code": [bare(code, kind)], "numbers": numbers.claims(" ".join(COMMENT.findall(code)), language)}
    return Block(f"pre {kind}".strip(), code, _sorted(found))


def _sorted(found: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(sorted(values)) for name, values in found.items() if values}


def _block(element: HtmlElement, language: Language, address: str) -> Block:
    inline = list(_inline(element))
    prose = "".join(text for tag, text in inline if tag == "text")
    plain = CITATION.sub("", prose)
    sentences = len(SENTENCE_END.findall(plain))
    found = {
        "citations": CITATION.findall(prose),
        "links": [_link(text, language, address) for tag, text in inline if tag == "link"],
        "code": [FOLDER.sub("{}", PLACEHOLDER.sub("<>", text)) for tag, text in inline if tag == "code"],
        "placeholders": ["<>"] * len(PLACEHOLDER.findall(prose)),
        "numbers": numbers.claims(plain, language),
        "sentences": [str(sentences)] if sentences else [],
    }
    return Block(str(element.tag), prose, _sorted(found))


def _link(target: str, language: Language, address: str) -> str:
    """Return where a link leads, in no language: to a page below its folder, or to what has one form for each."""
    if ".md" in target or target.startswith("#"):
        return target  # to a page, as every language writes it
    for localised, neutral in LOCALISED.items():
        target = re.sub(localised, neutral, target)
    return urljoin(address, target).removeprefix(f"/{language.prefix}".rstrip("/"))


def _inline(element: HtmlElement) -> Iterator[tuple[str, str]]:
    """Return the text, links and code of a block, without those of the blocks in it."""
    yield "text", element.text or ""
    for child in element:
        if child.tag == "code":
            yield "code", child.text_content()
        elif child.tag not in BLOCKS:
            yield from (("link", child.get(name)) for name in ("href", "src") if child.get(name))
            yield from _inline(child)
        yield "text", child.tail or ""


def words(text: str, language: Language) -> list[Block]:
    """Return a text of a table as one block, with the fields that a program fills in."""
    found = blocks(text, language)
    fields = tuple(sorted(FIELD.findall(text)))
    return [*found, Block("fields", text, {"fields": fields})] if fields else found


def bare(code: str, kind: str) -> str:
    """Return code as it is compared: JSON by value, Python by what it does, the rest without comments."""
    if kind == "json":
        return json.dumps(json.loads(code), sort_keys=True)
    if kind == "python":
        return ast.unparse(ast.parse(QUOTED_PLACEHOLDER.sub("'<>'", code)))
    lines = (COMMENT.sub("", line).rstrip() for line in PLACEHOLDER.sub("<>", code).splitlines())
    return "\n".join(line for line in lines if line)
