"""``python -m publish``: builds the whole site into ``site/``, or ``--pages`` for a quick look without the book.

The languages and their books are built side by side, and each is kept in ``build/`` until something that it is made
from changes. Everything is built beside the last good site and takes its place only when all of it succeeded.
"""

import argparse
import gc
import importlib
import logging
import os
import shutil
import sys
from collections.abc import Sequence
from multiprocessing import Lock, Pool, synchronize
from pathlib import Path

from mkdocs.commands.build import build as build_pages
from mkdocs.exceptions import MkDocsException
from pymdownx.snippets import SnippetMissingError  # type: ignore[import-untyped]

from decision import cases, document, history, sources
from decision.model import TreeError
from decision.reading import load as load_tree
from decision.tree import Tree
from publish import progress, up_to_date
from publish.book import typesetting, whole_words
from publish.languages import BUILD, LANGUAGES, ROOT, Language
from publish.offline import folder as offline
from publish.pages import rooms
from publish.programs import beside
from publish.site import carried, configuration, light, moved, policy, sitemap, stylesheet
from publish.site.files import missing_pages
from publish.wheel import build as wheel
from publish.wheel import package
from symptoms import document as symptoms_document
from symptoms.reading import load as load_symptoms


def build(site: Path, with_books: bool = True) -> None:
    """Build everything into the empty folder ``site``.

    Raises:
        TreeError, ValueError, MkDocsException, SnippetMissingError: naming file, id and what to do.
    """
    tree = load_tree()
    people = cases.load(tree).values()
    sources.check(tree, people)
    if faults := missing_pages(tree):
        raise ValueError("\n".join(faults))
    history.check(tree)
    document.write(tree, site / "decision")
    cases.write(people, sources.described(people), site / "decision")
    symptoms_document.write(load_symptoms(), {each.folder: each.tag for each in LANGUAGES}, site)
    history.write(site / "decision")
    shutil.copytree(wheel.make(), site / package.FOLDER)
    read_once(site)
    # Each task in a process of its own, which gives back its memory; the first fault ends them all.
    with progress.shown() as queue, Pool(initializer=begin, initargs=(queue, Lock()), maxtasksperchild=1) as pool:
        pages = {language: pool.apply_async(pages_of, (language, tree)) for language in LANGUAGES}
        books = {}
        for language, made in pages.items():
            shutil.copytree(made.get(), site / language.prefix, dirs_exist_ok=True)
            if with_books:
                books[language] = pool.apply_async(book_of, (language, tree, site))
        (site / "sitemap.xml").write_text(
            sitemap.sitemap(configuration.site_url(), sitemap.addresses(site, moved.load())), encoding="utf-8"
        )
        zips = []
        for language, made in books.items():
            (site / "pdf").mkdir(exist_ok=True)
            shutil.copy2(made.get(), site / "pdf")
            zips.append(pool.apply_async(zip_of, (language, tree.version, made.get())))
        for zipped in zips:
            (site / offline.FOLDER).mkdir(exist_ok=True)
            shutil.copy2(zipped.get(), site / offline.FOLDER)
    for language in reversed(LANGUAGES) if with_books else ():  # the folder of the first holds the others
        carried.put(site, language)


def begin(queue: progress.Queue, turn: synchronize.Lock) -> None:
    """Prepare a process of the pool: it tells its progress, and typesets when no other one does."""
    progress.join(queue)
    typesetting.take_turns(turn)


def read_once(site: Path) -> None:
    """Read what is the same in every language; the processes of the languages, which follow, have it then."""
    load_symptoms()
    rooms.imports(ROOT)
    config = configuration.configuration(LANGUAGES[0], site)  # it loads the plugins
    importlib.import_module("mkdocstrings_handlers.python")  # mkdocstrings does it late, in each
    stylesheet.parsed(light.theme_css(light.theme_folder(config)))


