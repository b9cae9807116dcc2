"""The words that the guide has decided on: ``docs/glossary.toml``, and what of a text goes against them.

Each term has one name in each language and the forms that are refused in its place. The search takes its synonyms from
here (``site/search_words.py``), pages their links to Conceitos (``site/term_links.py``), and each entry of Conceitos
what the term is called elsewhere (``pages/terms.py``). ``python -m publish.glossary`` says what is wrong in every text.
"""

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from babel.dates import get_month_names

from publish.languages import LANGUAGES, PAGES, ROOT, TABLES, Language

FILE = ROOT / "docs" / "glossary.toml"
# Texts that people read: all that is translated, and what snippets say.
TEXTS = (PAGES, *TABLES, "snippets/voices/{}.toml")
GENDERS = {"", "m", "f"}
NAMED = {"pt", "en"}  # an entry is found by these at least; the test asks for every language
# What is no prose of ours: blocks of code, code in a line, where links lead, ids, citations, includes, numbers by name.
NO_PROSE = re.compile(
    r"^ *```[\s\S]*?^ *```|`[^`\n]+`|(?<=\])\([^)\s]*\)|\{\{[^}\n]*\}\}|\{[#.:][^}\n]*\}|\[\^[a-z0-9-]+\]"
    r"|^ *--8<--.*$|^:::.*$|<[^>\n]+>|https?://\S+|“[^”\n]*”|\{[^{}\s]*\}|\b\w*_\w+|\b\w+\(|\b\w+=\S+|--\w[\w-]*|\b[A-Za-z]\w*(?:[./]\w+)+",
    re.MULTILINE,
)
# Of a table of words: comments, names of tables, and keys, which are ids; of voices the key is the Portuguese text.
NO_VALUE = re.compile(r'^#.*$|^\[.*\]$|^(?:[\w.-]+|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\')(?= *=)', re.MULTILINE)
QUOTED = re.compile(r'"[^"\n]{1,300}"')  # in pages, what somebody else says or a screen shows


EXAMPLE = date(2026, 11, 22)
# An amount as it is written, and what finds it written otherwise. Babel's own put the sign behind it, or leave US out.
MONEY = {
    "pt": ("US$ 2.000", r"US\$(?! )|\bUSD\b|(?<!US)(?<!R)\$ ?\d"),
    "en": ("US$2,000", r"US\$ \d|\bUSD\b|(?<!US)(?<!R)\$ ?\d"),
    "es": ("US$ 2000", r"US\$(?! )|\bUSD\b|(?<!US)(?<!R)\$ ?\d"),
}


class GlossaryError(ValueError):
    """A glossary that cannot be used; the message names the term and what to do."""


@dataclass(frozen=True)
class Name:
    """A term in one language.

    name: what the guide calls it. gender: ``m`` or ``f``, where it matters. aws: what AWS calls it, if not the same.
    forms: how else it stands in a sentence, such as its plural. refused: what is not written in its place; a ``*``
    stands for any ending. allowed: phrases in which a refused form is right, or the name is none. search: what readers
    type and mean it by. links: what leads to its entry, if not the name and its forms.
    """

    name: str
    gender: str = ""
    aws: str = ""
    forms: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    search: tuple[str, ...] = ()
    links: tuple[str, ...] | None = None

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """What finds a refused form; one that differs from the name in its capitals alone is found as it is written."""
        if not self.refused:
            return None
        own = {form.casefold() for form in (self.name, *self.forms)}
        exact = {form for form in self.refused if form.casefold() in own}
        found = "|".join(_form(form, exact=form in exact) for form in (*self.allowed, *self.refused))
        return re.compile(rf"(?<![\w-])(?:{found})(?![\w-])")

    @cached_property
    def pieces(self) -> frozenset[str]:
        """Of each refused form the longest piece, in small letters: a text with none of them needs no look."""
        return frozenset(max(re.split(r"[\s*]+", form), key=len).casefold() for form in self.refused)

    def is_allowed(self, found: str) -> bool:
        """Tell whether what the pattern found is a phrase in which a refused form is right."""
        text = " ".join(found.split())
        return any(re.fullmatch(_form(form, exact=False), text) for form in self.allowed)


def _form(form: str, *, exact: bool) -> str:
    words = r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in form.split())
    return words if exact else f"(?i:{words})"


@dataclass(frozen=True)
class Term:
    """A term: its id, its section in Conceitos, if it has one, the source of AWS's names, and its names by folder."""

    id: str
    entry: str = ""
    source: str = ""
    names: Mapping[str, Name] = field(default_factory=dict)


@dataclass(frozen=True)
class Fault:
    """A place at which a text says something else than what was decided."""

    file: str
    line: int
    found: str
    better: str

    def __str__(self) -> str:
        """One line for whoever mends it."""
        return f"{self.file}:{self.line}: {self.found!r}; write {self.better!r} (docs/glossary.toml)"


