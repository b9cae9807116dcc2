"""A snippet in the language of its reader: the same program, with other comments, docstrings and printed words.

The files of ``snippets/`` are Portuguese and the source; ``<language>.toml`` holds their words in another language, by
the Portuguese text, and ``pt.toml`` what is a word though nothing prints it. A file in another language is made when it
is asked for, and refused when it would not be the same program. Read in this order:

programs  a file with other words; literals: the texts of a program; prose: its comments and docstrings
diffs     lines that change, taken apart and made again
printed   what a run printed, with the words of another language
"""

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import snippets
from snippets.voices import diffs, printed, programs
from snippets.voices.literals import Named

FOLDER = Path(__file__).parent
SOURCE = "pt"
KINDS = ("docstrings", "comments", "printed")
Text = tuple[str, str]  # kind, words


class VoiceError(ValueError):
    """A text of a snippet has no words in a language, or those make another program of it; the message says what."""


def languages() -> list[str]:
    """Return the languages that the snippets come in, Portuguese first."""
    return [SOURCE, *sorted(path.stem for path in snippets.WORDS.glob("*.toml") if path.stem != SOURCE)]


@cache
def text(file: str, language: str) -> str:
    """Return a file below ``snippets/`` in a language. Raises ``VoiceError``."""
    return said(file, _source(file), language)


@cache
def diff(snippet: str, adjustment: str, language: str) -> str:
    """Return the lines that an adjustment changes in a snippet, in a language; none where none are kept.

    Raises:
        VoiceError: as for the files that it changes.
    """
    path = snippets.ADJUSTMENTS / snippet / f"{adjustment}.diff"
    if not path.is_file():
        return ""
    lines = path.read_text(encoding="utf-8")
    if language == SOURCE:
        return lines
    after = adjusted(snippet, lines)
    before = {file: text(file, language) for file in after}
    return diffs.difference(before, {file: said(file, changed, language) for file, changed in after.items()})


def output(snippet: str, run: str, language: str) -> str:
    """Return what a run of a snippet printed, as the same run of it in another language prints it."""
    if language == SOURCE:
        return run
    words = [key for file in snippets.files(snippet) for kind, key in _texts(file) if kind == "printed"]
    return printed.translated(run, {key: _words(language)["printed"][key] for key in words})


def write(files: Iterable[str], language: str, folder: Path) -> None:
    """Write files of ``snippets/`` in a language below a folder, under their names. Raises ``VoiceError``."""
    for file in files:
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text(file, language), encoding="utf-8")


def said(file: str, source: str, language: str) -> str:
    """Return a Portuguese file in a language; ``file`` is what it is called. Raises ``VoiceError``."""
    if language == SOURCE:
        return source

    def words(kind: str, key: str) -> str:
        if key not in _words(language)[kind]:
            raise VoiceError(
                f"snippets/{file}: {key!r} has no words in {language!r}; "
                f"write them under [{kind}] in snippets/voices/{language}.toml"
            )
        return _words(language)[kind][key]

    told = programs.rewritten(file, source, named(), words)
    if not programs.same_program(file, source, told, named()):
        raise VoiceError(
            f"snippets/voices/{language}.toml: with these words, snippets/{file} is another program; "
            "a text has all values in braces of the Portuguese one, and no quotes of its own"
        )
    return told


def faults(language: str) -> list[str]:
    """Return a sentence for each text that has no words in a language, and for each one that no snippet has."""
    have = {(kind, key) for kind in KINDS for key in _words(language)[kind]}
    asked = dict.fromkeys(_all_texts())
    where = f"snippets/voices/{language}.toml"
    return [
        *(f"{where}: [{kind}] has no words for {key!r}; write them" for kind, key in asked if (kind, key) not in have),
        *(f"{where}: [{kind}] no snippet says {key!r} any more; take it out" for kind, key in have - asked.keys()),
    ]


def all_files() -> list[str]:
    """Return every file that readers copy, as a path below ``snippets/``."""
    forms = [form for form in snippets.ROSETTA_FORMS.values() if form.startswith(snippets.ROSETTA.name)]
    copied = [file for name in snippets.names() for file in snippets.files(name)]
    return [*copied, *forms, *snippets.tutorial_files()]


def adjusted(snippet: str, lines: str) -> dict[str, str]:
    """Return the Portuguese files of a snippet that some lines change, as they are afterwards. Raises ``DiffError``."""
    return diffs.changed(lines, {file: _source(file) for file in snippets.files(snippet)})


@cache
def named() -> Named:
    """Return what pt.toml says of the texts of programs."""
    read = tomllib.loads((FOLDER / f"{SOURCE}.toml").read_text(encoding="utf-8"))
    return Named(frozenset(read["kept"]), frozenset(read["shown"]))


@cache
def _words(language: str) -> dict[str, dict[str, str]]:
    read = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    return {kind: read[kind] for kind in KINDS}


def _all_texts() -> Iterator[Text]:
    for file in all_files():
        yield from _texts(file)
    for path in sorted(snippets.ADJUSTMENTS.glob("*/*.diff")):
        for file, changed in adjusted(path.parent.name, path.read_text(encoding="utf-8")).items():
            yield from programs.texts(file, changed, named())


@cache
def _texts(file: str) -> list[Text]:
    return programs.texts(file, _source(file), named())


def _source(file: str) -> str:
    return (snippets.FOLDER / file).read_text(encoding="utf-8")
