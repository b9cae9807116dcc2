"""The sources of the book, numbered once: the list of all sources has the numbers, prints the addresses and names the
chapters that cite each; a citation is the number of its source, and each chapter ends with those that it cites, an
option's before its code: behind that, which ends with a long box, they would often have a page to themselves.
"""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

LIST = "fontes/"  # the page with the list of all sources
_SOUP = BeautifulSoup("", "lxml")


def put(articles: Mapping[str, Tag], groups: Iterable[Sequence[str]], words: Mapping[str, str], prefix: str) -> None:
    """Number the sources of all pages, in place.

    Args:
        articles: the article of each page, by address.
        groups: the addresses of the pages that make a chapter each, in order.
        words: the ``[book]`` labels.
        prefix: of the language's addresses.

    Raises:
        ValueError: naming page and source, for a note that the list does not have.
    """
    chapters = [list(group) for group in groups]
    number = _numbers(articles, words, prefix)
    cited_by: dict[int, dict[int, str]] = {}  # the address of each chapter by its number, for each source
    for chapter, group in enumerate(chapters, 1):
        cited: dict[int, None] = {}
        for address in group:
            for link in articles[address].select("a.footnote-ref"):
                id_ = str(link["href"]).removeprefix("#fn:")
                if id_ not in number:
                    raise ValueError(f"{address}: cites {id_!r}, which the list of sources does not have")
                link["href"], link.string = _place(number[id_], prefix), _name(number[id_], words)
                cited[number[id_]] = None
                cited_by.setdefault(number[id_], {})[chapter] = f"/{prefix}{group[0]}"
            for notes in articles[address].select("div.footnote"):
                notes.extract()
        if cited:
            articles[group[0]].append(_closing(chapter, sorted(cited), words, prefix))
    for n, entry in enumerate(articles[LIST].select(".entry") if LIST in articles else [], 1):
        _name_chapters(entry, cited_by.get(n, {}), words)


def _numbers(articles: Mapping[str, Tag], words: Mapping[str, str], prefix: str) -> dict[str, int]:
    """Number the entries of the list, and return the number of each source by its id."""
    place: dict[tuple[str, str], int] = {}
    for entry in articles[LIST].select("ul > li") if LIST in articles else []:
        link = entry.find("a", href=True)
        if link is None or entry.find_parent("li"):
            continue
        n = place[_key(link)] = len(place) + 1
        whole = _SOUP.new_tag("div", attrs={"class": "entry"})
        whole.append(_SOUP.new_tag("span", attrs={"class": "spot", "id": f"fonte-{n}"}))
        whole.append(_SOUP.new_tag("strong", string=f"{_name(n, words)}. "))
        for page in entry.select("a[href]"):  # the list is seen from elsewhere in the book
            if page is not link:
                page["href"] = urljoin(f"/{prefix}{LIST}", str(page["href"]))
        whole.extend(list(entry.contents))
        entry.replace_with(whole)
        address = _SOUP.new_tag("a", attrs={"href": str(link["href"]), "class": "address"}, string=str(link["href"]))
        link.insert_after(" ", address)
        link.unwrap()
    for emptied in [each for each in articles[LIST].select("ul") if not each.find("li")] if LIST in articles else []:
        emptied.unwrap()
    notes = (note for article in articles.values() for note in article.select(".footnote li"))
    return {
        str(note["id"]).removeprefix("fn:"): place[_key(link)]
        for note in notes
        if (link := note.find("a", href=True)) and _key(link) in place
    }


def _name_chapters(entry: Tag, cited_by: Mapping[int, str], words: Mapping[str, str]) -> None:
    """Put the chapters that cite a source in the place of the pages of the site that do; without one, those stay.

    What a page of the site cites may stand in another chapter on paper, as what an adjustment says does.
    """
    pages = entry.select("a:not(.address)")
    if not cited_by or not pages:
        return
    for page in pages[1:]:
        if isinstance(page.previous_sibling, NavigableString):
            page.previous_sibling.extract()
        page.extract()
    links: list[Tag | str] = []
    for n, address in cited_by.items():
        links += [", ", _SOUP.new_tag("a", attrs={"href": address, "class": "bare"}, string=str(n))]
    before, _, after = words["chapters"].partition("{numbers}")
    pages[0].replace_with(before, *links[1:], after)


def _key(link: Tag) -> tuple[str, str]:
    return str(link["href"]), link.get_text()


def _name(n: int, words: Mapping[str, str]) -> str:
    return words["source"].format(n=n)


def _place(n: int, prefix: str) -> str:
    return f"/{prefix}{LIST}#fonte-{n}"


def _closing(chapter: int, numbers: Iterable[int], words: Mapping[str, str], prefix: str) -> Tag:
    """Return the sources of a chapter, which it names: they may stand on the page where the next one begins."""
    closing = _SOUP.new_tag("div", attrs={"class": "sources"})
    lead = _SOUP.new_tag("p", string=f"{words['notes'].format(n=chapter)}, {words['page'].format(n='')}")
    lead.append(_SOUP.new_tag("a", attrs={"href": f"/{prefix}{LIST}", "class": "page"}, string="·"))
    closing.append(lead)
    listed = _SOUP.new_tag("p")
    for n in numbers:
        number = _SOUP.new_tag("a", attrs={"href": _place(n, prefix), "class": "bare"}, string=_name(n, words))
        listed.extend([number, ", "])
    listed.contents[-1].replace_with(".")
    closing.append(listed)
    return closing
