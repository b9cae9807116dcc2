"""Each symptom is recognised in a real text, before any other, and nothing is recognised where all is well."""

import io
import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from snippets import RESULTS
from symptoms.__main__ import main
from symptoms.matching import find
from symptoms.model import Symptom
from symptoms.patterns import compiled
from symptoms.reading import load
from symptoms.told import more, words
from tests.symptoms.dressed import DRESSES

SYMPTOMS = load()
AT_LEAST = 200  # with a text to recognise
ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("pt", "en", "es")
# Of the form that AWS's containers and tools print; what they say is made up.
WELL = sorted(Path(__file__).with_name("well").glob("*.txt"))
SAMPLES = [
    pytest.param(symptom, sample, id=f"{symptom.id}-{number}")
    for symptom in SYMPTOMS
    for number, sample in enumerate(symptom.samples, start=1)
]

each_sample = pytest.mark.parametrize(("symptom", "sample"), SAMPLES)
each_language = pytest.mark.parametrize("language", LANGUAGES)


def by_id(id_: str) -> Symptom:
    return next(each for each in SYMPTOMS if each.id == id_)


def ids(text: str) -> list[str]:
    return [found.symptom.id for found in find(text, SYMPTOMS)]


def test_there_are_as_many_symptoms_as_were_written() -> None:
    assert len([symptom for symptom in SYMPTOMS if symptom.samples]) >= AT_LEAST


@each_sample
def test_a_sample_shows_its_own_symptom_before_any_other(symptom: Symptom, sample: str) -> None:
    assert ids(sample)[0] == symptom.id


@pytest.mark.parametrize("dress", DRESSES.values(), ids=DRESSES)
def test_it_does_so_as_terminals_logs_and_notebooks_show_it(dress: Callable[[str], str]) -> None:
    shown = {(s.id, n): ids(dress(sample))[:1] for s in SYMPTOMS for n, sample in enumerate(s.samples)}
    assert {key: first for key, first in shown.items() if first != [key[0]]} == {}


PASTED = tomllib.loads(Path(__file__).with_name("pasted.toml").read_text(encoding="utf-8"))["case"]


RECOGNISED = [case for case in PASTED if "shows" in case]
UNKNOWN = [case for case in PASTED if "fails" in case]


def test_texts_were_tried_that_no_symptom_was_written_from() -> None:
    written_from = {source for symptom in SYMPTOMS for source in symptom.sources}
    assert len(PASTED) >= 255
    assert len([case for case in PASTED if case["source"] not in written_from]) >= 170
    assert len(UNKNOWN) <= 0.05 * len(PASTED)
    assert len(RECOGNISED) + len(UNKNOWN) == len(PASTED)
    assert len({case["source"] for case in PASTED}) == len(PASTED)


def called(case: dict[str, str]) -> str:
    return "-".join(case["source"].split("/")[-3::2])


@pytest.mark.parametrize("case", UNKNOWN, ids=called)
def test_what_nothing_recognises_is_kept_with_the_reason_until_something_does(case: dict[str, str]) -> None:
    assert ids(case["text"]) == []


@pytest.mark.parametrize("case", RECOGNISED, ids=called)
def test_what_people_pasted_shows_the_symptom_that_helps(case: dict[str, str]) -> None:
    assert case["source"].startswith("https://")
    assert ids(case["text"])[:1] == [case["shows"]]


FREQUENT = tomllib.loads(Path(__file__).with_name("frequent.toml").read_text(encoding="utf-8"))["error"]


@pytest.mark.parametrize("error", FREQUENT, ids=lambda error: error["section"].partition("#")[2])
def test_the_most_frequent_errors_lead_to_their_section_first(error: dict[str, str]) -> None:
    assert find(error["text"], SYMPTOMS)[0].symptom.section == error["section"]


def test_there_are_fifteen_of_them() -> None:
    assert len({error["text"] for error in FREQUENT}) == 15


def test_there_are_logs_of_many_kinds_in_which_all_is_well() -> None:
    assert len(WELL) >= 8


