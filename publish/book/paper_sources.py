"""The sources of the book, numbered once: the list of all sources has the numbers and prints the addresses, a citation
is the number of its source, and each chapter ends with the numbers of those that it cites.
"""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

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
    places = [f"/{prefix}{address}" for group in chapters for address in group]
    number = _numbers(articles, words, places, f"/{prefix}{LIST}")
    for group in chapters:
        cited: dict[int, None] = {}
        for address in group:
            for link in articles[address].select("a.footnote-ref"):
                id_ = str(link["href"]).removeprefix("#fn:")
                if id_ not in number:
                    raise ValueError(f"{address}: cites {id_!r}, which the list of sources does not have")
                link["href"], link.string = _place(number[id_], prefix), _name(number[id_], words)
                cited[number[id_]] = None
            for notes in articles[address].select("div.footnote"):
                notes.extract()
        if cited:
            articles[group[-1]].append(_closing(sorted(cited), words, prefix))


def _numbers(articles: Mapping[str, Tag], words: Mapping[str, str], places: Sequence[str], base: str) -> dict[str, int]:
    """Number the entries of the list, and return the number of each source by its id.

    Args:
        articles: the article of each page, by address.
        words: the ``[book]`` labels.
        places: the addresses of all pages from the root of the site, in order.
        base: that of the list.
    """
    place: dict[tuple[str, str], int] = {}
    for entry in articles[LIST].select("ul > li") if LIST in articles else []:
        link = entry.find("a", href=True)
        if link is None or entry.find_parent("li"):
            continue
        n = place[_key(link)] = len(place) + 1
        whole = _SOUP.new_tag("div", attrs={"class": "entry"})
        whole.append(_SOUP.new_tag("span", attrs={"class": "spot", "id": f"fonte-{n}"}))
        whole.append(_SOUP.new_tag("strong", string=f"{_name(n, words)}. "))
        _only_pages(entry, link, words, places, base)
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


def _only_pages(entry: Tag, source: Tag, words: Mapping[str, str], places: Sequence[str], base: str) -> None:
    """Leave of the chapters that cite a source their pages, in order."""
    cited = [link for link in entry.find_all("a") if link is not source]
    ordered = sorted(
        (urljoin(base, str(link["href"])) for link in cited),
        key=lambda to: places.index(to) if to in places else len(places),
    )
    for n, (link, place) in enumerate(zip(cited, ordered, strict=True)):
        link["href"] = place
        if place in places:
            link["class"] = "page"
        if n == 0:
            link.insert_before(words["page"].format(n=""))


def _key(link: Tag) -> tuple[str, str]:
    return str(link["href"]), link.get_text()


def _name(n: int, words: Mapping[str, str]) -> str:
    return words["source"].format(n=n)


def _place(n: int, prefix: str) -> str:
    return f"/{prefix}{LIST}#fonte-{n}"


def _closing(numbers: Iterable[int], words: Mapping[str, str], prefix: str) -> Tag:
    closing = _SOUP.new_tag("div", attrs={"class": "sources"})
    lead = _SOUP.new_tag("p", string=f"{words['notes']}, {words['page'].format(n='')}")
    lead.append(_SOUP.new_tag("a", attrs={"href": f"/{prefix}{LIST}", "class": "page"}, string="·"))
    closing.append(lead)
    listed = _SOUP.new_tag("p")
    for n in numbers:
        number = _SOUP.new_tag("a", attrs={"href": _place(n, prefix), "class": "bare"}, string=_name(n, words))
        listed.extend([number, ", "])
    listed.contents[-1].replace_with(".")
    closing.append(listed)
    return closing
