"""Turns what the theme and the Markdown extensions made for a screen into plain elements that ``book.lua`` knows.

==========================  ===========================================================================
on the page                 in the book
==========================  ===========================================================================
scripts, icons, buttons,    nothing; so is a form
badges, the report link
``.on-screen``              nothing; ``.on-paper``, which a screen does not show, stands in its place
``details.on-screen``       its title, and where it can be read; what follows it and is so too, beside it
highlighted code            ``pre`` with its language as class and the file's name as ``data-title``
admonition, ``details``     ``div.box`` with ``data-kind``; its title is the first child, ``div.title``
tabs                        one ``div.tab`` for each, its label as ``div.title``: on paper all are open; of a file
                            with its path only that
grid of cards               ``div.cards`` with a ``div.item`` for each
names of a term             in ``div.lead``, which stays with what follows
table of over 4 columns     in ``div.wide``, which gets a landscape page, with its heading and a few words
                            that lead to it; but not the figure of levels
headings                    one level down, for parts stand above chapters; those of a section two
==========================  ===========================================================================
"""

from collections.abc import Callable, Iterable

from bs4 import BeautifulSoup, Tag

WIDE = 4  # columns that fit on an upright page
LEAD = 600  # letters at most of a heading and what it says of its table: alone they would leave a page nearly empty
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
_SOUP = BeautifulSoup("", "lxml")


def simplify(article: Tag, elsewhere: str = "", address: str = "", lower: int = 1) -> None:
    """Change ``article`` in place, as the table above says.

    Args:
        article: the article of a page.
        elsewhere: says where what is not printed can be read: ``{what}`` and ``{where}``.
        address: the public address of the page.
        lower: how many levels its headings go down.

    Raises:
        ValueError: for an image, which the book cannot show yet, or a heading too deep to stand below a part.
    """
    for tag in article.find_all(HEADINGS):
        _lower(tag, lower)
    _point_to_the_screen(article, elsewhere, address)
    for tag in article.find_all(True):
        names = (*tag.get_attribute_list("class"), tag.name)  # what a tag is for goes before what it is
        if change := next((CHANGES[name] for name in names if name in CHANGES), None):
            change(tag)


def div(name: str, children: Iterable[Tag] = (), **data: str) -> Tag:
    """Return a new ``div`` of class ``name`` with these children and ``data-`` attributes."""
    tag = _SOUP.new_tag("div", attrs={"class": name, **{f"data-{key}": value for key, value in data.items()}})
    tag.extend(list(children))
    return tag


def _content_as(name: str, tag: Tag) -> Tag:
    """Return the content of a tag in a new ``div``."""
    new = div(name)
    new.extend(list(tag.contents))
    return new


def _point_to_the_screen(article: Tag, elsewhere: str, address: str) -> None:
    """Put the titles of what is left out in its place, with the address of the page that has it."""
    while isinstance(box := article.find("details", class_="on-screen"), Tag):
        beside = [box]
        while isinstance(after := beside[-1].find_next_sibling(True), Tag) and _is_on_screen(after):
            beside.append(after)
        titles = [title.get_text(" ", strip=True) for each in beside if (title := each.find("summary"))]
        before, _, behind = elsewhere.format(what="; ".join(titles), where="\0").partition("\0")
        pointer = _SOUP.new_tag("p")
        pointer.extend([before, _SOUP.new_tag("a", attrs={"href": address}, string=address), behind])
        box.insert_before(pointer)
        for each in beside:
            each.extract()


def _is_on_screen(tag: Tag) -> bool:
    return "on-screen" in tag.get_attribute_list("class")


def _drop(tag: Tag) -> None:
    tag.extract()


def _refuse_image(image: Tag) -> None:
    raise ValueError(f"has the image {image.get('src')!r}, which the book cannot show; teach publish/book/simplify.py")


def _lower(heading: Tag, by: int) -> None:
    level = int(heading.name[1]) + by
    if level > 6:
        raise ValueError(f"has a heading too deep for the book: {heading.get_text(strip=True)!r}; move it up")
    heading.name = f"h{level}"


