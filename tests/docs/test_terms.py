"""Every text that readers see keeps to the glossary, in the three languages: ``docs/glossary.toml``."""

import pytest

from publish import glossary
from publish.languages import LANGUAGES, ROOT, Language
from publish.pages import sources
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


@by_language
def test_each_entry_is_a_section_of_the_page_of_concepts(language: Language) -> None:
    page = (language.docs / "conceitos.md").read_text(encoding="utf-8")
    entries = {term.entry for term in TERMS.values() if term.entry}
    assert entries - texts.sections(page, "conceitos.md").keys() == set()
    assert len(entries) >= 25


def test_each_name_of_aws_rests_on_a_source_of_the_guide() -> None:
    named = {term.source for term in TERMS.values() if term.source}
    assert named - sources.catalogue(ROOT / "docs", "").keys() == set()
    assert len(named) >= 15
