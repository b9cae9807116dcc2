"""The comments and docstrings of a file: where they are, and others in their places.

Each is one text a paragraph, however many lines it takes. A comment that is said to a tool, what is indented, and a
paragraph of commands are not prose: they stay as they are.
"""

import ast
import io
import re
import textwrap
import tokenize
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

WIDTH = 87  # columns of a line; 88 with the sign that a diff puts before it
VERBATIM = re.compile(r"# ?(fmt:|noqa|type:|hadolint |!)|#$|#  ")

COMMANDS = (" ", "aws ", "docker ")  # how a paragraph begins that is typed, not read

Words = Callable[[str, str], str]  # kind and text -> the text in its place


@dataclass(frozen=True)
class _Comment:
    line: int  # from 0
    column: int
    text: str
    alone: bool  # on its line


def with_comments(source: str, words: Words) -> str:
    """Return a file of Python with other comments; one that is too long for its line stands above it."""
    return _replaced(source, _comments(source), words)


def with_hash_lines(source: str, words: Words) -> str:
    """Return a file in which a line that begins with ``#`` is a comment, with other comments."""
    lines = enumerate(source.split("\n"))
    return _replaced(source, (_Comment(row, 0, line, True) for row, line in lines if line.startswith("#")), words)


def _comments(source: str) -> Iterator[_Comment]:
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            row, column = token.start
            yield _Comment(row - 1, column, token.string, not token.line[:column].strip())


def _replaced(source: str, comments: Iterable[_Comment], words: Words) -> str:
    lines: list[str | None] = list(source.split("\n"))
    for first, *more in _paragraphs(comment for comment in comments if not VERBATIM.match(comment.text)):
        text = words("comments", " ".join(comment.text[1:].strip() for comment in (first, *more)))
        code = str(lines[first.line])[: first.column].rstrip()
        beside = f"{code}  # {text}"
        indent = len(code) - len(code.lstrip()) if code else first.column
        sentence = text if first.alone else _sentence(text)
        above = "\n".join(f"{' ' * indent}# {line}" for line in _wrapped(sentence, WIDTH - indent - len("# ")))
        lines[first.line] = above if first.alone else beside if len(beside) <= WIDTH else f"{above}\n{code}"
        for comment in more:
            lines[comment.line] = None
    return "\n".join(line for line in lines if line is not None)


def _paragraphs(comments: Iterable[_Comment]) -> list[list[_Comment]]:
    groups: list[list[_Comment]] = []
    for comment in comments:
        last = groups[-1][-1] if groups else None
        if last and last.alone and comment.alone and (last.line + 1, last.column) == (comment.line, comment.column):
            groups[-1].append(comment)
        else:
            groups.append([comment])
    return groups


def _sentence(text: str) -> str:
    """Return what stood beside code as it stands above: a name in it keeps its first letter."""
    start = text[0].upper() if re.match(r"[^\W\d_]+[ ,:;.]", text) else text[0]
    return f"{start}{text[1:]}" if text.endswith((".", "?", "!", ")", "…")) else f"{start}{text[1:]}."


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


def docstrings(nodes: list[ast.AST]) -> list[ast.Constant]:
    """Return the docstrings of a file of Python, given all nodes of its tree."""
    kinds = ast.Module | ast.FunctionDef | ast.ClassDef
    first = [node.body[0] for node in nodes if isinstance(node, kinds) and ast.get_docstring(node)]
    return [each.value for each in first if isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant)]


def explain(lines: list[str], node: ast.Constant, words: Words) -> None:
    """Put another docstring in the place of one, in the lines of its program."""
    start, end, indent = node.lineno - 1, node.end_lineno or node.lineno, node.col_offset
    raw = "\n".join(line[indent:] for line in lines[start:end]).strip()
    parts = re.split(r"\n{2,}", raw[3:-3].strip("\n"))
    told = [part if part.startswith(COMMANDS) else words("docstrings", part.replace("\n", " ")) for part in parts]
    lines[start:end] = _docstring(told, " " * indent)


def _docstring(parts: list[str], margin: str) -> list[str]:
    if len(parts) == 1 and len(whole := f'{margin}"""{parts[0]}"""') <= WIDTH:
        return [whole]
    told = [f'"""{parts[0]}', *parts[1:]]
    laid = [part.split("\n") if part.startswith(COMMANDS) else _wrapped(part, WIDTH - len(margin)) for part in told]
    return [*[f"{margin}{line}".rstrip() for part in laid for line in (*part, "")][:-1], f'{margin}"""']
