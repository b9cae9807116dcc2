"""What the build of all pages takes, beside bare Material with the same pages, one language after the other.

Bare means: the same Markdown, menu and extensions, and the theme as it comes, without a line of publish/. Processor
time is compared, which hardly depends on what else the machine does.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.commands.build import build
from mkdocs.config.base import load_config
from mkdocs.plugins import BasePlugin
from mkdocs.structure.pages import Page
from mkdocs.utils.yaml import yaml_load

from decision.reading import load as load_tree
from publish.__main__ import build_language
from publish.languages import LANGUAGES, ROOT, Language
from publish.site import configuration
from tests.bench.figures import Figure

AT_MOST = 1.3  # times bare Material


class _Keep(BasePlugin):  # type: ignore[no-untyped-call, type-arg]
    """Keeps the Markdown of every page as the theme is given it."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def on_page_markdown(self, markdown: str, page: Page, **_: object) -> None:
        path = self.folder / page.file.src_uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: {json.dumps(page.title)}\n---\n{markdown}", encoding="utf-8")


def ours(language: Language, site: Path, pages: Path) -> None:
    """Build a language as the guide does, and leave the Markdown of its pages in ``pages``."""
    load = configuration.configuration

    def keeping(wanted: Language, folder: Path):
        config = load(wanted, folder)
        config.plugins["keep"] = _Keep(pages)
        return config

    configuration.configuration = keeping
    build_language(language, site, load_tree())


def bare(language: Language, site: Path, pages: Path) -> None:
    """Build the same pages with the theme alone."""
    settings = yaml_load(configuration.FILE.read_text(encoding="utf-8"))
    for extension in settings["markdown_extensions"]:
        if "pymdownx.snippets" in extension:
            extension["pymdownx.snippets"]["base_path"] = [str(language.fragments), str(language.copied)]
    del settings["theme"]["custom_dir"]
    # The theme's own reading of pages for the search ends with an error at a heading within an item of a list, so the
    # bare build goes without: what is compared with it is a little stricter for it.
    settings["plugins"] = [each for each in settings["plugins"] if "search" not in each]
    settings |= {"site_name": "bare", "docs_dir": str(pages), "site_dir": str(site), "strict": False, "nav": None}
    settings |= {"hooks": [], "extra_css": [], "extra_javascript": [], "extra": {}}
    build(load_config(str(configuration.FILE), **settings))


def figures() -> list[Figure]:
    """Build every language both ways and compare."""
    with TemporaryDirectory() as folder:
        took = {
            how: sum(_seconds(how, language, Path(folder)) for language in LANGUAGES) for how in ("ours", "bare")
        }  # fmt: skip
    return [
        Figure("pages of all languages: processor time", "s", None, took["ours"]),
        Figure("the same pages, bare Material", "s", None, took["bare"]),
        Figure("pages beside bare Material", "times", AT_MOST, took["ours"] / took["bare"]),
    ]


def _seconds(how: str, language: Language, folder: Path) -> float:
    before = os.times()
    arguments = [how, language.tag, str(folder / how / language.folder), str(folder / "pages" / language.folder)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([sys.executable, "-m", "tests.bench.building", *arguments], cwd=ROOT, env=environment, check=True,
                   stderr=subprocess.DEVNULL)  # fmt: skip
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


if __name__ == "__main__":
    HOW, TAG, SITE, PAGES = sys.argv[1:]
    Path(PAGES).mkdir(parents=True, exist_ok=True)
    {"ours": ours, "bare": bare}[HOW](next(each for each in LANGUAGES if each.tag == TAG), Path(SITE), Path(PAGES))