def _code(block: Tag) -> None:
    if block.name != "div":
        return  # code in a line of text needs no change
    languages = [c for c in block.get_attribute_list("class") if c.startswith("language-")]
    pre = _SOUP.new_tag("pre", attrs={"class": languages[0].removeprefix("language-") if languages else "text"})
    if title := block.find("span", class_="filename"):
        pre["data-title"] = title.get_text()
    code = block.find("code")
    pre.append(_SOUP.new_tag("code", string=code.get_text() if code else ""))
    block.replace_with(pre)


def _box(box: Tag) -> None:
    kinds = [c for c in box.get_attribute_list("class") if c and c not in ("admonition", "inline", "end")]
    new = div("box", kind=kinds[0] if kinds else "note")
    title = box.find("summary", recursive=False) or box.find("p", class_="admonition-title", recursive=False)
    if title:
        new.append(_content_as("title", title))
        title.extract()
    new.extend(list(box.contents))
    box.replace_with(new)


def _tabs(tabs: Tag) -> None:
    labels = tabs.find("div", class_="tabbed-labels")
    blocks = tabs.find("div", class_="tabbed-content")
    assert labels is not None
    assert blocks is not None
    for label, block in zip(labels.find_all("label"), blocks.find_all("div", recursive=False), strict=True):
        shown = block.find_all(True, recursive=False)
        named = _is_named(label.get_text(strip=True), shown)
        tabs.insert_before(*(shown if named else [div("tab", [_content_as("title", label), *shown])]))
    tabs.extract()


def _is_named(label: str, shown: list[Tag]) -> bool:
    """Whether all that a tab shows is a file with its path, which says the label too."""
    paths = [path.get_text(strip=True) for each in shown if (path := each.find("span", class_="filename"))]
    return len(shown) == len(paths) == 1 and f"/{paths[0]}".endswith(f"/{label}")


def _cards(cards: Tag) -> None:
    for rule in cards.find_all("hr"):
        rule.extract()
    items = cards.find_all("li", recursive=True)
    cards.replace_with(div("cards", [_content_as("item", item) for item in items if item.find_parent("li") is None]))


def _table(table: Tag) -> None:
    head = table.find("thead")
    cells = head.find_all("th") if head else []
    if head and not any(cell.get_text(strip=True) for cell in cells):
        head.extract()  # a header without words: Markdown cannot do without one, readers can
    around = ["box", "tab", "item", "wide"]
    inside = table.find_parent(["li", "dd", "td", "details"]) or table.find_parent(class_=around)
    figure = "levels-grid" in table.get_attribute_list("class")  # its cells hold a name or nothing
    if len(cells) > WIDE and not inside and not figure:
        lead = _lead(table)
        wide = table.wrap(div("wide"))
        for each in lead:
            wide.insert(0, each.extract())


def _lead(table: Tag) -> list[Tag]:
    """Return what goes before a table up to its heading, backwards, when that is a few words; else nothing."""
    lead: list[Tag] = []
    whole = table
    while whole.parent and whole.parent.name == "div" and not whole.find_previous_siblings():
        whole = whole.parent
    for each in whole.find_previous_siblings():
        lead.append(each)
        if each.name in HEADINGS:
            return lead if sum(len(part.get_text()) for part in lead) <= LEAD else []
        if each.name != "p":
            break
    return []


def _citation(link: Tag) -> None:
    """Part two citations that touch, so that 1 and 2 are not 12."""
    sup = link.parent
    assert sup is not None
    following = sup.next_sibling
    if isinstance(following, Tag) and following.name == "sup":
        sup.append(",")


def _lead_in(names: Tag) -> None:
    """Keep what a term is called in other languages with what is said of it."""
    names.wrap(div("lead"))


def _in_english(module: Tag) -> None:
    module["lang"] = "en"  # docstrings are in English on the pages of every language


# By name of the element or of its class; in the order of the page, so what is around comes before what is inside.
CHANGES: dict[str | None, Callable[[Tag], None]] = {
    **dict.fromkeys(("button", "form", "script", "style", "svg"), _drop),
    **dict.fromkeys(("report", "headerlink", "md-content__button", "doc-labels", "twemoji"), _drop),
    **dict.fromkeys(("on-screen", "download"), _drop),
    **dict.fromkeys(("admonition", "details"), _box),
    "cards": _cards,
    "doc-module": _in_english,
    "footnote-ref": _citation,
    "highlight": _code,
    "img": _refuse_image,
    "names": _lead_in,
    "tabbed-set": _tabs,
    "table": _table,
}
