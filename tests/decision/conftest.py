import copy

import pytest

from decision.reading import build, load
from decision.tree import Tree
from tests.tokens import token_words


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
        id_: {"code": 1, "flexibility": 2, "work": "none", "near": [], "snippets": [], "sources": []}
        for id_ in ("guarda-chuva", "oculos", "casa")
    },
    "adjustments": {"galocha": {"outcomes": ["guarda-chuva"], "sources": []}},
    "worries": {
        "frio": {
            "replies": [
                {
                    "id": "casaco",
                    "outcomes": ["guarda-chuva"],
                    "page": "limpar/",
                    "sources": [],
                    "adjustment": "galocha",
                },
                {"id": "lareira", "outcomes": ["oculos", "casa"], "page": "#custos", "sources": []},
            ]
        }
    },
}


@pytest.fixture
def routing() -> dict:
    """A small routing that is valid; each test damages its own copy."""
    return copy.deepcopy(SMALL_ROUTING)


@pytest.fixture
def words(routing: dict) -> dict[str, dict]:
    return token_words(routing)


@pytest.fixture
def small_tree(routing: dict, words: dict[str, dict]) -> Tree:
    return build(routing, words)
