"""What the build of all pages takes, beside bare Material with the same pages.

Bare means: the same Markdown, menu and extensions, and the theme as it comes, its search included, without a line of
publish/. Both build the languages as ``python -m publish`` does: what is the same in all is read once, then each has a
process of its own. Processor time is compared, which hardly depends on what else the machine does.
"""

import json
import os
import subprocess
import sys
from contextlib import suppress
from multiprocessing import Pool
from pathlib import Path
from tempfile import TemporaryDirectory

from material.plugins.search.plugin import SearchIndex
from mkdocs.commands.build import build
from mkdocs.config.base import load_config
from mkdocs.plugins import BasePlugin
from mkdocs.structure.pages import Page
from mkdocs.utils.yaml import yaml_load

from decision.reading import load as load_tree
from publish.__main__ import build_language, read_once
from publish.languages import LANGUAGES, ROOT, Language
from publish.site import configuration
from tests.bench.figures import Figure


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
    settings |= {"site_name": "bare", "docs_dir": str(pages), "site_dir": str(site), "strict": False, "nav": None}
    settings |= {"hooks": [], "extra_css": [], "extra_javascript": [], "extra": {}}
    whole = SearchIndex.add_entry_from_context

    def as_far_as_it_goes(index: SearchIndex, page: Page) -> None:
        # The theme's reading of a page for the search ends with an error at a heading within an item of a list; the
        # bare build goes on without the page, which is a little stricter for what is compared with it.
        with suppress(ValueError):
            whole(index, page)

    SearchIndex.add_entry_from_context = as_far_as_it_goes
    build(load_config(str(configuration.FILE), **settings))


def figures() -> list[Figure]:
    """Build every language both ways and compare."""
    with TemporaryDirectory() as folder:
        took = {how: _seconds(how, Path(folder)) for how in ("ours", "bare")}
    return [
        Figure("pages", "", "s", took["ours"]),
        Figure("bare", "", "s", took["bare"]),
        Figure("ratio", "", "times", took["ours"] / took["bare"]),
    ]


def _seconds(how: str, folder: Path) -> float:
    before = os.times()
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([sys.executable, "-m", "tests.bench.building", how, str(folder)], cwd=ROOT, env=environment,
                   check=True, stderr=subprocess.DEVNULL)  # fmt: skip
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def languages(how: str, folder: Path) -> None:
    """Build all languages, each in a process of its own."""
    if how == "ours":
        read_once(folder / "config")
    with Pool(maxtasksperchild=1) as pool:
        tasks = [
            (language, folder / how / language.folder, folder / "pages" / language.folder) for language in LANGUAGES
        ]
        pool.starmap({"ours": ours, "bare": bare}[how], tasks, chunksize=1)


if __name__ == "__main__":
    for each in LANGUAGES:
        (Path(sys.argv[2]) / "pages" / each.folder).mkdir(parents=True, exist_ok=True)
    languages(sys.argv[1], Path(sys.argv[2]))
