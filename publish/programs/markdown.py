"""A built page as clean Markdown: what it says, with snippets, tables and cards, without menus, drawings or scripts.

It knows the HTML that our own pages are made of, and no other. A library was looked for: those in Python take longer
than the build, and the fast one has no wheels for every computer that builds the site.
"""

import re
from collections.abc import Callable, Iterator

from lxml.html import HtmlElement  # type: ignore[import-untyped]

Link = Callable[[str], str]
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LEFT_OUT = {"button", "form", "iframe", "input", "label", "noscript", "script", "style", "svg", "template"}
LEFT_OUT_CLASSES = {"headerlink", "report", "footnote-backref", "on-paper", "tabbed-labels", "moved"}
BLOCKS = {
    *HEADINGS,
    *("article", "blockquote", "details", "div", "dl", "figure", "hr", "ol", "p", "pre", "section", "table", "ul"),
    *("figcaption", "summary", "nav"),
}
# Of the list of all questions, in which only the style of the page parts an answer, its note and what an option takes.
AROUND = {"tree-answer": ("**", "**"), "tree-work": ("(", ")")}
MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "del": "~~"}
LANGUAGE = re.compile(r"\blanguage-([\w+-]+)")


def markdown(element: HtmlElement, link: Link = str) -> str:
    """Return what an element says as Markdown.

    Args:
        element: the article of a page.
        link: what an address is to be written as.
    """
    return "\n\n".join(_Writer(link).blocks(element)) + "\n"


class _Writer:
    def __init__(self, link: Link) -> None:
        self.link = link

    # ---- blocks ----

    def blocks(self, element: HtmlElement) -> list[str]:
        """Return the blocks of an element; text between them is a paragraph of its own."""
        found, run = list[str](), [_text(element.text)]
        for child in element:
            if _is_left_out(child):
                pass
            elif child.tag in BLOCKS:
                found += [*_paragraph(run), *self.block(child)]
                run = []
            else:
                run.append(self.inline(child))
            run.append(_text(child.tail))
        return found + _paragraph(run)

    def block(self, element: HtmlElement) -> list[str]:
        """Return the blocks that an element of ``BLOCKS`` is written as."""
        tag, classes = element.tag, element.get("class", "").split()
        if tag in HEADINGS:
            return [f"{'#' * int(tag[1])} {self.said(element)}"]
        if tag == "pre":
            return [_fence(element)]
        if tag in ("ul", "ol"):
            return ["\n".join(self.items(element, tag == "ol"))]
        if tag == "dl":
            return ["\n".join(self.terms(element))]
        if tag == "table":
            return [self.table(element)]
        if tag == "hr":
            return ["---"]
        if tag == "blockquote":
            return [_prefixed("\n\n".join(self.blocks(element)), "> ", "> ")]
        if tag in ("summary", "figcaption") or "admonition-title" in classes:
            return _paragraph([f"**{self.said(element)}**"]) if self.said(element) else []
        if "footnote" in classes:
            return list(self.notes(element))
        if "tabbed-set" in classes:
            return list(self.tabs(element))
        return self.blocks(element)

    def items(self, element: HtmlElement, is_numbered: bool) -> Iterator[str]:
        """Yield the items of a list."""
        for number, item in enumerate(element.findall("li"), 1):
            mark = f"{number}. " if is_numbered else "- "
            blocks = self.blocks(item)
            is_tight = all(re.match(r"[-\d]", each) for each in blocks[1:])  # a list in it follows at once
            yield _prefixed(("\n" if is_tight else "\n\n").join(blocks), mark, " " * len(mark))

    def terms(self, element: HtmlElement) -> Iterator[str]:
        """Yield a card: each term with what is said of it, as items of a list."""
        for term in element.iter("dt"):
            told = [each for each in term.itersiblings() if isinstance(each.tag, str)]
            meant = next((each for each in told if each.tag == "dd"), None)
            said = "\n\n".join(self.blocks(meant)) if meant is not None else ""
            yield _prefixed(f"**{self.said(term)}:** {said}", "- ", "  ")

    def tabs(self, element: HtmlElement) -> Iterator[str]:
        """Yield the tabs of a set, each below its label."""
        labels = element.xpath("./div[@class='tabbed-labels']/label")
        contents = element.xpath("./div[@class='tabbed-content']/div")
        for label, content in zip(labels, contents, strict=True):
            yield f"**{self.said(label)}**"
            yield from self.blocks(content)

    def notes(self, element: HtmlElement) -> Iterator[str]:
        """Yield the sources of a page as the notes that its text refers to."""
        for number, item in enumerate(element.iter("li"), 1):
            yield _prefixed("\n\n".join(self.blocks(item)), f"[^{number}]: ", "    ")

    def table(self, element: HtmlElement) -> str:
        """Return a table, whose cells are one line each."""
        rows = [[self.cell(cell) for cell in row if cell.tag in ("th", "td")] for row in element.iter("tr")]
        wide = max(map(len, rows), default=0)
        rows = [row + [""] * (wide - len(row)) for row in rows]
        lines = [f"| {' | '.join(row)} |" for row in rows]
        return "\n".join([*lines[:1], f"|{' --- |' * wide}", *lines[1:]])

    def cell(self, element: HtmlElement) -> str:
        """Return a cell of a table on one line."""
        lines = (line.strip().removesuffix("\\") for line in "\n".join(self.blocks(element)).splitlines())
        text = "<br>".join(filter(None, lines))
        return text.replace("|", "\\|")

    # ---- within a line ----

    def said(self, element: HtmlElement) -> str:
        """Return what an element says on one line."""
        return " ".join(self.children(element).split())

    def children(self, element: HtmlElement) -> str:
        """Return the text of an element with what stands within it."""
        parts = [_text(element.text)]
        for child in element:
            parts += ["" if _is_left_out(child) else self.inline(child), _text(child.tail)]
        return "".join(parts)

    def inline(self, element: HtmlElement) -> str:
        """Return an element that stands within a line."""
        if element.tag == "br":
            return "\\\n"
        if element.tag == "code":
            return _code(element.text_content())
        if element.tag == "img":
            return f"![{element.get('alt', '')}]({self.link(element.get('src'))})"
        if "footnote-ref" in element.get("class", "") or element.find("a[@class='footnote-ref']") is not None:
            return f"[^{element.text_content().strip()}]"
        text = self.children(element)
        if element.tag == "a" and element.get("href") and text.strip():
            return _around(text, "[", f"]({self.link(element.get('href'))})")
        mark = MARKS.get(element.tag, "")
        before, after = AROUND.get(element.get("class", ""), (mark, mark))
        return _around(text, before, after) if before and text.strip() else text


