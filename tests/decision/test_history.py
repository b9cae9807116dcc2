"""What was published is never changed behind a reader's back, and a new version says what it changed."""

import copy
import dataclasses
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from decision import continuity, history
from decision.model import TreeError
from decision.reading import build
from decision.tree import Tree
from tests.decision.test_versions import MOVED, OLD, WITHOUT_THE_BEACH
from tests.tokens import ROUTING, token_words


def changed(version: str, change: Callable[[dict], None] = lambda routing: None, changelog: str = "") -> Tree:
    """The token tree after a change of its routing, with a changelog of its own."""
    routing = copy.deepcopy(ROUTING)
    routing["version"] = version
    change(routing)
    words = token_words(routing)
    for table in words.values():
        table["changelog"] = changelog or f"o que mudou na {version}"
    return build(routing, words)


FIRST = changed("1.0.0")


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A history that holds the first version, which git cannot vouch for, so that it counts as published."""
    history.keep(FIRST, tmp_path)
    return tmp_path


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A history in a git repository, in which the first version is committed."""
    folder = tmp_path / "history"
    folder.mkdir()
    git(folder, "init", "-q")
    git(folder, "commit", "-q", "--allow-empty", "-m", "start")
    history.keep(FIRST, folder)
    commit(folder)
    return folder


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.com")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True)


def commit(folder: Path) -> None:
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "keep")


def lead_elsewhere(routing: dict) -> None:
    routing["questions"]["praia"]["answers"][0]["outcome"] = "casa"
    routing["questions"]["praia"]["answers"][2]["outcome"] = "oculos"


def add_an_answer(routing: dict) -> None:
    routing["questions"]["praia"]["answers"].insert(0, {"id": "talvez", "outcome": "casa"})


def remove_an_answer(routing: dict) -> None:
    del routing["questions"]["praia"]["answers"][1]


def swap_two_answers(routing: dict) -> None:
    answers = routing["questions"]["praia"]["answers"]
    answers[0], answers[1] = answers[1], answers[0]


def remove_an_adjustment(routing: dict) -> None:
    del routing["adjustments"]["bolsa"]
    del routing["worries"]["frio"]["replies"][0]["adjustment"]  # which it would help


def adjust_another_outcome(routing: dict) -> None:
    routing["adjustments"]["galocha"]["outcomes"] = ["casa"]


def source_an_adjustment(routing: dict) -> None:
    routing["adjustments"]["bolsa"]["sources"] = ["algos"]


def value(field: str, new: object) -> Callable[[dict], None]:
    def change(routing: dict) -> None:
        routing["outcomes"]["guarda-chuva"][field] = new

    change.__name__ = f"another {field}"
    return change


CHANGES = [
    (lead_elsewhere, "questions.praia.answers", "MINOR"),
    (add_an_answer, "questions.praia.answers", "MINOR"),
    (swap_two_answers, "questions.praia.answers", "PATCH"),
    (remove_an_answer, "questions.praia.answers", "MAJOR"),
    (remove_an_adjustment, "adjustments.bolsa.outcomes", "MAJOR"),
    (adjust_another_outcome, "adjustments.galocha.outcomes", "PATCH"),
    (source_an_adjustment, "adjustments.bolsa.sources", "PATCH"),
    (value("code", 0), "outcomes.guarda-chuva.code", "PATCH"),
    (value("flexibility", 0), "outcomes.guarda-chuva.flexibility", "PATCH"),
    (value("use_case", 2), "outcomes.guarda-chuva.use_case", "PATCH"),
    (value("sources", []), "outcomes.guarda-chuva.sources", "PATCH"),
    (value("snippets", ["modo-script"]), "outcomes.guarda-chuva.snippets", "PATCH"),
]
NUMBERS = {"MAJOR": "2.0.0", "MINOR": "1.1.0", "PATCH": "1.0.1"}
each_change = pytest.mark.parametrize(("change", "where", "step"), CHANGES, ids=lambda c: getattr(c, "__name__", ""))


