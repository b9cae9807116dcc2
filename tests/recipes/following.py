"""Does what the lines of each recipe say, in a copy of the repository, with words made up for it."""

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from decision.fields import declared
from decision.languages import LANGUAGES
from decision.model import Outcome
from decision.reading import load

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
pages = sagemaker.get_paginator("list_training_jobs")
for page in pages.paginate(StatusEquals=STATUS):
    for job in page["TrainingJobSummaries"]:
        found += 1
        print(job["TrainingJobName"], job["CreationTime"])

print(f"{found} jobs em {REGION}")
'''
SNIPPET_WORDS = {
    "docstrings": {
        "Conta os jobs de treinamento da Região.": {
            "en": "Counts the training jobs of the Region.",
            "es": "Cuenta los trabajos de entrenamiento de la Región.",
        }
    },
    "comments": {
        "ou Failed, Stopped, InProgress": {
            "en": "or Failed, Stopped, InProgress",
            "es": "o bien Failed, Stopped, InProgress",
        }
    },
    "printed": {
        "{found} jobs em {REGION}": {"en": "{found} jobs in {REGION}", "es": "{found} trabajos en {REGION}"},
    },
}
DONT_KNOW = {"pt": "Não sei", "en": "I don't know", "es": "No lo sé"}
TOLD = {  # what the replies to worries promise to be told
    "pt": "Cobra, retoma, registra; amostra, rede, GPU.",
    "en": "Cost, resume, record; sample, network, GPU.",
    "es": "Cobra, retoma, registra; muestra, red, GPU.",
}
CASE_WORDS = ("who", "said", "data", "constraint", "why")
OUTCOME_WORDS = tuple(field.name for field in declared(Outcome) if field.in_words)
ON_SCREEN = "OvenError: oven 7 does not heat"
SYMPTOM = f"""
[forno-frio]
patterns = ['''OvenError: oven \\d{{1,9}} does not heat''']
shows = ["OvenError: oven … does not heat"]
samples = ["{ON_SCREEN}"]
place = "log"
section = "erros/no-log.md#erro-do-script"
sources = ["https://github.com/aws/sagemaker-python-sdk/issues/1"]
verified = 2026-11-28
"""


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, f"{path.name} has no {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def add(path: Path, text: str) -> None:
    path.write_text(f"{path.read_text(encoding='utf-8').rstrip()}\n{text}", encoding="utf-8")


def version(repo: Path) -> None:
    """Raise the version, as for something new, and say in every language what changed."""
    now = load().version
    major, minor, _ = now.split(".")
    new = f"{major}.{int(minor) + 1}.0"
    edit(repo / "decision/tree.toml", f'version = "{now}"', f'version = "{new}"')
    add(repo / "docs/versions.toml", f'"{new}" = 2026-11-29\n')
    for text in TEXTS:
        path = repo / f"decision/text/{text}.toml"
        path.write_text(re.sub(r'(?m)^changelog = ".*"$', f'changelog = "mudou ({text})"', path.read_text("utf-8")))


def question(repo: Path) -> None:
    """A question between an answer that there is and the outcome to which that led."""
    version(repo)
    tree, leads = repo / "decision/tree.toml", '{ id = "celula-por-celula", '
    edit(tree, f'{leads}outcome = "notebook" }}', f'{leads}question = "qual-notebook" }}')
    edit(
        tree,
        "[questions.quanto-codigo]\n",
        '[questions.qual-notebook]\nanswers = [\n  { id = "da-aws", outcome = "notebook" },\n'
        '  { id = "meu", outcome = "modo-local" },\n  { id = "nao-sei", outcome = "notebook" },\n]\n\n'
        "[questions.quanto-codigo]\n",
    )
    for text in TEXTS:
        edit(
            repo / f"decision/text/{text}.toml",
            "[questions.quanto-codigo]\n",
            f'[questions.qual-notebook]\ntext = "Qual ({text})?"\nhelp = "O que se abre ({text})."\n'
            f'[questions.qual-notebook.answers]\nda-aws = "Da AWS ({text})"\nmeu = "Meu ({text})"\n'
            f'nao-sei = "{DONT_KNOW[text]}"\n\n'
            "[questions.quanto-codigo]\n",
        )
    advice = repo / "tests/decision/advice.py"
    text = advice.read_text(encoding="utf-8")
    asks = '        "celula-por-celula": ask("qual-notebook", "there are two"),\n'
    text = re.sub(r'(?ms)^        "celula-por-celula": recommend\(.*?^        \),\n', asks, text, count=1)
    leads_to = {"da-aws": "notebook", "meu": "modo-local", "nao-sei": "notebook"}
    said = "".join(f'        "{id_}": recommend("{to}", "{id_} has cells"),\n' for id_, to in leads_to.items())
    advice.write_text(text, encoding="utf-8")
    edit(advice, '    "quanto-codigo": {\n', f'    "qual-notebook": {{\n{said}    }},\n    "quanto-codigo": {{\n')
    cases = 'answers = { objetivo = "celula-por-celula"'
    edit(repo / "decision/cases.toml", cases, f'{cases}, qual-notebook = "da-aws"')
    given = '"objetivo=celula-por-celula'
    edit(repo / "tests/decision/situations.py", f'{given}"', f'{given}&qual-notebook=da-aws"')


def answer(repo: Path) -> None:
    """An answer that leads to an outcome there is."""
    version(repo)
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
    version(repo)
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
            '--8<-- "outcome-extra.md"\n\n'
            f"## Passo a passo {{#passo-a-passo}}\n\n{TOLD[text]}\n\n"
            f"## Como funciona {{#como-funciona}}\n\n{TOLD[text]}\n\n"
            f"## Limites {{#limites}}\n\n{TOLD[text]}\n\n"
            "## Armadilhas {#armadilhas}\n\n- Uma.\n- Outra.\n- Mais uma.\n\n"
            f'## Código {{#codigo}}\n\n--8<-- "code-extra.md"\n\n- {TOLD[text]}\n\n'
            f"## Custos {{#custos}}\n\n{TOLD[text]}\n"
        )
    edit(
        repo / "mkdocs.yml",
        "          - opcoes/canvas.md\n",
        "          - opcoes/canvas.md\n          - opcoes/extra.md\n",
    )


def symptom(repo: Path) -> None:
    """A symptom of the job's log, and its text in a file to be recognised."""
    add(repo / "symptoms/data/job.toml", SYMPTOM)
    for text in TEXTS:
        words = (
            f'name = "Forno frio ({text})"\nwhat = "O forno não esquenta."\nadvice = "Acenda-o; leia o `Traceback`."'
        )
        add(repo / f"symptoms/text/job/{text}.toml", f"\n[forno-frio]\n{words}\n")
    (repo / "build").mkdir()
    (repo / "build/forno.txt").write_text(f"epoca=1\n{ON_SCREEN}\n", encoding="utf-8")


def page(repo: Path) -> None:
    """A page in every language, in the menu."""
    for text in TEXTS:
        (repo / f"docs/{text}/nova.md").write_text(PAGE.format(language=text), encoding="utf-8")
    edit(repo / "mkdocs.yml", "      - fontes.md\n", "      - fontes.md\n      - nova.md\n")


def snippet(repo: Path) -> None:
    """A snippet of no option, on a page that there is, and its words in the other languages."""
    (repo / "snippets/contar-jobs.py").write_text(SNIPPET, encoding="utf-8")
    for text in TEXTS[1:]:
        for kind, said in SNIPPET_WORDS.items():
            lines = "".join(f'"{words}" = "{translated[text]}"\n' for words, translated in said.items())
            edit(repo / f"snippets/voices/{text}.toml", f"[{kind}]\n", f"[{kind}]\n{lines}")
    for text in TEXTS:
        add(repo / f"docs/{text}/limpar.md", '\n--8<-- "snippet-contar-jobs.md"\n')


def source(repo: Path) -> None:
    """A source, cited in every language."""
    add(
        repo / "docs/sources.toml",
        '\n[docker-basics]\ntitle = "Docker container basics"\nverified = 2026-11-28\n'
        'url = "https://docs.aws.amazon.com/sagemaker/latest/dg/docker-basics.html"\n',
    )
    for text in TEXTS:
        add(repo / f"docs/{text}/limpar.md", "\nUm contêiner.[^docker-basics]\n")


def heading(repo: Path) -> None:
    """A heading that gets another id; the old address goes on."""
    for text in TEXTS:
        edit(repo / f"docs/{text}/por-onde-estudar.md", "{#caso-2}", "{#outro-caso}")
    add(repo / "docs/moved.toml", '"por-onde-estudar/#caso-2" = "por-onde-estudar/#outro-caso"\n')


def language(repo: Path) -> None:
    """French, whose words are the Spanish ones but for its own name."""
    edit(repo / "decision/languages.py", '"es")', '"es", "fr")')
    for texts in (repo / "docs", repo / "snippets/tutorial/seen"):
        shutil.copytree(texts / "es", texts / "fr")
    for words in repo.glob("[a-z]*/**/es.toml"):
        shutil.copy(words, words.with_name("fr.toml"))
    edit(repo / "docs/words/fr.toml", 'language = "Español"', 'language = "Français"')
    for words in repo.glob("docs/words/*.toml"):
        edit(words, "\n[terms]\n", '\n[terms]\nfr = "fr: *{name}*"\n')
    for rows in repo.glob("snippets/rosetta/*.toml"):
        text = rows.read_text(encoding="utf-8")
        rows.write_text(re.sub(r"^es( = .*)$", r"es\1\nfr\1", text, flags=re.MULTILINE), encoding="utf-8")
    glossary = repo / "docs/glossary.toml"
    text = glossary.read_text(encoding="utf-8")
    entry = re.compile(r"^es(\.\w+ = (?:\[\n.*?^\]|.*?)$)", re.MULTILINE | re.DOTALL)  # a list may take several lines
    glossary.write_text(entry.sub(r"es\1\nfr\1", text), encoding="utf-8")


Follower = Callable[[Path], None]
README: Mapping[str, tuple[Follower, Mapping[str, str]]] = {
    "Uma pergunta": (question, {"id": "qual-notebook"}),
    "Uma opção (*outcome*)": (outcome, {"id": "extra"}),
    "Um sintoma": (symptom, {"id": "forno-frio", "área": "job", "arquivo": "forno.txt"}),
    "Um trecho de código": (snippet, {"nome": "contar-jobs", "página": "limpar"}),
    "Uma página": (page, {"página": "nova"}),
    "Uma língua": (language, {"língua": "fr"}),
}
CONTRIBUTING: Mapping[str, tuple[Follower, Mapping[str, str]]] = {
    "An answer": (answer, {"id": "so-sql"}),
    "A source": (source, {"id": "docker-basics", "page": "limpar"}),
    "A heading that gets another id": (heading, {"page": "por-onde-estudar"}),
}
