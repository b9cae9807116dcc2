"""The book: the built pages of a language as one PDF, by pandoc (``book.lua``) and Typst (``book.typ``).

The PDF is tagged and meets PDF/UA-1 as checked by Typst; it holds only fonts that Typst carries, so it comes out
the same everywhere. What was given to Typst stays in ``build/book/`` for a look.
"""

import gc
import json
import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any

import pypandoc  # type: ignore[import-untyped]

from decision import cases
from decision.tree import Tree
from publish.book import attached, chapters, colophon, combine, packed, typesetting, whole_words
from publish.day import build_day
from publish.languages import BUILD, ROOT, Language
from publish.site import configuration

FILTER = ROOT / "publish" / "book" / "book.lua"


def name(language: Language) -> str:
    """Return the file name of the book of a language."""
    return f"guia-{language.tag}.pdf"


def write(site: Path, language: Language, tree: Tree, out: Path) -> None:
    """Write the book of a language to ``out``, from its pages as they are built in ``site``.

    Raises:
        ValueError: naming page and target, for a link that leads nowhere, and for whatever Typst refuses.
    """
    words, config = language.words(), configuration.configuration(language, site)
    markup = as_markup(site, language, tree, words, config.nav or [])
    gc.collect()  # the pages as they were read, before Typst takes as much again
    day = build_day()
    about = cover(words, language, tree.version, day) | {
        "colophon": colophon.rows(
            words["book"], language, tree.version, day.date(), configuration.site_url(), config.extra
        )
    }
    folder = BUILD / "book" / language.folder
    typeset(markup, about, folder, out, int(day.timestamp()), attached.files(language))


def as_markup(site: Path, language: Language, tree: Tree, words: Mapping[str, Any], menu: list[Any]) -> str:
    """Return the text of the book as Typst markup.

    Args:
        site: the site, with the pages of the language.
        language: the language of the book.
        tree: the tree.
        words: the labels of the site, all of them.
        menu: as MkDocs has it.
    """
    nav = configuration.named_sections(menu, words["nav"], language)
    root, base = site / language.prefix, configuration.site_url()
    parts = chapters.order(combine.with_workshops(combine.parts(nav, words["book"]["start"]), root))
    read, people = chapters.read(root, parts), cases.load(tree).values()
    read = chapters.on_paper(parts, read, tree, people, words["book"], language, base)
    texts = combine.join(parts, read, tree, words["book"], language, lambda path: _public(site, base, path))
    whole = whole_words.of_book(language)
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # pandoc takes the parts side by side, at 0.1 GB each
        return "\n\n".join(pool.map(lambda text: to_typst(text, whole), texts))


def cover(words: Mapping[str, Any], language: Language, version: str, day: datetime) -> dict[str, Any]:
    """Return what the cover and the running heads say.

    Args:
        words: the labels of the site, all of them.
        language: the language of the book.
        version: the version of the tree.
        day: when the site is built.
    """
    return {
        "title": words["site"]["name"],
        "description": words["site"]["description"],
        "independent": words["site"]["independent"],
        "language": words["site"]["language"],
        "tag": language.tag,
        "by": words["book"]["by"],
        "date": language.date(day.date()),
        "edition": words["book"]["edition"].format(date=language.date(day.date()), version=version),
        "version": version,
        "words": words["book"],
    }


def to_typst(html: str, whole: Iterable[str] = ()) -> str:
    """Return HTML as ``combine`` joins it as Typst markup, which calls the functions of ``book.typ``.

    Args:
        html: a text of the book.
        whole: the words that no line parts; one in small letters holds for every way to write it.
    """
    # typst-smart leaves quotes as they are, so that Typst gives them the form of the language.
    arguments = [f"--lua-filter={FILTER}", "--wrap=none", f"--metadata=whole:{' '.join(whole)}"]
    return str(pypandoc.convert_text(html, "typst-smart", format="html", extra_args=arguments))


def _public(site: Path, base: str, path: str) -> str | None:
    """Return the address, below ``base``, of a file or a page that is no chapter of this book, if the site has it."""
    place = (site / path).resolve()
    if not place.exists() or not place.is_relative_to(site.resolve()):
        return None
    return f"{base}{path}"


def typeset(
    markup: str,
    about: Mapping[str, object],
    folder: Path,
    out: Path,
    timestamp: int,
    files: Mapping[str, str] | None = None,
) -> None:
    """Make a PDF of Typst markup.

    Args:
        markup: what ``to_typst`` returned.
        about: what the cover and the running heads say, and the ``[book]`` labels as ``words``.
        folder: where the input of Typst is kept; below the repository's root.
        out: the PDF.
        timestamp: the date in the PDF's metadata, in seconds since 1970, UTC.
        files: the text of each file to attach, by its path.

    Raises:
        ValueError: with Typst's own words.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "about.json").write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
    attach = [[path, attached.mime_type(path), text] for path, text in (files or {}).items()]
    (folder / "attached.json").write_text(json.dumps(attach, ensure_ascii=False), encoding="utf-8")
    main = folder / "book.typ"
    head = '#import "/publish/book/book.typ": *\n#show: book.with(json("about.json"), json("attached.json"))\n\n'
    main.write_text(head + markup, encoding="utf-8")
    typesetting.make(main, out, timestamp)
    packed.pack(out)
