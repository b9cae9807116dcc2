"""``python -m publish``: builds the whole site into ``site/``, or ``--pages`` for a quick look without the book.

Everything is built beside the last good site and takes its place only when all of it succeeded.
"""

import argparse
import logging
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from mkdocs.commands.build import build as build_pages
from mkdocs.exceptions import MkDocsException
from pymdownx.snippets import SnippetMissingError  # type: ignore[import-untyped]

from decision import document, history
from decision.model import TreeError
from decision.reading import load as load_tree
from publish import finish, languages, search, sitemap
from publish.places import BUILD, LANGUAGES, ROOT


def build(site: Path, with_book: bool = True) -> None:
    """Build everything into the empty folder ``site``.

    Raises:
        TreeError, ValueError, MkDocsException, SnippetMissingError: naming file, id and what to do.
    """
    if faults := languages.missing_pages():
        raise ValueError("\n".join(faults))
    tree = load_tree()
    history.check(tree)
    for language in LANGUAGES:
        configuration = languages.configuration(language, site)
        build_pages(configuration)
        search.fold_accents(site, language)
        (site / language.prefix / "sitemap.xml").unlink()
        (site / language.prefix / "sitemap.xml.gz").unlink()
    pages = sitemap.addresses(site)
    (site / "sitemap.xml").write_text(sitemap.sitemap(languages.site_url(), pages), encoding="utf-8")
    document.write(tree, site / "decision")
    history.write(site / "decision")
    if with_book:
        from publish import book  # pandoc and Typst are needed for the book alone

        for language in LANGUAGES[:1]:
            book.write(site, language)
    finish.finish(site)


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
    new = BUILD / "site"
    shutil.rmtree(new, ignore_errors=True)
    new.parent.mkdir(exist_ok=True)
    try:
        build(new, with_book=not options.pages)
    except (TreeError, ValueError, MkDocsException, SnippetMissingError) as error:
        print(f"\nThe site was not built; site/ is as it was.\n{error}", file=sys.stderr)
        return 1
    replace(ROOT / "site", new)
    print(f"site/ is ready: {len(list((ROOT / 'site').rglob('*.html')))} pages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
