"""Terms on paper: a chapter leads once to each entry of Conceitos, also where an option and its workshop are one.

In bold words it does not: a page behind a word would part a title or a question.
"""

from collections.abc import Iterable, Mapping, Sequence

from bs4 import Tag

from publish.site.term_links import CLASS


def put(articles: Mapping[str, Tag], chapters: Iterable[Sequence[str]]) -> None:
    """Take the link from each term that its chapter has linked before; the articles are changed.

    Args:
        articles: the pages of the book, by address.
        chapters: the addresses that make a chapter each, in order.
    """
    for pages in chapters:
        seen: set[str] = set()
        for link in [link for page in pages for link in articles[page].select(f"a.{CLASS}")]:
            entry = str(link["href"]).rpartition("#")[2]
            if entry in seen or link.find_parent("strong"):
                link.unwrap()
            elif not link.find_parent(class_="on-screen"):  # which the book leaves out
                seen.add(entry)
