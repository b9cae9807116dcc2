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


def test_the_languages_of_the_symptoms_are_those_of_the_site() -> None:
    assert set(load()[0].words) == {language.folder for language in LANGUAGES}
