"""The real cases on paper: without what filters them on a screen, each answer a link to its question."""

from collections.abc import Mapping
from html import escape
from urllib.parse import parse_qsl, urlsplit

from bs4 import BeautifulSoup, Tag

from decision import paths
from decision.outline import anchor
from decision.tree import Tree
from publish.book import paper_chooser
from publish.pages import cases

ADDRESS = f"{cases.PAGE}/"


def put(articles: Mapping[str, Tag], tree: Tree, language: str, prefix: str) -> None:
    """Change the page of the cases, and leave of the similar cases on other pages the ways to them, in place.

    Args:
        articles: the article of each page, by address.
        tree: the tree.
        language: the tag of the language.
        prefix: of the language's addresses.
    """
    if page := articles.get(ADDRESS):
        for filter_ in page.select(".cases-filter"):
            filter_.extract()
        for again in page.select('.case dd > a[href*="escolher/#"]'):
            said = again.parent
            assert said is not None
            given = dict(parse_qsl(urlsplit(str(again["href"])).fragment))
            answers = BeautifulSoup(_answers(tree, given, language, prefix), "lxml").body
            said.clear()
            said.extend(list(answers.contents) if answers else [])
        for terms in page.select(".case dl"):
            terms.replace_with(*map(_line, terms.find_all("dt")))
        for said in page.select(".cases-group > h2 + p"):
            said.wrap(BeautifulSoup("", "lxml").new_tag("div", attrs={"class": "lead"}))
    for address, article in articles.items():
        for box in article.select("details.on-screen") if address != ADDRESS else ():
            if links := box.select(f'a[href*="{ADDRESS}#"]'):
                box["class"] = " ".join(
                    name for name in box.get_attribute_list("class") if name and name != "on-screen"
                )
                for link in links:
                    _only(link)


def _answers(tree: Tree, given: Mapping[str, str], language: str, prefix: str) -> str:
    """Return the answers of a case, each with the number of its question on paper, to which it leads."""
    number = paper_chooser.numbers(tree)
    return " → ".join(
        f'{number[step.question]}, “<a class="bare" href="/{prefix}{paper_chooser.ADDRESS}#{anchor(step.question)}">'
        f"{escape(paths.given(tree, step).text[language])}</a>”"
        for step in paths.replay(tree, given).steps
    )


def _line(term: Tag) -> Tag:
    """Return a term and what it is as a paragraph."""
    soup = BeautifulSoup("", "lxml")
    line, meaning = soup.new_tag("p"), term.find_next_sibling("dd")
    line.append(soup.new_tag("strong", string=f"{term.get_text()}:"))
    line.extend([" ", *(meaning.contents if meaning else [])])
    return line


def _only(link: Tag) -> None:
    """Leave nothing beside a link: the rest is said where it leads."""
    for beside in [*link.previous_siblings, *link.next_siblings]:
        beside.extract()
