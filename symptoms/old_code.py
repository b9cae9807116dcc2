"""Which names of the SDK's second version a program uses, line by line, read as Python where it is Python.

Else it is read as text: a notebook's cell, a piece of a program, what stands in an error. ``in_text`` says the same as
``docs/theme/assets/old-code.js`` does in the browser, where no program is parsed.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from symptoms.old_names import INPUT, Names, Row, names

LIMIT = 400_000  # characters of a text that are looked through
LONGEST_CALL = 6_000  # characters between the brackets of one call
MOST_CALLS = 200
NEW_LAUNCHER = "ModelTrainer"  # given arguments of v2, it refuses them


@dataclass(frozen=True)
class Old:
    """A name of v2: the line (from 1) where it stands, how it is written there, and what is said of it."""

    line: int
    name: str
    row: Row


def old_names(text: str) -> list[Old]:
    """Return the names of v2 in a program or a text, by line, each once a line."""
    try:
        found = list(in_program(ast.parse(text), names()))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        found = list(in_text(text, names()))
    once = {(old.line, old.name): old for old in found}
    return [once[key] for key in sorted(once)]


# -- a program


def in_program(tree: ast.AST, known: Names) -> Iterator[Old]:
    """Return the names of v2 in a parsed program."""
    modules, launchers, inputs, trained = {"sagemaker"}, {NEW_LAUNCHER}, {INPUT}, set[str]()
    nodes = list(ast.walk(tree))
    imports_sdk = False
    for node in nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.partition(".")[0] == "sagemaker":
                    imports_sdk = True
                    modules.add(alias.asname or "sagemaker")
                    if row := known.imported(alias.name, ""):
                        yield Old(node.lineno, alias.name, row)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "sagemaker":
            for alias in node.names:
                if row := _of_import(node.module or "", alias.name, known):
                    yield Old(alias.lineno, f"{node.module}.{alias.name}", row)
                    launchers |= {alias.asname or alias.name} if alias.name in known.launchers else set()
                    inputs |= {alias.asname or alias.name} if alias.name == INPUT else set()
    for node in nodes:
        if isinstance(node, ast.Call):
            called = _dotted(node.func).rpartition(".")[2]
            table = known.inputs if called in inputs else known.arguments
            if called in launchers | inputs | (known.launchers if imports_sdk else set()):
                for keyword in node.keywords:
                    if keyword.arg and keyword.arg in table:
                        yield Old(keyword.lineno, f"{called}({keyword.arg}=)", table[keyword.arg])
    for node in nodes:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            called = _dotted(node.value.func).rpartition(".")[2]
            if called in (launchers | known.launchers) - {NEW_LAUNCHER}:
                trained |= {_dotted(target) for target in node.targets}
    for node in nodes:
        if isinstance(node, ast.Attribute):
            before = _dotted(node.value)
            if before in trained and node.attr in known.methods:
                yield Old(node.end_lineno or node.lineno, f"{before}.{node.attr}", known.methods[node.attr])
            if imports_sdk and before in modules and (row := _of_import("sagemaker", node.attr, known)):
                yield Old(node.lineno, f"sagemaker.{node.attr}", row)


def _of_import(module: str, name: str, known: Names) -> Row | None:
    if row := known.imports.get(module, {}).get(name):
        return row
    return known.imported(f"{module}.{name}", "") if module == "sagemaker" else known.imported(module, name)


def _dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else "?"


# -- a text, with the same names found by expressions whose repetitions are bounded, read alike in JavaScript

ANY = re.compile(r"(?:from|import)[ \t]{1,9}sagemaker|ModelTrainer\(|TrainingInput\(")  # without it there is none
SPACE, WORD = r"[ \t]{1,9}", r"[A-Za-z_][A-Za-z0-9_]{0,60}"
ALIAS = rf"(?:{SPACE}as{SPACE}({WORD}))?"
PROMPT = re.compile(r"^(?:>>> |\.\.\. |In \[[0-9]{0,4}\]: |-{1,8}> ?[0-9]{1,5} )", re.MULTILINE)
COMMENT = re.compile(r"^[ \t]{0,60}#[^\n]{0,2000}", re.MULTILINE)
IMPORT = re.compile(rf"^[ \t]{{0,60}}import{SPACE}(sagemaker(?:\.{WORD}){{0,6}}){ALIAS}", re.MULTILINE)
FROM = re.compile(
    rf"^[ \t]{{0,60}}from{SPACE}(sagemaker(?:\.{WORD}){{0,6}}){SPACE}import[ \t]{{0,9}}"
    r"(\([^()]{0,2000}\)|[^\n(#]{0,400})",
    re.MULTILINE,
)
ASIDE = re.compile(r"#[^\n]{0,400}")  # between the names of an import over several lines
NAMED = re.compile(rf"({WORD}){ALIAS}")
CALL = re.compile(
    rf"(?:((?:{WORD}\.){{0,3}}{WORD})[ \t]{{0,4}}=[ \t]{{0,4}})?(?:{WORD}\.){{0,4}}([A-Z][A-Za-z0-9_]{{1,60}})\("
)
USED = re.compile(rf"(?:^|[^A-Za-z0-9_.])((?:{WORD}\.){{1,3}})({WORD})", re.MULTILINE)
KEYWORD = re.compile(rf"({WORD})[ \t]{{0,4}}=(?!=)")


def form() -> dict[str, Any]:
    """Return the expressions and limits of ``in_text``, for the browser's script."""
    read = {
        "prompt": PROMPT,
        "comment": COMMENT,
        "import": IMPORT,
        "from": FROM,
        "named": NAMED,
        "aside": ASIDE,
        "any": ANY,
    }
    read |= {"call": CALL, "used": USED, "keyword": KEYWORD}
    limits = {"limit": LIMIT, "longest": LONGEST_CALL, "calls": MOST_CALLS}
    return {key: each.pattern for key, each in read.items()} | limits | {"input": INPUT, "launcher": NEW_LAUNCHER}


