"""The size of what can be carried away, the book and the zip, wherever the finished site offers them."""

import re
from pathlib import Path

import pikepdf

from publish.languages import Language

# Left by docs/theme/partials/carried.html and the start page.
PLACE = re.compile(r'(<span data-size="([^"]+)">)(</span>)')


def put(site: Path, language: Language) -> None:
    """Write the sizes into the pages of a language, in place.

    Args:
        site: the finished site; a file that it does not have gets no size.
        language: the language; the one without a folder of its own comes last, for it has the others inside.
    """
    sizes: dict[str, str] = {}
    pages = (site / language.prefix).rglob("*.html")
    for page in pages:
        text = page.read_text(encoding="utf-8")
        for name in {name for _, name, _ in PLACE.findall(text)} - sizes.keys():
            sizes[name] = _size(site / name, language)
        with_sizes = PLACE.sub(lambda place: place[1] + sizes[place[2]] + place[3], text)
        if with_sizes != text:
            page.write_text(with_sizes, encoding="utf-8")


def _size(file: Path, language: Language) -> str:
    if not file.exists():
        return ""
    size = f"{language.number(file.stat().st_size / 1e6, 1)} MB"
    if file.suffix != ".pdf":
        return f" ({size})"
    with pikepdf.open(file) as book:
        pages = len(book.pages)
    return f" ({language.words()['carried']['pages'].format(pages=pages)}, {size})"
