"""What a chapter says of its files on paper: that they are attached to the book, and under which names."""

from collections.abc import Iterator, Mapping

from bs4 import BeautifulSoup, Tag

import snippets

_SOUP = BeautifulSoup("", "lxml")


def put(article: Tag, behind: Tag | None, sentence: str, kept: Mapping[str, str]) -> None:
    """Put a sentence above the first file that a page shows; a page that shows none of those attached has none.

    Args:
        article: the article of a page.
        behind: that of its workshop, whose files it names too.
        sentence: what is said, with ``{places}``.
        kept: the text of each attached file by its path.
    """
    shown = list(_shown(article, kept))
    if not shown:
        return
    first, _ = shown[0]
    shown += _shown(behind, kept) if behind else []
    around = [each for each in first.parents if {"tabbed-set", "snippet"} & set(each.get_attribute_list("class"))]
    told = _SOUP.new_tag("div", attrs={"class": "attached"})
    told.append(_told(sentence, places([paths for _, paths in shown], kept)))
    (around[-1] if around else first).insert_before(told)


def places(shown: list[list[str]], kept: Mapping[str, str]) -> list[str]:
    """Return where files are attached, and the lines that adjustments change in them.

    shown: for each file the paths of those that read the same, as one that two snippets have: it is looked for where
    the others are.
    """
    found = dict[str, None]()
    for paths in sorted(shown, key=len):
        each = [_place(path) for path in paths]
        if not found.keys() & set(each):
            found[each[0]] = None
    changes = [f"{snippets.ADJUSTMENTS.name}/{place.removesuffix('.py')}" for place in found]
    return [*found, *(folder for folder in changes if any(path.startswith(f"{folder}/") for path in kept))]


def _shown(article: Tag, kept: Mapping[str, str]) -> Iterator[tuple[Tag, list[str]]]:
    """Yield each block that is a file, with the paths of the attached ones that read the same."""
    for code in article.select("div.highlight:has(span.filename) code"):
        text = code.get_text().strip()
        block = code.find_parent(class_="highlight")
        if block and (paths := [path for path, content in kept.items() if content.strip() == text]):
            yield block, paths


def _place(path: str) -> str:
    """Return the folder of a snippet that has one, else the file."""
    *folders, _ = path.split("/")
    depth = 2 if folders[:1] == [snippets.TUTORIAL.name] else 1
    return "/".join(folders[:depth]) or path


def _told(sentence: str, where: list[str]) -> Tag:
    before, _, behind = sentence.partition("{places}")
    paragraph = _SOUP.new_tag("p")
    paragraph.append(before)
    for n, place in enumerate(where):
        paragraph.extend([*([", "] if n else []), _SOUP.new_tag("code", string=place)])
    paragraph.append(behind)
    return paragraph
