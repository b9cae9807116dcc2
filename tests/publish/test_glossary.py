"""What the glossary refuses in a text, what it leaves alone, and what it tells the search."""

from pathlib import Path

import pytest

from publish import glossary
from publish.glossary import GlossaryError, Name, Term
from publish.languages import language

PT, EN, ES = language("pt-BR"), language("en"), language("es")
TERMS = {
    "job": Term("job", names={"es": Name("trabajo", refused=("job", "borr*"), allowed=("trabajo (job)",))}),
    "region": Term("region", names={"pt": Name("Região", refused=("região",)), "en": Name("Region")}),
    "role": Term("role", names={"es": Name("rol", aws="función", search=("papel", "rol")), "en": Name("role")}),
}


def refused(text: str, language=ES, file: str = "docs/es/x.md") -> list[str]:
    return [f"{fault.line} {fault.found}" for fault in glossary.faults(text, TERMS, language, file)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Un job.", ["1 job"]),
        ("Nada.\n\nEl Job corre.", ["3 Job"]),
        ("Lo borrado y lo que\nborraste", ["1 borrado", "2 borraste"]),
        ("El trabajo (job) común, y un job.", ["1 job"]),
        ("jobs, mi-job, job-es", []),
        ("`job` y [trabajo](job.md#job) {#job}", []),
        ("```python\njob = 1\n```\nfin", []),
        ('El mensaje dice "job failed".', []),
        ("{{ job-days }} días[^job]", []),
        ('--8<-- "job.md"\n\njob', ["3 job"]),
    ],
)
def test_a_refused_form_is_found_in_prose_alone_with_its_line(text: str, found: list[str]) -> None:
    assert refused(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('job = "Un trabajo"', []),
        ('"o job" = "el job"', ["1 job"]),
        ("# job\n[job]\nname = 'job'", ["3 job"]),
        ('name = """\nuno\nun job"""', ["3 job"]),
    ],
)
def test_of_a_table_only_the_words_count_and_neither_keys_nor_comments(text: str, found: list[str]) -> None:
    assert refused(text, file="words/es.toml") == found


def test_a_form_that_differs_in_its_capitals_alone_is_found_as_it_is_written() -> None:
    assert refused("A Região, e a região.", PT) == ["1 região"]


@pytest.mark.parametrize(
    ("spoken", "text", "found"),
    [
        (PT, "em 22/11/2026, 2026-11-22 ou 22 de novembro de 2026, por US$ 2.000", ["22/11/2026", "2026-11-22"]),
        (PT, "22 novembro; US$2.000", ["22 novembro", "US$"]),
        (EN, "22 November 2026, November 22, 2026, US$2,000, US$ 2", ["22 November", "US$ 2"]),
        (ES, "US$ 2000, 5.000 filas, 50.000 filas, 2.257.7, el 22 de noviembre", ["5.000"]),
    ],
)
def test_days_and_amounts_are_written_one_way(spoken, text: str, found: list[str]) -> None:
    assert [fault.found for fault in glossary.faults(text, {}, spoken, "docs/x.md")] == found


def test_the_search_takes_the_name_aws_s_the_english_one_and_what_is_typed() -> None:
    assert glossary.groups(TERMS, "es") == [["rol", "función", "role", "papel"]]


def test_a_fault_says_where_what_and_what_to_write() -> None:
    assert str(next(glossary.faults("x\njob", TERMS, ES, "docs/es/x.md"))) == (
        "docs/es/x.md:2: 'job'; write 'trabajo' (docs/glossary.toml)"
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[x]\npt.name = "a"\nfr.name = "b"', r"x: \['fr'\] are no fields"),
        ('[x]\nentry = "x"\npt.name = "a"', r"x: has no name in \['en'\]"),
        ('[x]\npt.refused = ["a"]', r"x.pt: write its name"),
        ('[x]\npt.name = "a"\npt.gender = "n"', r"x.pt: 'n' is no gender"),
        ('[x]\npt.name = "a"\npt.refused = ["a"]', r"x.pt: \['a'\] are refused and are its own name"),
    ],
)
def test_a_glossary_that_cannot_be_used_is_refused(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "glossary.toml").write_text(text, encoding="utf-8")
    with pytest.raises(GlossaryError, match=fault):
        glossary.load(tmp_path / "glossary.toml")
