"""An option's page and its workshop on paper: the lines that change on the way to other options are only counted."""

from collections.abc import Mapping

from bs4 import BeautifulSoup, Tag

LINES = "sair"  # the id of the section of a workshop that shows them


def put(article: Tag, address: str, words: Mapping[str, str]) -> None:
    """Leave the lines out of a workshop, and say on an option's page where they can be read, in place.

    Args:
        article: the article of an option's page or of its workshop.
        address: the public address of the workshop.
        words: the ``[book]`` labels.
    """
    for shown in article.select(".leaving"):
        heading = shown.find_previous("h2", id=LINES)
        for each in [shown, *shown.find_previous_siblings()]:
            each.extract()
            if each is heading:
                break
    for link in article.select(f'a[href$="oficina/#{LINES}"]'):
        around = link.parent
        assert around is not None
        before, _, behind = words["leaving"].partition("{where}")
        place = BeautifulSoup("", "lxml").new_tag("a", attrs={"href": address}, string=address)
        around.clear()
        around.extend([before, place, behind])
