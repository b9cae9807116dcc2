"""Token words: a small tree in which every text is its own key, as ``pt:outcomes.casa.trap``.

A rendering of it shows which text stands where, in which language, and asserts no copy.
"""

import copy
import re
from collections.abc import Iterable, Mapping
from typing import Any

from decision import cases
from decision.fields import declared
from decision.languages import LANGUAGES, by_folder
from decision.model import PARTS, USE_CASES
from decision.reading import build
from decision.tree import Tree
from publish import languages

# One of everything that a rendering tells apart: an outcome with each kind of use case, with one snippet, with two and
# with none; a question that two answers lead to; adjustments of two outcomes, of one, and an outcome without any.
ROUTING: dict[str, Any] = {
    "version": "1.0.0",
    "root": "clima",
    "questions": {
        "clima": {
            "answers": [
                {"id": "chuva", "outcome": "guarda-chuva"},
                {"id": "sol", "question": "praia"},
                {"id": "vento", "question": "praia"},
                {"id": "nao-sei", "outcome": "casa"},
            ]
        },
        "praia": {
            "answers": [
                {"id": "sim", "outcome": "oculos"},
                {"id": "nao", "outcome": "guarda-chuva"},
                {"id": "nao-sei", "outcome": "casa"},
            ]
        },
    },
    "outcomes": {
        "guarda-chuva": {
            "use_case": 3,
            "code": 4,
            "flexibility": 5,
            "work": "none",
            "near": [],
            "snippets": ["modo-script", "spot-com-checkpoints"],
            "sources": ["algos", "canvas"],
        },
        "oculos": {
            "use_case": 1,
            "code": 2,
            "flexibility": 3,
            "work": "none",
            "near": [],
            "snippets": ["xgboost-script"],
            "sources": ["how-it-works-training"],
        },
        "casa": {"code": 0, "flexibility": 1, "work": "none", "near": [], "snippets": [], "sources": []},
    },
    "adjustments": {
        "galocha": {"outcomes": ["guarda-chuva"], "sources": ["algos"]},
        "bolsa": {"outcomes": ["oculos", "guarda-chuva"], "sources": []},
    },
    "worries": {
        "frio": {
            "replies": [
                {
                    "id": "casaco",
                    "outcomes": ["guarda-chuva", "oculos"],
                    "page": "limpar/#o-que-cobra",
                    "sources": ["algos"],
                    "adjustment": "bolsa",
                },
                {"id": "lareira", "outcomes": ["casa"], "page": "#custos", "sources": []},
            ]
        },
        "sede": {
            "replies": [
                {"id": "agua", "outcomes": ["oculos", "guarda-chuva"], "page": "ensaiar/", "sources": []},
                {"id": "poco", "outcomes": ["casa"], "sources": []},
            ]
        },
    },
}


def token_words(routing: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return words for everything in a routing, by language tag: each text is ``<folder>:<its keys, with dots>``."""
    return {language.tag: _table(routing, language.folder) for language in LANGUAGES}


def _table(routing: Mapping[str, Any], folder: str) -> dict[str, Any]:
    def texts(above: str, keys: Iterable[str]) -> dict[str, Any]:
        return {key: f"{folder}:{above}{key}" for key in keys}

    def part(table: str, id_: str, entry: Mapping[str, Any]) -> dict[str, Any]:
        above = f"{table}.{id_}."
        found = texts(above, (f.name for f in declared(PARTS[table]) if f.in_words and not entry.get(f.unless or "")))
        if table == "adjustments":  # what it does and a step; two limits
            found |= {key: f"{found[key]}\n{found[key]}-`more`" for key in ("effect", "limits")}
        if "answers" in entry:
            answers = [answer["id"] for answer in entry["answers"]]
            found["answers"] = texts(f"{above}answers.", answers)
            found["notes"] = texts(f"{above}notes.", answers[:-1])  # an answer may have none
        if "replies" in entry:
            found["replies"] = texts(f"{above}replies.", (reply["id"] for reply in entry["replies"]))
        return found

    return {
        **texts("", ["changelog"]),
        **{table: {id_: part(table, id_, entry) for id_, entry in routing[table].items()} for table in PARTS},
        "use_cases": texts("use_cases.", USE_CASES),
    }


def tokens(routing: Mapping[str, Any] = ROUTING) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Return a copy of a routing, to be changed at will, and token words for it."""
    return copy.deepcopy(dict(routing)), token_words(routing)


def token_tree(routing: Mapping[str, Any] = ROUTING) -> Tree:
    """Return the tree of a routing in token words."""
    return build(*tokens(routing))


CASES_DATA: dict[str, Any] = {
    "rua": {
        "answers": {"clima": "chuva"},
        "outcome": "guarda-chuva",
        "worries": ["frio"],
        "source": "algos",
        "start": True,
    },
    "mar": {"answers": {"clima": "sol", "praia": "sim"}, "outcome": "oculos", "worries": ["sede", "frio"]},
    "sofa": {"answers": {"clima": "nao-sei"}, "outcome": "casa", "worries": [], "start": True},
}


def case_words(data: Mapping[str, Any] = CASES_DATA) -> dict[str, dict[str, Any]]:
    """Return words for everything that cases say, by language tag: each text is ``<folder>:<case>.<key>``."""
    return {
        each.tag: {id_: {key: f"{each.folder}:{id_}.{key}" for key in cases.WORDS} for id_ in data}
        for each in LANGUAGES
    }


def token_cases(tree: Tree) -> list[cases.Case]:
    """Return the cases of the tree of the tokens, in token words."""
    return list(cases.build(tree, copy.deepcopy(CASES_DATA), case_words()).values())


def labels(folder: str = "pt") -> dict[str, Any]:
    """Return the site's labels of a language, each its own key with dots, and the values that it asks for."""
    table = languages.language(by_folder(folder).tag).words()
    return {name: _own_keys(name, entry) for name, entry in table.items()}


def _own_keys(above: str, entry: Any) -> Any:
    if isinstance(entry, list):
        return [_own_keys(f"{above}.{n}", each) for n, each in enumerate(entry)]
    if isinstance(entry, Mapping):
        return {key: _own_keys(f"{above}.{key}", value) for key, value in entry.items()}
    return " ".join([above, *(f"{place}={{{place}}}" for place in sorted(set(re.findall(r"\{(\w+)\}", entry))))])