def in_text(text: str, known: Names) -> Iterator[Old]:
    """Return the names of v2 in a text, as far as they can be told without parsing it."""
    if not ANY.search(text):
        return
    text = COMMENT.sub("", PROMPT.sub("", text.replace("\r\n", "\n")[:LIMIT]))
    modules, launchers, inputs, trained = {"sagemaker"}, {NEW_LAUNCHER}, {INPUT}, set[str]()
    imports_sdk = False

    def line(position: int) -> int:
        return text.count("\n", 0, position) + 1

    for match in IMPORT.finditer(text):
        imports_sdk = True
        modules.add(match[2] or "sagemaker")
        if row := known.imported(match[1], ""):
            yield Old(line(match.start(1)), match[1], row)
    for match in FROM.finditer(text):
        for named in NAMED.finditer(ASIDE.sub(_blank, match[2])):
            if row := _of_import(match[1], named[1], known):
                yield Old(line(match.start(2) + named.start()), f"{match[1]}.{named[1]}", row)
                launchers |= {named[2] or named[1]} if named[1] in known.launchers else set()
                inputs |= {named[2] or named[1]} if named[1] == INPUT else set()
    launching = launchers | (known.launchers if imports_sdk else frozenset())
    for number, match in enumerate(CALL.finditer(text)):
        if number == MOST_CALLS:
            break
        if match[2] in launching | inputs:
            table = known.inputs if match[2] in inputs else known.arguments
            for position, given in _keywords(text, match.end()):
                if given in table:
                    yield Old(line(position), f"{match[2]}({given}=)", table[given])
            trained |= {match[1]} if match[1] and match[2] in launching - {NEW_LAUNCHER} else set()
    for match in USED.finditer(FROM.sub(_blank, IMPORT.sub(_blank, text))):
        before, name = match[1][:-1], match[2]
        if before in trained and name in known.methods:
            yield Old(line(match.start(2)), f"{before}.{name}", known.methods[name])
        first, _, second = f"{before}.{name}".partition(".")
        second = second.partition(".")[0]
        if imports_sdk and first in modules and (row := _of_import("sagemaker", second, known)):
            yield Old(line(match.start(2)), f"sagemaker.{second}", row)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _keywords(text: str, start: int) -> Iterator[tuple[int, str]]:
    """Return the keywords of a call whose brackets open before ``start``, not those of calls within it."""
    depth, quote, position = 1, "", start
    while position < min(len(text), start + LONGEST_CALL) and depth:
        letter = text[position]
        if quote:
            position += 1 if letter == "\\" else 0
            quote = "" if letter == quote else quote
        elif letter in "\"'":
            quote = letter
        elif letter in "([{":
            depth += 1
        elif letter in ")]}":
            depth -= 1
        elif depth == 1 and text[position - 1] in "(, \n\t" and (match := KEYWORD.match(text, position)):
            yield position, match[1]
            position = match.end() - 1
        position += 1
