"""``python -m symptoms [FILE]``: what a text from the screen shows, and what to do; without FILE, what is pasted.

Exit codes: 0 something was recognised; 1 nothing was, or the records are broken; 2 a wrong call.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from symptoms.matching import find
from symptoms.model import SymptomError
from symptoms.reading import load


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    try:
        symptoms = load()
    except SymptomError as error:
        print(error, file=sys.stderr)
        return 1
    languages = sorted(symptoms[0].words)
    parser = argparse.ArgumentParser(prog="python -m symptoms", description="say what an error is and what to do")
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="the error or log (default: standard input)")
    parser.add_argument("--language", choices=languages, default="pt", help="of the advice (default: pt)")
    options = parser.parse_args(arguments)
    if options.file and not options.file.is_file():
        parser.error(f"{options.file} is no file")
    text = options.file.read_text(encoding="utf-8", errors="replace") if options.file else sys.stdin.read()
    found = find(text, symptoms)
    for each in found:
        words = each.symptom.words[options.language]
        print(f"{words.name} ({each.symptom.id}): {words.advice}")
    return int(not found)


if __name__ == "__main__":
    sys.exit(main())
