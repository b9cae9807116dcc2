"""The published tree keeps its promises: total, short, and the same in every form that Python makes of it."""

import json
import re
from collections import defaultdict
from html.parser import HTMLParser
from statistics import mean

import jsonschema
import pytest

from decision import diagram, document, history, outline, paths
from decision.languages import TAGS
from decision.model import DONT_KNOW
from decision.tree import Tree
from tests.decision.conftest import answer
from tests.paths_followed import note
from tests.tokens import token_tree
from tests.tree import TREE

WALKS = list(paths.all_walks(TREE))


def interpret(tree: dict, answers: dict[str, str]) -> str:
    """The contract of tree.json in a few lines, independent of the package."""
    question = tree["root"]
    while True:
        chosen = next(a for a in tree["questions"][question]["answers"] if a["id"] == answers[question])
        if "outcome" in chosen:
            return chosen["outcome"]
        question = chosen["question"]


def test_every_question_offers_dont_know(tree: Tree) -> None:
    assert {q.id for q in tree.questions.values() if q.answers[-1].id == DONT_KNOW} == set(tree.questions)


def test_no_route_is_longer_than_eight_questions_and_the_mean_is_at_most_five(tree: Tree) -> None:
    lengths = [len(route) for route in paths.routes(tree)]
    assert max(lengths) <= 8
    assert mean(lengths) <= 5


def test_every_walk_ends_in_an_outcome_and_every_outcome_is_reached() -> None:
    assert {walk.outcome for walk in WALKS} == set(TREE.outcomes)
    assert len({walk.fragment for walk in WALKS}) == len(WALKS)


def test_replaying_a_walk_gives_the_walk(tree: Tree) -> None:
    replayed = [paths.replay(tree, {s.question: s.answer for s in walk.steps}) for walk in WALKS]
    assert replayed == WALKS


def test_replay_stops_at_the_first_question_without_an_answer(tree: Tree) -> None:
    walk = paths.replay(tree, {"objetivo": "treinar", "tamanho": "cluster"})
    assert (walk.route, walk.question, walk.outcome) == (("objetivo",), "quanto-codigo", None)


def test_replay_stops_at_an_answer_that_does_not_exist(tree: Tree) -> None:
    assert paths.replay(tree, {"objetivo": "<script>"}).question == "objetivo"


def test_the_json_replayed_by_an_independent_interpreter_gives_the_same_outcomes(tree: Tree) -> None:
    published = json.loads(document.dump(document.to_document(tree)))
    found = {walk.fragment: interpret(published, {s.question: s.answer for s in walk.steps}) for walk in WALKS}
    assert found == {walk.fragment: walk.outcome for walk in WALKS}
    note("json", "all", len(found))


def test_the_json_keeps_its_schema_and_comes_back_as_the_same_tree(tree: Tree) -> None:
    published = json.loads(document.dump(document.to_document(tree)))
    jsonschema.Draft202012Validator.check_schema(document.schema())
    jsonschema.validate(published, document.schema(), cls=jsonschema.Draft202012Validator)
    assert document.to_document(document.from_document(published)) == published


@pytest.mark.parametrize(
    "damage", [{"version": "1"}, {"root": "Raiz"}, {"languages": ["pt"]}, {"questions": {"a": {}}}, {"extra": 1}]
)
def test_the_schema_refuses_a_damaged_document(damage: dict, tree: Tree) -> None:
    broken = {**document.to_document(tree), **damage}
    assert not jsonschema.Draft202012Validator(document.schema()).is_valid(broken)


def test_every_other_outcome_was_ruled_out_by_exactly_one_answer_of_every_walk(tree: Tree) -> None:
    wrong = [
        walk.fragment
        for walk in WALKS
        if sorted(o for lost in paths.why_not(tree, walk).values() for o in lost)
        != sorted(tree.outcomes.keys() - {walk.outcome})
    ]
    assert wrong == []


def test_the_answer_named_is_the_first_after_which_the_outcome_is_out_of_reach(tree: Tree) -> None:
    walk = paths.replay(tree, {"objetivo": "treinar", "quanto-codigo": "nenhum", "o-que-prever": "grupos"})
    ruled_out = paths.why_not(tree, walk)
    assert "bedrock" in ruled_out[paths.Step("objetivo", "treinar")]
    assert "canvas" in ruled_out[paths.Step("o-que-prever", "grupos")]
    assert all(ruled_out.values())  # an answer that ruled out nothing is left out