@each_change
def test_a_change_under_a_published_version_is_refused(change, where: str, step: str, published: Path) -> None:
    with pytest.raises(TreeError) as refusal:
        history.check(changed("1.0.0", change, "o que mudou na 1.0.0"), published)
    (fault,) = refusal.value.faults
    assert fault.startswith("tree.toml: ")
    assert where in fault
    assert f"give the tree a new version ({step})" in fault


@each_change
def test_a_change_under_the_version_that_it_asks_for_is_kept(change, where: str, step: str, published: Path) -> None:
    new = changed(NUMBERS[step], change)
    history.keep(new, published)
    history.check(new, published)
    assert list(history.load(published)) == ["1.0.0", new.version]


@pytest.mark.parametrize(
    ("change", "version", "wanted"),
    [
        pytest.param(remove_an_answer, "1.1.0", "2.0.0", id="an answer gone, as MINOR"),
        pytest.param(remove_an_answer, "1.0.1", "2.0.0", id="an answer gone, as PATCH"),
        pytest.param(add_an_answer, "1.0.1", "1.1.0", id="a new answer, as PATCH"),
        pytest.param(lead_elsewhere, "1.0.1", "1.1.0", id="another way, as PATCH"),
    ],
)
def test_a_version_that_says_too_little_is_refused_with_the_one_to_write(
    change, version: str, wanted: str, published: Path
) -> None:
    with pytest.raises(TreeError, match=rf'tree.toml: .*praia.*write version = "{wanted}"'):
        history.keep(changed(version, change), published)
    assert list(history.load(published)) == ["1.0.0"]


def test_a_version_may_say_more_than_it_has_to(published: Path) -> None:
    assert history.keep(changed("2.0.0", add_an_answer), published).name == "2.0.0.json"


@pytest.mark.parametrize(("tag", "folder"), [("pt-BR", "pt"), ("en", "en"), ("es", "es")])
def test_a_new_version_with_the_changelog_of_an_earlier_one_is_refused_in_any_language(
    tag: str, folder: str, published: Path
) -> None:
    new = changed("1.1.0", add_an_answer)
    same = dataclasses.replace(new, changelog={**new.changelog, tag: FIRST.changelog[tag]})
    with pytest.raises(TreeError) as refusal:
        history.keep(same, published)
    assert refusal.value.faults == [
        f"text/{folder}.toml: the changelog is still that of 1.0.0; write what 1.1.0 changed"
    ]


def exchange(tree: Tree, tag: str) -> Tree:
    """The tree with the words of the answers ``sim`` and ``nao`` exchanged in one language."""
    praia = tree.questions["praia"]
    yes, no, unsure = praia.answers
    swapped = (
        dataclasses.replace(yes, text={**yes.text, tag: no.text[tag]}),
        dataclasses.replace(no, text={**no.text, tag: yes.text[tag]}),
        unsure,
    )
    return dataclasses.replace(tree, questions={**tree.questions, "praia": dataclasses.replace(praia, answers=swapped)})


@pytest.mark.parametrize("version", ["1.0.0", "2.0.0"])
@pytest.mark.parametrize(("tag", "folder"), [("pt-BR", "pt"), ("en", "en"), ("es", "es")])
def test_words_exchanged_between_two_answers_are_refused_under_any_version(
    tag: str, folder: str, version: str, published: Path
) -> None:
    with pytest.raises(TreeError) as refusal:
        history.check(exchange(changed(version), tag), published)
    said = [fault for fault in refusal.value.faults if "says what" in fault]
    assert len(said) == 2
    assert said[0].startswith(f"text/{folder}.toml: 'questions.praia.answers.sim' says what 'questions.praia.answers.n")


def test_a_name_that_another_outcome_had_is_refused(published: Path) -> None:
    taken = {**FIRST.outcomes, "casa": dataclasses.replace(FIRST.outcomes["casa"], name=FIRST.outcomes["oculos"].name)}
    with pytest.raises(TreeError, match=r"text/en.toml: 'outcomes.casa.name' says what 'outcomes.oculos.name' said in"):
        history.check(dataclasses.replace(FIRST, outcomes=taken), published)


