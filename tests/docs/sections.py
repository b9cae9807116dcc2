"""What a built page says in a section, to which links lead: the text that a reader who follows one finds."""

import re
from collections.abc import Mapping

from lxml.html import HtmlElement

from publish.languages import Language
from tests.docs.conftest import BuiltPage

HEADING = re.compile(r"h[1-6]")


def text(pages: Mapping[str, BuiltPage], language: Language, address: str) -> str:
    """Return the words of a place below the root of a language, as ``limpar/#o-que-cobra``, in one line.

    A heading's section goes on to the next heading that is as high; of a paragraph with an id, to the next one with an
    id; without an id it is the whole page.
    """
    page, _, id_ = address.partition("#")
    root = pages[f"{language.prefix}{page}index.html"].root
    if not id_:
        return _words(root.xpath("//article"))
    (first,) = root.xpath("//article//*[@id=$id]", id=id_)
    return _words([first, *_following(first)])


def _following(first: HtmlElement) -> list[HtmlElement]:
    found = []
    for each in first.itersiblings():
        if HEADING.fullmatch(first.tag):
            if HEADING.fullmatch(str(each.tag)) and each.tag <= first.tag:
                break
        elif each.get("id"):
            break
        found.append(each)
    return found


def _words(elements: list[HtmlElement]) -> str:
    return " ".join(" ".join(each.text_content() for each in elements).split())
