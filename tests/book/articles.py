"""Articles of pages, for tests that write their own, and the book that they make."""

from bs4 import BeautifulSoup, Tag

from publish.book import combine
from publish.book.combine import Chapter, Part
from publish.languages import LANGUAGES, Language
from tests.tree import TREE

WORDS = LANGUAGES[0].words()["book"]


def article(html: str) -> Tag:
    """Return an article that holds this HTML."""
    found = BeautifulSoup(f"<article>{html}</article>", "lxml").find("article")
    assert found is not None
    return found


def joined(pages: dict[str, str], language: Language = LANGUAGES[0]) -> Tag:
    """The book that these pages make, by address; the site holds one more file, and a page in another language."""
    chapters = {address: Chapter(address, article(f'<h1 id="titulo">T</h1>{html}')) for address, html in pages.items()}
    parts = [Part(("Início",), tuple(pages))]
    files = {"decision/tree.json", "en/conceitos/", "conceitos/"}
    texts = combine.join(
        parts, chapters, TREE, WORDS, language, lambda path: f"https://guia.test/{path}" if path in files else None
    )
    return article("".join(texts))
