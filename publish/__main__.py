"""``python -m publish``: builds the whole site into ``site/``, or ``--pages`` for a quick look without the book.

Everything is built beside the last good site and takes its place only when all of it succeeded.
"""

import argparse
import logging
import os
import shutil
import sys
from collections.abc import Sequence
from multiprocessing import Pool
from pathlib import Path

from mkdocs.commands.build import build as build_pages
from mkdocs.exceptions import MkDocsException
from pymdownx.snippets import SnippetMissingError  # type: ignore[import-untyped]

from decision import document, history, sources
from decision.model import TreeError
from decision.reading import load as load_tree
from decision.tree import Tree
from publish import up_to_date
from publish.languages import BUILD, LANGUAGES, ROOT, Language
from publish.site import configuration, moved, policy, search, sitemap
from publish.site.files import missing_pages


def build(site: Path, with_book: bool = True) -> None:
    """Build everything into the empty folder ``site``.

    Raises:
        TreeError, ValueError, MkDocsException, SnippetMissingError: naming file, id and what to do.
    """
    tree = load_tree()
    sources.check(tree)
    if faults := missing_pages(tree):
        raise ValueError("\n".join(faults))
    history.check(tree)
    document.write(tree, site / "decision")
    history.write(site / "decision")
    parts = {language: site.with_name(f"{site.name}-{language.folder}") for language in LANGUAGES}
    with Pool() as pool:  # whose other processes end with the first fault
        built = {each: pool.apply_async(build_language, (each, part, tree)) for each, part in parts.items()}
        for language, part in parts.items():
            built[language].get()
            shutil.copytree(part, site / language.prefix, dirs_exist_ok=True)
            shutil.rmtree(part)
            if with_book and language == LANGUAGES[0]:
                from publish.book import pdf  # pandoc and Typst are needed for the book alone

                pdf.write(site, language, tree)  # while the other languages are built
        pages = sitemap.addresses(site)
        moved.write(site, moved.load())
        pool.map(policy.finish, sorted(site.rglob("*.html")))
    (site / "sitemap.xml").write_text(sitemap.sitemap(configuration.site_url(), pages), encoding="utf-8")


def build_language(language: Language, folder: Path, tree: Tree) -> None:
    """Build the pages of one language into a folder of their own, which MkDocs empties first."""
    config = configuration.configuration(language, folder)
    config.extra["tree"] = tree
    build_pages(config)
    search.fold_accents(folder, language)
    (folder / "sitemap.xml").unlink()
    (folder / "sitemap.xml.gz").unlink()


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
    parser.add_argument("--pages", action="store_true", help="leave out the PDF")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    os.chdir(ROOT)
    site, new, with_book = ROOT / "site", BUILD / "site", not options.pages
    made_from = up_to_date.sources(ROOT)
    if up_to_date.is_current(BUILD, site, made_from, with_book):
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
    up_to_date.note(BUILD, site, made_from, with_book)
    print(f"site/ is ready: {len(list(site.rglob('*.html')))} pages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
