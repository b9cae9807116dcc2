"""People's situations lead where they say, in the tree that is published; a broken one is refused by name."""

import copy
import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest

from decision import cases, paths, sources
from decision.languages import TAGS
from decision.model import TreeError
from decision.reading import load
from decision.tree import Tree
from tests.tokens import CASES_DATA, case_words, token_cases, token_tree

PUBLISHED = load()
CASES = cases.load(PUBLISHED)
each_case = pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
TOKENS = token_tree()


@each_case
def test_a_case_replays_to_its_outcome(case: cases.Case) -> None:
    assert paths.replay(PUBLISHED, case.answers).outcome == case.outcome


@each_case
def test_a_case_is_asked_what_it_answers_and_at_most_eight_questions(case: cases.Case) -> None:
    walk = paths.replay(PUBLISHED, case.answers)
    assert (walk.route, walk.fragment) == (tuple(case.answers), case.fragment)
    assert len(walk.steps) <= 8


def test_there_are_enough_cases_and_they_are_asked_four_questions_on_average_or_fewer() -> None:
    assert len(CASES) >= 32
    assert sum(len(case.answers) for case in CASES.values()) / len(CASES) <= 4


def test_every_outcome_and_every_worry_has_a_case() -> None:
    assert {case.outcome for case in CASES.values()} == set(PUBLISHED.outcomes)
    assert {worry for case in CASES.values() for worry in case.worries} == set(PUBLISHED.worries)


def test_the_start_page_shows_three_to_six_cases_of_different_outcomes() -> None:
    shown = Counter(case.outcome for case in CASES.values() if case.start)
    assert 3 <= shown.total() <= 6
    assert set(shown.values()) == {1}


@pytest.mark.parametrize("language", TAGS)
def test_no_two_cases_have_the_same_words_in_a_language(language: str) -> None:
    words = Counter(getattr(case, key)[language] for case in CASES.values() for key in ("who", "said", "why"))
    assert [text for text, times in words.items() if times > 1] == []


def test_the_published_list_keeps_its_schema_and_has_every_case_with_its_source() -> None:
    document = cases.to_document(CASES.values(), sources.described(CASES.values()))
    jsonschema.Draft202012Validator(cases.schema()).validate(json.loads(json.dumps(document)))
    assert [entry["id"] for entry in document] == list(CASES)
    told = {entry["id"]: entry["source"]["url"] for entry in document if "source" in entry}
    assert told["perda-propria"] == "https://github.com/aws/sagemaker-xgboost-container/issues/206"
    assert told.keys() == {id_ for id_, case in CASES.items() if case.source}


def test_a_case_is_published_with_its_answers_and_words_in_all_languages() -> None:
    known = {"algos": {"title": "t", "url": "u", "verified": "2026-11-28"}}
    entry = cases.to_document(token_cases(TOKENS), known)[0]
    assert entry == {
        "id": "rua",
        "answers": {"clima": "chuva"},
        "outcome": "guarda-chuva",
        "worries": ["frio"],
        "source": known["algos"],
        **{
            key: {"pt-BR": f"pt:rua.{key}", "en": f"en:rua.{key}", "es": f"es:rua.{key}"}
            for key in ("who", "said", "data", "constraint", "why")
        },
    }


def test_it_is_written_with_its_schema(tmp_path) -> None:
    cases.write(CASES.values(), sources.described(CASES.values()), tmp_path)
    assert json.loads((tmp_path / "cases.schema.json").read_text(encoding="utf-8")) == cases.schema()
    assert len(json.loads((tmp_path / "cases.json").read_text(encoding="utf-8"))) == len(CASES)


def test_the_similar_cases_are_those_of_the_outcome() -> None:
    assert [case.id for case in cases.similar(token_cases(TOKENS), "oculos")] == ["mar"]