def pages_of(language: Language, tree: Tree) -> Path:
    """Return the folder of a language's pages, ready to be published; built only when something of them changed."""
    folder, note = BUILD / "pages" / language.folder, BUILD / "pages" / f"{language.folder}.json"
    made_from = up_to_date.sources(ROOT, language)
    if not up_to_date.is_current(folder, made_from, note):
        note.unlink(missing_ok=True)
        build_language(language, folder, tree)
        menu = configuration.configuration(language, folder).nav or []
        named = configuration.named_sections(menu, language.words()["nav"], language)
        beside.write(folder, language, tree, named, configuration.site_url())
        up_to_date.note(folder, made_from, note)
    return folder


def build_language(language: Language, folder: Path, tree: Tree) -> None:
    """Build the pages of one language into a folder of their own, which MkDocs empties first."""
    # A build makes millions of small objects and no circles worth looking for: a tenth of its time.
    gc.disable()
    config = configuration.configuration(language, folder)
    config.extra["tree"] = tree
    build_pages(config)
    (folder / "sitemap.xml").unlink()
    (folder / "sitemap.xml.gz").unlink()
    moved.write(folder, language, moved.load())
    for page in sorted(folder.rglob("*.html")):
        policy.finish(page)


def book_of(language: Language, tree: Tree, site: Path) -> Path:
    """Return the book of a language whose pages are in ``site``; made only when something of them changed."""
    from publish.book import pdf  # pandoc and Typst are needed for the book alone

    book = BUILD / "books" / pdf.name(language)
    note, made_from = book.with_suffix(".json"), sources_of_book(language)
    if not up_to_date.is_current(book, made_from, note):
        book.parent.mkdir(exist_ok=True)
        note.unlink(missing_ok=True)
        progress.tell("book", language.tag, 0, 1)
        gc.disable()  # as for the pages; of what is read of them, it is a fifth of the time
        pdf.write(site, language, tree, book)
        progress.tell("book", language.tag, 1, 1)
        up_to_date.note(book, made_from, note)
    return book


def sources_of_book(language: Language) -> str:
    """Return what the book of a language is made from: its sources, and the words that it shares with the others."""
    return f"{up_to_date.sources(ROOT, language)} {' '.join(whole_words.of_book(language))}"


def zip_of(language: Language, version: str, book: Path) -> Path:
    """Return the zip of a language whose pages and book are built; made only when one changed."""
    packed = BUILD / offline.FOLDER / offline.name(language)
    note, made_from = packed.with_suffix(".json"), sources_of_book(language)
    if not up_to_date.is_current(packed, made_from, note):
        packed.parent.mkdir(exist_ok=True)
        note.unlink(missing_ok=True)
        progress.tell("zip", language.tag, 0, 1)
        offline.write(BUILD / "pages" / language.folder, book, language, version, configuration.site_url(), packed)
        progress.tell("zip", language.tag, 1, 1)
        up_to_date.note(packed, made_from, note)
    return packed


def replace(old: Path, new: Path) -> None:
    """Put ``new`` where ``old`` is; ``old`` may be missing."""
    aside = BUILD / "site-before"
    shutil.rmtree(aside, ignore_errors=True)
    if old.exists():
        old.rename(aside)
    new.rename(old)
    shutil.rmtree(aside, ignore_errors=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return 0, or 1 after saying what is wrong and leaving ``site/`` as it was."""
    parser = argparse.ArgumentParser(prog="python -m publish", description=__doc__)
    parser.add_argument("--pages", action="store_true", help="leave out what is carried away: the PDFs and the zips")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    os.chdir(ROOT)
    site, new, note = ROOT / "site", BUILD / "site", BUILD / "site.json"
    # A site with the book is good for who needs only the pages, but not the other way round.
    made_from, with_book = up_to_date.sources(ROOT), not options.pages
    if any(up_to_date.is_current(site, f"{made_from} {book}", note) for book in {True, with_book}):
        print("site/ is ready: nothing that it is made from has changed")
        return 0
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    try:
        build(new, with_book)
    except (TreeError, ValueError, MkDocsException, SnippetMissingError) as error:
        print(f"\nThe site was not built; site/ is as it was.\n{error}", file=sys.stderr)
        return 1
    replace(site, new)
    up_to_date.note(site, f"{made_from} {with_book}", note)
    print(f"site/ is ready: {len(list(site.rglob('*.html')))} pages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
