"""What MkDocs and its extensions know only as files: the pages as they are written, and the pieces they include."""

from collections.abc import Mapping
from pathlib import Path

from mkdocs.utils import meta

from decision.tree import Tree
from publish.languages import LANGUAGES, Language
from publish.pages.written import Page


def read_pages(language: Language) -> list[Page]:
    """Read all pages of a language, in the order of their paths. Raises ``ValueError`` for one without a title."""
    return [_page(path, language) for path in sorted(language.docs.rglob("*.md"))]


def _page(path: Path, language: Language) -> Page:
    name = path.relative_to(language.docs).as_posix()
    markdown, about = meta.get_data(path.read_text(encoding="utf-8"))
    if not {"title", "description"} <= about.keys():
        raise ValueError(f"docs/{language.folder}/{name}: has no title and description on top; add both between ---")
    return Page(name, about["title"], markdown, about["description"])


def missing_pages(tree: Tree) -> list[str]:
    """Return one sentence for each page that an option of the tree, or another language, asks for."""
    have = {lang: {p.relative_to(lang.docs).as_posix() for p in lang.docs.rglob("*.md")} for lang in LANGUAGES}
    every = set().union(*have.values())
    options = {f"{outcome.page.rstrip('/')}.md": outcome.id for outcome in tree.outcomes.values()}
    return [
        *(
            f"docs/{LANGUAGES[0].folder}/{page} is missing: the outcome {id_!r} of decision/tree.toml has no page; "
            "write it in every language"
            for page, id_ in options.items()
            if page not in every
        ),
        *(
            f"docs/{language.folder}/{page} is missing, but another language has it; write it or remove the other"
            for language in LANGUAGES
            for page in sorted(every - have[language])
        ),
    ]


def write_pieces(pieces: Mapping[str, str], folder: Path) -> None:
    """Let ``folder`` hold these pieces, by their paths in it, and no others, leaving alone what did not change."""
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    for old in there - pieces.keys():
        (folder / old).unlink()
    for name, text in pieces.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