def _is_left_out(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in LEFT_OUT or "hidden" in element.attrib:
        return True
    return not LEFT_OUT_CLASSES.isdisjoint(element.get("class", "").split())


def _text(text: str | None) -> str:
    return re.sub(r"([*`\\])", r"\\\1", re.sub(r"\s+", " ", text or "")).replace("<", "&lt;")


def _paragraph(run: list[str]) -> list[str]:
    text = re.sub(r" *\n *", "\n", re.sub(r"[ \t]+", " ", "".join(run))).strip()
    return [text] if text else []


def _code(text: str) -> str:
    """Return code of one line, between more backquotes than it has itself."""
    longest = max((len(each) for each in re.findall("`+", text)), default=0)
    pad = " " if text[:1] == "`" or text[-1:] == "`" else ""
    return f"{'`' * (longest + 1)}{pad}{text}{pad}{'`' * (longest + 1)}"


def _fence(element: HtmlElement) -> str:
    code = element.text_content().rstrip("\n")
    named = (LANGUAGE.search(each.get("class", "")) for each in (element, *element.iterancestors("div")))
    language = next((found[1] for found in named if found), "")
    longest = max((len(each) for each in re.findall("`+", code)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{code}\n{fence}"


def _around(text: str, before: str, after: str) -> str:
    """Return a text between marks, which must touch it."""
    bare = text.strip()
    start, _, end = text.partition(bare)
    return f"{start}{before}{bare}{after}{end}"


def _prefixed(text: str, first: str, others: str) -> str:
    lines = text.split("\n")
    return "\n".join([first + lines[0], *((others + line).rstrip() for line in lines[1:])])
