"""What a reader is sent to treats the matter: the detail of a worry's reply, and the section of a symptom."""

import re
from collections import Counter
from collections.abc import Mapping

import pytest

from publish.languages import LANGUAGES, Language
from symptoms.model import Symptom
from symptoms.reading import load
from tests.docs import sections
from tests.docs.conftest import BuiltPage
from tests.tree import TREE

Pages = Mapping[str, BuiltPage]

# Of each worry, how a word begins that a section about it has, in each language; with one the section is about it.
ABOUT = {
    "custo": {
        "pt-BR": r"cobra|paga|custa|fatura",
        "en": r"charge|pay|paid|cost|bill",
        "es": r"cobra|paga|cuesta|factura",
    },
    "interrupcao": {
        "pt-BR": r"interromp|interrup|retom|recome|pontos? de verificação|kernel morre|recuperação|por que falhou",
        "en": r"interrupt|resum|starts? over|starts? again|checkpoint|kernel dies|recovery|why it failed",
        "es": r"interrump|interrup|retom|empeza|empieza|puntos? de control|kernel muere|recuperación|por qué falló",
    },
    "rede-fechada": {
        "pt-BR": r"VPC|rede\b|internet|podem ir para lá",
        "en": r"VPC|network|internet|allowed to go there",
        "es": r"VPC|red\b|internet|pueden ir allí",
    },
    "testar-antes": {
        "pt-BR": r"ensai|amostra|teste|pequeno|dois exemplos|Docker|conferir",
        "en": r"rehears|sample|test|small|two examples|Docker|check",
        "es": r"ensay|muestra|prueba|pequeño|dos ejemplos|Docker|revisar",
    },
    "sem-gpu": dict.fromkeys(("pt-BR", "en", "es"), r"[GC]PU"),
    "dados-que-crescem": {
        "pt-BR": r"amostra|ShardedByS3Key|várias|FastFile|DataFrame|sistema de arquivos|tokens|por segundo|índice|"
        r"máquina ou dados|demorar mais|arquivo só|quem os copia",
        "en": r"sample|ShardedByS3Key|several|FastFile|DataFrame|file system|tokens|by the second|index|"
        r"bigger machine|longer|single file|who copies",
        "es": r"muestra|ShardedByS3Key|varias|FastFile|DataFrame|sistema de archivos|tokens|por segundo|índice|"
        r"máquina más grande|dura más|solo archivo|quién los copia",
    },
    "auditoria": {
        "pt-BR": r"registr|anot|versão|describe_auto_ml_job|notebook Jupyter",
        "en": r"record|track|note|version|describe_auto_ml_job|Jupyter notebook",
        "es": r"registr|anot|versión|describe_auto_ml_job|cuaderno de Jupyter",
    },
}
UNLINKED = {  # where no section says more than the reply: there is no training, no machine to choose, no fact confirmed
    ("interrupcao", "sem-treino"),
    ("rede-fechada", "dominio"),
    ("sem-gpu", "da-aws"),
}


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
def test_the_detail_of_a_worry_is_in_a_section_that_speaks_of_it(language: Language, pages: Pages) -> None:
    lost, looked, unlinked = [], 0, 0
    for worry in TREE.worries.values():
        about = re.compile(rf"\b(?:{ABOUT[worry.id][language.tag]})", re.IGNORECASE)
        for outcome in TREE.outcomes.values():
            if address := worry.reply(outcome.id).address(outcome):
                looked += 1
                if not about.search(sections.text(pages, language, address)):
                    lost.append(f"{worry.id}: {outcome.id} -> {address}")
            else:
                unlinked += 1
    assert lost == [], f"of {looked} replies, these lead to a section that has none of the words of their worry"
    assert {(w.id, r.id) for w in TREE.worries.values() for r in w.replies if not r.page} == UNLINKED
    assert looked + unlinked == len(TREE.worries) * len(TREE.outcomes)
    assert looked >= 131


# -- symptoms