def test_a_flip_leads_where_it_says_with_as_many_further_answers_as_it_says(tree: Tree) -> None:
    below = defaultdict(set)  # the outcomes below each beginning of a walk
    for walk in WALKS:
        for length in range(len(walk.steps) + 1):
            below[walk.steps[:length]].add(walk.outcome)
    wrong = []
    for walk in WALKS:
        given = {step.question: step.answer for step in walk.steps}
        for flip in paths.flips(tree, walk):
            changed = {**given, flip.step.question: flip.answer}
            ends = paths.replay(tree, changed)
            reached = below[ends.steps]
            settled = ends.outcome == flip.outcome if flip.further == 0 else ends.outcome is None
            if flip.outcome == walk.outcome or flip.outcome not in reached or not settled:
                wrong.append((walk.fragment, flip))
    assert wrong == []


def flips_of(near: dict[str, list[str]], **given: str) -> list[paths.Flip]:
    """What would change a result of a small tree whose outcomes, ``w`` to ``z``, have such neighbours."""
    leads = {
        id_: {"code": 1, "flexibility": 1, "work": "none", "near": near.get(id_, []), "snippets": [], "sources": []}
        for id_ in ("w", "x", "y", "z")
    }
    root = [answer("fim", outcome="x"), answer("longe", question="b"), answer("perto", outcome="y")]
    below = [answer("sim", outcome="z"), answer("nao", outcome="w"), answer("nao-sei", outcome="x")]
    questions = {
        "a": {"answers": [*root, answer("igual", outcome="y"), answer("nao-sei", outcome="x")]},
        "b": {"answers": below},
    }
    empty: dict = {"adjustments": {}, "worries": {}}
    small = token_tree({"version": "1.0.0", "root": "a", "questions": questions, "outcomes": leads, **empty})
    return paths.flips(small, paths.replay(small, given))


def test_of_two_flips_the_one_with_fewer_further_answers_is_told_and_of_equals_the_first() -> None:
    assert flips_of({}, a="fim") == [paths.Flip(paths.Step("a", "fim"), "perto", "y", 0)]


def test_a_nearer_recommendation_is_told_though_it_takes_more_answers() -> None:
    assert flips_of({"x": ["z", "y"]}, a="fim") == [paths.Flip(paths.Step("a", "fim"), "longe", "z", 1)]


@pytest.mark.parametrize(
    ("near", "told"),
    [({}, ["a", "b"]), ({"z": ["w", "y"]}, ["b", "a"]), ({"z": ["y", "w"]}, ["a", "b"])],
    ids=["equals in the order of the questions", "the nearer first", "the other way round"],
)
def test_flips_are_told_nearest_first(near: dict, told: list[str]) -> None:
    assert [flip.step.question for flip in flips_of(near, a="longe", b="sim")] == told


def flips_of_a_chain(near: list[str], **given: str) -> list[tuple[str, str]]:
    """The answers changed and the outcomes told of a small tree in which ``z`` is two answers below ``longe``."""
    leads = {
        id_: {"code": 1, "flexibility": 1, "work": "none", "near": [], "snippets": [], "sources": []}
        for id_ in ("w", "x", "y", "z")
    }
    leads["x"]["near"] = near
    questions = {
        "a": {"answers": [answer("depois", question="d"), answer("perto", outcome="y"), answer("longe", question="b")]},
        "b": {"answers": [answer("sim", question="c"), answer("nao", outcome="y")]},
        "c": {"answers": [answer("sim", outcome="z"), answer("nao", outcome="w")]},
        "d": {"answers": [answer("sim", outcome="x"), answer("nao", outcome="w")]},
    }
    for question in questions.values():
        question["answers"].append(answer("nao-sei", outcome="x"))
    empty: dict = {"adjustments": {}, "worries": {}}
    small = token_tree({"version": "1.0.0", "root": "a", "questions": questions, "outcomes": leads, **empty})
    return [(flip.answer, flip.outcome) for flip in paths.flips(small, paths.replay(small, given))]


def test_a_neighbour_that_asks_for_more_than_one_further_answer_is_not_told_for_its_nearness() -> None:
    assert flips_of_a_chain(["z"], a="nao-sei") == [("perto", "y")]


def test_an_outcome_is_told_by_the_latest_answer_that_leads_there_and_not_by_an_earlier_one() -> None:
    assert flips_of_a_chain(["w"], a="depois", d="sim") == [("nao", "w"), ("perto", "y")]


def test_who_brings_code_in_r_is_not_told_to_create_a_language_model(tree: Tree) -> None:
    given = {"objetivo": "treinar", "quanto-codigo": "meu-codigo", "base-do-codigo": "outra-linguagem"}
    told = {flip.answer: flip.outcome for flip in paths.flips(tree, paths.replay(tree, given))}
    assert told == {"framework": "imagem-estendida", "maquinas-proprias": "fora-do-sagemaker", "nenhum": "canvas"}


