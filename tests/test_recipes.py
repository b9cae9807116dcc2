"""The recipes of README.md, followed in a copy of the repository by somebody who has only them: all ends well."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from decision.fields import declared
from decision.languages import LANGUAGES
from decision.model import Outcome
from decision.reading import load
from tests.conftest import ROOT

FOLDERS = ("decision", "docs", "publish", "rehearsal", "snippets", "symptoms", "tests", "requirements", ".github")
FILES = ("mkdocs.yml", "pyproject.toml", "README.md", "Makefile")
TEXTS = [language.folder for language in LANGUAGES]
PAGE = (
    "---\ntitle: Página nova\ndescription: Uma página de {language}.\n---\n\n# Página nova\n\n## Quando {{#quando}}\n"
)
SNIPPET = '''"""Conta os jobs de treinamento da Região.

Antes: pip install boto3
"""

import boto3

# Troque pelos seus.
REGION = "us-east-1"
STATUS = "Completed"  # ou Failed, Stopped, InProgress

sagemaker = boto3.client("sagemaker", region_name=REGION)

found = 0
for page in sagemaker.get_paginator("list_training_jobs").paginate(StatusEquals=STATUS):
    for job in page["TrainingJobSummaries"]:
        found += 1
        print(job["TrainingJobName"], job["CreationTime"])

print(f"{found} jobs em {REGION}")
'''
SNIPPET_WORDS = {
    "docstrings": "Conta os jobs de treinamento da Região.",
    "comments": "ou Failed, Stopped, InProgress",
    "printed": "{found} jobs em {REGION}",
}
JOBS = {"en": "jobs", "es": "trabajos"}
CASE_WORDS = ("who", "said", "data", "constraint", "why")
OUTCOME_WORDS = tuple(field.name for field in declared(Outcome) if field.in_words)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, f"{path.name} has no {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def add(path: Path, text: str) -> None:
    path.write_text(f"{path.read_text(encoding='utf-8').rstrip()}\n{text}", encoding="utf-8")


def version(repo: Path) -> None:
    """A version: what changed in the tree, in every language."""
    edit(repo / "decision/tree.toml", f'version = "{load().version}"', 'version = "2.1.0"')
    for text in TEXTS:
        path = repo / f"decision/text/{text}.toml"
        path.write_text(re.sub(r'(?m)^changelog = ".*"$', f'changelog = "mudou ({text})"', path.read_text()))


def answer(repo: Path) -> None:
    """An answer that leads to an outcome there is."""
    edit(
        repo / "decision/tree.toml",
        '  { id = "com-docker",',
        '  { id = "so-sql", outcome = "canvas" },\n  { id = "com-docker",',
    )
    for text in TEXTS:
        path = repo / f"decision/text/{text}.toml"
        edit(path, "[questions.como-aprender.answers]\n", '[questions.como-aprender.answers]\nso-sql = "SQL"\n')
    edit(
        repo / "tests/decision/advice.py",
        '        "com-docker":',
        '        "so-sql": recommend("canvas", "it asks for none"),\n        "com-docker":',
    )


def outcome(repo: Path) -> None:
    """An outcome, with its answer, words, page and people, and a reply to each worry."""
    tree = repo / "decision/tree.toml"
    replies = re.compile(r'(\boutcomes = \[[^]]*"canvas")')
    before, worries, after = tree.read_text(encoding="utf-8").partition("\n[worries.")
    tree.write_text(before + worries + replies.sub(r'\1, "extra"', after), encoding="utf-8")
    edit(tree, '  { id = "com-docker",', '  { id = "extra", outcome = "extra" },\n  { id = "com-docker",')
    edit(
        tree,
        "[outcomes.canvas]",
        '[outcomes.extra]\nwork = "screen"\nnear = ["canvas"]\ncode = 0\nflexibility = 1\nsnippets = []\n'
        'sources = ["canvas"]\n\n[outcomes.canvas]',
    )
    advice = repo / "tests/decision/advice.py"
    edit(advice, '        "com-docker":', '        "extra": recommend("extra", "it is enough"),\n        "com-docker":')
    edit(
        repo / "tests/decision/situations.py",
        "SITUATIONS = [\n",
        'SITUATIONS = [\n    Situation("a student", "objetivo=aprender&como-aprender=extra", "extra", "little"),\n',
    )
    add(
        repo / "decision/cases.toml",
        '\n[aluno]\nanswers = { objetivo = "aprender", como-aprender = "extra" }\n'
        'outcome = "extra"\nworries = ["custo"]\n',
    )
    for text in TEXTS:
        said = "\n".join(f'{word} = "{word} do aluno"' for word in CASE_WORDS)
        add(repo / f"decision/cases/{text}.toml", f"\n[aluno]\n{said}\n")
        path = repo / f"decision/text/{text}.toml"
        edit(path, "[questions.como-aprender.answers]\n", '[questions.como-aprender.answers]\nextra = "Extra"\n')
        words = "\n".join(f'{word} = "{word} extra"' for word in OUTCOME_WORDS)
        edit(path, "[outcomes.canvas]", f"[outcomes.extra]\n{words}\n\n[outcomes.canvas]")
        (repo / f"docs/{text}/opcoes/extra.md").write_text(
            f"---\ntitle: Extra\ndescription: Extra ({text}).\n---\n\n# Extra\n\n"
            '--8<-- "outcome-extra.md"\n\n## Passo a passo {#passo-a-passo}\n\n## Como funciona {#como-funciona}\n\n'
            "## Armadilhas {#armadilhas}\n\n- Uma.\n- Outra.\n- Mais uma.\n\n"
            '## Código {#codigo}\n\n--8<-- "code-extra.md"\n\n## Custos {#custos}\n'
        )
    edit(
        repo / "mkdocs.yml",
        "          - opcoes/canvas.md\n",
        "          - opcoes/canvas.md\n          - opcoes/extra.md\n",
    )


def page(repo: Path) -> None:
    """A page in every language, in the menu."""
    for text in TEXTS:
        (repo / f"docs/{text}/nova.md").write_text(PAGE.format(language=text))
    edit(repo / "mkdocs.yml", "      - fontes.md\n", "      - fontes.md\n      - nova.md\n")


def snippet(repo: Path) -> None:
    """A snippet of no option, on a page, and its words in the other languages."""
    (repo / "snippets/contar-jobs.py").write_text(SNIPPET, encoding="utf-8")
    for text in TEXTS[1:]:
        for kind, words in SNIPPET_WORDS.items():
            said = words.replace("jobs", JOBS[text])
            edit(repo / f"snippets/voices/{text}.toml", f"[{kind}]\n", f'[{kind}]\n"{words}" = "{said} ({text})"\n')
    for text in TEXTS:
        add(repo / f"docs/{text}/nova.md", '\n--8<-- "snippet-contar-jobs.md"\n')


def source(repo: Path) -> None:
    """A source, cited in every language."""
    add(
        repo / "docs/sources.toml",
        '\n[docker-basics]\ntitle = "Docker container basics"\nverified = 2026-11-28\n'
        'url = "https://docs.aws.amazon.com/sagemaker/latest/dg/docker-basics.html"\n',
    )
    for text in TEXTS:
        add(repo / f"docs/{text}/nova.md", "\nUm contêiner.[^docker-basics]\n")


def heading(repo: Path) -> None:
    """A heading that gets another id; the old address goes on."""
    for text in TEXTS:
        edit(repo / f"docs/{text}/por-onde-estudar.md", "{#", "{#outro-")
    old = re.search(r"\{#outro-([a-z0-9-]+)\}", (repo / "docs/pt/por-onde-estudar.md").read_text())
    assert old
    add(repo / "docs/moved.toml", f'"por-onde-estudar/#{old[1]}" = "por-onde-estudar/#outro-{old[1]}"\n')


RECIPES: tuple[Callable[[Path], None], ...] = (version, answer, outcome, page, snippet, source, heading)
COMMANDS = {
    "the tree is kept": ["decision", "keep"],
    "the tree is sound": ["decision", "check"],
    "the snippet is rehearsed": ["rehearsal", "--update", "contar-jobs"],
    "the translations are noted": ["publish.translations", "--all"],
    "the site is built": ["publish", "--pages"],
    "the new addresses are listed": ["publish.site.addresses"],
    "the tests pass": ["pytest", "-q", "-n0", "-p", "no:cacheprovider", "tests/decision", "tests/docs"],
}


@pytest.mark.audit
@pytest.mark.timeout(1200)  # a whole round of a contributor's: a rehearsal, a build and the fast tests
def test_every_recipe_is_followed_to_a_green_end(tmp_path: Path) -> None:
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for file in FILES:
        shutil.copy(ROOT / file, tmp_path)
    for recipe in RECIPES:
        recipe(tmp_path)
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")}
    ended = {}
    for what, command in COMMANDS.items():
        done = subprocess.run(
            [sys.executable, "-m", *command], cwd=tmp_path, capture_output=True, text=True, env=environment
        )
        ended[what] = done.returncode
        if done.returncode:
            pytest.fail(f"{what}: {done.stdout[-6000:]}\n{done.stderr[-3000:]}", pytrace=False)
    assert ended == dict.fromkeys(COMMANDS, 0)
