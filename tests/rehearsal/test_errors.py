"""Every error of the pages in erros/ happens here, in the words of its page, and goes away with the page's lines.

The programs are in errors/; one rehearsal runs all of them, each half after a line `::<error> wrong|right`.
"""

import json
import re
import shutil
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from decision.languages import LANGUAGES as DECLARED
from publish.languages import LANGUAGES as PUBLISHED
from publish.translations import parity
from symptoms.matching import find
from symptoms.reading import load
from tests.once import OnceForAllWorkers
from tests.rehearsal.rehearsing import ROOT, run_rehearsal

PROGRAMS = Path(__file__).parent / "errors"
LANGUAGES = tuple(language.folder for language in DECLARED)
# The words that each language translates in code too, as the names of what is the reader's.
CODE_WORDS = {"pt": {}} | {each.folder: parity.load(each).code for each in PUBLISHED if each.folder != "pt"}
HEADING = re.compile(r"^## .*\{#([a-z0-9-]+)\}$", re.MULTILINE)
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PLACEHOLDER = re.compile(r"<[^<>\n]+>")  # on the page: what differs from case to case
COMMENT = re.compile(r"(?:^|  )# .*")

ERRORS = sorted(path.stem for path in (PROGRAMS / "programs").glob("*.py"))
WITHOUT_ERROR = {
    "booleano-de-texto",
    "csv-com-cabecalho",
    "modelo-vazio",
    "spot-do-zero",
    "tempo-maximo",
}  # nothing is raised: the job seems to be well
POLICIES = {"acesso-negado-passrole", "acesso-negado-s3"}

each_error = pytest.mark.parametrize("error", ERRORS)
each_language = pytest.mark.parametrize("language", LANGUAGES)


@dataclass(frozen=True)
class Met:
    """An error as it was met: what each half of its program printed, what it returned, whether it raised."""

    printed: dict[str, str]
    told: dict[str, Any]


def meet_all(folder: Path) -> tuple[list[tuple[str, str, str]], dict[str, Any]]:
    """Run all programs in one rehearsal; return what each half printed, as (error, half, text), and what was told."""
    stage = shutil.copytree(PROGRAMS, folder / "stage", ignore=shutil.ignore_patterns("__pycache__"))
    run = run_rehearsal(folder / "work", str(stage / "launch.py"), "--region", "", "--interrupt-spot-at", "epoca=2")
    told = stage / "told.json"
    assert told.is_file(), run.stdout + run.stderr
    halves = re.findall(r"^::(\S+) (wrong|right)\n(.*?)(?=^::)", run.stdout, re.MULTILINE | re.DOTALL)
    return halves, json.loads(told.read_text())


@pytest.fixture(scope="session")
def met(once_for_all_workers: OnceForAllWorkers) -> Callable[[str], Met]:
    """How an error was met. All are met once, in one process, whichever worker asks first."""
    (halves, told), _ = once_for_all_workers("errors", meet_all)

    def one(error: str) -> Met:
        return Met({half: text for name, half, text in halves if name == error}, told[error])

    return one


def sections(language: str) -> dict[str, str]:
    """Every section of the pages in erros/: its text, up to the next heading."""
    return {id_: text for path in pages(language) for id_, text in divided(path).items()}


def pages(language: str) -> list[Path]:
    """The pages of errors."""
    return sorted((ROOT / "docs" / language / "erros").glob("*.md"))


def divided(path: Path) -> dict[str, str]:
    """The sections of a page."""
    page = path.read_text(encoding="utf-8")
    found = list(HEADING.finditer(page))
    ends = [match.start() for match in found[1:]] + [len(page)]
    return {match[1]: page[match.end() : end] for match, end in zip(found, ends, strict=True)}


def address(error: str) -> str:
    """The section of an error, as symptoms name it."""
    return next(f"erros/{path.name}#{error}" for path in pages("pt") if error in divided(path))


def blocks(language: str, section: str, *kinds: str) -> list[str]:
    """The code blocks of a section in these languages of code."""
    return [text for kind, text in BLOCK.findall(sections(language)[section]) if kind in kinds]


def expression(line: str) -> re.Pattern[str]:
    """What finds a line of the page in what was printed: a placeholder stands for anything in that line."""
    return re.compile(".+?".join(map(re.escape, PLACEHOLDER.split(line))))


