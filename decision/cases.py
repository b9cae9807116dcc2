"""People in front of the questions: who, with what, what each answers, where that leads and why.

Data in ``cases.toml``, words in ``cases/<language>.toml``. One source for the page of cases, the start page, what the
chooser and the options show as similar, the published ``cases.json``, and a test of the tree: ``load`` refuses a case
whose answers do not lead where it says.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from decision import paths
from decision.document import dump
from decision.fields import ID, TEXT, Text
from decision.languages import LANGUAGES, TAGS
from decision.model import TreeError
from decision.reading import read
from decision.tree import Tree

FOLDER = Path(__file__).parent
WORDS = ("who", "said", "data", "constraint", "why")
MAY = ("way",)  # where the name of the outcome would mislead
MAX_MEAN = 4  # questions, over all cases


@dataclass(frozen=True, kw_only=True)
class Case:
    """Somebody's situation, and what this guide answers.

    ``answers`` are question id -> answer id, in the order in which they are asked. ``worries`` are ids of the tree's.
    ``source`` is the id of a public account of such a situation, or None for a typical one that was made up. ``start``
    says whether the start page shows it; ``way`` is what it calls the outcome, where its name would mislead.
    """

    id: str
    answers: Mapping[str, str]
    outcome: str
    worries: tuple[str, ...]
    source: str | None = None
    start: bool = False
    who: Text
    said: Text
    data: Text
    constraint: Text
    why: Text
    way: Text | None = None

    @property
    def goal(self) -> str:
        """The id of the answer to the first question."""
        return next(iter(self.answers.values()))

    @property
    def fragment(self) -> str:
        """The answers as the chooser's address holds them."""
        return "&".join(f"{question}={answer}" for question, answer in self.answers.items())


def load(tree: Tree, folder: Path = FOLDER) -> dict[str, Case]:
    """Return every case by id, in the order of the data.

    Args:
        tree: the tree that the answers belong to.
        folder: where ``cases.toml`` and ``cases/<language folder>.toml`` lie.

    Raises:
        TreeError: with one sentence for each fault: file, id, what is wrong, what to do.
    """
    routing = read(folder, "cases.toml")
    words = {each.tag: read(folder, f"cases/{each.folder}.toml") for each in LANGUAGES}
    return build(tree, routing, words)


def build(tree: Tree, routing: Mapping[str, Any], words: Mapping[str, Mapping[str, Any]]) -> dict[str, Case]:
    """Join data and words into cases.

    Args:
        tree: the tree that the answers of each case are given to.
        routing: cases.toml, as TOML reads it: id -> its entry.
        words: the tag of a language -> its file in cases/, as TOML reads it.

    Raises:
        TreeError: when a case has a fault, or its answers do not lead where it says; the message has all of them.
    """
    if faults := [*_key_faults(routing), *_word_faults(routing, words)]:
        raise TreeError(faults)
    found = {id_: _case(id_, entry, words) for id_, entry in routing.items()}
    if faults := [fault for case in found.values() for fault in _case_faults(tree, case)]:
        raise TreeError(faults)
    if faults := list(_whole_faults(tree, found.values())):
        raise TreeError(faults)
    return found


def _case(id_: str, entry: Mapping[str, Any], words: Mapping[str, Mapping[str, Any]]) -> Case:
    said = [*WORDS, *(key for key in MAY if key in words[TAGS[0]][id_])]
    texts = {key: {tag: words[tag][id_][key] for tag in TAGS} for key in said}
    values: dict[str, Any] = {**entry, **texts, "worries": tuple(entry["worries"])}
    return Case(id=id_, **values)


def _key_faults(routing: Mapping[str, Any]) -> Iterator[str]:
    needed, optional = {"answers", "outcome", "worries"}, {"source", "start"}
    for id_, entry in routing.items():
        if not re.fullmatch(ID["pattern"], id_):
            yield f"cases.toml: case id {id_!r} is not lower-case ASCII words with hyphens; rename it"
        if not isinstance(entry, Mapping) or not needed <= entry.keys() <= needed | optional:
            keys = sorted(entry) if isinstance(entry, Mapping) else entry
            yield (
                f"cases.toml: case {id_!r} has the keys {keys}; use {', '.join(sorted(needed))}, "
                f"and {' or '.join(sorted(optional))} where they hold"
            )
        elif not entry["answers"] or not isinstance(entry["answers"], Mapping):
            yield f"cases.toml: case {id_!r} answers nothing; write question = answer for each question asked"


