"""Reading the mutants: what to change, whom it would mislead, which tests should see it. A list that does not fit the
repository is refused with every fault, each a sentence: file, id, what is wrong, what to do."""

import ast
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SITES = ("", "assets", "pages", "book")
NEEDED = ("id", "file", "find", "replace", "misleads")
MAY = ("tests", "language", "survives")
PARSERS = {".py": ast.parse, ".json": json.loads, ".toml": tomllib.loads}


class ListError(ValueError):
    """A list of mutants that does not fit the repository; ``faults`` has one sentence for each fault."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(self.faults))


@dataclass(frozen=True)
class Mutant:
    """One change, and what should notice it.

    ``where`` is the list that it stands in, for messages. ``find`` stands in ``file`` exactly once and becomes
    ``replace``. ``tests`` are arguments of pytest. ``site`` is what these tests read: "" nothing that is built,
    "assets" the site with the changed file of docs/theme/ put into it, "pages" or "book" the site built anew.
    ``language`` is the folder of the language whose pages show it, where neither the file nor the first language does.
    ``survives`` is the reason why no test needs to see it, or nothing.
    """

    id: str
    where: str
    file: str
    find: str
    replace: str
    misleads: str
    tests: tuple[str, ...]
    site: str = ""
    language: str = ""
    survives: str = ""

    @property
    def name(self) -> str:
        """What it is called where the list and the mutant have to be told."""
        return f"{Path(self.where).stem}/{self.id}"

    def applied(self, text: str) -> str:
        """Return the file's text with the change made."""
        return text.replace(self.find, self.replace)


def load(folder: Path, root: Path) -> list[Mutant]:
    """Read every list in ``folder``, in the order of the names; ``root`` is the repository.

    Raises:
        ListError: for what cannot be read as a list. Whether the mutants fit the repository is for ``check`` to say.
    """
    mutants: list[Mutant] = []
    faults: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        where = path.relative_to(root).as_posix()
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            faults.append(f"{where}: {error}; mend the TOML")
            continue
        found = [*_table_faults(where, table)]
        faults += found
        if not found:
            mutants += (_mutant(where, table, entry) for entry in table["mutant"])
    for (where, id_), times in Counter((mutant.where, mutant.id) for mutant in mutants).items():
        if times > 1:
            faults.append(f"{where}: {times} mutants are called {id_!r}; rename all but one")
    if faults or not mutants:
        raise ListError(faults or [f"{folder}: there is no mutant; write one"])
    return mutants


def check(mutants: Sequence[Mutant], root: Path) -> None:
    """Refuse mutants that do not fit the repository at ``root``. Raises ``ListError`` with every fault."""
    if faults := [fault for mutant in mutants for fault in _faults(mutant, root)]:
        raise ListError(faults)


def _mutant(where: str, table: Mapping[str, Any], entry: Mapping[str, Any]) -> Mutant:
    texts = {key: entry[key] for key in NEEDED}
    tests = tuple(entry.get("tests", table.get("tests", ())))
    return Mutant(
        where=where,
        tests=tests,
        site=table.get("site", ""),
        language=entry.get("language", ""),
        survives=entry.get("survives", ""),
        **texts,
    )


def _table_faults(where: str, table: Mapping[str, Any]) -> Iterator[str]:
    for key in sorted(table.keys() - {"about", "tests", "site", "mutant"}):
        yield f"{where}: the key {key!r} is unknown; use about, tests, site and [[mutant]]"
    if table.get("site", "") not in SITES:
        yield f"{where}: site is {table['site']!r}; write one of {', '.join(SITES[1:])}, or leave it out"
    for number, entry in enumerate(table.get("mutant", ()), 1):
        name = f"{where}: mutant {entry.get('id', number)!r}"
        for key in NEEDED:
            if not isinstance(entry.get(key), str) or (key != "replace" and not entry[key].strip()):
                yield f"{name} has no {key!r}; write it"
        for key in sorted(entry.keys() - {*NEEDED, *MAY}):
            yield f"{name} has the unknown key {key!r}; use {', '.join((*NEEDED, *MAY))}"


def _faults(mutant: Mutant, root: Path) -> Iterator[str]:
    name, path = f"{mutant.where}: mutant {mutant.id!r}", root / mutant.file
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", mutant.id):
        yield f"{name}: the id is not lower-case words with hyphens; rename it"
    if "\n" in mutant.misleads.strip():
        yield f"{name}: misleads has several lines; say in one what a reader would be told wrongly"
    if not mutant.tests:
        yield f"{name}: no tests are named, here or on top of the list; name those that should see it"
    for test in (part.partition("::")[0] for part in mutant.tests if part.startswith("tests/")):
        if not (root / test).exists():
            yield f"{name}: {test} does not exist; name the tests that should see it"
    if not path.is_file():
        yield f"{name}: {mutant.file} does not exist; name the file in which 'find' stands now, or remove the mutant"
        return
    text = path.read_text(encoding="utf-8")
    if (times := text.count(mutant.find)) != 1:
        yield (
            f"{name}: 'find' stands {times} times in {mutant.file}, and must stand there once; copy it anew from the "
            "file, or remove the mutant if what it broke is gone"
        )
    elif mutant.find == mutant.replace:
        yield f"{name}: 'replace' is the same as 'find'; change something"
    elif parse := PARSERS.get(path.suffix):
        try:
            parse(mutant.applied(text))
        except ValueError as error:
            yield f"{name}: {mutant.file} could not be read any more ({error}); mislead, do not break"
        except SyntaxError as error:
            yield f"{name}: {mutant.file} could not be read any more ({error}); mislead, do not break"
