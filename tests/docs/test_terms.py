"""Every text that readers see keeps to the glossary, in the three languages: ``docs/glossary.toml``."""

import re

import pytest

from publish import glossary
from publish.languages import LANGUAGES, ROOT, Language
from publish.pages import sources, terms
from publish.translations import texts

by_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
TERMS = glossary.load()


@by_language
def test_no_text_says_what_the_glossary_refuses(language: Language) -> None:
    found = [
        fault
        for file, text in glossary.written(language).items()
        for fault in glossary.faults(text, TERMS, language, file)
    ]
    assert not found, "".join(f"\n{fault}" for fault in found)


# By hand, so that a check that finds nothing to read says so: a little less than there was on 28 November 2026.
@by_language
def test_so_many_texts_are_read(language: Language) -> None:
    files = glossary.written(language)
    assert len([file for file in files if file.startswith("docs/")]) >= 38
    assert len([file for file in files if file.startswith("symptoms/")]) >= 10
    prose = sum(len(glossary.prose(text, table=file.endswith(".toml")).split()) for file, text in files.items())
    assert prose >= 35_000


@by_language
def test_so_many_forms_are_refused(language: Language) -> None:
    assert (
        sum(len(term.names[language.folder].refused) for term in TERMS.values() if language.folder in term.names) >= 40
    )


ENTRIES = {term.entry for term in TERMS.values() if term.entry}
HEADING = re.compile(r"^### .*\{#([a-z0-9-]+)\}$", re.MULTILINE)
NAMES = re.compile(r'^--8<-- "(term-[a-z0-9-]+\.md)"$', re.MULTILINE)

# By hand: the entries that claim nothing of AWS which could change. Every other entry says where it was read.
WITHOUT_A_SOURCE = {
    "arn", "boto3", "bucket", "busca-de-hiperparametros", "classificacao-e-regressao", "cloudwatch", "console",
    "conteiner-proprio", "dominio", "epoca", "framework", "gpu", "iam", "inferencia", "kms", "libsvm",
    "lora", "metrica", "modelo-de-base", "modelo-de-linguagem", "modo-script", "notebook", "pesos", "pre-treino",
    "regiao", "sem-servidor", "sft-e-dpo", "token", "vpc",
}  # fmt: skip


def concepts(language: Language) -> str:
    return (language.docs / "conceitos.md").read_text(encoding="utf-8")


@by_language
def test_the_sections_of_the_page_of_concepts_are_the_entries_of_the_glossary(language: Language) -> None:
    headings = HEADING.findall(concepts(language))
    assert (sorted(headings), len(headings) >= 90) == (sorted(ENTRIES), True)


@by_language
def test_each_entry_has_a_name_in_every_language(language: Language) -> None:
    assert {term.id for term in TERMS.values() if term.entry and language.folder not in term.names} == set()


@by_language
def test_each_entry_shows_what_it_is_called_elsewhere_where_that_differs(language: Language) -> None:
    differing = terms.fragments(TERMS.values(), language, dict.fromkeys(("aws", "pt", "en", "es"), "{name}"))
    shown = {
        (part, name)
        for part, text in texts.sections(concepts(language), "conceitos.md").items()
        for name in NAMES.findall(text)
    }
    assert shown == {(name.removeprefix("term-").removesuffix(".md"), name) for name in differing}


@by_language
def test_each_entry_that_speaks_of_what_can_change_says_where_it_was_read(language: Language) -> None:
    sections = texts.sections(concepts(language), "conceitos.md")
    assert {entry for entry in ENTRIES if "[^" not in sections[entry]} == WITHOUT_A_SOURCE


def test_each_name_of_aws_has_its_source() -> None:
    named_by_aws = {term.id for term in TERMS.values() if any(name.aws for name in term.names.values())}
    assert {id_ for id_ in named_by_aws if not TERMS[id_].source} == set()
    assert len(named_by_aws) >= 12


def test_each_source_of_a_name_is_a_source_of_the_guide() -> None:
    named = {term.source for term in TERMS.values() if term.source}
    assert named - sources.catalogue(ROOT / "docs", "").keys() == set()
    assert len(named) >= 40
