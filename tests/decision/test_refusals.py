"""A broken tree is refused, with an error that names the file, the id and what to do."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import decision
from decision.languages import TAGS
from decision.model import TreeError
from decision.reading import build, load
from tests.decision.conftest import answer
from tests.tokens import token_words


def lead_nowhere(routing: dict) -> None:
    routing["questions"]["praia"]["answers"][0] = answer("sim", outcome="chapeu")


def lead_to_a_missing_question(routing: dict) -> None:
    routing["questions"]["clima"]["answers"][1] = answer("sol", question="piscina")


def make_a_cycle(routing: dict) -> None:
    routing["questions"]["praia"]["answers"][0] = answer("sim", question="clima")


def orphan_a_question(routing: dict) -> None:
    routing["questions"]["neve"] = {"answers": [answer("sim", outcome="casa"), answer("nao-sei", outcome="oculos")]}


def orphan_an_outcome(routing: dict) -> None:
    routing["outcomes"]["barco"] = {
        "code": 1,
        "flexibility": 1,
        "work": "none",
        "near": [],
        "snippets": [],
        "sources": [],
    }
    routing["worries"]["frio"]["replies"][1]["outcomes"].append("barco")


def worry_without_a_reply(routing: dict) -> None:
    routing["worries"]["frio"]["replies"][1]["outcomes"].remove("casa")


def worry_with_two_replies(routing: dict) -> None:
    routing["worries"]["frio"]["replies"][1]["outcomes"].append("guarda-chuva")


def reply_for_no_outcome(routing: dict) -> None:
    routing["worries"]["frio"]["replies"][1]["outcomes"].append("barco")


def repeat_a_reply(routing: dict) -> None:
    routing["worries"]["frio"]["replies"][1]["id"] = "casaco"


def reply_on_no_page(routing: dict) -> None:
    routing["worries"]["frio"]["replies"][1]["page"] = "../fora.html"


def reply_helped_by_nothing(routing: dict) -> None:
    routing["worries"]["frio"]["replies"][0]["adjustment"] = "capa"


def reply_helped_elsewhere(routing: dict) -> None:
    routing["worries"]["frio"]["replies"][1]["adjustment"] = "galocha"


def reply_with_a_key_too_many(routing: dict) -> None:
    routing["worries"]["frio"]["replies"][0]["link"] = "x"


def repeat_an_answer(routing: dict) -> None:
    routing["questions"]["clima"]["answers"].insert(0, answer("chuva", outcome="casa"))


def ask_without_effect(routing: dict) -> None:
    routing["questions"]["praia"]["answers"] = [answer("sim", outcome="casa"), answer("nao-sei", outcome="casa")]
    routing["questions"]["clima"]["answers"].insert(0, answer("neve", outcome="oculos"))


def leave_out_dont_know(routing: dict) -> None:
    routing["questions"]["praia"]["answers"][1] = answer("nao", outcome="casa")


def give_two_targets(routing: dict) -> None:
    routing["questions"]["praia"]["answers"][0] = answer("sim", outcome="oculos", question="clima")


def give_no_target(routing: dict) -> None:
    routing["questions"]["praia"]["answers"][0] = answer("sim")


def offer_one_answer(routing: dict) -> None:
    routing["questions"]["praia"]["answers"] = [answer("nao-sei", outcome="oculos")]


def write_an_unsound_id(routing: dict) -> None:
    routing["questions"]["praia"]["answers"][0] = answer("Sim 1", outcome="oculos")


def use_a_reserved_id(routing: dict) -> None:
    routing["questions"]["comparar"] = routing["questions"].pop("praia")
    routing["questions"]["clima"]["answers"][1] = answer("sol", question="comparar")


def lose_the_root(routing: dict) -> None:
    routing["root"] = "tempo"


def write_an_unsound_version(routing: dict) -> None:
    routing["version"] = "1.0"


def invent_a_use_case(routing: dict) -> None:
    routing["outcomes"]["casa"]["use_case"] = 4


def exceed_a_level(routing: dict) -> None:
    routing["outcomes"]["casa"]["code"] = 6


def invent_a_work(routing: dict) -> None:
    routing["outcomes"]["casa"]["work"] = "magic"


def be_near_nothing(routing: dict) -> None:
    routing["outcomes"]["casa"]["near"] = ["barco"]


def be_near_oneself(routing: dict) -> None:
    routing["outcomes"]["casa"]["near"] = ["casa"]


def be_near_twice(routing: dict) -> None:
    routing["outcomes"]["casa"]["near"] = ["oculos", "oculos"]


def misspell_a_key(routing: dict) -> None:
    routing["outcomes"]["casa"]["flexiblity"] = routing["outcomes"]["casa"].pop("flexibility")


def ask_nine_questions(routing: dict) -> None:
    for n, name in enumerate(names := ["a", "b", "c", "d", "e", "f", "g", "h"]):
        onward = {"question": names[n + 1]} if n < 7 else {"outcome": "oculos"}
        routing["questions"][name] = {"answers": [answer("sim", **onward), answer("nao-sei", outcome="casa")]}
    routing["questions"]["praia"]["answers"][0] = answer("sim", question="a")


DAMAGES = {
    lead_nowhere: ["'sim' of question 'praia'", "'chapeu'", "does not exist", "mend the id"],
    lead_to_a_missing_question: ["'sol' of question 'clima'", "'piscina'", "does not exist"],
    make_a_cycle: ["clima -> praia -> clima", "cycle", "lead one of the answers elsewhere"],
    orphan_a_question: ["no answer leads to question 'neve'", "remove it"],
    orphan_an_outcome: ["no answer leads to outcome 'barco'", "remove it"],
    worry_without_a_reply: ["worry 'frio' has no reply for outcome 'casa'", "write one for it"],
    worry_with_two_replies: ["worry 'frio' has two replies for outcome 'guarda-chuva'", "take it out of one"],
    reply_for_no_outcome: ["reply 'lareira' of worry 'frio' is for outcome 'barco'", "mend the id"],
    repeat_a_reply: ["reply 'casaco' of worry 'frio' stands twice", "rename or remove one"],
    reply_on_no_page: ["reply 'lareira' of worry 'frio' is told on page '../fora.html'", "as 'limpar/'"],
    reply_helped_by_nothing: ["reply 'casaco' of worry 'frio' names adjustment 'capa'", "mend the id"],
    reply_helped_elsewhere: ["offers adjustment 'galocha' to outcome 'casa'", "give that outcome another reply"],
    reply_with_a_key_too_many: [
        "a reply of worry 'frio' has the keys",
        "use id, outcomes, sources, page when one says more, and adjustment",
    ],
    repeat_an_answer: ["answer 'chuva' of question 'clima' stands twice", "rename or remove one"],
    ask_without_effect: ["every answer of question 'praia'", "remove the question"],
    leave_out_dont_know: ["question 'praia' does not end with 'nao-sei'", "add it"],
    give_two_targets: ["'sim' of question 'praia'", "exactly one of question and outcome"],
    give_no_target: ["'sim' of question 'praia'", "exactly one of question and outcome"],
    offer_one_answer: ["question 'praia' has 1 answer", "at least two"],
    write_an_unsound_id: ["answer id 'Sim 1' of question 'praia'", "rename it"],
    use_a_reserved_id: ["question 'comparar'", "the address reserves", "rename it"],
    lose_the_root: ["root 'tempo' is not a question", "name one of"],
    write_an_unsound_version: ["version '1.0'", "MAJOR.MINOR.PATCH"],
    invent_a_use_case: ["outcome 'casa' has use_case 4"],
    exceed_a_level: ["outcome 'casa' has code 6", "write 0 to 5"],
    invent_a_work: ["outcome 'casa' has work 'magic'", "write one of screen, few-lines, own-code, none"],
    be_near_nothing: ["outcome 'casa' is near outcome 'barco', which does not exist", "mend the id"],
    be_near_oneself: ["outcome 'casa' is near itself", "remove it"],
    be_near_twice: ["outcome 'casa' is near outcome 'oculos' twice", "remove one"],
    misspell_a_key: ["outcome 'casa' has no 'flexibility'", "unknown key 'flexiblity'"],
    ask_nine_questions: ["asks 10 questions", "keep it to 8"],
}


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_routing_is_refused_by_name(damage: Callable[[dict], None], routing: dict) -> None:
    damage(routing)
    with pytest.raises(TreeError) as refusal:
        build(routing, token_words(routing))
    message = str(refusal.value)
    assert message.startswith("tree.toml: ")
    assert [part for part in DAMAGES[damage] if part not in message] == []


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("keys", [("questions", "clima", "text"), ("outcomes", "casa", "name"), ("use_cases", "none")])
def test_a_missing_text_is_refused_in_any_language(tag: str, keys: tuple[str, ...], routing, words) -> None:
    table = words[tag]
    for key in keys[:-1]:
        table = table[key]
    del table[keys[-1]]
    with pytest.raises(TreeError, match=rf"text/\w\w.toml: the text '{'.'.join(keys)}' is missing; write it"):
        build(routing, words)


@pytest.mark.parametrize("tag", TAGS)
def test_a_note_that_an_answer_has_in_one_language_is_wanted_in_every_other(tag: str, routing, words) -> None:
    del words[tag]["questions"]["clima"]["notes"]["sol"]
    with pytest.raises(TreeError, match=r"text/\w\w.toml: the text 'questions.clima.notes.sol' is missing; write it"):
        build(routing, words)


def test_a_note_of_an_answer_that_is_not_there_is_refused(routing, words) -> None:
    words["en"]["questions"]["clima"]["notes"]["neve"] = "Snow"
    with pytest.raises(TreeError, match=r"text/en.toml: the text 'questions.clima.notes.neve' belongs to nothing"):
        build(routing, words)


def test_an_answer_may_go_without_a_note(routing, words) -> None:
    for table in words.values():
        del table["questions"]["clima"]["notes"]["sol"]
    answers = build(routing, words).questions["clima"].answers
    assert [answer.note and answer.note["en"] for answer in answers] == ["en:questions.clima.notes.chuva", None, None]


@pytest.mark.parametrize("key", ["effect", "limits"])
def test_a_step_or_limit_that_one_language_leaves_out_is_refused(key: str, routing, words) -> None:
    table = words["en"]["adjustments"]["galocha"]
    table[key] = table[key].splitlines()[0]
    with pytest.raises(TreeError, match=f"{key} of adjustment 'galocha' .*2 in pt-BR, 1 in en, 2 in es"):
        build(routing, words)


def test_an_empty_line_among_the_limits_is_refused(routing, words) -> None:
    for table in words.values():
        table["adjustments"]["galocha"]["limits"] += "\n\nx"
    with pytest.raises(TreeError, match="limits of adjustment 'galocha' has an empty line in es; remove it"):
        build(routing, words)


def test_an_empty_text_is_refused(routing, words) -> None:
    words["es"]["questions"]["praia"]["answers"]["sim"] = " "
    with pytest.raises(TreeError, match=r"text/es.toml: the text 'questions.praia.answers.sim' is empty"):
        build(routing, words)


def test_a_text_that_belongs_to_nothing_is_refused(routing, words) -> None:
    words["en"]["outcomes"]["barco"] = {"name": "Boat"}
    with pytest.raises(TreeError, match=r"text/en.toml: the text 'outcomes.barco.name' belongs to nothing"):
        build(routing, words)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the published data, to be damaged as files."""
    source = Path(decision.__file__).parent
    shutil.copy(source / "tree.toml", tmp_path)
    shutil.copytree(source / "text", tmp_path / "text")
    return tmp_path


def test_a_duplicate_id_is_refused_with_its_line(folder: Path) -> None:
    path = folder / "tree.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n[questions.objetivo]\nanswers = []\n", encoding="utf-8")
    with pytest.raises(TreeError, match=r"tree.toml: .*line \d+.*; an id stands twice; rename or remove one"):
        load(folder)


def test_a_missing_language_is_refused(folder: Path) -> None:
    (folder / "text" / "es.toml").unlink()
    with pytest.raises(TreeError, match=r"text/es.toml: the file is missing"):
        load(folder)


def test_broken_toml_is_refused_with_its_line(folder: Path) -> None:
    (folder / "tree.toml").write_text("version = \n", encoding="utf-8")
    with pytest.raises(TreeError, match=r"tree.toml: .*line 1.*mend the TOML"):
        load(folder)


def test_a_file_in_another_encoding_is_refused(folder: Path) -> None:
    (folder / "text" / "pt.toml").write_bytes("a = 'não'".encode("latin-1"))
    with pytest.raises(TreeError, match=r"text/pt.toml: is not UTF-8"):
        load(folder)
