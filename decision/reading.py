"""Reading the hand-edited files: ``tree.toml`` (routing) and ``text/*.toml`` (words) become a ``Tree``.

``load`` reads, ``build`` is pure. Both raise ``TreeError`` with every fault they find.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from decision.document import from_document
from decision.fields import Text, declared
from decision.languages import LANGUAGES, TAGS
from decision.model import PARTS, USE_CASES, TreeError, one_of
from decision.tree import Tree

Keys = tuple[str, ...]
"""Where a text stands in a file of words: ``("outcomes", "casa", "trap")``."""


def load(folder: Path = Path(__file__).parent) -> Tree:
    """Read the hand-edited files.

    Args:
        folder: where ``tree.toml`` and ``text/<language folder>.toml`` lie.

    Returns:
        The tree, in every language.

    Raises:
        TreeError: with one sentence for each fault: a file that is missing or no TOML, a text that is missing or
            belongs to nothing, a rule that is broken.
    """
    words = {language.tag: read(folder, f"text/{language.folder}.toml") for language in LANGUAGES}
    return build(read(folder, "tree.toml"), words)


def read(folder: Path, name: str) -> dict[str, Any]:
    """Read a hand-edited file, by its path below the folder. Raises ``TreeError``, with that path and what to do."""
    try:
        return tomllib.loads((folder / name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise TreeError([f"{name}: the file is missing; create it"]) from None
    except UnicodeDecodeError as error:
        raise TreeError([f"{name}: is not UTF-8 ({error}); save it as UTF-8"]) from None
    except tomllib.TOMLDecodeError as error:
        hint = (
            "an id stands twice; rename or remove one" if re.search("twice|overwrite", str(error)) else "mend the TOML"
        )
        raise TreeError([f"{name}: {error}; {hint}"]) from None


def build(routing: Mapping[str, Any], words: Mapping[str, Mapping[str, Any]]) -> Tree:
    """Join routing and words into a tree.

    Args:
        routing: the content of ``tree.toml``.
        words: language tag -> the content of that language's text file.

    Raises:
        TreeError: with every fault that was found.
    """
    if faults := [*_key_faults(routing), *_word_faults(routing, words)]:
        raise TreeError(faults)

    def text(*keys: str) -> Text:
        return {tag: _dig(words[tag], keys) for tag in TAGS}

    def entry(table: str, id_: str) -> dict[str, Any]:
        found = dict(routing[table][id_])
        found |= {keys[-1]: text(*keys) for keys in _texts_of(table, id_, found) if len(keys) == 3}
        if "answers" in found:
            found["answers"] = [{**a, **said(id_, a["id"])} for a in found["answers"]]
        if "replies" in found:
            found["replies"] = [{**r, "text": text(table, id_, "replies", r["id"])} for r in found["replies"]]
        return found

    def said(question: str, answer: str) -> dict[str, Text]:
        words_of = {"text": text("questions", question, "answers", answer)}
        note = text("questions", question, "notes", answer)
        return words_of | ({"note": note} if note[TAGS[0]] else {})

    return from_document(
        {
            "version": routing["version"],
            "root": routing["root"],
            "changelog": text("changelog"),
            "use_cases": {key: text("use_cases", key) for key in USE_CASES},
            **{table: {id_: entry(table, id_) for id_ in routing[table]} for table in PARTS},
        }
    )


def _texts_of(table: str, id_: str, entry: Mapping[str, Any]) -> list[Keys]:
    """Return the keys of every text that an entry of the routing asks for, in the order of the files of words."""
    names = [each.name for each in declared(PARTS[table]) if each.in_words and not entry.get(each.unless or "")]
    listed = [(key, each["id"]) for key in ("answers", "replies") for each in entry.get(key, []) if "id" in each]
    return [*((table, id_, name) for name in names), *((table, id_, *place) for place in listed)]


def _notes_of(table: str, id_: str, entry: Mapping[str, Any], words: Mapping[str, Mapping[str, Any]]) -> Iterator[Keys]:
    """Yield the keys of the notes that answers have in some language: what one says, every other says too."""
    for answer in (answer["id"] for answer in entry.get("answers", []) if "id" in answer):
        keys = (table, id_, "notes", answer)
        if any(_dig(words.get(tag, {}), keys) is not None for tag in TAGS):
            yield keys


def _dig(table: Any, keys: Iterable[str]) -> Any:
    for key in keys:
        table = table.get(key) if isinstance(table, Mapping) else None
    return table


def _key_faults(routing: Mapping[str, Any]) -> Iterator[str]:
    """Every key that is needed is there, and no other is."""
    for key in ("version", "root", *PARTS):
        if key not in routing:
            yield f"tree.toml: {key!r} is missing; add it"
    for table, part in PARTS.items():
        kind = one_of(table)
        fields = [each for each in declared(part) if not each.in_words and not each.derived]
        for id_, entry in routing.get(table, {}).items():
            for each in fields:
                if each.name not in entry and not each.optional:
                    yield f"tree.toml: {kind} {id_!r} has no {each.name!r}; add it"
            for key in entry.keys() - {each.name for each in fields}:
                yield f"tree.toml: {kind} {id_!r} has the unknown key {key!r}; remove it or mend its name"
    for id_, entry in routing.get("questions", {}).items():
        for answer in entry.get("answers", []):
            if "id" not in answer or not answer.keys() <= {"id", "question", "outcome"}:
                yield f"tree.toml: an answer of {id_!r} has the keys {sorted(answer)}; use id and question or outcome"
            elif ("question" in answer) == ("outcome" in answer):
                where = f"answer {answer['id']!r} of question {id_!r}"
                yield f"tree.toml: {where} needs exactly one of question and outcome"
    needed = {"id", "outcomes", "sources"}
    for id_, entry in routing.get("worries", {}).items():
        for reply in entry.get("replies", []):
            if not needed <= reply.keys() <= {*needed, "page", "adjustment"}:
                yield (
                    f"tree.toml: a reply of worry {id_!r} has the keys {sorted(reply)}; "
                    f"use {', '.join(sorted(needed))}, page when one says more, and adjustment when one helps"
                )


def _word_faults(routing: Mapping[str, Any], words: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Every text that the routing asks for exists in every language, and no other text does."""
    # As a dict, which keeps their order: that of the files, in which whoever mends them goes through them.
    wanted: dict[Keys, None] = dict.fromkeys([("changelog",)])
    for table in PARTS:
        for id_, entry in routing.get(table, {}).items():
            wanted |= dict.fromkeys(_texts_of(table, id_, entry))
            wanted |= dict.fromkeys(_notes_of(table, id_, entry, words))
        if table == "questions":
            wanted |= dict.fromkeys(("use_cases", key) for key in USE_CASES)
    for language in LANGUAGES:
        file = f"text/{language.folder}.toml"
        found = dict(_leaves(words.get(language.tag, {})))
        for keys in wanted:
            if keys not in found:
                yield f"{file}: the text {'.'.join(keys)!r} is missing; write it"
            elif not isinstance(found[keys], str) or not found[keys].strip():
                yield f"{file}: the text {'.'.join(keys)!r} is empty or not a text; write it"
        for keys in found:
            if keys not in wanted:
                yield f"{file}: the text {'.'.join(keys)!r} belongs to nothing in tree.toml; remove it or mend its id"


def _leaves(table: Mapping[str, Any], above: Keys = ()) -> Iterator[tuple[Keys, Any]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, (*above, key))
        else:
            yield (*above, key), value
