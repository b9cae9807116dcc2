import copy

import pytest

from decision.languages import TAGS
from decision.model import ADJUSTMENT_WORDS, OUTCOME_WORDS, USE_CASES
from decision.reading import build, load
from decision.tree import Tree


@pytest.fixture(scope="session")
def tree() -> Tree:
    """The tree that is published."""
    return load()


def answer(id_: str, **target: str) -> dict[str, str]:
    return {"id": id_, **target}


SMALL_ROUTING = {
    "version": "1.0.0",
    "root": "clima",
    "questions": {
        "clima": {
            "answers": [
                answer("chuva", outcome="guarda-chuva"),
                answer("sol", question="praia"),
                answer("nao-sei", outcome="casa"),
            ]
        },
        "praia": {"answers": [answer("sim", outcome="oculos"), answer("nao-sei", outcome="casa")]},
    },
    "outcomes": {
        id_: {"code": 1, "flexibility": 2, "snippets": [], "sources": []} for id_ in ("guarda-chuva", "oculos", "casa")
    },
    "adjustments": {"galocha": {"outcomes": ["guarda-chuva"], "sources": []}},
}


def words_for(routing: dict) -> dict[str, dict]:
    """Words for everything in a routing, the same in every language."""
    words = {
        "questions": {
            qid: {"text": f"{qid}?", "help": "ajuda", "answers": {a["id"]: a["id"] for a in entry["answers"]}}
            for qid, entry in routing["questions"].items()
        },
        "outcomes": {
            oid: dict.fromkeys((*OUTCOME_WORDS, *(() if entry["snippets"] else ("no_snippet",))), oid)
            for oid, entry in routing["outcomes"].items()
        },
        "adjustments": {aid: dict.fromkeys(ADJUSTMENT_WORDS, aid) for aid in routing["adjustments"]},
        "changelog": "primeira",
        "use_cases": dict.fromkeys(USE_CASES, "caso"),
    }
    return {tag: copy.deepcopy(words) for tag in TAGS}


@pytest.fixture
def routing() -> dict:
    """A small routing that is valid; each test damages its own copy."""
    return copy.deepcopy(SMALL_ROUTING)


@pytest.fixture
def words(routing: dict) -> dict[str, dict]:
    return words_for(routing)


@pytest.fixture
def small_tree(routing: dict, words: dict[str, dict]) -> Tree:
    return build(routing, words)
