"""What the browser's scripts are given, in token words: each text under the key by which a script looks for it."""

import json
import re
from typing import Any

import pytest

from decision import history
from decision.reading import build
from decision.rules import RESERVED_KEYS
from decision.tree import Tree
from publish.languages import language
from publish.pages import chooser, snippet_section
from tests.conftest import ROOT
from tests.tokens import labels, token_cases, token_tree, token_words, tokens

ENGLISH = language("en")
WORDS = labels()
ISSUES = "https://guia.example/issues/new"


def older(version: str, outcome: str) -> Tree:
    """A version in which the answer "chuva" led elsewhere, and its changelog; to "oculos", with another answer too."""
    routing, words = tokens()
    routing["version"] = version
    routing["questions"]["clima"]["answers"][0]["outcome"] = outcome
    if outcome == "oculos":
        routing["questions"]["clima"]["answers"].insert(0, {"id": "neve", "outcome": "casa"})
        words = token_words(routing)
    for tag in words:
        words[tag]["changelog"] = f"{tag}: changelog {version}"
    return build(routing, words)


@pytest.fixture(autouse=True)
def kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two versions before this one, which is kept too: the first led elsewhere, the second as this one does."""
    versions = {"0.8.0": older("0.8.0", "oculos"), "0.9.0": older("0.9.0", "guarda-chuva"), "1.0.0": token_tree()}
    monkeypatch.setattr(history, "load", lambda: versions)


@pytest.fixture(autouse=True)
def lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines that an adjustment changes are kept for one of the outcomes alone."""
    monkeypatch.setattr(snippet_section, "changed_lines", lambda names, *_: "+x" * (names == ("xgboost-script",)))


def answers(question: str, **leads_to: str) -> list[dict[str, str]]:
    return [
        {
            "id": id_,
            "text": f"en:questions.{question}.answers.{id_}",
            **({} if id_ == "nao-sei" else {"note": f"en:questions.{question}.notes.{id_}"}),
            **dict([target.split()]),
        }
        for id_, target in leads_to.items()
    ]


def outcome(id_: str, use_case: str, levels: tuple[int, int], snippet_url: str | None) -> dict[str, Any]:
    texts = ("name", "summary", "optimized_for", "considerations", "skills", "billing", "trap", "avoid_when", "status")
    return {
        **{key: f"en:outcomes.{id_}.{key}" for key in texts},
        "english": "",
        "work": f"en:outcomes.{id_}.work_label",
        "use_case": f"en:use_cases.{use_case}",
        "url": f"../opcoes/{id_}/",
        "snippet_url": snippet_url,
        "levels": "card.code card.level n={} · card.flexibility card.level n={}".format(*levels),
    }


def adjustment(id_: str, **more: str) -> dict[str, Any]:
    keys = {key: f"en:adjustments.{id_}.{key}" for key in ("question", "effect", "limits")}
    return {key: text if key == "question" else f"{text}\n{text}-`more`" for key, text in keys.items()} | {"more": more}


