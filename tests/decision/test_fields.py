"""A field of an outcome, and a language, are declared once: all that is made of the tree follows."""

import dataclasses
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

import decision
from decision import document, fields, history, labels, model
from decision.fields import Text
from decision.languages import by_folder
from decision.model import TreeError
from decision.reading import build
from publish.pages import cards
from tests.tokens import ROUTING, token_tree, tokens


@pytest.fixture
def _declared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two more fields of an outcome: words on the card, and a level."""
    more = [("colour", Text, fields.text(card=True)), ("weight", int, fields.level())]
    outcome = dataclasses.make_dataclass("Outcome", more, bases=(model.Outcome,), frozen=True, kw_only=True)
    monkeypatch.setitem(model.PARTS, "outcomes", outcome)


@pytest.fixture
def heavier() -> dict:
    """The token routing, in which each outcome has a weight."""
    return {**ROUTING, "outcomes": {oid: {**entry, "weight": 2} for oid, entry in ROUTING["outcomes"].items()}}


@pytest.mark.usefixtures("_declared")
def test_a_new_field_is_read_published_and_comes_back(heavier: dict) -> None:
    tree = token_tree(heavier)
    published = document.to_document(tree)
    assert tree.outcomes["casa"].words["colour"]["en"] == "en:outcomes.casa.colour"
    assert published["outcomes"]["casa"]["colour"]["en"] == "en:outcomes.casa.colour"
    assert published["outcomes"]["casa"]["weight"] == 2
    assert document.from_document(published) == tree


@pytest.mark.usefixtures("_declared")
@pytest.mark.parametrize(("field", "wrong"), [("colour", {"en": "red"}), ("weight", 6)])
def test_the_schema_asks_for_a_new_field_and_refuses_what_it_may_not_hold(field: str, wrong, heavier: dict) -> None:
    published = document.to_document(token_tree(heavier))
    validator = jsonschema.Draft202012Validator(document.schema())
    assert validator.is_valid(published)
    published["outcomes"]["casa"][field] = wrong
    assert not validator.is_valid(published)
    del published["outcomes"]["casa"][field]
    assert not validator.is_valid(published)


@pytest.mark.usefixtures("_declared")
def test_a_new_field_that_is_left_out_is_refused_by_name() -> None:
    with pytest.raises(TreeError, match=r"tree.toml: outcome 'casa' has no 'weight'; add it"):
        build(*tokens())


@pytest.mark.usefixtures("_declared")
def test_words_of_a_new_field_that_are_left_out_are_refused_by_name(heavier: dict) -> None:
    routing, words = tokens(heavier)
    del words["es"]["outcomes"]["casa"]["colour"]
    with pytest.raises(TreeError, match=r"text/es.toml: the text 'outcomes.casa.colour' is missing; write it"):
        build(routing, words)


@pytest.mark.usefixtures("_declared")
def test_a_new_field_keeps_the_rule_of_its_kind(heavier: dict) -> None:
    heavier["outcomes"]["casa"]["weight"] = 6
    with pytest.raises(TreeError, match=r"tree.toml: outcome 'casa' has weight 6; write 0 to 5"):
        token_tree(heavier)


@pytest.mark.usefixtures("_declared")
def test_a_version_kept_before_a_field_was_declared_can_still_be_read() -> None:
    kept = history.load()["1.0.0"].outcomes["canvas"]
    assert (kept.id, kept.weight, kept.words["colour"]) == ("canvas", 0, {})


@pytest.mark.usefixtures("_declared")
def test_a_new_field_on_the_card_needs_a_label_in_every_language() -> None:
    with pytest.raises(TreeError, match=r"labels/es.toml: \[fields\] has no 'colour'; write it"):
        labels.load(by_folder("es"))


@pytest.mark.usefixtures("_declared")
def test_new_words_are_on_the_card_below_their_label(heavier: dict) -> None:
    tree = token_tree(heavier)
    shown = ("work", "english", "use_case", "levels", "level", "code", "flexibility", "editorial", *labels.criteria())
    said = {key: f"label:{key}" for key in shown}
    card = cards.card(tree, tree.outcomes["casa"], "en", said, lambda source: "")
    assert "label:colour\n:   en:outcomes.casa.colour\n" in card


def test_a_list_that_is_not_a_list_is_refused() -> None:
    routing, words = tokens()
    routing["outcomes"]["casa"]["sources"] = "algos"
    with pytest.raises(TreeError, match=r"tree.toml: outcome 'casa' has sources 'algos'; write a list"):
        build(routing, words)


def test_an_adjustment_of_nothing_is_refused() -> None:
    routing, words = tokens()
    routing["adjustments"]["galocha"]["outcomes"] = []
    with pytest.raises(TreeError, match=r"tree.toml: adjustment 'galocha' has outcomes \(\); write a list of at least"):
        build(routing, words)


def test_missing_words_are_named_in_the_order_of_the_file() -> None:
    routing, words = tokens()
    del words["en"]["changelog"]
    del words["en"]["adjustments"]["galocha"]["limits"]
    del words["en"]["outcomes"]["guarda-chuva"]["status"]
    del words["en"]["outcomes"]["guarda-chuva"]["name"]
    del words["en"]["questions"]["praia"]["answers"]["nao"]
    del words["en"]["use_cases"]["none"]
    with pytest.raises(TreeError) as refusal:
        build(routing, words)
    assert [re.findall("'(.*?)'", fault)[0] for fault in refusal.value.faults] == [
        "changelog",
        "questions.praia.answers.nao",
        "use_cases.none",
        "outcomes.guarda-chuva.name",
        "outcomes.guarda-chuva.status",
        "adjustments.galocha.limits",
    ]


def test_a_language_is_added_by_its_tag_and_its_words_alone(tmp_path: Path) -> None:
    copy = tmp_path / "decision"
    shutil.copytree(Path(decision.__file__).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    path = copy / "languages.py"
    source = path.read_text(encoding="utf-8")
    assert source.count('"es")') == 1
    path.write_text(source.replace('"es")', '"es", "fr-CA")'), encoding="utf-8")
    for words in ("text", "labels"):
        shutil.copy(copy / words / "es.toml", copy / words / "fr.toml")
    code = (
        "from pathlib import Path; from decision import document, history, labels; "
        "from decision.languages import by_folder; "
        "from decision.reading import load; tree = load(); document.write(tree, Path('out')); "
        "old = next(iter(history.load().values())); print(old.changelog['fr-CA']); "
        "print(labels.load(by_folder('fr'))['fields']['billing'])"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, check=True, capture_output=True, text=True
    )
    published = json.loads((tmp_path / "out" / "tree.json").read_text(encoding="utf-8"))
    assert published["languages"] == ["pt-BR", "en", "es", "fr-CA"]
    assert published["changelog"]["fr-CA"] == published["changelog"]["es"]
    assert run.stdout.splitlines() == [
        next(iter(history.load().values())).changelog["pt-BR"],  # an old version has only its own languages
        labels.load(by_folder("es"))["fields"]["billing"],
    ]
