"""A file that readers copy, with other words: the same program, and proved to be."""

import ast
from pathlib import PurePath

from snippets.voices.literals import Named, literals, same, with_literals
from snippets.voices.prose import Words, docstrings, with_comments, with_docstrings, with_hash_lines


def rewritten(file: str, source: str, named: Named, words: Words) -> str:
    """Return a file with other words in place of its own, laid out anew. ``file`` is its name."""
    if not _is_python(file):
        return with_hash_lines(source, words)
    return with_comments(with_docstrings(with_literals(source, named, words), words), words)


def texts(file: str, source: str, named: Named) -> list[tuple[str, str]]:
    """Return the words of a file, each after its kind: ``comments``, ``docstrings`` or ``printed``."""
    found: list[tuple[str, str]] = []

    def note(kind: str, text: str) -> str:
        found.append((kind, text))
        return text

    rewritten(file, source, named, note)
    return found


def same_program(file: str, source: str, other: str, named: Named) -> bool:
    """Tell whether two files do the same, whatever their words: what is printed may be said otherwise."""
    if not _is_python(file):
        return _without_comments(source) == _without_comments(other)
    trees = ast.parse(source), ast.parse(other)
    words = {literal.node for literal in literals(trees[0], source, named)}
    return same(*trees, words | set(docstrings(trees[0])))


def _is_python(file: str) -> bool:
    return PurePath(file).suffix == ".py"


def _without_comments(source: str) -> list[str]:
    return [line for line in source.split("\n") if not line.startswith("#")]