def test_for_every_recommendation_some_reader_is_told_first_of_a_neighbour_that_was_named(tree: Tree) -> None:
    first = [(tree.outcomes[walk.end.id], paths.flips(tree, walk)[0].outcome) for walk in WALKS]
    assert {outcome.id for outcome, told in first if told in outcome.near} == set(tree.outcomes)


def test_an_answer_without_a_flip_can_be_changed_alone_without_changing_the_outcome(tree: Tree) -> None:
    wrong = []
    for walk in WALKS:
        given = {step.question: step.answer for step in walk.steps}
        flipped = {flip.step for flip in paths.flips(tree, walk)}
        for step in set(walk.steps) - flipped:
            changed = [
                paths.replay(tree, {**given, step.question: a.id}) for a in tree.questions[step.question].answers
            ]
            if any(other.outcome != walk.outcome for other in changed):
                wrong.append((walk.fragment, step))
    assert wrong == []


def test_adjustments_stand_only_where_they_apply(tree: Tree) -> None:
    assert [a.id for a in tree.adjustments_for("canvas")] == []
    assert "spot" in [a.id for a in tree.adjustments_for("modo-script")]
    assert "spot" not in [a.id for a in tree.adjustments_for("ajuste-serverless")]


class ListReader(HTMLParser):
    """Reads the nested list as a reader would: which answer stands below which question, and where it links."""

    def __init__(self) -> None:
        super().__init__()
        self.questions: list[str] = []
        self.answers: list[tuple[str, str]] = []
        self.leads: dict[tuple[str, str], str] = {}
        self._lists: list[str] = []
        self._items: list[tuple[str, str] | None] = []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        given = dict(attrs)
        if tag == "span" and given.get("id"):
            self.questions.append(given["id"].removeprefix("pergunta-"))
            if self.answers_above:
                self.leads[self.answers_above[-1]] = "?" + self.questions[-1]
        elif tag == "ul":
            self._lists.append(self.questions[-1] if self.questions else "")
        elif tag == "li":
            answer = given.get("data-answer")
            self._items.append((self._lists[-1], answer) if answer else None)
        elif tag == "a":
            self.leads[self.answers_above[-1]] = given["href"]

    @property
    def answers_above(self) -> list[tuple[str, str]]:
        return [item for item in self._items if item]

    def handle_endtag(self, tag: str) -> None:
        if tag == "li":
            self._items.pop()
        elif tag == "ul":
            self._lists.pop()


@pytest.mark.parametrize("language", TAGS)
def test_following_the_nested_list_gives_the_same_outcome_on_every_path(language: str, tree: Tree) -> None:
    reader = ListReader()
    reader.feed(outline.nested_list(tree, language, lambda outcome: f"../{outcome.page}", {"see_question": "ver"}))

    def follow(walk: paths.Walk) -> str:
        question = tree.root
        answers = {step.question: step.answer for step in walk.steps}
        while True:
            target = reader.leads[question, answers[question]]
            if target.startswith("../"):
                return target
            question = target.removeprefix("?").removeprefix("#pergunta-")

    assert sorted(reader.questions) == sorted(tree.questions)
    assert [follow(walk) for walk in WALKS] == [f"../opcoes/{walk.outcome}/" for walk in WALKS]


def test_the_nested_list_has_no_blank_line_that_markdown_would_stumble_over(tree: Tree) -> None:
    assert "\n\n" not in outline.nested_list(tree, "en", lambda outcome: outcome.page, {"see_question": "see"})


@pytest.mark.parametrize("language", TAGS)
def test_the_diagram_shows_every_question_once_and_links_every_recommendation(language: str, tree: Tree) -> None:
    words = {"title": "t", "description": "d", "see_question": "ver"}
    drawing = diagram.svg(tree, language, lambda outcome: f"../{outcome.page}", words)
    assert drawing.count('class="q"') == len(tree.questions)
    links = re.findall(r'<a href="\.\./opcoes/([a-z-]+)/">', drawing)
    ends = [a.target.id for q in tree.questions.values() for a in q.answers if a.target.kind == "outcome"]
    assert sorted(links) == sorted(ends)


def test_the_version_in_the_data_is_kept_in_the_history_with_the_same_routing(tree: Tree) -> None:
    history.check(tree)


@pytest.mark.parametrize(
    ("outcome", "neighbour", "near"),
    [
        pytest.param("modo-script", "script-distribuido", True, id="another-answer-to-the-same-question"),
        pytest.param("modo-script", "imagem-estendida", True, id="one-question-further"),
        pytest.param("canvas", "hyperpod", False, id="far-away"),
        pytest.param("canvas", "canvas", False, id="itself"),
    ],
)
def test_neighbours_are_one_different_answer_away(tree: Tree, outcome: str, neighbour: str, near: bool) -> None:
    assert (neighbour in paths.neighbours(tree, outcome)) is near
    assert (outcome in paths.neighbours(tree, neighbour)) is near
