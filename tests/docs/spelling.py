"""Asks hunspell about the prose of the built site, in its three dictionaries.

``python -m tests.docs.spelling`` prints the words that no dictionary has, for whoever mends them or adds names to
``spelling/``. What it needs, ``tests.audit.tools`` looks for.
"""

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from lxml import html
from lxml.html import HtmlElement

ROOT = Path(__file__).resolve().parents[2]
KNOWN = Path(__file__).parent / "spelling"  # words that are right and stand in no dictionary, for all and by language
DICTIONARIES = {"pt": "pt_BR", "en": "en_US", "es": "es_MX"}
DEBIAN = ("hunspell", "hunspell-pt-br", "hunspell-en-us", "hunspell-es")
# What is no prose of the language: code, drawings, sources with their English titles, the English reference.
LEFT_OUT = {"code", "pre", "script", "style", "svg", "object", "time"}
LEFT_OUT_CLASSES = {"footnote", "doc", "md-source-file", "highlight", "names"}
LEFT_OUT_PAGES = {"fontes", "referencia", "diagnosticar"}
# A word: what has a digit, a sign or a capital inside it is a name.
WORD = re.compile(r"(?<![\w@/.'’_-])[^\W\d_]+(?:['’-][^\W\d_]+)*(?![\w@/_]|\.\w|-\d)")


def missing() -> list[str]:
    """Return what there is not: hunspell, or a dictionary by its name."""
    if not shutil.which("hunspell"):
        return ["hunspell", *DICTIONARIES.values()]
    listed = subprocess.run(["hunspell", "-D"], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    there = {Path(line).name for line in (listed.stderr + listed.stdout).splitlines()}
    return [name for name in DICTIONARIES.values() if name not in there]


def prose(page: HtmlElement) -> str:
    """Return the text of a built page's article, without what is no prose."""
    return "".join(_text(article) for article in page.xpath("//article"))


def _text(element: HtmlElement) -> str:
    if not isinstance(element.tag, str) or element.tag in LEFT_OUT or _is_left_out(element):
        return " "
    if element.get("lang") and element.tag != "html":
        return " "
    inside = "".join(_text(child) + (child.tail or "") for child in element)
    space = "" if element.tag in {"a", "em", "strong", "span", "b", "i"} else "\n"
    return f"{space}{element.text or ''}{inside}{space}"


def _is_left_out(element: HtmlElement) -> bool:
    return not LEFT_OUT_CLASSES.isdisjoint((element.get("class") or "").split())


def known(folder: str) -> set[str]:
    """Return the words that are right beyond the dictionary of a language."""
    return known_everywhere() | _list(folder)


def known_everywhere() -> set[str]:
    """Return the names that are right in every language."""
    return _list("all")


def _list(name: str) -> set[str]:
    lines = (KNOWN / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return {line.strip() for line in lines if line.strip() and not line.startswith("#")}


def unknown(texts: Mapping[str, str], folder: str) -> dict[str, list[str]]:
    """Return the words that are not known, each with the pages that have it.

    Args:
        texts: the prose of each page, by its address.
        folder: the language's.
    """
    where: dict[str, list[str]] = {}
    for page, text in texts.items():
        for word in set(WORD.findall(text)):
            if not any(letter.isupper() for letter in word[1:]):
                where.setdefault(word.replace("’", "'"), []).append(page)
    asked = sorted(where.keys() - (right := known(folder)))
    # Of a compound, hunspell gives the part that it does not know; that may be a known one.
    found = asked_of_hunspell(asked, folder)
    return {word: sorted(where[word]) for word in found if word in where and word not in right}


def asked_of_hunspell(words: Iterable[str], folder: str) -> list[str]:
    """Return those of some words that the dictionary of a language does not have."""
    command = ["hunspell", "-l", "-i", "UTF-8", "-d", DICTIONARIES[folder]]
    return subprocess.run(command, input="\n".join(words), capture_output=True, text=True, check=True).stdout.split()


def pages(site: Path, folder: str) -> Iterator[tuple[str, str]]:
    """Yield the address and the prose of every page of a language in the built site."""
    root = site if folder == "pt" else site / folder
    others = {site / other for other in DICTIONARIES} if folder == "pt" else set()
    for file in sorted(root.rglob("index.html")):
        address = file.parent.relative_to(root).as_posix()
        if others.isdisjoint(file.parents) and address not in LEFT_OUT_PAGES:
            yield address, prose(html.parse(str(file)).getroot())


if __name__ == "__main__":
    for language in DICTIONARIES:
        for word, found in unknown(dict(pages(ROOT / "site", language)), language).items():
            print(language, word, *found[:3])
