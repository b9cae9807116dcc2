"""``python -m publish.site.preview``: a live preview of one language at http://127.0.0.1:8000.

It shows the pages alone: the other languages, the published tree and the PDF are built by ``python -m publish``.
"""

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from mkdocs.commands import serve
from mkdocs.config.defaults import MkDocsConfig

from publish.languages import LANGUAGES, ROOT
from publish.site import configuration


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line until it is interrupted; exit with code 2 for a language that there is not."""
    parser = argparse.ArgumentParser(prog="python -m publish.site.preview", description=__doc__)
    folders = [language.folder for language in LANGUAGES]
    parser.add_argument("language", nargs="?", default=folders[0], help=f"one of {', '.join(folders)} (%(default)s)")
    asked = parser.parse_args(arguments).language
    if asked not in folders:
        parser.error(f"there is no language {asked!r}; choose one of {', '.join(folders)}")
    language = LANGUAGES[folders.index(asked)]

    def load(config_file: str, site_dir: str) -> MkDocsConfig:
        return configuration.configuration(language, Path(site_dir))

    os.chdir(ROOT)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    # MkDocs uses settings up that are handed to it, and asks for them again at each change of a page.
    serve.load_config = load  # type: ignore[assignment, attr-defined]
    serve.serve(str(configuration.FILE))
    return 0


if __name__ == "__main__":
    sys.exit(main())
