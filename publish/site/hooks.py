"""MkDocs calls these; each hands over to a function of this package. The live preview uses them too."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

import snippets
from decision import cases
from decision.model import TreeError
from decision.reading import load as load_tree
from publish import glossary, languages, progress
from publish.day import build_day
from publish.pages import (
    behind,
    counts,
    diagnosis,
    downloads,
    facts,
    faults,
    fragments,
    overview,
    permissions,
    sources,
    workshops,
    written,
)
from publish.programs import structured
from publish.site import configuration, made_links, term_links
from publish.site.files import read_pages, write_pieces
from publish.wheel import package
from snippets import voices
from symptoms.reading import load as load_symptoms

# Of a workshop, against other pages: thirteen pages with the same headings would stand before the one that explains.
IN_THE_SEARCH = 0.4


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Render the generated pieces of the language being built, and give the sections of the menu their names."""
    language = languages.language(config.extra["language"])
    words = language.words()
    try:
        known, today = facts.load(languages.ROOT / "docs" / "facts.toml"), build_day().date()
        catalogue = sources.catalogue(languages.ROOT / "docs", config.extra["repository_url"])
        # A build brings it; a preview reads it again each time.
        tree = config.extra["tree"] = config.extra.get("tree") or load_tree()
        made = workshops.pages(tree, language, words)
        pages = [*read_pages(language), *made]
        people = tuple(cases.load(tree).values())
        pieces = fragments.render(tree, catalogue, pages, language, known, today, config.extra["issues_url"], people)
        if found := faults.faults(language.folder, pages, pieces, catalogue):
            raise ValueError("\n".join(found))
        write_pieces(pieces, language.fragments)
        copied = {file: voices.text(file, language.folder) for file in voices.all_files()}
        write_pieces(copied | snippets.seen(language.folder), language.copied)
        config.nav = configuration.named_sections(config.nav or [], words["nav"], language)
    except (TreeError, ValueError) as error:
        raise Abort(str(error)) from None
    config.extra["terms"] = term_links.TermLinks(glossary.load().values(), language)
    config.markdown_extensions.append(config.extra["terms"])
    config.extra["languages"] = languages.LANGUAGES  # for the switch
    config.extra["words"] = words
    config.extra["catalogue"] = catalogue
    config.extra["pieces"] = pieces
    config.extra["made"] = made
    config.extra["read"], config.extra["written"] = _count(len(pages)), _count(len(pages))
    config.extra["today"] = today
    config.extra["edition"], config.extra["version_of_tree"] = language.date(today), tree.version
    config.extra["behind"] = behind.Behind(language)
    numbers = counts.counts(tree, load_symptoms())
    config.extra["values"] = (
        numbers | facts.values(known, today, words) | {"repository": config.extra["repository_url"]}
    )
    config.extra["values"] |= package.addresses(languages.ROOT, config.extra["root"])
    return config


def _count(total: int) -> Iterator[tuple[int, int]]:
    return ((done, total) for done in range(1, total + 1))


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Put the pages that no one wrote beside those that somebody did, and snippets,
    policies and what the diagnosis recognises.
    """
    for page in config.extra["made"]:
        about = json.dumps({"title": page.title, "description": page.description, "search": {"boost": IN_THE_SEARCH}})
        files.append(File.generated(config, page.path, content=f"---\n{about}\n---\n{page.markdown}"))
    language = languages.language(config.extra["language"])
    for name in snippets.names():
        packed = snippets.files(name)
        path = f"{downloads.FOLDER}/{downloads.name(packed)}"
        files.append(File.generated(config, path, content=downloads.content(language.copied, packed)))
    for place, policies in permissions.published().items():
        for path, content in permissions.files(place, policies, config.extra["words"]["permissions"]).items():
            files.append(File.generated(config, path, content=content))
    drawing = overview.drawing(config.extra["tree"], language, config.extra["words"]["tree"], config.extra["root"])
    files.append(File.generated(config, overview.DRAWING, content=drawing))
    content = diagnosis.data(load_symptoms(), language.folder)
    files.append(File.generated(config, diagnosis.DATA, content=content))
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Let a workshop stand in the menu where its option does, and lead back to it."""
    for made in config.extra["made"]:
        workshop, option = (_page(files, path) for path in (made.path, workshops.option_of(made.path)))
        workshop.parent, workshop.previous_page = option.parent, option
    return nav


def _page(files: Files, path: str) -> Page:
    file = files.get_file_from_path(path)
    if file is None or file.page is None:
        raise Abort(f"{path} is no page; an option has its page before its workshop")
    return file.page


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put in what pages ask for by name, and give each citation its footnote."""
    language = languages.language(config.extra["language"])
    path = f"docs/{language.folder}/{page.file.src_uri}"
    words: dict[str, Any] = config.extra["words"]
    progress.tell("pages read", config.extra["language"], *next(config.extra["read"]))
    try:
        for key in ("title", "description"):
            page.meta[key] = counts.filled(page.meta[key], path, config.extra["values"], language)
        text = counts.filled(markdown, path, config.extra["values"], language)
        whole = written.with_includes(text, config.extra["pieces"])
        notes = sources.footnotes(
            whole, path, config.extra["catalogue"], words["site"], language, config.extra["today"]
        )
    except ValueError as error:
        raise Abort(str(error)) from None
    text = config.extra["behind"].marked(text, path, words["site"])
    config.extra["terms"].tell(page.file.src_uri if page.meta.get("terms", True) else "", page.meta["title"])
    return f"{text.rstrip()}\n\n{notes}\n"


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Keep the theme's templates compiled from one build to the next, and give them what they need."""
    folder = languages.BUILD / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(folder))
    env.filters["structured"] = structured.script
    env.filters["css_string"] = _css_string
    return env


def _css_string(text: str) -> str:
    """Return a text as CSS writes it, which no text can end early, nor the element that it stands in."""
    return '"' + text.replace("\\", r"\5c ").replace('"', r"\22 ").replace("<", r"\3c ").replace("\n", r"\a ") + '"'


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
    """Tell how far the build is."""
    progress.tell("pages written", config.extra["language"], *next(config.extra["written"]))
    return context


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Mark each claim whose source has to be read again, and keep what only the book says out of the search."""
    due = {source.id for source in config.extra["catalogue"].values() if source.due(config.extra["today"])}
    marked = sources.with_due_marked(html, due, config.extra["words"]["site"])
    return marked.replace('class="on-paper"', 'class="on-paper" data-search-exclude')


def on_post_build(config: MkDocsConfig) -> None:
    """Refuse links made by code that lead nowhere."""
    if found := made_links.faults(Path(config.site_dir), languages.language(config.extra["language"]).folder):
        raise Abort("\n".join(found))
