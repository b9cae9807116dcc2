"""A fault in a page, an include, a link or the tree stops the build with a clear error and leaves site/ as it was."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from publish.languages import LANGUAGES
from tests import building

pytestmark = pytest.mark.starts_a_build


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """A copy of what a build reads, with the last good site already there."""
    building.copy(tmp_path)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("the last good site", encoding="utf-8")
    return tmp_path


def append(path: str, text: str) -> Callable[[Path], None]:
    def damage(repo: Path) -> None:
        with (repo / path).open("a", encoding="utf-8") as file:
            file.write(text)

    return damage


def remove(*paths: str) -> Callable[[Path], None]:
    def damage(repo: Path) -> None:
        for path in paths:
            (repo / path).unlink()

    return damage


def replace(path: str, old: str, new: str) -> Callable[[Path], None]:
    def damage(repo: Path) -> None:
        text = (repo / path).read_text(encoding="utf-8")
        assert old in text
        (repo / path).write_text(text.replace(old, new), encoding="utf-8")

    return damage


# What is seen before any page is built, and one fault that is seen while they are.
FAULTS = {
    "a page missing in a language": (
        remove("docs/en/conceitos.md"),
        ["docs/en/conceitos.md is missing", "write it"],
    ),
    "an include of a missing snippet": (
        append("docs/pt/conceitos.md", '\n--8<-- "nao-existe.py"\n'),
        ["nao-existe.py", "conceitos.md"],
    ),
    "a dangling target in the tree": (
        replace("decision/tree.toml", 'outcome = "fora-do-sagemaker"', 'outcome = "fora"'),
        ["tree.toml", "'maquinas-proprias'", "'fora'", "does not exist"],
    ),
    "a changed routing under the same version": (
        # of an answer that no case gives
        replace(
            "decision/tree.toml",
            '{ id = "algoritmo-do-zero", outcome = "algoritmo-integrado" }',
            '{ id = "algoritmo-do-zero", outcome = "automl" }',
        ),
        ["tree.toml", "history/", "new version"],
    ),
    "a text missing in a language": (
        replace("decision/text/es.toml", "[questions.tamanho]\ntext", "[questions.tamanho]\ntexto"),
        ["text/es.toml", "'questions.tamanho.text' is missing"],
    ),
    "a symptom without its words": (
        replace("symptoms/text/job/es.toml", "[spot-do-zero]", "[spot]"),
        ["text/job/es.toml", "'spot-do-zero' is missing"],
    ),
    "an outcome without a page in a language": (
        remove("docs/pt/opcoes/canvas.md"),
        ["docs/pt/opcoes/canvas.md is missing, but another language has it"],
    ),
}
# What is seen in the pages of a language.
FAULTS_OF_A_LANGUAGE = {
    "a citation of an unknown source": (
        append("docs/pt/conceitos.md", "\nBoato[^boato].\n"),
        ["docs/pt/conceitos.md", "'boato'", "docs/sources.toml"],
    ),
    "a page without a description": (
        replace("docs/pt/conceitos.md", "description:", "describe:"),
        ["docs/pt/conceitos.md", "description"],
    ),
    "a snippet that never ran": (
        remove("snippets/results/modo-script.json"),
        ["snippets/results/modo-script.json is missing", "make update"],
    ),
    "a place for what there is not": (
        append("docs/pt/conceitos.md", "\nAs {{ opcoes }} opções.\n"),
        ["docs/pt/conceitos.md: {{ opcoes }} is nothing that there is; write one of"],
    ),
    "what is wrong with the pages as they are written": (
        append("docs/pt/conceitos.md", "\n## Sem id\n"),
        ["docs/pt/conceitos.md: 'Sem id' is a heading without id; write {#id} behind it"],
    ),
}


def build(repo: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(
        [sys.executable, "-m", "publish", "--pages"], cwd=repo, env=env, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("damage", "message"),
    FAULTS.values(),
    ids=FAULTS,
)
def test_a_fault_stops_the_build_and_spares_the_last_good_site(damage, message: list[str], repo: Path) -> None:
    damage(repo)
    run = build(repo)
    said = run.stdout + run.stderr
    assert run.returncode == 1, said
    assert [part for part in message if part not in said] == [], said
    assert "Traceback" not in said
    assert (repo / "site" / "index.html").read_text(encoding="utf-8") == "the last good site"


@pytest.mark.parametrize(("damage", "message"), FAULTS_OF_A_LANGUAGE.values(), ids=FAULTS_OF_A_LANGUAGE)
def test_a_fault_of_a_page_stops_the_build_of_its_language(damage, message: list[str], repo: Path) -> None:
    damage(repo)
    run = building.build_language(repo, "pt")
    assert run.returncode == 1
    assert [part for part in message if part not in run.stderr] == [], run.stderr


def test_links_to_a_page_and_to_a_heading_that_do_not_exist_stop_the_build_of_a_language(repo: Path) -> None:
    append("docs/pt/conceitos.md", "\n[x](nao-existe.md) [y](index.md#titulo-que-falta)\n")(repo)
    run = building.build_language(repo, "pt")
    assert run.returncode == 1
    assert [part for part in ("nao-existe.md", "titulo-que-falta", "conceitos.md") if part not in run.stderr] == []


def test_an_outcome_without_a_page_is_named_once_and_nothing_that_follows_from_it(repo: Path) -> None:
    remove(*(f"docs/{language.folder}/opcoes/canvas.md" for language in LANGUAGES))(repo)
    said = build(repo).stderr.strip().splitlines()
    assert said[0].startswith("The site was not built")
    assert [line.partition(" is missing")[0] for line in said[1:]] == ["docs/pt/opcoes/canvas.md"]
    assert "the outcome 'canvas' of decision/tree.toml has no page; write it in every language" in said[1]
