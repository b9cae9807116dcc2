"""What counts as the same word in the search, and what the worker is asked for what is typed."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.conftest import ROOT

SCRIPT = (ROOT / "docs/theme/assets/search-words.js").read_text(encoding="utf-8")
WORDS = {"stop": ["de", "do", "the", "a"], "synonyms": [["role", "papel"], ["tempo máximo", "hora"]]}


def asked(page: Page, text: str, language: str = "pt") -> dict[str, Any]:
    page.goto("about:blank")
    settings = {"separator": r"[\s\-,:'\"()]+|\.(?=[a-z])", "language": language, "words": WORDS}
    found: dict[str, Any] = page.evaluate(f"{SCRIPT}; searchWords.query({json.dumps(text)}, {json.dumps(settings)})")
    return found


def stems(page: Page, text: str, language: str) -> set[str]:
    return {word["stem"] for word in asked(page, text, language)["asked"]}


SAME = {
    "pt": ["permissão permissões PERMISSAO", "contêiner conteineres", "canal canais", "imagem imagens", "remoto remota",
           "limitação limitações", "biblioteca bibliotecas", "AccessDenied AccessDeniedException", "papel papéis"],
    "en": ["price pricing prices", "train training trained", "run running", "quota quotas", "policy policies",
           "delete deleting deleted", "image images"],
    "es": ["función funciones", "permiso permisos", "límite límites", "vez veces", "rol roles", "entrenado entrenada"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "forms"), [(language, forms) for language, all_ in SAME.items() for forms in all_]
)
def test_the_forms_of_a_word_are_one(page: Page, language: str, forms: str) -> None:
    assert len(stems(page, forms, language)) == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [("pt", "conta cota"), ("pt", "canvas canal"), ("en", "run train"), ("es", "costo rol"), ("en", "ml.p4 p4 v2 v3")],
)
def test_other_words_stay_others(page: Page, language: str, words: str) -> None:
    assert len(stems(page, words, language)) == len(words.split())


def test_words_that_say_nothing_are_left_out_unless_there_is_no_other(page: Page) -> None:
    assert stems(page, "a cota do job", "pt") == {"cot", "job"}
    assert stems(page, "de a", "pt") == {"de", "a"}


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("job ", "job^10"),
        ("job", "job^10 job*^3"),
        ("opt/ml/model", "opt/ml/model^10 opt/ml/model*^3"),
        ("sagemaker.estimator ", "sagemaker^10 estimator^10 sagemaker~1^1 estimator~1^1"),
        ("role ", "rol^10 papel^5"),
        ("meu tempo máximo ", "meu^10 temp^10 maxim^10 hor^5 maxim~1^1"),
        ("", ""),
    ],
)
def test_a_text_becomes_words_their_beginnings_synonyms_and_misspellings(page: Page, text: str, query: str) -> None:
    assert asked(page, text)["query"] == query


@pytest.mark.parametrize("text", ["+job -spot", "title:job", "job^9", "job~3", "*", "s3://a/b?c=d", "«job»"])
def test_no_sign_is_a_command(page: Page, text: str) -> None:
    words = [clause.partition("^")[0] for clause in asked(page, text)["query"].split()]
    assert [word for word in words if not word.removesuffix("*").removesuffix("~1").replace("/", "").isalnum()] == []


def test_of_a_long_text_the_first_words_are_asked_for(page: Page) -> None:
    assert len(asked(page, " ".join(f"w{n}" for n in range(5000)))["asked"]) == 40
