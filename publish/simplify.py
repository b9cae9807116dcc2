"""Turns what the theme and the Markdown extensions made for a screen into plain elements that ``book.lua`` knows.

========================  =============================================================================
in the page               in the book
========================  =============================================================================
links and buttons of the  nothing; so are scripts, icons, badges and the section on downloading the book
site, not of the text
highlighted code          ``pre`` with the language as its class and the file's name as ``data-title``
admonition, ``details``   ``div.box`` with ``data-kind``; its title is the first child, ``div.title``
tabs                      one ``div.tab`` for each, its label as ``div.title``: on paper all are open
grid of cards             ``div.cards`` with ``div.item`` in it
footnotes                 ``div.notes`` with ``div.note`` in it, numbered, at the end of the chapter
table over 4 columns      in ``div.wide``, which gets a landscape page
========================  =============================================================================
"""

from collections.abc import Iterable

from bs4 import BeautifulSoup, Tag

SCREEN_ONLY = (
    ".report, .headerlink, .md-content__button, .doc-labels, .twemoji, svg, button, script, style, "
    ".footnote-backref, .footnote > hr, .cards hr, a.doc-anchor"
)
DOWNLOAD = "pdf"  # id of the section that offers this very book
WIDE = 4  # columns that fit on an upright page
_SOUP = BeautifulSoup("", "lxml")


def simplify(article: Tag) -> None:
    """Change ``article`` in place, as the table above says.

    Raises:
        ValueError: for an image, which the book cannot show yet, or a heading too deep to stand below a part.
    """
    if image := article.find("img"):
        raise ValueError(f"has the image {image['src']!r}, which the book cannot show; publish/simplify.py must learn it")
    _drop_section(article, DOWNLOAD)
    for tag in article.select(SCREEN_ONLY):
        tag.decompose()
    for block in article.select("div.highlight"):
        _code(block)
    for box in article.select("div.admonition, details"):
        _box(box)
    for tabs in article.select("div.tabbed-set"):
        _tabs(tabs)
    for cards in article.select("div.grid.cards"):
        _cards(cards)
    for notes in article.select("div.footnote"):
        _notes(article, notes)
    for table in article.select("table"):
        _table(table)
    for module in article.select("div.doc-module"):
        module["lang"] = "en"  # docstrings are in English on every language's page
    for heading in article.find_all(["h1", "h2", "h3", "h4", "h5", "h6"]):
        level = int(heading.name[1]) + 1
        if level > 6:
            raise ValueError(f"the heading {heading.get_text(strip=True)!r} is too deep for the book; move it up a level")
        heading.name = f"h{level}"


def _div(name: str, children: Iterable[Tag] = (), /, **attributes: str) -> Tag:
    tag = _SOUP.new_tag("div", attrs={"class": name, **{f"data-{key}": value for key, value in attributes.items()}})
    for child in children:
        tag.append(child)
    return tag


def _renamed(tag: Tag, name: str, kind: str) -> Tag:
    """Return the tag's content in a new element."""
    new = _SOUP.new_tag(name, attrs={"class": kind})
    new.extend(list(tag.contents))
    return new


def _drop_section(article: Tag, id_: str) -> None:
    heading = article.find(["h2", "h3"], id=id_)
    if heading is None:
        return
    for after in list(heading.find_next_siblings()):
        if after.name <= heading.name and after.name.startswith("h") or "footnote" in after.get_attribute_list("class"):
            break
        after.decompose()
    heading.decompose()


def _code(block: Tag) -> None:
    code = block.select_one("pre > code") or block.find("pre")
    assert isinstance(code, Tag)
    languages = [c.removeprefix("language-") for c in block.get_attribute_list("class") if c.startswith("language-")]
    title = block.select_one(".filename")
    pre = _SOUP.new_tag("pre", attrs={"class": languages[0] if languages else "text"})
    if title:
        pre["data-title"] = title.get_text()
    inner = _SOUP.new_tag("code")
    inner.string = code.get_text()
    pre.append(inner)
    block.replace_with(pre)


def _box(box: Tag) -> None:
    kinds = [c for c in box.get_attribute_list("class") if c not in ("admonition", "details", "inline", "end")]
    title = box.find(["summary", "p"], recursive=False)
    new = _div("box", kind=kinds[0] if kinds else "note")
    if isinstance(title, Tag) and (title.name == "summary" or "admonition-title" in title.get_attribute_list("class")):
        new.append(_renamed(title.extract(), "div", "title"))
    new.extend(list(box.contents))
    box.replace_with(new)


def _tabs(tabs: Tag) -> None:
    labels = tabs.select(":scope > .tabbed-labels > label")
    blocks = tabs.select(":scope > .tabbed-content > .tabbed-block")
    for label, block in zip(labels, blocks, strict=True):
        tabs.insert_before(_div("tab", [_renamed(label, "div", "title"), *block.find_all(True, recursive=False)]))
    tabs.decompose()


def _table(table: Tag) -> None:
    heads = table.select("thead th")
    if not any(head.get_text(strip=True) for head in heads):
        for row in table.select("thead tr"):  # a header without words is only the Markdown syntax asking for one
            row.extract()
    inside = table.find_parent(["li", "dd", "td"]) or table.find_parent(class_=["box", "tab", "item"])
    if len(heads) > WIDE and not inside:
        table.wrap(_div("wide"))


def _cards(cards: Tag) -> None:
    items = [_renamed(item, "div", "item") for item in cards.select(":scope > ul > li")]
    cards.replace_with(_div("cards", items))


def _notes(article: Tag, notes: Tag) -> None:
    """Give each note its number and the place of its first citation; part citations that touch, so that 1, 2 is not 12."""
    for sup in article.select("sup:has(> a.footnote-ref)"):
        following = sup.next_sibling
        if isinstance(following, Tag) and following.name == "sup":
            sup.append(",")
        span = sup.wrap(_SOUP.new_tag("span"))
        span["id"] = str(sup["id"])
        del sup["id"]
    new = _div("notes")
    for number, item in enumerate(notes.select(":scope > ol > li"), 1):
        note = _renamed(item, "div", "note")
        note["id"] = str(item["id"])
        note["data-number"] = str(number)
        if first := article.select_one(f'a.footnote-ref[href="#{item["id"]}"]'):
            note["data-first"] = f"#{first.find_parent('span')['id']}"  # type: ignore[index]
        new.append(note)
    notes.replace_with(new)