def lines(code: str) -> Iterator[str]:
    """The lines of a piece of code, without comments."""
    for line in code.splitlines():
        if bare := COMMENT.sub("", line).strip():
            yield bare


@each_language
def test_the_pages_have_a_section_for_each_error_that_is_met_here(language: str) -> None:
    assert sorted(sections(language)) == ERRORS


@each_error
def test_an_error_is_on_the_same_page_in_every_language(error: str) -> None:
    where = [path.name for language in LANGUAGES for path in pages(language) if error in divided(path)]
    assert where == [where[0]] * len(LANGUAGES)


PARTS = {
    "pt": ["Por quê.", "O que fazer.", "Como ver que funcionou.", "Para evitar."],
    "en": ["Why.", "What to do.", "How to see that it worked.", "How to avoid it."],
    "es": ["Por qué.", "Qué hacer.", "Cómo ver que funcionó.", "Para evitarlo."],
}


@each_language
@each_error
def test_a_section_begins_with_what_is_seen_and_has_every_part_in_order(error: str, language: str) -> None:
    text = sections(language)[error]
    parts = [part for part in re.findall(r"^\*\*([^*]+)\*\*", text, re.MULTILINE) if part in PARTS[language]]
    assert parts == PARTS[language]
    assert text.index("```text") < text.index(f"**{parts[0]}**")


@each_language
def test_the_tables_of_symptoms_lead_to_every_error(language: str) -> None:
    page = (ROOT / "docs" / language / "erros.md").read_text(encoding="utf-8")
    assert re.findall(r'^--8<-- "symptoms-([a-z-]+)\.md"$', page, re.MULTILINE) == [
        "no-computador",
        "no-pedido",
        "no-log",
        "sem-erro",
    ]
    assert {each.section for each in load() if each.section.startswith("erros/")} == set(map(address, ERRORS))


@each_error
def test_the_words_of_an_error_are_the_same_in_every_language(error: str) -> None:
    said = [[PLACEHOLDER.sub("<>", text) for text in blocks(language, error, "text")] for language in LANGUAGES]
    assert said == [said[0]] * len(LANGUAGES)


@each_language
@each_error
def test_the_words_on_the_page_are_those_of_the_run(error: str, language: str, met: Callable[[str], Met]) -> None:
    printed = met(error).printed["wrong"]
    shown = blocks(language, error, "text")
    assert shown
    assert [line for text in shown for line in text.splitlines() if not expression(line).search(printed)] == []


@each_language
@each_error
def test_the_code_on_the_page_is_the_code_that_ran(error: str, language: str) -> None:
    program = (PROGRAMS / "programs" / f"{error}.py").read_text()
    ran = {*lines(program), *lines(parity.in_words(program, CODE_WORDS[language]))}
    shown = blocks(language, error, "python", "dockerfile", "ini")
    assert [line for code in shown for line in lines(textwrap.dedent(code)) if line not in ran] == []


@each_language
@each_error
def test_the_page_says_what_to_do_in_code(error: str, language: str) -> None:
    assert blocks(language, error, "python", "dockerfile", "ini", "json")


@each_error
def test_the_error_happens(error: str, met: Callable[[str], Met]) -> None:
    assert met(error).told.get("wrong raised", False) == (error not in WITHOUT_ERROR)


@each_error
def test_what_the_page_says_to_do_ends_it(error: str, met: Callable[[str], Met]) -> None:
    told = met(error).told
    assert "right raised" not in told, met(error).printed["right"]
    result = told["right"]
    status = result.get("status", "Completed") if isinstance(result, dict) else result
    assert status in ("Completed", "InProgress") or isinstance(result, list)


@each_language
@pytest.mark.parametrize("error", sorted(POLICIES))
def test_the_policy_on_the_page_is_the_one_that_was_evaluated(
    error: str, language: str, met: Callable[[str], Met]
) -> None:
    shown = [json.loads(text) for text in blocks(language, error, "json")]
    evaluated = json.dumps(met(error).told["right"]["policies"])
    assert shown == json.loads(parity.in_words(evaluated, CODE_WORDS[language]))


def test_a_header_counts_as_one_more_example(met: Callable[[str], Met]) -> None:
    counts = {
        half: int(re.findall(r"has (\d+) rows", text)[0]) for half, text in met("csv-com-cabecalho").printed.items()
    }
    assert counts["wrong"] == counts["right"] + 1


