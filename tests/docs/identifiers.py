"""The identifiers in the code that readers copy, and what hunspell says of the words that they are made of.

House rule: an identifier is English in every language of the guide. Names of files and folders, ids, options of
programs and the lines from which a metric is taken stay Portuguese, and stand in texts; this looks at names, not at
texts, and so sees no key of a dictionary.
"""

import ast
import builtins
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath

from publish.languages import ROOT
from publish.pages.rosetta import TABLES
from snippets import ADJUSTMENTS, voices
from tests.docs import spelling
from tests.v2_names import ROWS

WORD = re.compile(r"[^\W\d_]{2,}")  # of a name: cut at underscores and digits; a single letter has no language
OF_A_LIBRARY = re.compile(r"[A-Z]\w*[a-z]\w*")  # a class of the SDK's; the snippets write none of their own
BLOCK = re.compile(r"^( *)```python\b[^\n]*\n(.*?)^\1```", re.MULTILINE | re.DOTALL)
AS_A_CALL = {"argument", "input"}  # tables of rosetta/nomes.toml whose v2 is an argument, not a whole line


def names(code: str) -> set[str]:
    """Return the names that a program gives or uses, but what it imports, builtins, and classes.

    Raises:
        SyntaxError: when it is no program.
    """
    found: set[str] = set()
    imported: set[str] = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            # What the snippet calls it is its own choice; else the name is the library's.
            found |= {alias.asname for alias in node.names if alias.asname}
            imported |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, ast.Name):
            found.add(node.id)
    return {name for name in found - imported - set(dir(builtins)) if not OF_A_LIBRARY.fullmatch(name)}


def programs() -> Iterator[tuple[str, str]]:
    """Yield where each program that readers copy stands, and the program: also as every adjustment leaves it."""
    for file in voices.all_files():
        if PurePath(file).suffix == ".py":
            yield f"snippets/{file}", voices.text(file, voices.SOURCE)
    for path in sorted(ADJUSTMENTS.glob("*/*.diff")):
        for file, code in voices.adjusted(path.parent.name, path.read_text(encoding="utf-8")).items():
            if PurePath(file).suffix == ".py":
                yield f"{path.relative_to(ROOT)}: {file}", code


def rows() -> Iterator[tuple[str, str]]:
    """Yield every line of code of the page from v2 to v3, with the row that has it."""
    for table in TABLES:
        for row in ROWS[table]:
            where = f"snippets/rosetta/nomes.toml: {row['v2']}"
            yield where, f"f({row['v2']})" if table in AS_A_CALL else row["v2"].replace("(…)", "()")
            if "v3" in row:
                yield where, row["v3"]


def blocks() -> Iterator[tuple[str, str]]:
    """Yield the Python on the English pages: on those in Portuguese and Spanish, it speaks as the page does."""
    for path in sorted((ROOT / "docs" / "en").rglob("*.md")):
        for _, code in BLOCK.findall(path.read_text(encoding="utf-8")):
            yield str(path.relative_to(ROOT)), textwrap.dedent(code)


def where(sources: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return every name in some programs, each with the first place that has it."""
    found: dict[str, str] = {}
    for place, code in sources:
        found |= {name: place for name in names(code) if name not in found}
    return found


def words(found: Iterable[str]) -> dict[str, list[str]]:
    """Return the words that names are made of, in small letters, each with the names that have it."""
    of: dict[str, list[str]] = {}
    for name in found:
        for word in WORD.findall(name):
            of.setdefault(word.lower(), []).append(name)
    return of


def not_english(found: Mapping[str, str], short: set[str], shared: set[str]) -> dict[str, str]:
    """Return the names with a word that is not English, or that is Portuguese as well, each with its place.

    Args:
        found: the names, and where each stands.
        short: what no dictionary has.
        shared: what is English, though Portuguese spells a word of its own so.
    """
    of = words(found)
    odd = unknown(of, "en") - short
    portuguese = set(of) - unknown(of, "pt") - short - shared
    return {name: found[name] for word in sorted(odd | portuguese) for name in of[word]}


def unknown(asked: Iterable[str], folder: str) -> set[str]:
    """Return the words that the dictionary of a language does not have, in small letters."""
    return set(spelling.asked_of_hunspell(sorted(asked), folder))