def load(file: Path = FILE) -> dict[str, Term]:
    """Read the glossary, by id.

    Raises:
        GlossaryError: for a term with a field that there is not, or of which a name, a gender or a form is wrong.
    """
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return {id_: _term(id_, fields) for id_, fields in table.items()}


def _term(id_: str, fields: Mapping[str, object]) -> Term:
    folders = [language.folder for language in LANGUAGES]
    if unknown := fields.keys() - {"entry", "source", *folders}:
        raise GlossaryError(f"glossary.toml: {id_}: {sorted(unknown)} are no fields of a term; remove or rename them")
    names = {folder: _name(f"{id_}.{folder}", fields[folder]) for folder in folders if folder in fields}
    if not names or ("entry" in fields and not names.keys() >= NAMED):
        raise GlossaryError(f"glossary.toml: {id_}: has no name in {sorted(NAMED - names.keys())}; write it")
    return Term(id_, str(fields.get("entry", "")), str(fields.get("source", "")), names)


def _name(place: str, given: object) -> Name:
    known = Name.__dataclass_fields__.keys()
    if not isinstance(given, Mapping) or not given.get("name") or given.keys() - known:
        raise GlossaryError(f"glossary.toml: {place}: write its name, and of the fields only {', '.join(known)}")
    fields: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in given.items()}
    name = Name(**fields)
    if name.gender not in GENDERS:
        raise GlossaryError(f"glossary.toml: {place}: {name.gender!r} is no gender; write m or f, or nothing")
    own = [form for form in name.refused if form in (name.name, *name.forms)]
    if own:
        raise GlossaryError(f"glossary.toml: {place}: {own} are refused and are its own name; remove one of the two")
    return name


def groups(terms: Mapping[str, Term], folder: str) -> list[list[str]]:
    """Return, for the search of a language, phrases that mean the same: the name, AWS's, the English, what is typed."""
    found = []
    for term in terms.values():
        if own := term.names.get(folder):
            english = term.names["en"].name if "en" in term.names and folder != "en" else ""
            group = list(dict.fromkeys(filter(None, (own.name, own.aws, english, *own.search))))
            found += [group] if len(group) > 1 else []
    return found


def prose(text: str, *, table: bool) -> str:
    """Return a page, or a table of words, with spaces for all that is no prose of ours, so that lines stay."""
    for pattern in (NO_VALUE, NO_PROSE) if table else (NO_PROSE, QUOTED):
        text = pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    return text


def faults(text: str, terms: Mapping[str, Term], language: Language, file: str) -> Iterator[Fault]:
    """Return what of a text goes against the glossary, or writes a day or an amount as the language does not."""
    own = prose(text, table=file.endswith(".toml"))
    folded = own.casefold()
    for term in terms.values():
        name = term.names.get(language.folder)
        if not name or not name.pattern or not any(piece in folded for piece in name.pieces):
            continue
        for match in name.pattern.finditer(own):
            if not name.is_allowed(match[0]):
                yield Fault(file, own.count("\n", 0, match.start()) + 1, " ".join(match[0].split()), name.name)
    for pattern, better in _written_otherwise(language):
        for match in pattern.finditer(own):
            yield Fault(file, own.count("\n", 0, match.start()) + 1, match[0], better)


def _written_otherwise(language: Language) -> Iterator[tuple[re.Pattern[str], str]]:
    """Yield days and amounts as they are not written, each with an example of what is."""
    day = language.date(EXAMPLE)
    yield re.compile(r"(?<![\w/.-])\d{4}-\d\d-\d\d(?![\w/-])|(?<![\w/])\d{1,2}/\d{1,2}/\d{4}(?![\w/])"), day
    months = "|".join(get_month_names("wide", locale=language.tag.replace("-", "_")).values())
    bare = (
        rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{months})\b"
        if language.folder == "en"
        else rf"\b\d{{1,2}} (?:{months})\b"
    )
    yield re.compile(rf"{bare}|\bde (?i:{months}) \d{{4}}"), day
    amount, otherwise = MONEY[language.folder]
    yield re.compile(otherwise), amount
    if language.number(EXAMPLE.year).isdigit():
        yield re.compile(r"(?<![\w.,])\d[.,]\d{3}(?![\w.,]\d|\d)"), language.number(EXAMPLE.year)


def written(language: Language, root: Path = ROOT) -> dict[str, str]:
    """Return every text of a language that the glossary holds for, by its file below the root."""
    files = [path for pattern in TEXTS for path in sorted(root.glob(pattern.replace("{}", language.folder)))]
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in files}


def all_faults(root: Path = ROOT) -> list[Fault]:
    """Return what goes against the glossary in every language."""
    terms = load()
    return [
        fault
        for language in LANGUAGES
        for file, text in written(language, root).items()
        for fault in faults(text, terms, language, file)
    ]


if __name__ == "__main__":
    found = all_faults()
    print(*found, sep="\n")
    sys.exit(bool(found))