# A word tells a section from others when it stands in few of them. These stand in few, and yet tell nothing.
RARE = 0.15  # of the sections
PLAIN = """
the not for has was out and with this under below from are can does must you your error valuee data file dir run opt
input output instal traine train model name type string config value list line code args main text start end valid
valida uma com sem que mais menos outra outras falta fora onde aqui este dentro pelo nem respon existe aceita recusa
forma nome lugar criar espera sobre tempo passa ajuda duas dois primei mesmo ainda funcio defini defaul pode poder
pede grava
"""
LONGEST = 6  # letters of a word that are compared, so that "verificado" is "verificação"

# What treats a symptom without a word of it, and how: sections, for whatever leads there; and those of one symptom.
BY_SECTION = {
    "como/quando-falha.md#casa": "a fault of the reader's program or data: how it is found before paying again",
    "como/bibliotecas.md#conferir": "versions: what was saved with one may not open with another",
}
BY_SYMPTOM = {
    "toolkit-quebrado": "the remedy is a newer image, and there are their dates",
    "programa-que-nao-esta-la": "in which folder the code is",
    "script-nao-dito": "how the SDK starts the script that the request names",
    "script-nao-suportado": "how the SDK starts a script",
    "busca-sem-sucesso": "how the cause of a failed job is found, for each job of a search",
    "lambda-pequena-demais": "boto3, for where the SDK is too heavy to install",
    "remoto-nao-serializa": "how the function is packed",
    "hub-inacessivel": "a model comes by a channel, not from the internet",
    "modelo-fechado-na-hugging-face": "where a token is kept",
    "modelo-inexistente-na-hugging-face": "a model comes by a channel, not from the internet",
    "acesso-negado-sagemaker": "how to ask for the permission",
    "negado-pela-organizacao": "policies from above",
    "nome-repetido": "a job's name is not used twice",
    "acesso-negado-outro": "which of the two identities was refused",
    "balde-de-outra-regiao": "data are in the job's Region",
    "regiao-sem-imagem": "in which Regions there is no image",
    "jumpstart-sem-treino": "which models can be trained",
    "objetivo-desconhecido": "the objectives and the other hyperparameters",
}


def words(text: str) -> set[str]:
    """Return the words of a text, or how they begin, without those that are in every text."""
    found = {word.lower()[:LONGEST] for word in re.findall(r"[^\W_]{2,}", text) if len(word) > 2 or word.isdigit()}
    names = set(re.findall(r"\w+_\w+", text.lower()))  # such as SM_MODEL_DIR
    return {word.removesuffix("s") for word in found - set(PLAIN.split())} | names


def own(symptom: Symptom) -> set[str]:
    """Return the words of a symptom: of its name and what is seen; of the rest, code and names in capitals."""
    said = symptom.words["pt"]
    told = f"{said.what} {said.advice}"
    named = [*re.findall(r"`([^`]+)`", told), *re.findall(r"\b[A-Z]\w*[A-Z]\w*", told)]
    return words(" ".join([said.name, *said.seen, *named]))


def test_a_symptom_leads_to_a_section_that_has_a_word_of_it(pages: Pages) -> None:
    language = LANGUAGES[0]
    having = {
        f"{page.address}#{id_}": words(sections.text(pages, language, f"{page.address}#{id_}"))
        for page in pages.values()
        if page.language == language
        for id_ in page.root.xpath("//article//*[self::h2 or self::h3]/@id")
    }
    count = Counter(word for found in having.values() for word in found)
    often = {word for word, number in count.items() if number > RARE * len(having)}

    def speaks(symptom: Symptom) -> bool:
        address = symptom.section.replace(".md", "/", 1)
        found = having.get(address) or words(sections.text(pages, language, address))
        return bool((own(symptom) & found) - often)

    silent = {symptom.id: symptom.section for symptom in load() if not speaks(symptom)}
    lost = {id_: where for id_, where in silent.items() if id_ not in BY_SYMPTOM and where not in BY_SECTION}
    assert lost == {}, f"of {len(load())} symptoms, these lead to a section that has no word of theirs"
    assert BY_SYMPTOM.keys() - silent.keys() == set(), "these need no exception any more"
    assert BY_SECTION.keys() - set(silent.values()) == set()
    assert len(load()) >= 287
    assert len(having) >= 600