@pytest.mark.parametrize("log", WELL, ids=lambda path: path.stem)
def test_a_log_in_which_all_is_well_shows_nothing(log: Path) -> None:
    assert ids(log.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("result", sorted(RESULTS.glob("*.json")), ids=lambda path: path.stem)
def test_what_the_snippets_printed_shows_nothing(result: Path) -> None:
    assert ids(json.loads(result.read_text(encoding="utf-8"))["output"]) == []


def test_what_says_more_comes_first() -> None:
    denied = "(AccessDeniedException): not authorized to perform: iam:PassRole, after ThrottlingException"
    assert ids(denied) == ["acesso-negado-passrole", "limite-de-chamadas"]


def test_a_type_that_the_region_lacks_is_not_called_a_quota_too() -> None:
    assert ids(by_id("tipo-fora-da-regiao").samples[0]) == ["tipo-fora-da-regiao"]


def symptom_of(id_: str, pattern: str, general: bool = False, fallback: bool = False) -> Symptom:
    return Symptom(id_, (compiled(pattern),), "log", "erros.md", (pattern,), {}, general=general, fallback=fallback)


def test_equal_ones_keep_their_order_and_each_comes_once() -> None:
    one, twin, other = symptom_of("a", "it is hot"), symptom_of("b", "it is hot"), symptom_of("c", "so cold")
    text = "it is hot\nit is hot\nso cold"
    assert [found.symptom for found in find(text, (twin, other, one))] == [twin, one, other]


def test_what_says_only_that_something_failed_comes_last() -> None:
    general, special = symptom_of("a", "Training job failed, see the log", general=True), symptom_of("b", "KeyError")
    text = "KeyError\nTraining job failed, see the log"
    assert [found.symptom for found in find(text, (general, special))] == [special, general]


def test_what_says_only_that_something_failed_is_left_out_where_the_same_line_says_more() -> None:
    general, special = symptom_of("a", "Training job failed, see the log", general=True), symptom_of("b", "KeyError")
    assert [found.symptom for found in find("KeyError: Training job failed, see the log", (general, special))] == [
        special
    ]


def test_a_general_one_alone_is_told_and_so_are_two_special_ones_of_one_line() -> None:
    general, one, other = (
        symptom_of("a", "it failed", general=True),
        symptom_of("b", "so cold"),
        symptom_of("c", "it is hot"),
    )
    assert [found.symptom for found in find("it failed", (general, one))] == [general]
    assert [found.symptom for found in find("so cold, it is hot", (one, other))] == [other, one]


def test_a_fallback_is_told_alone() -> None:
    fallback, general = symptom_of("a", "Traceback of it", fallback=True), symptom_of("b", "it failed", general=True)
    assert [found.symptom for found in find("Traceback of it\nit failed", (fallback, general))] == [general]
    assert [found.symptom for found in find("Traceback of it", (fallback, general))] == [fallback]


def test_the_line_is_told_in_which_it_shows() -> None:
    (found,) = find("one\r\ntwo\n\n  it is\nhot", [symptom_of("a", "it is hot")])
    assert found.line == 4


def test_what_differs_is_named() -> None:
    (found,) = find("ModuleNotFoundError: No module named 'lightgbm'", SYMPTOMS)
    assert found.named == {"module": "lightgbm"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Interrupted\nepoca=1", ["spot-do-zero"], id="began-again"),
        pytest.param("Interrupted\nStarting\nEpoch 1/10", ["spot-do-zero"], id="began-again-in-english"),
        pytest.param("epoca=1\nInterrupted\nepoca=8", [], id="went-on"),
        pytest.param("Interrupted\nepoca=10", [], id="went-on-at-ten"),
    ],
)
def test_a_spot_job_that_went_on_is_told_from_one_that_began_again(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


@each_language
def test_a_symptom_leads_to_a_section_that_its_page_has(language: str) -> None:
    def has(section: str) -> bool:
        page, _, heading = section.partition("#")
        return f"{{#{heading}}}" in (ROOT / "docs" / language / page).read_text(encoding="utf-8")

    # The pages of workshops are made by the build, which looks where these lead.
    written = [symptom.section for symptom in SYMPTOMS if not symptom.section.partition("#")[0].endswith("oficina.md")]
    assert [section for section in written if not has(section)] == []
    assert len(written) >= AT_LEAST


SILENT = [symptom.id for symptom in SYMPTOMS if not symptom.patterns]


def test_what_shows_no_text_is_told_by_what_is_seen() -> None:
    assert {symptom.place for symptom in SYMPTOMS if symptom.id in SILENT} == {"sem-erro", "fatura"}
    assert len(SILENT) >= 9


@pytest.mark.parametrize("symptom", [s for s in SYMPTOMS if s.confusable], ids=lambda symptom: symptom.id)
def test_what_it_must_not_be_confused_with_is_another_that_is_told_apart(symptom: Symptom) -> None:
    others = [other for other in SYMPTOMS if other.id in symptom.confusable]
    assert symptom not in others
    assert [ids(sample)[0] for other in others for sample in other.samples] == [
        other.id for other in others for _ in other.samples
    ]


@each_language
def test_each_error_that_a_page_explains_has_a_symptom(language: str) -> None:
    sections = {
        f"erros/{path.name}#{id_}"
        for path in (ROOT / "docs" / language / "erros").glob("*.md")
        for id_ in re.findall(r"^## .*\{#([a-z0-9-]+)\}$", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert sections - {symptom.section for symptom in SYMPTOMS} == set()
    assert len(sections) >= 23


@each_language
def test_the_command_says_what_a_text_shows(
    language: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    symptom = by_id("eula-nao-aceita")
    monkeypatch.setattr("sys.stdin", io.StringIO(symptom.samples[0]))
    assert main(["--language", language]) == 0
    said, its = capsys.readouterr().out, symptom.words[language]
    assert [text in said for text in (its.name, its.what, its.advice, symptom.section)] == [True] * 4


@each_language
def test_the_command_says_which_versions_what_it_is_not_and_where_it_was_seen(
    language: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    symptom = by_id("remoto-sem-chave")
    monkeypatch.setattr("sys.stdin", io.StringIO(symptom.samples[0]))
    main(["--language", language])
    said = capsys.readouterr().out
    other = by_id(symptom.confusable[0]).words[language].name
    assert [text in said for text in (symptom.affects, other, symptom.confusable[0], *symptom.sources)] == [True] * 4


@pytest.mark.parametrize("symptom", SYMPTOMS, ids=lambda symptom: symptom.id)
def test_each_symptom_tells_where_it_was_seen_or_that_a_test_produces_it(symptom: Symptom) -> None:
    said = more(symptom, SYMPTOMS, "en")
    assert (said[-1] == words("en")["produced"]) == (not symptom.sources)
    assert len(said) == 1 + bool(symptom.affects) + bool(symptom.fixed) + bool(symptom.confusable)


def test_a_limit_in_a_text_is_the_one_of_the_facts() -> None:
    said = {language: words.what for language, words in by_id("hiperparametro-longo").words.items()}
    numbers = tomllib.loads((ROOT / "docs" / "facts.toml").read_text(encoding="utf-8"))["numbers"]
    shown = [str(numbers[name]["value"]) for name in ("job-hyperparameters", "hyperparameter-length")]
    assert {language for language, text in said.items() if all(number in text for number in shown)} == set(LANGUAGES)


def test_no_text_keeps_a_place_for_a_number() -> None:
    texts = [text for s in SYMPTOMS for w in s.words.values() for text in (w.name, w.what, w.advice, *w.seen)]
    assert [text for text in texts if "{{" in text] == []


def test_the_command_ends_with_1_when_nothing_is_recognised(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "log.txt").write_text("all is well")
    assert main([str(tmp_path / "log.txt")]) == 1
    assert capsys.readouterr().out == ""


def test_the_command_ends_with_2_when_it_was_called_wrongly(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main([str(tmp_path / "none.txt")])
    assert ended.value.code == 2
