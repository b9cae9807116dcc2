"""What pages show of the symptoms, in words that are their own keys: the table of errors, and the diagnosis."""

import json
import re
from typing import Any

import pytest
from lxml import html

from publish.languages import LANGUAGES
from publish.pages import diagnosis
from publish.pages.symptoms import tables
from symptoms import document
from symptoms.model import Symptom, Words
from symptoms.patterns import compiled
from symptoms.reading import load


def words(id_: str, *seen: str) -> dict[str, Words]:
    return {
        folder: Words(f"{in_}{id_}.name", f"{id_}.what `{folder}`", f"{id_}.advice", when=f"{id_}.when", seen=seen)
        for folder, in_ in (("pt", ""), ("en", "en:"))
    }


def symptom(id_: str, section: str, place: str, *seen: str, **more: Any) -> Symptom:
    patterns = (compiled(f"{id_} shows"), compiled(rf"{id_} shows at (?<time>\d{{1,3}}) hours"))
    return Symptom(id_, patterns, place, section, (f"{id_} shows",), words(id_, *seen), **more)


FEVER = symptom("febre", "erros/no-log.md#secao", "log", "`febre.seen.1`", "febre.seen.2 <b>", general=True)
COUGH = symptom("tosse", "opcoes/canvas.md#custos", "importacao", "`tosse.seen`")
PIN = ("tosse>=2", "tosse<2")
ACHE = symptom(
    *("dor", "erros/sem-erro.md#fim", "log", "`dor.seen`"),
    **{"fixed": PIN[0], "affects": PIN[1], "confusable": ("tosse", "febre")},
    sources=("https://github.com/aws/guia/issues/7", "https://docs.example/latest/dg/dor.html#fim"),
)
LABELS = {
    key: f"labels.{key}"
    for key in (
        *("seen", "when", "section", "what", "advice", "label", "stays", "submit"),
        *("affects", "fixed", "confusable", "sources", "produced"),
    )
}


def test_the_page_of_errors_has_a_row_for_each_thing_that_is_seen_of_what_its_pages_explain() -> None:
    found = tables((FEVER, COUGH, ACHE), "pt", LABELS)
    assert list(found) == ["symptoms-no-log.md", "symptoms-sem-erro.md"]
    assert found["symptoms-no-log.md"].splitlines() == [
        "| labels.seen | labels.when | labels.section |",
        "| --- | --- | --- |",
        "| `febre.seen.1` | febre.when | [febre.name](/erros/no-log.md#secao){#secao} |",
        "| febre.seen.2 <b> | febre.when | [febre.name](/erros/no-log.md#secao) |",
    ]


@pytest.mark.parametrize("place", ["sem-erro", "fatura"])
def test_what_shows_no_error_is_in_one_table_wherever_it_is_explained(place: str) -> None:
    quiet = symptom("calafrio", "rosetta.md#padroes", place, "calafrio.seen")
    rows = tables((quiet, COUGH, ACHE), "pt", LABELS)["symptoms-sem-erro.md"].splitlines()[2:]
    assert rows == [
        "| `dor.seen` | dor.when | [dor.name](/erros/sem-erro.md#fim){#fim} |",
        "| calafrio.seen | calafrio.when | [calafrio.name](/rosetta.md#padroes) |",
    ]


def page(language: str = "pt") -> html.HtmlElement:
    text = diagnosis.page((FEVER, COUGH, ACHE), language, LABELS, "https://guia.example/issues/new")
    return html.fromstring(f"<div>{text}</div>")


def test_the_diagnosis_has_a_row_for_each_symptom_in_the_order_in_which_a_reader_meets_them() -> None:
    rows = {row.get("data-row"): [cell.text_content() for cell in row] for row in page().xpath("//tr[@data-row]")}
    assert list(rows) == ["tosse", "febre", "dor"]
    assert rows["febre"][:2] == ["febre.seen.1febre.seen.2 <b>", "febre.name febre.what pt"]
    (advice,) = page().xpath("//tr[@data-row='febre']//*[@data-advice]")
    assert advice.text_content() == "febre.advice"


