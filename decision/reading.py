"""Reading the hand-edited files: ``tree.toml`` (routing) and ``text/*.toml`` (words) become a ``Tree``.

``load`` reads, ``build`` is pure. Both raise ``TreeError`` with every fault they find.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from decision.languages import LANGUAGES, TAGS
from decision.model import (
    ADJUSTMENT_WORDS,
    OUTCOME_WORDS,
    USE_CASES,
    Adjustment,
    Answer,
    Outcome,
    Question,
    Target,
    Text,
    TreeError,
)
from decision.tree import Tree


def load(folder: Path = Path(__file__).parent) -> Tree:
    """Read ``tree.toml`` and ``text/*.toml`` below ``folder``. Raises ``TreeError``."""
    words = {language.tag: _read(folder / "text" / f"{language.folder}.toml") for language in LANGUAGES}
    return build(_read(folder / "tree.toml"), words)


def _read(path: Path) -> dict[str, Any]:
    name = path.name if path.name == "tree.toml" else f"text/{path.name}"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
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
    faults = [*_key_faults(routing), *_word_faults(routing, words)]
    if faults:
        raise TreeError(faults)

    def text(*keys: str) -> Text:
        return {tag: _dig(words[tag], keys) for tag in TAGS}

    questions = {
        qid: Question(
            id=qid,
            text=text("questions", qid, "text"),
            help=text("questions", qid, "help"),
            answers=tuple(
                Answer(a["id"], text("questions", qid, "answers", a["id"]), _target(a)) for a in entry["answers"]
            ),
        )
        for qid, entry in routing["questions"].items()
    }
    outcomes = {
        oid: Outcome(
            id=oid,
            use_case=entry.get("use_case"),
            code=entry["code"],
            flexibility=entry["flexibility"],
            snippets=tuple(entry["snippets"]),
            sources=tuple(entry["sources"]),
            words={key: text("outcomes", oid, key) for key in _outcome_keys(entry)},
        )
        for oid, entry in routing["outcomes"].items()
    }
    adjustments = {
        aid: Adjustment(
            id=aid,
            outcomes=tuple(entry["outcomes"]),
            sources=tuple(entry["sources"]),
            words={key: text("adjustments", aid, key) for key in ADJUSTMENT_WORDS},
        )
        for aid, entry in routing["adjustments"].items()
    }
    use_cases = {key: text("use_cases", key) for key in USE_CASES}
    return Tree(
        routing["version"], routing["root"], questions, outcomes, use_cases, adjustments, changelog=text("changelog")
    )


def _target(answer: Mapping[str, str]) -> Target:
    return Target("question", answer["question"]) if "question" in answer else Target("outcome", answer["outcome"])


def _outcome_keys(entry: Mapping[str, Any]) -> tuple[str, ...]:
    return OUTCOME_WORDS if entry["snippets"] else (*OUTCOME_WORDS, "no_snippet")


def _dig(table: Any, keys: Iterable[str]) -> Any:
    for key in keys:
        table = table.get(key) if isinstance(table, Mapping) else None
    return table


def _key_faults(routing: Mapping[str, Any]) -> Iterator[str]:
    for key in ("version", "root", "questions", "outcomes", "adjustments"):
        if key not in routing:
            yield f"tree.toml: {key!r} is missing; add it"
    for qid, entry in routing.get("questions", {}).items():
        if not isinstance(entry.get("answers"), list) or entry.keys() != {"answers"}:
            yield f"tree.toml: question {qid!r} must have exactly one key, 'answers', a list"
            continue
        for answer in entry["answers"]:
            if "id" not in answer or not answer.keys() <= {"id", "question", "outcome"}:
                yield f"tree.toml: an answer of {qid!r} has the keys {sorted(answer)}; use id and question or outcome"
            elif ("question" in answer) == ("outcome" in answer):
                id_ = answer["id"]
                yield f"tree.toml: answer {id_!r} of question {qid!r} needs exactly one of question and outcome"
    for kind, table, needed, may in (
        ("outcome", "outcomes", {"code", "flexibility", "snippets", "sources"}, {"use_case"}),
        ("adjustment", "adjustments", {"outcomes", "sources"}, set[str]()),
    ):
        for id_, entry in routing.get(table, {}).items():
            for key in sorted(needed - entry.keys()):
                yield f"tree.toml: {kind} {id_!r} has no {key!r}; add it"
            for key in sorted(entry.keys() - needed - may):
                yield f"tree.toml: {kind} {id_!r} has the unknown key {key!r}; remove it or mend its name"


def _word_faults(routing: Mapping[str, Any], words: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Every text that the routing asks for exists in every language, and no other text does."""
    wanted: set[tuple[str, ...]] = {("changelog",), *(("use_cases", key) for key in USE_CASES)}
    for qid, entry in routing.get("questions", {}).items():
        wanted |= {("questions", qid, "text"), ("questions", qid, "help")}
        wanted |= {("questions", qid, "answers", a["id"]) for a in entry.get("answers", []) if "id" in a}
    for oid, entry in routing.get("outcomes", {}).items():
        wanted |= {("outcomes", oid, key) for key in _outcome_keys({"snippets": [], **entry})}
    for aid in routing.get("adjustments", {}):
        wanted |= {("adjustments", aid, key) for key in ADJUSTMENT_WORDS}
    for language in LANGUAGES:
        file = f"text/{language.folder}.toml"
        found = dict(_leaves(words.get(language.tag, {})))
        for keys in sorted(wanted - found.keys()):
            yield f"{file}: the text {'.'.join(keys)!r} is missing; write it"
        for keys in sorted(found.keys() - wanted):
            yield f"{file}: the text {'.'.join(keys)!r} belongs to nothing in tree.toml; remove it or mend its id"
        for keys in sorted(wanted & found.keys()):
            if not isinstance(found[keys], str) or not found[keys].strip():
                yield f"{file}: the text {'.'.join(keys)!r} is empty or not a text; write it"


def _leaves(table: Mapping[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, (*above, key))
        else:
            yield (*above, key), value
