"""A file that readers copy, with other words: the same program, and proved to be."""

import ast
from functools import lru_cache
from pathlib import PurePath

from snippets.voices.literals import Literal, Named, literals, same, say
from snippets.voices.prose import Words, docstrings, explain, with_comments, with_hash_lines


def rewritten(file: str, source: str, named: Named, words: Words) -> str:
    """Return a file with other words in place of its own, laid out anew. ``file`` is its name."""
    if not _is_python(file):
        return with_hash_lines(source, words)
    nodes, lines = _nodes(source), source.split("\n")
    changes: list[Literal | ast.Constant] = [*literals(nodes, lines, named), *docstrings(nodes)]
    for change in sorted(changes, key=_start, reverse=True):
        if isinstance(change, Literal):
            say(lines, change, words)
        else:
            explain(lines, change, words)
    return with_comments("\n".join(lines), words)


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
    nodes = _nodes(source)
    words = {literal.node for literal in literals(nodes, source.split("\n"), named)}
    return same(nodes[0], ast.parse(other), words | set(docstrings(nodes)))


@lru_cache(16)
def _nodes(source: str) -> list[ast.AST]:
    """Return all nodes of a program's tree, the module first."""
    return list(ast.walk(ast.parse(source)))


def _start(change: Literal | ast.Constant) -> tuple[int, int]:
    return change.start if isinstance(change, Literal) else (change.lineno - 1, change.col_offset)


def _is_python(file: str) -> bool:
    return PurePath(file).suffix == ".py"


def _without_comments(source: str) -> list[str]:
    return [line for line in source.split("\n") if not line.startswith("#")]
