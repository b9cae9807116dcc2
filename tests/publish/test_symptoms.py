"""The table of symptoms, in words that are their own keys: what is seen, when, and where it leads."""

from publish.languages import LANGUAGES
from publish.pages.symptoms import table
from symptoms.model import Symptom, Words
from symptoms.reading import load

FEVER = Symptom("febre", (), "secao", "", {"pt": Words("febre.name", "febre.when", ("febre.seen.1", "febre.seen.2"))})
COUGH = Symptom("tosse", (), None, "", {"pt": Words("tosse.name", advice="tosse.advice")})
LABELS = {"seen": "labels.seen", "when": "labels.when", "section": "labels.section"}


def test_each_thing_that_is_seen_is_a_row_and_what_shows_nothing_has_none() -> None:
    assert table((FEVER, COUGH), "pt", LABELS).splitlines() == [
        "| labels.seen | labels.when | labels.section |",
        "| --- | --- | --- |",
        "| febre.seen.1 | febre.when | [febre.name](#secao) |",
        "| febre.seen.2 | febre.when | [febre.name](#secao) |",
    ]


def test_the_table_is_in_the_language_that_it_is_asked_for() -> None:
    words = {folder: Words(f"{folder}.name", f"{folder}.when", (f"{folder}.seen",)) for folder in ("pt", "en", "es")}
    told = {folder: table([Symptom("gripe", (), "secao", "", words)], folder, LABELS) for folder in words}
    assert {folder: rows.splitlines()[-1] for folder, rows in told.items()} == {
        folder: f"| {folder}.seen | {folder}.when | [{folder}.name](#secao) |" for folder in words
    }


def test_the_languages_of_the_symptoms_are_those_of_the_site() -> None:
    assert set(load()[0].words) == {language.folder for language in LANGUAGES}