def _word_faults(routing: Mapping[str, Any], words: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    first = words.get(TAGS[0], {})
    for language in LANGUAGES:
        file, here = f"cases/{language.folder}.toml", words.get(language.tag, {})
        for id_ in routing:
            said = [*WORDS, *(key for key in MAY if key in first.get(id_, {}))]
            for key in said:
                text = here.get(id_, {}).get(key)
                if not isinstance(text, str) or not text.strip():
                    yield f"{file}: the text '{id_}.{key}' is missing; write it"
        for id_, texts in here.items():
            if id_ not in routing:
                yield f"{file}: {id_!r} is no case of cases.toml; remove it or mend its id"
            elif extra := sorted(texts.keys() - set(WORDS) - (first.get(id_, {}).keys() & set(MAY))):
                yield f"{file}: case {id_!r} has {', '.join(map(repr, extra))}, which nothing shows; remove it"


def _case_faults(tree: Tree, case: Case) -> Iterator[str]:
    where = f"cases.toml: case {case.id!r}"
    walk = paths.replay(tree, case.answers)
    asked = [step.question for step in walk.steps]
    if asked != list(case.answers):
        stray = next(q for q, expected in zip(case.answers, [*asked, None], strict=False) if q != expected)
        said = f"{stray}={case.answers[stray]}"
        yield (
            f"{where} answers {said!r}, which is not asked there or has no such answer; after "
            f"{walk.fragment or 'nothing'} comes {walk.end.kind} {walk.end.id!r}: answer what is asked, in its order"
        )
    elif walk.outcome is None:
        yield f"{where} stops before question {walk.question!r}; answer it"
    elif walk.outcome != case.outcome:
        yield f"{where} says outcome {case.outcome!r}, but its answers lead to {walk.outcome!r}; mend one of them"
    for worry in case.worries:
        if worry not in tree.worries:
            yield f"{where} worries about {worry!r}, which tree.toml does not have; name one of {sorted(tree.worries)}"
    if len(set(case.worries)) != len(case.worries):
        yield f"{where} names a worry twice; remove one"


def _whole_faults(tree: Tree, cases: Collection[Case]) -> Iterator[str]:
    for outcome in tree.outcomes:
        if not any(case.outcome == outcome for case in cases):
            yield f"cases.toml: no case has the outcome {outcome!r}; write one whom it suits"
    if (mean := mean_questions(cases)) > MAX_MEAN:
        yield f"cases.toml: the cases are asked {mean:.1f} questions on average, more than {MAX_MEAN}; ask fewer"


def mean_questions(cases: Collection[Case]) -> float:
    """Return how many questions the cases are asked on average."""
    return sum(len(case.answers) for case in cases) / len(cases)


def similar(cases: Iterable[Case], outcome_id: str) -> list[Case]:
    """Return the cases of an outcome, in the order of the data."""
    return [case for case in cases if case.outcome == outcome_id]


def to_document(cases: Iterable[Case], sources: Mapping[str, Mapping[str, str]]) -> list[dict[str, Any]]:
    """Return the list that the site publishes, all languages in it.

    Args:
        cases: the cases.
        sources: of each source id that a case names, its ``title``, ``url`` and ``verified`` day as ISO 8601.
    """
    return [
        {
            "id": case.id,
            "answers": dict(case.answers),
            "outcome": case.outcome,
            "worries": list(case.worries),
            **({"source": dict(sources[case.source])} if case.source else {}),
            **{key: dict(getattr(case, key)) for key in WORDS},
        }
        for case in cases
    ]


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) that ``cases.json`` keeps."""
    text = {"type": "string", "minLength": 1}
    source = {"title": text, "url": text, "verified": {"type": "string", "format": "date"}}
    properties = {
        "id": ID,
        "answers": {"type": "object", "propertyNames": ID, "additionalProperties": ID, "minProperties": 1},
        "outcome": ID,
        "worries": {"type": "array", "items": ID, "uniqueItems": True},
        "source": {"type": "object", "properties": source, "required": list(source), "additionalProperties": False},
        **dict.fromkeys(WORDS, TEXT.schema),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "People's situations, what they answer, and which way of training that leads to",
        "type": "array",
        "items": {
            "type": "object",
            "properties": properties,
            "required": [key for key in properties if key != "source"],
            "additionalProperties": False,
        },
    }


def write(cases: Iterable[Case], sources: Mapping[str, Mapping[str, str]], folder: Path) -> None:
    """Write ``cases.json`` and ``cases.schema.json`` into ``folder``, which exists."""
    (folder / "cases.json").write_text(dump(to_document(cases, sources)), encoding="utf-8")
    (folder / "cases.schema.json").write_text(dump(schema()), encoding="utf-8")
