"""``python -m symptoms [FILE]``: what a text from the screen shows, and what to do; without FILE, what is pasted.

A program (FILE ends in .py, or the text is Python that imports the SDK) is looked through for names of the SDK's
second version instead: each with its line and what v3 has in its place.

Exit codes. For a text: 0 something was recognised, 1 nothing was. For a program: 0 no name of v2 is in it, 1 some are.
2: a wrong call, a file that cannot be read, or records that are broken.
"""

import argparse
import ast
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from symptoms.matching import find
from symptoms.model import SymptomError
from symptoms.old_code import Old, old_names
from symptoms.reading import load
from symptoms.told import more, words

IMPORTS_SDK = re.compile(r"^\s{0,40}(?:from|import)\s+sagemaker\b", re.MULTILINE)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    try:
        symptoms = load()
    except SymptomError as error:
        print(error, file=sys.stderr)
        return 2
    languages = sorted(symptoms[0].words)
    parser = argparse.ArgumentParser(
        prog="python -m symptoms",
        description="Say what an error or log shows and what to do, or which names of SDK v2 a program uses.",
        epilog="Exit codes. A text: 0 recognised, 1 nothing recognised. A program: 0 no name of v2, 1 some. 2: error.",
    )
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="error, log or program (default: stdin)")
    parser.add_argument("--language", choices=languages, default="pt", help="of the advice (default: pt)")
    options = parser.parse_args(arguments)
    if options.file and str(options.file) != "-":
        if not options.file.is_file():
            parser.error(f"{options.file} is no file")
        text = options.file.read_text(encoding="utf-8", errors="replace")
    else:
        text = sys.stdin.read()
    say = words(options.language)
    if is_program(text, options.file.suffix if options.file else ""):
        return _tell_old_names(old_names(text), options.language, say)
    found = find(text, symptoms)
    for each in found:
        said = each.symptom.words[options.language]
        print(f"{said.name} ({each.symptom.id}, {say['line'].format(line=each.line)})")
        print(f"  {said.what}\n  {said.advice}\n  {say['section']}: {each.symptom.section}")
        print("".join(f"  {line}\n" for line in more(each.symptom, symptoms, options.language)), end="")
    if old := [] if found else old_names(text):
        return _tell_old_names(old, options.language, say)
    if not found:
        print(say["nothing"], file=sys.stderr)
    return int(not found)


def is_program(text: str, suffix: str = "") -> bool:
    """Tell whether a text is a program: by the name of its file, or because it is Python that imports the SDK."""
    if suffix == ".py":
        return True
    if not IMPORTS_SDK.search(text):
        return False
    try:
        ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _tell_old_names(found: Sequence[Old], language: str, say: Mapping[str, str]) -> int:
    for old in found:
        instead = old.row.v3 or say["no_equivalent"]
        note = old.row.note.get(language, "")
        print(f"{say['line'].format(line=old.line)}: {old.name} → {instead}" + (f"\n  {note}" if note else ""))
        print(f"  {say['section']}: rosetta.md#{old.row.place}")
    if not found:
        print(say["no_old_names"], file=sys.stderr)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