Damage = Callable[[dict[str, Any]], object]
BROKEN: dict[str, tuple[Damage, list[str]]] = {
    "it says another outcome": (
        lambda data: data["mar"].update(outcome="casa"),
        ["case 'mar' says outcome 'casa'", "lead to 'oculos'", "mend one of them"],
    ),
    "an answer that does not exist": (
        lambda data: data["mar"]["answers"].update(praia="talvez"),
        ["case 'mar' answers 'praia=talvez'", "comes question 'praia'", "answer what is asked"],
    ),
    "an answer to what is not asked": (
        lambda data: data["rua"]["answers"].update(praia="sim"),
        ["case 'rua' answers 'praia=sim'", "comes outcome 'guarda-chuva'"],
    ),
    "answers out of order": (
        lambda data: data["mar"].update(answers={"praia": "sim", "clima": "sol"}),
        ["case 'mar' answers 'praia=sim'", "in its order"],
    ),
    "it stops before the end": (
        lambda data: data["mar"]["answers"].pop("praia"),
        ["case 'mar' stops before question 'praia'", "answer it"],
    ),
    "a worry that nobody knows": (
        lambda data: data["mar"].update(worries=["fome"]),
        ["case 'mar' worries about 'fome'", "name one of ['frio', 'sede']"],
    ),
    "the same worry twice": (lambda data: data["mar"].update(worries=["sede"] * 2), ["'mar' names a worry twice"]),
    "no answers": (lambda data: data["mar"].update(answers={}), ["case 'mar' answers nothing"]),
    "an unsound id": (
        lambda data: data.update({"Mar 2": data["mar"]}),
        ["case id 'Mar 2' is not lower-case ASCII words with hyphens", "rename it"],
    ),
    "a key too many": (lambda data: data["mar"].update(age=30), ["case 'mar' has the keys", "use answers, outcome"]),
    "an outcome without a case": (lambda data: data.pop("mar"), ["no case has the outcome 'oculos'", "write one"]),
}


@pytest.mark.parametrize(("damage", "expected"), BROKEN.values(), ids=list(BROKEN))
def test_a_broken_case_is_refused_by_file_id_and_what_to_do(damage: Damage, expected: list[str]) -> None:
    data = copy.deepcopy(CASES_DATA)
    damage(data)
    with pytest.raises(TreeError) as refused:
        cases.build(TOKENS, data, case_words(data))
    assert [part for part in ["cases.toml: ", *expected] if part not in str(refused.value)] == []


def test_cases_that_are_asked_too_much_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cases, "MAX_MEAN", 1)
    with pytest.raises(TreeError, match=r"asked 1\.3 questions on average, more than 1; ask fewer"):
        token_cases(TOKENS)


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (lambda words: words["es"]["mar"].pop("why"), "cases/es.toml: the text 'mar.why' is missing; write it"),
        (lambda words: words["en"].update(lua={}), "cases/en.toml: 'lua' is no case of cases.toml"),
        (
            lambda words: words["pt-BR"]["mar"].update(age="x"),
            "cases/pt.toml: case 'mar' has 'age', which nothing shows",
        ),
        (
            lambda words: words["pt-BR"]["mar"].update(way="x"),
            "cases/en.toml: the text 'mar.way' is missing; write it",
        ),
        (
            lambda words: words["es"]["mar"].update(way="x"),
            "cases/es.toml: case 'mar' has 'way', which nothing shows",
        ),
    ],
    ids=["a missing text", "a case too many", "a text too many", "a way left out", "a way of one language"],
)
def test_words_that_do_not_fit_are_refused_by_file_and_key(damage: Damage, expected: str) -> None:
    words = case_words()
    damage(words)
    with pytest.raises(TreeError) as refused:
        cases.build(TOKENS, CASES_DATA, words)
    assert expected in str(refused.value)


def test_a_source_that_the_catalogue_does_not_have_is_refused(small_tree: Tree) -> None:
    (fault,) = sources.case_faults(token_cases(TOKENS)[:1], {"algo": {}})
    assert fault.startswith("cases.toml: case 'rua' names the source 'algos'")
    assert fault.endswith("did you mean 'algo'?")