def test_a_script_that_raises_is_named_in_the_reason_only_when_it_leaves_its_words(met: Callable[[str], Met]) -> None:
    reason = re.findall(r"Failure Reason: (.*)", met("erro-do-script").printed["wrong"], re.DOTALL)[-1]
    assert "CalledProcessError" in reason
    assert "KeyError" not in reason
    assert "KeyError: 'preco'" in met("erro-do-script").printed["wrong"]
    assert "KeyError: 'preco'" in met("erro-do-script").told["right"][0]


def test_a_false_hyperparameter_is_read_as_true_by_bool_and_as_it_is_with_the_lines_of_the_page(
    met: Callable[[str], Met],
) -> None:
    read = {half: re.findall(r"aumentar=(\w+)", text) for half, text in met("booleano-de-texto").printed.items()}
    assert read == {"wrong": ["True"], "right": ["False"]}


def test_what_is_written_elsewhere_leaves_no_model_and_no_error(met: Callable[[str], Met]) -> None:
    assert met("modelo-vazio").told["wrong"]["status"] == "Completed"
    assert "/opt/ml/model/modelo.txt" not in met("modelo-vazio").printed["wrong"]
    assert "/opt/ml/model/modelo.txt" in met("modelo-vazio").printed["right"]


def test_a_job_that_ran_out_of_time_looks_like_one_that_was_stopped(met: Callable[[str], Met]) -> None:
    told = met("tempo-maximo").told
    assert told["wrong"] == {"status": "Stopped", "secondary": "MaxRuntimeExceeded"}
    assert told["right"]["secondary"] == "Completed"


def test_every_job_ends_in_the_half_that_started_it(met: Callable[[str], Met]) -> None:
    halves = [text for error in ERRORS for text in met(error).printed.values()]
    jobs = [set(re.findall(r"^\S+ (erro-\d+)-\d+/", text, re.MULTILINE)) for text in halves]
    assert sum(map(len, jobs)) == len(set[str]().union(*jobs)) > 30


def test_an_interrupted_job_goes_on_only_with_checkpoints_in_s3(met: Callable[[str], Met]) -> None:
    printed = met("spot-do-zero").printed
    epochs = {
        half: [int(epoch) for epoch in re.findall(r"epoca=(\d)", text.partition(": Interrupted")[2])]
        for half, text in printed.items()
    }
    assert epochs["wrong"] == [1, 2, 3, 4], printed["wrong"]
    assert epochs["right"] == list(range(epochs["right"][0], 5))
    assert epochs["right"][0] > 1


def test_more_retries_outlast_what_the_default_does_not(met: Callable[[str], Met]) -> None:
    assert met("limite-de-chamadas").told["right"] == {"code": 5, "environment": 2, "sdk": 0}


def test_the_latest_xgboost_is_an_obsolete_one(met: Callable[[str], Met]) -> None:
    images = met("versao-de-imagem").told["right"]
    assert images["latest"].endswith("/xgboost:latest")
    assert images["xgboost"].endswith("/sagemaker-xgboost:3.2-0")


@each_language
def test_the_sdk_explains_itself_only_with_the_lines_of_the_page(language: str, met: Callable[[str], Met]) -> None:
    with_lines = (PROGRAMS / "programs" / "cota-de-instancias.py").read_text()
    page = (ROOT / "docs" / language / "erros.md").read_text(encoding="utf-8")
    (code,) = (text for kind, text in BLOCK.findall(page) if kind == "python")
    assert set(lines(code)) <= set(lines(with_lines))
    assert "CreateTrainingJob was rejected" in met("cota-de-instancias").printed["wrong"]
    assert "CreateTrainingJob was denied" not in met("acesso-negado-passrole").printed["wrong"]


# These show what every log shows, too: what tells is a number, or what is missing.
@pytest.mark.parametrize("error", sorted(set(ERRORS) - {"csv-com-cabecalho", "modelo-vazio"}))
def test_every_text_of_the_page_is_recognised_as_its_own_error(error: str) -> None:
    texts = blocks("pt", error, "text")
    assert [find(text, load())[0].symptom.section for text in texts] == [address(error)] * len(texts)


@pytest.mark.parametrize("error", [error for error in ERRORS if error not in WITHOUT_ERROR])
def test_what_a_run_printed_when_it_met_an_error_is_recognised(error: str, met: Callable[[str], Met]) -> None:
    assert address(error) in [found.symptom.section for found in find(met(error).printed["wrong"], load())]
