"""Where the chapters of a book stand, and what is printed of them."""

import re

from tests.book.reading import Book


def top_of(address: str) -> str:
    """The name of the destination at the top of a page's chapter."""
    name = address.strip("/").replace("/", ".") or "inicio"
    option = re.fullmatch(r"opcoes\.([\w-]+)", name)
    return f"opcao-{option[1]}" if option else f"pagina-{name}"


def chapter_text(book: Book, address: str, menu: list[str]) -> str:
    after = menu.index(address) + 1
    end = book.page_of(top_of(menu[after])) if after < len(menu) else len(book.texts) - 1
    return "".join(book.texts[book.page_of(top_of(address)) : end + 1])


def pages_of_sources(book: Book) -> range:
    """The pages, from 1, of the list of all sources."""
    return range(book.page_of("pagina-fontes") + 1, book.page_of("pagina-indice") + 1)