OUTCOMES = {
    "guarda-chuva": outcome("guarda-chuva", "3", (4, 5), "../opcoes/guarda-chuva/#codigo"),
    "oculos": outcome("oculos", "1", (2, 3), "../opcoes/oculos/#codigo"),
    "casa": outcome("casa", "none", (0, 1), None),
}
CRITERIA = {
    "use_case": "card.use_case",
    "levels": "card.levels",
    "optimized_for": "card.optimized_for",
    "considerations": "card.considerations",
    "skills": "card.skills",
    "billing": "card.billing",
    "trap": "card.trap",
    "avoid_when": "card.avoid_when",
    "status": "card.status",
}
CHOOSER = {
    "version": "1.0.0",
    "root": "clima",
    "questions": {
        "clima": {
            "text": "en:questions.clima.text",
            "help": "en:questions.clima.help",
            "answers": answers(
                "clima",
                **{
                    "chuva": "outcome guarda-chuva",
                    "sol": "question praia",
                    "vento": "question praia",
                    "nao-sei": "outcome casa",
                },
            ),
        },
        "praia": {
            "text": "en:questions.praia.text",
            "help": "en:questions.praia.help",
            "answers": answers(
                "praia", **{"sim": "outcome oculos", "nao": "outcome guarda-chuva", "nao-sei": "outcome casa"}
            ),
        },
    },
    "outcomes": {id_: {"near": [], **texts} for id_, texts in OUTCOMES.items()},
    "criteria": CRITERIA,
    "adjustments": {
        "galocha": adjustment("galocha", **{"guarda-chuva": "../opcoes/guarda-chuva/#ajuste-galocha"}),
        "bolsa": adjustment(
            "bolsa",
            **{"oculos": "../opcoes/oculos/#ajuste-bolsa", "guarda-chuva": "../opcoes/guarda-chuva/#ajuste-bolsa"},
        ),
    },
    "worries": {
        "frio": {
            "name": "en:worries.frio.name",
            "question": "en:worries.frio.question",
            "replies": [
                {
                    "text": "en:worries.frio.replies.casaco",
                    "more": {"guarda-chuva": "../limpar/#o-que-cobra", "oculos": "../limpar/#o-que-cobra"},
                    "lines": {"oculos": "../opcoes/oculos/oficina/#ajuste-bolsa"},
                },
                {"text": "en:worries.frio.replies.lareira", "more": {"casa": "../opcoes/casa/#custos"}},
            ],
        },
        "sede": {
            "name": "en:worries.sede.name",
            "question": "en:worries.sede.question",
            "replies": [
                {
                    "text": "en:worries.sede.replies.agua",
                    "more": dict.fromkeys(("oculos", "guarda-chuva"), "../ensaiar/"),
                },
                {"text": "en:worries.sede.replies.poco", "more": {"casa": ""}},
            ],
        },
    },
    "cases": [
        {"outcome": outcome, "who": f"en:{id_}.who", "why": f"en:{id_}.why", "url": f"../casos-reais/#{id_}"}
        for id_, outcome in (("rua", "guarda-chuva"), ("mar", "oculos"), ("sofa", "casa"))
    ],
    "guide": "site.name",
    "changes": {
        "0.8.0": {
            "same": False,
            "before": {"clima=neve": "en:outcomes.casa.name", "clima=chuva": "en:outcomes.oculos.name"},
            "why": ["en: changelog 0.9.0", "en:changelog"],
        },
        "0.9.0": {"same": True, "before": {}, "why": ["en:changelog"]},
    },
    "gone": {"clima=neve": "en:questions.clima.text en:questions.clima.answers.neve"},
    "words": WORDS["chooser"],
    "issues": ISSUES,
}
COMPARER = {
    "outcomes": OUTCOMES,
    "criteria": CRITERIA,
    "words": {key: f"chooser.{key}" for key in ("compare", "compare_choice", "compare_two", "compare_region")},
}


def data(name: str, html: str) -> Any:
    """The data that a script finds in a piece of a page; there must be one block of it."""
    (found,) = re.findall(rf'<script type="application/json" data-{name}-data>(.*?)</script>', html)
    return json.loads(found)


def test_the_chooser_is_given_each_text_under_its_key_and_where_each_answer_and_link_leads() -> None:
    tree = token_tree()
    html = chooser.chooser(tree, ENGLISH, WORDS, ISSUES, token_cases(tree))
    assert data("chooser", html) == CHOOSER
    assert html.startswith('<section class="chooser" data-chooser hidden></section>\n')


def test_the_order_of_outcomes_criteria_and_adjustments_is_that_of_the_tree() -> None:
    found = data("chooser", chooser.chooser(token_tree(), ENGLISH, WORDS, ISSUES))
    assert [list(found[key]) for key in ("questions", "outcomes", "criteria", "adjustments")] == [
        ["clima", "praia"],
        ["guarda-chuva", "oculos", "casa"],
        list(CRITERIA),
        ["galocha", "bolsa"],
    ]


def test_the_comparison_page_is_given_every_option_by_every_criterion() -> None:
    assert data("comparer", chooser.comparison(token_tree(), ENGLISH, WORDS)) == COMPARER


def test_no_text_can_end_the_data_early() -> None:
    words = {**WORDS, "chooser": {"why": "</script><script>alert(1)</script>"}}
    html = chooser.chooser(token_tree(), ENGLISH, words, ISSUES)
    assert html.count("</script>") == 1
    assert data("chooser", html)["words"] == words["chooser"]


def test_the_script_keeps_the_keys_that_no_question_may_be_called() -> None:
    script = (ROOT / "docs/theme/assets/address.js").read_text(encoding="utf-8")
    (kept,) = re.findall(r"const RESERVED = (\[.*\]);", script)
    assert json.loads(kept) == ["v", "ajustes", "comparar", "preocupacoes"]
    assert set(json.loads(kept)) == RESERVED_KEYS
