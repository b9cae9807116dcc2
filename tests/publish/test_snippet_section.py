import json
from pathlib import Path

import pytest

from publish.languages import LANGUAGES
from publish.pages import snippet_section
from publish.pages.snippet_section import CapturedError, Snippet

RESULT = {
    "name": "oi",
    "degree": "treinou-aqui",
    "stand_ins": ["moto"],
    "score": {"name": "auc", "value": 0.9},
    "sdk": "3.27.0",
    "versions": {"boto3": "1", "botocore": "1", "moto": "1", "python": "3.11"},
    "date": "2026-11-22",
    "output": "linha um\nlinha dois\n",
    "requests": [],
}


@pytest.fixture
def snippets(tmp_path: Path) -> Path:
    (tmp_path / "results").mkdir()
    (tmp_path / "results" / "oi.json").write_text(json.dumps(RESULT), encoding="utf-8")
    return tmp_path


def test_a_snippet_in_a_folder_starts_with_the_file_that_launches_it(snippets: Path) -> None:
    for name in ("Dockerfile", "lancar.py", "codigo/treino.py"):
        (snippets / "oi" / name).parent.mkdir(parents=True, exist_ok=True)
        (snippets / "oi" / name).write_text("x", encoding="utf-8")
    assert snippet_section.load("oi", snippets).files == ("oi/lancar.py", "oi/Dockerfile", "oi/codigo/treino.py")


def test_a_missing_snippet_is_refused_by_name(snippets: Path) -> None:
    with pytest.raises(CapturedError, match=r"the snippet 'oi' is neither snippets/oi.py nor a folder; mend its name"):
        snippet_section.load("oi", snippets)


def test_a_snippet_that_never_ran_is_refused(snippets: Path) -> None:
    (snippets / "novo.py").write_text("x", encoding="utf-8")
    with pytest.raises(CapturedError, match=r"results/novo.json is missing; run `make update`"):
        snippet_section.load("novo", snippets)


@pytest.mark.parametrize(
    ("unknown", "kind"), [({"degree": "deu certo"}, "degrees"), ({"stand_ins": ["moto", "deu certo"]}, "stand_ins")]
)
def test_an_id_without_words_is_refused(unknown: dict, kind: str) -> None:
    with pytest.raises(CapturedError, match=rf"snippets/words: \[{kind}\] has no words for 'deu certo'; write them"):
        snippet_section.section(Snippet("oi", ("oi.py",), {**RESULT, **unknown}), LANGUAGES[0].words(), LANGUAGES[0])


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
def test_the_section_includes_every_file_and_carries_degree_and_output(language) -> None:
    text = snippet_section.section(Snippet("oi", ("oi/lancar.py", "oi/Dockerfile"), RESULT), language.words(), language)
    assert '--8<-- "oi/lancar.py"' in text
    assert '--8<-- "oi/Dockerfile"' in text
    assert 'data-degree="treinou-aqui"' in text
    assert "    linha dois" in text


SHOWN = (
    ("received", {"requests": [{"operation": "CreateTrainingJob", "parameters": {"TrainingJobName": "oi-1"}}]}),
    ("permissions", {"permissions": {"trust": {"Version": "2012-10-17", "Statement": []}}}),
)


@pytest.mark.parametrize(("label", "more"), SHOWN, ids=[label for label, _ in SHOWN])
def test_what_the_run_recorded_is_shown_as_json(label: str, more: dict) -> None:
    words = LANGUAGES[0].words()
    text = snippet_section.behind(Snippet("oi", ("oi.py",), {**RESULT, **more}), words)
    assert words["snippets"][label] in text
    without = snippet_section.behind(Snippet("oi", ("oi.py",), RESULT), words)
    assert words["snippets"][label] not in without
    block = text[text.index(words["snippets"][label]) :].partition("```json\n")[2].partition("```")[0]
    assert json.loads(block) in (more.get("permissions", {}).get("trust"), {"TrainingJobName": "oi-1"})