def known(id_: str) -> list[str]:
    return [line.text_content() for line in page().xpath(f"//tr[@data-row='{id_}']//*[@data-more]/li")]


def test_a_row_says_of_which_versions_what_it_is_not_and_where_it_was_seen() -> None:
    assert known("dor") == [
        f"labels.affects {PIN[1]}",
        f"labels.fixed {PIN[0]}",
        "labels.confusable tosse.name, febre.name",
        "labels.sources aws/guia#7, docs.example: dor.html",
    ]
    assert known("febre") == ["labels.produced"]


def test_what_it_is_not_and_where_it_was_seen_can_be_followed() -> None:
    assert page().xpath("//tr[@data-row='dor']//*[@data-more]//a/@href") == [
        "../opcoes/canvas/#custos",
        "../erros/no-log/#secao",
        *ACHE.sources,
    ]


def test_a_row_leads_to_the_section_that_explains_it() -> None:
    links = {row.get("data-row"): row.xpath(".//a/@href")[0] for row in page().xpath("//tr[@data-row]")}
    assert links == {
        "tosse": "../opcoes/canvas/#custos",
        "febre": "../erros/no-log/#secao",
        "dor": "../erros/sem-erro/#fim",
    }


def test_the_diagnosis_is_in_the_language_that_it_is_asked_for() -> None:
    assert [code.text for code in page("en").xpath("//*[@data-what]/code")] == ["en", "en", "en"]


def test_what_stands_between_backquotes_is_code_and_the_rest_is_text() -> None:
    assert diagnosis.inline("a <b> `c <d>` e") == "a &lt;b&gt; <code>c &lt;d&gt;</code> e"


def test_the_field_has_no_name_so_that_nothing_of_it_can_be_sent() -> None:
    (field,) = page().xpath("//form[@data-diagnose]//textarea")
    assert not {"name", "value"} & set(field.keys())
    assert field.get("autocomplete") == "off"


def test_the_script_has_the_patterns_that_say_most_first() -> None:
    data = diagnosis.data((FEVER,), "pt")
    told = json.loads(re.fullmatch(r"window\.symptomData = (.*);\n", data)[1])
    assert told["symptoms"] == [["febre", 1, [["febreshowsat", r"(?<time>\d{1,3})hours", 17], "febreshows"]]]


@pytest.mark.parametrize(
    ("written", "rest"),
    [
        pytest.param(r"denied\) when .{1,9} ends", ".{1,9}ends", id="an-escape-in-the-fixed-text"),
        pytest.param(r"\$PATH lacks (?:a|b)", "(?:a|b)", id="an-escape-at-its-start"),
    ],
)
def test_the_script_has_an_expression_without_the_fixed_text_that_it_begins_with(written: str, rest: str) -> None:
    one = Symptom("frio", (compiled(written),), "log", "erros.md", (), {})
    assert [each[1:2] for each in document.short_patterns(one)] == [[rest]]


def test_it_has_fixed_text_alone_where_that_is_all_and_its_length_is_what_it_says() -> None:
    one = Symptom("frio", (compiled("ends here"),), "log", "erros.md", (), {})
    assert document.short_patterns(one) == ["endshere"]
    assert one.patterns[0].weight == len("endshere")


def test_the_published_symptoms_have_every_language_under_its_tag() -> None:
    told = document.to_document((FEVER,), {"pt": "pt-BR", "en": "en"})
    assert told["languages"] == ["pt-BR", "en"]
    entry = told["symptoms"]["febre"]
    assert (entry["section"], entry["name"]) == ("erros/no-log/#secao", {"pt-BR": "febre.name", "en": "en:febre.name"})
    assert entry["what"]["pt-BR"] == "febre.what `pt`"


def test_the_languages_of_the_symptoms_are_those_of_the_site() -> None:
    assert set(load()[0].words) == {language.folder for language in LANGUAGES}
