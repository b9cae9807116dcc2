"""The texts of a program that people read: those that it prints, and those that it is told to be words.

Each is what stands between its quotes, values in braces as the code has them, however many lines it takes.
"""

import ast
import re
from dataclasses import dataclass, field

from snippets.voices.prose import WIDTH, Words

NAME_VALUE = re.compile(r"\w+=(?=\{)")  # in a line of the log that a regular expression looks for
VALUE = re.compile(r"\{[^{}]*\}")
PRINTING = ("print", "exit")
Place = tuple[int, int]  # line from 0, column


@dataclass(frozen=True)
class Named:
    """Texts printed as they are in every language, and words that no ``print`` shows directly."""

    kept: frozenset[str] = field(default_factory=frozenset)
    shown: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Literal:
    """A text of a program: its node, what stands between its quotes, from where to where, and if printed alone."""

    node: ast.expr
    body: str
    start: Place
    end: Place
    alone: bool


def has_words(body: str) -> bool:
    """Tell whether a text says something, besides the values that are put into it and their names."""
    return bool(re.search(r"[^\W\d_]{2}", VALUE.sub("", NAME_VALUE.sub("", body)).replace("\\n", "")))


def literals(nodes: list[ast.AST], lines: list[str], named: Named) -> list[Literal]:
    """Return the texts of a program that people read, given all nodes of its tree and its lines."""
    printed = _printed(nodes)
    found = []
    for node in _texts(nodes):
        start, end = _place(lines, node.lineno, node.col_offset), _place(lines, node.end_lineno, node.end_col_offset)
        body = "".join(part.strip().lstrip("fr")[1:-1] for part in _between(lines, start, end))
        if body in named.shown or (node in printed and has_words(body) and body not in named.kept):
            found.append(Literal(node, body, start, end, printed.get(node, False)))
    return found


def _printed(nodes: list[ast.AST]) -> dict[ast.expr, bool]:
    """Return what is given to print, and whether it is all that is."""
    found: dict[ast.expr, bool] = {}
    for call in (node for node in nodes if isinstance(node, ast.Call) and _name(node.func) in PRINTING):
        for argument in call.args:
            branches = [argument.body, argument.orelse] if isinstance(argument, ast.IfExp) else [argument]
            found |= dict.fromkeys(branches, [*call.args, *call.keywords] == branches)
    return found


def _name(function: ast.expr) -> str:
    return getattr(function, "id", "") or getattr(function, "attr", "")


def _texts(nodes: list[ast.AST]) -> list[ast.expr]:
    """Return every text, but not those inside another one."""
    inside = {part for node in nodes if isinstance(node, ast.JoinedStr) for part in ast.walk(node) if part is not node}
    return [
        node
        for node in nodes
        if node not in inside
        and (isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str)))
    ]


def _place(lines: list[str], line: int | None, column: int | None) -> Place:
    row = (line or 1) - 1
    return row, len(lines[row].encode()[:column].decode())  # ast counts bytes


def _between(lines: list[str], start: Place, end: Place) -> list[str]:
    if start[0] == end[0]:
        return [lines[start[0]][start[1] : end[1]]]
    return [lines[start[0]][start[1] :], *lines[start[0] + 1 : end[0]], lines[end[0]][: end[1]]]


def say(lines: list[str], literal: Literal, words: Words) -> None:
    """Put another text in the place of one, in the lines of its program; one that is too long takes several lines."""
    (row, column), (last, after) = literal.start, literal.end
    before, rest = lines[row][:column], lines[last][after:]
    body, mark = words("printed", literal.body), "f" if isinstance(literal.node, ast.JoinedStr) else ""
    beside, below = f"{before}{_quoted(body, mark)}{rest}", lines[last + 1 : last + 2]
    if literal.alone and not before.strip() and not rest:  # already below its print
        whole = f"{lines[row - 1]}{_quoted(body, mark)}{''.join(below).strip()}"
        fits = len(whole) <= WIDTH
        first, end, told = (row - 1, last + 2, [whole]) if fits else (row, last + 1, _parts(body, mark, before))
        lines[first:end] = told
    elif len(beside) <= WIDTH or not _within_brackets(before):
        lines[row : last + 1] = [beside]
    elif literal.alone and rest == ")":
        margin = " " * (len(before) - len(before.lstrip()))
        lines[row : last + 1] = [before, *_parts(body, mark, f"{margin}    "), f"{margin})"]
    else:
        lines[row : last + 1] = _parts(body, mark, before, rest)


def _within_brackets(before: str) -> bool:
    """Tell whether a text may go on in the next line, from what stands before it in its own."""
    return not before.strip() or any(before.count(left) > before.count(right) for left, right in ("()", "[]", "{}"))


def _quoted(body: str, mark: str) -> str:
    return f'{mark if "{" in body else ""}"{body}"'


def _parts(body: str, mark: str, before: str, rest: str = "") -> list[str]:
    """Return a text as lines below each other that are one text to Python, between what comes before and after."""
    room = WIDTH - len(before) - len(f'{mark}""{rest}')
    lines, line = [], ""
    for piece in re.findall(r"(?:\{[^{}]*\}|[^\s{}])+\s*|\s+", body):
        if line and len(line) + len(piece.rstrip()) > room:
            lines.append(line)
            line = ""
        line += piece
    told = [f"{' ' * len(before)}{_quoted(part, mark)}" for part in (*lines, line)]
    told[0] = f"{before}{told[0].lstrip()}"
    return [*told[:-1], f"{told[-1]}{rest}"]


def same(one: ast.AST, other: ast.AST, words: set[ast.expr]) -> bool:
    """Tell whether two programs are equal but for some texts of the first, whose values the other has too."""
    if one in words:
        return isinstance(other, ast.JoinedStr | ast.Constant) and _values(one) == _values(other)
    if type(one) is not type(other):
        return False
    return all(_alike(getattr(one, name, None), getattr(other, name, None), words) for name in one._fields)


def _alike(mine: object, others: object, words: set[ast.expr]) -> bool:
    if isinstance(mine, ast.AST):
        return isinstance(others, ast.AST) and same(mine, others, words)
    if isinstance(mine, list):
        return (
            isinstance(others, list)
            and len(mine) == len(others)
            and all(_alike(*pair, words) for pair in zip(mine, others, strict=True))
        )
    return type(mine) is type(others) and mine == others


def _values(text: ast.AST) -> list[str]:
    """Return what is put into a text: by itself when it is printed, or by ``format`` later."""
    if isinstance(text, ast.Constant):
        return sorted(VALUE.findall(str(text.value)))
    return sorted(ast.dump(each) for each in ast.iter_child_nodes(text) if isinstance(each, ast.FormattedValue))
