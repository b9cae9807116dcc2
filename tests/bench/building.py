"""What the build of all pages takes, beside bare Material with the same pages.

Bare means: the same Markdown, menu and extensions, and the theme as it comes, its search included, without a line of
publish/. Both build the languages as ``python -m publish`` does: what is the same in all is read once, then each has a
process of its own. Processor time is compared, which depends less than time on what else the machine does; where a
limit is set on it, both build in turns and the least that each took counts, for others on the machine only add to it.
Ten times the pages are copies of those there are, in the menu too; a hundred times, outside it, for with it they would
take 30 GB.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from itertools import count
from multiprocessing import Pool
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from material.plugins.search.plugin import SearchIndex
from mkdocs.commands.build import build
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils.yaml import yaml_load

from decision.reading import load as load_tree
from publish.__main__ import build_language, read_once
from publish.languages import LANGUAGES, ROOT, Language
from publish.site import configuration, made_links
from tests.bench.figures import Figure

MENU = "menu.json"  # beside the pages that the bare build is given
IN_MENU = 10  # up to so many times the pages, all have their entry
# How many times the pages there are, of which languages (of all, a hundred times would take most of an hour), and how
# often each way builds them.
GROWTH = ((1, LANGUAGES, 3), (10, LANGUAGES, 2), (100, LANGUAGES[:1], 1))


class Many(BasePlugin):  # type: ignore[no-untyped-call, type-arg]
    """Makes ``times`` as many pages of those there are, and keeps the Markdown of each as the theme is given it."""

    def __init__(self, times: int, folder: Path) -> None:
        super().__init__()
        self.times, self.folder = times, folder

    def on_config(self, config: MkDocsConfig) -> None:
        for counted in ("read", "written"):
            config.extra[counted] = ((done, 0) for done in count(1))
        menu: list[Any] = config.nav or []
        for copy in range(2, self.times + 1) if self.times <= IN_MENU else ():
            config.nav = [*config.nav, {str(copy): [_in_copy(entry, copy) for entry in menu]}]
        (self.folder / MENU).write_text(json.dumps(config.nav), encoding="utf-8")

    def on_files(self, files: Files, config: MkDocsConfig) -> None:
        for file in list(files.documentation_pages()):
            for copy in range(2, self.times + 1):
                files.append(File.generated(config, f"{copy}/{file.src_uri}", content=file.content_string))

    def on_page_markdown(self, markdown: str, page: Page, **_: object) -> None:
        path = self.folder / page.file.src_uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: {json.dumps(page.title)}\n---\n{markdown}", encoding="utf-8")


def _in_copy(entry: Any, copy: int) -> Any:
    if isinstance(entry, str):
        return f"{copy}/{entry}"
    ((section, below),) = entry.items()
    return {section: [_in_copy(each, copy) for each in below]}


def ours(language: Language, site: Path, pages: Path, times: int) -> None:
    """Build a language as the guide does, with so many times its pages, and leave the Markdown of them in ``pages``."""
    load = configuration.configuration

    def keeping(wanted: Language, folder: Path):
        config = load(wanted, folder)
        config.strict = False  # a picture stands beside the first of the copies alone
        config.plugins["many"] = Many(times, pages)  # after the guide's own hooks
        return config

    check = made_links.faults
    # It is done, but a copy of the chooser has another address than links with answers look for.
    made_links.faults = lambda *where: check(*where) and []
    configuration.configuration = keeping
    build_language(language, site, load_tree())


def bare(language: Language, site: Path, pages: Path, _: int) -> None:
    """Build the same pages with the theme alone."""
    settings = yaml_load(configuration.FILE.read_text(encoding="utf-8"))
    for extension in settings["markdown_extensions"]:
        if "pymdownx.snippets" in extension:
            extension["pymdownx.snippets"]["base_path"] = [str(language.fragments), str(language.copied)]
    del settings["theme"]["custom_dir"]
    settings |= {"site_name": "bare", "docs_dir": str(pages), "site_dir": str(site), "strict": False}
    settings |= {"nav": json.loads((pages / MENU).read_text(encoding="utf-8"))}
    settings |= {"hooks": [], "extra_css": [], "extra_javascript": [], "extra": {}}
    for said in ("not_found", "anchors"):  # what only the guide's hooks make is not there: to say so is no work of it
        settings["validation"]["links"][said] = "ignore"
    whole = SearchIndex.add_entry_from_context

    def as_far_as_it_goes(index: SearchIndex, page: Page) -> None:
        # The theme's reading of a page for the search ends with an error at a heading within an item of a list; the
        # bare build goes on without the page, which is a little stricter for what is compared with it.
        with suppress(ValueError):
            whole(index, page)

    SearchIndex.add_entry_from_context = as_far_as_it_goes
    build(load_config(str(configuration.FILE), **settings))


def figures() -> list[Figure]:
    """Build both ways, with as many pages as there are and with more, and compare."""
    found = []
    for times, languages, turns in GROWTH:
        with TemporaryDirectory() as folder:
            both = [
                {how: _seconds(how, Path(folder), times, languages) for how in ("ours", "bare")} for _ in range(turns)
            ]
        took = {how: min(turn[how] for turn in both) for how in ("ours", "bare")}
        of = f"x{times}"
        found += [
            Figure("pages", of, "s", took["ours"]),
            Figure("bare", of, "s", took["bare"]),
            Figure("ratio", of, "times", took["ours"] / took["bare"]),
        ]
    return found


def _seconds(how: str, folder: Path, times: int, languages: Sequence[Language]) -> float:
    before = os.times()
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "tests.bench.building", how, str(folder), str(times)]
    command += [each.folder for each in languages]
    built = subprocess.run(command, cwd=ROOT, env=environment, check=False, stderr=subprocess.PIPE, text=True)
    if built.returncode:
        raise ChildProcessError(f"{' '.join(command)} ended with {built.returncode}:\n{built.stderr[-2000:]}")
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def build_languages(how: str, folder: Path, times: int, languages: Sequence[Language]) -> None:
    """Build languages, each in a process of its own."""
    if how == "ours":
        read_once(folder / "config")
    tasks = []
    for each in languages:
        pages = folder / "pages" / each.folder
        pages.mkdir(parents=True, exist_ok=True)
        tasks.append((each, folder / how / each.folder, pages, times))
    with Pool(maxtasksperchild=1) as pool:
        pool.starmap({"ours": ours, "bare": bare}[how], tasks, chunksize=1)


if __name__ == "__main__":
    called = [each for each in LANGUAGES if each.folder in sys.argv[4:]]
    build_languages(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), called)