def test_mended_words_need_no_new_version(published: Path) -> None:
    mended = {tag: f"{text}, sem o erro" for tag, text in FIRST.outcomes["casa"].summary.items()}
    outcomes = {**FIRST.outcomes, "casa": dataclasses.replace(FIRST.outcomes["casa"], summary=mended)}
    history.check(dataclasses.replace(FIRST, outcomes=outcomes), published)


def test_a_version_that_is_not_kept_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TreeError, match=r"history/1.0.0.json is missing; run `make tree`"):
        history.check(OLD, tmp_path)


def test_a_version_older_than_one_that_is_kept_is_refused(tmp_path: Path) -> None:
    history.keep(OLD, tmp_path)
    history.keep(MOVED, tmp_path)
    with pytest.raises(TreeError, match=r"1.0.0 is older than 1.1.0"):
        history.check(OLD, tmp_path)
    with pytest.raises(TreeError, match=r"1.0.5 is older than 1.1.0"):
        history.keep(dataclasses.replace(OLD, version="1.0.5"), tmp_path)


def test_a_file_under_another_name_than_its_version_is_refused(published: Path) -> None:
    (published / "1.0.0.json").rename(published / "9.9.9.json")
    with pytest.raises(TreeError, match=r"history/9.9.9.json: holds version 1.0.0; rename the file"):
        history.load(published)


def test_what_is_kept_comes_back_as_the_same_tree(published: Path) -> None:
    assert history.load(published) == {"1.0.0": FIRST}


def test_a_version_that_is_not_committed_is_written_again_and_checked_until_it_is(repository: Path) -> None:
    history.keep(changed("1.1.0", add_an_answer), repository)
    both = changed("1.1.0", lambda routing: (add_an_answer(routing), lead_elsewhere(routing)))
    with pytest.raises(TreeError, match=r"history/1.1.0.json is older than the tree; run `make tree`"):
        history.check(both, repository)
    history.keep(both, repository)
    history.check(both, repository)
    assert history.load(repository)["1.1.0"] == both


def test_a_committed_version_is_never_written_again(repository: Path) -> None:
    before = (repository / "1.0.0.json").read_bytes()
    mended = dataclasses.replace(FIRST, changelog=dict.fromkeys(FIRST.changelog, "outra coisa"))
    history.keep(mended, repository)
    with pytest.raises(TreeError, match="which is published"):
        history.keep(changed("1.0.0", add_an_answer), repository)
    assert (repository / "1.0.0.json").read_bytes() == before


def test_a_committed_draft_is_published(repository: Path) -> None:
    history.keep(changed("1.1.0", add_an_answer), repository)
    commit(repository)
    with pytest.raises(TreeError, match=r"differs from history/1.1.0.json, which is published"):
        history.keep(changed("1.1.0", remove_an_adjustment), repository)


def test_without_git_a_version_is_published_once_it_is_kept(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert history.is_published(published / "1.0.0.json")
    assert not history.is_published(published / "1.1.0.json")


def test_the_step_from_a_version_to_one_without_a_question_is_major() -> None:
    assert continuity.step(OLD, WITHOUT_THE_BEACH) == "MAJOR"


@pytest.mark.parametrize(
    ("table", "id_", "field", "value", "told"),
    [
        ("outcomes", "casa", "sources", ["fonte"], False),
        ("outcomes", "casa", "snippets", ["modo-script"], False),
        ("outcomes", "casa", "code", 3, True),
        ("adjustments", "galocha", "outcomes", ["casa"], True),
        ("adjustments", "galocha", "sources", ["fonte"], False),
    ],
)
def test_a_version_in_which_only_what_stands_behind_the_advice_differs_advises_the_same(
    table: str, id_: str, field: str, value: object, told: bool
) -> None:
    def change(routing: dict) -> None:
        routing[table][id_][field] = value

    assert continuity.advises_otherwise(changed("1.0.0"), changed("1.0.1", change)) == told


def test_a_version_in_which_an_answer_leads_elsewhere_advises_otherwise() -> None:
    assert continuity.advises_otherwise(OLD, WITHOUT_THE_BEACH)
