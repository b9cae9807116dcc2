"""What two languages must share in a section, shown on pairs of a few words."""

import pytest

from publish.languages import LANGUAGES, Language
from publish.translations import parity
from publish.translations.parity import Apart, Difference
from publish.translations.texts import Place

PT, EN, ES = LANGUAGES
PLACE, LABEL = Place("docs/{}/conceitos.md", "s3"), Place("docs/words/{}.toml", "site.page")
NOTHING = Apart({}, {})

TABLE = "| A | B |\n| --- | --- |\n| 1 | x |\n"
PYTHON = '```python\n# até 28 dias\ncliente = f("<conta>", 2)\n```\n'
COMMAND = "```bash\npip install sagemaker # depois\n```\n"
JSON = '```json\n{"a": 1, "b": [2]}\n```\n'


def differences(
    portuguese: str, here: str, language: Language = EN, apart: Apart = NOTHING, place: Place = PLACE
) -> list[Difference]:
    source, translated = parity.read({place: portuguese}, PT), parity.read({place: here}, language)
    return list(parity.differences(source, translated, language, apart))


@pytest.mark.parametrize(
    ("fact", "portuguese", "english"),
    [
        pytest.param("numbers", "Até 5 de julho de 2029.", "Until July 5, 2027.", id="the year of a date"),
        pytest.param("numbers", "Até 6 de julho de 2027.", "Until 5 July 2027.", id="the day of a date"),
        pytest.param("numbers", "Em agosto de 2026.", "In July 2026.", id="a month"),
        pytest.param("numbers", "Lido em 22/11/2026.", "Read on 2026-11-23.", id="a date in digits"),
        pytest.param("numbers", "Até 90 dias.", "Up to 28 days.", id="a number"),
        pytest.param("numbers", "Até 28 horas.", "Up to 28 days.", id="what is counted"),
        pytest.param("numbers", "Custa por segundo.", "It is billed by the hour.", id="what is billed"),
        pytest.param("numbers", "Os catorze erros.", "The fifteen errors.", id="a number in words"),
        pytest.param("numbers", "De 1 a 2, e 2.", "From 1 to 2.", id="a number said once more"),
        pytest.param("numbers", "# Até 28", "# Up to 82", id="a number in a title"),
        pytest.param("numbers", PYTHON, PYTHON.replace("28 dias", "90 days"), id="a number in a comment"),
        pytest.param("citations", "Custa.[^a][^b]", "It costs.[^a]", id="a citation"),
        pytest.param("citations", "Custa.[^a]", "It costs.[^b]", id="another citation"),
        pytest.param("links", "[S3](conceitos.md#s3)", "[S3](conceitos.md#s4)", id="the section of a link"),
        pytest.param("links", "[S3](a.md) e [S4](b.md)", "[S3](a.md) and S4", id="a link left out"),
        pytest.param("links", "[x](https://a.example/)", "[x](https://b.example/)", id="an address"),
        pytest.param("sentences", "Custa. E não para.", "It costs.", id="a sentence left out"),
        pytest.param("length", "Custa, " * 20, "It costs, " * 8, id="half of a sentence left out"),
        pytest.param("blocks", "Um.\n\nOutro.", "One.", id="a paragraph left out"),
        pytest.param("blocks", "- um\n- outro", "- one", id="an item of a list left out"),
        pytest.param("blocks", "- um\n- outro", "1. one\n2. other", id="a list of another kind"),
        pytest.param("blocks", f"{TABLE}| 2 | y |\n", TABLE, id="a row left out"),
        pytest.param("blocks", TABLE, "| A |\n| --- |\n| 1 |\n", id="a column left out"),
        pytest.param("blocks", f"Um:\n\n{JSON}", "One.", id="a block of code left out"),
        pytest.param("blocks", "Um.\n\n- dois", "- two\n\nOne.", id="blocks in another order"),
        pytest.param(
            "numbers", f"{TABLE}| 2 | y |\n", f"{TABLE}| 1 | y |\n".replace("1 | x", "2 | x"), id="rows exchanged"
        ),
        pytest.param("code", PYTHON, PYTHON.replace("2)", "3)"), id="what Python code does"),
        pytest.param("code", JSON, JSON.replace("[2]", "[3]"), id="a value in JSON"),
        pytest.param("code", COMMAND, COMMAND.replace("sagemaker", "boto3"), id="a command"),
        pytest.param("code", "Use `File`.", "Use `FastFile`.", id="a name in code"),
        pytest.param("code", "`ajuste`", "`tuning`", id="a name in code that nobody declared"),
        pytest.param("code", "`run <imagem>`", "`run`", id="a placeholder in code"),
        pytest.param("placeholders", "Entre &lt;a&gt; e &lt;b&gt;.", "Between &lt;a&gt;.", id="a placeholder"),
    ],
)
def test_a_claim_that_only_one_language_makes_is_named(fact: str, portuguese: str, english: str) -> None:
    assert fact in [each.unlike.fact for each in differences(portuguese, english)]


@pytest.mark.parametrize(
    ("language", "portuguese", "here"),
    [
        pytest.param(EN, "Até 5 de julho de 2027.", "Until July 5, 2027.", id="en: a date in words"),
        pytest.param(EN, "Até 5 de julho de 2027.", "Until 5 July 2027.", id="en: the day first"),
        pytest.param(ES, "Até 5 de julho de 2027.", "Hasta el 5 de julio de 2027.", id="es: a date in words"),
        pytest.param(EN, "Desde 1º de maio.", "Since May 1.", id="en: a day of no year"),
        pytest.param(EN, "Em agosto de 2026.", "In August 2026.", id="en: a month"),
        pytest.param(ES, "Em agosto de 2026.", "En agosto del 2026.", id="es: a month"),
        pytest.param(EN, "Lido em 05/07/2027.", "Read on 2027-07-05.", id="en: a date in digits"),
        pytest.param(EN, "São 3.600 segundos e 1.234,5 GB.", "It is 3,600 seconds and 1,234.5 GB.", id="en: marks"),
        pytest.param(ES, "São 0,25 e 150.000.", "Son 0,25 y 150.000.", id="es: marks"),
        pytest.param(EN, "A 3.27.0, a 2.8 e a 3.0-5.", "3.27.0, 2.8 and 3.0-5.", id="en: versions"),
        pytest.param(EN, "Dura 28 dias.", "A 28-day job.", id="en: what is counted"),
        pytest.param(EN, "Custa por hora de sessão.", "It is billed per session hour.", id="en: what is billed"),
        pytest.param(ES, "Custa por mês.", "Se cobra por mes.", id="es: what is billed"),
        pytest.param(ES, "Dura um ano; 6 meses.", "Dura un año; 6 meses.", id="es: what is counted"),
        pytest.param(EN, "Catorze erros e 3 passos.", "Fourteen errors and three steps.", id="en: words and digits"),
        pytest.param(ES, "Dezesseis, vinte.", "Dieciséis, veinte.", id="es: words"),
        pytest.param(EN, "Custa,[^b] e dura.[^a]", "It lasts[^a] and costs.[^b]", id="en: citations in another order"),
        pytest.param(
            EN, '<a href="../pdf/guia-pt-BR.pdf">PDF</a>', '<a href="../../pdf/guia-en.pdf">PDF</a>', id="en: a file"
        ),
        pytest.param(
            EN,
            "[x](https://docs.aws.amazon.com/pt_br/a.html)",
            "[x](https://docs.aws.amazon.com/a.html)",
            id="en: an address in its language",
        ),
        pytest.param(ES, "`docs/pt/a.md`", "`docs/es/a.md`", id="es: a file of each language"),
        pytest.param(EN, "`docker run <imagem>`", "`docker run <image>`", id="en: the name of a placeholder"),
        pytest.param(
            EN,
            PYTHON,
            PYTHON.replace("até 28 dias", "28 days at most").replace("conta", "account's"),
            id="en: comments",
        ),
        pytest.param(EN, JSON, '```json\n{"b": [2],\n "a": 1}\n```\n', id="en: JSON laid out otherwise"),
        pytest.param(ES, COMMAND, COMMAND.replace("# depois", "# después"), id="es: a comment in a command"),
        pytest.param(EN, TABLE, "| Alpha | Beta |\n| :-- | --: |\n| 1 | x |\n", id="en: a table laid out otherwise"),
    ],
)
def test_each_language_may_write_a_claim_in_its_own_way(language: Language, portuguese: str, here: str) -> None:
    assert differences(portuguese, here, language) == []


@pytest.mark.parametrize(
    ("fact", "portuguese", "english"),
    [
        pytest.param("fields", "Pergunta {n}", "Question {m}", id="another field"),
        pytest.param("fields", "De {n} a {n}", "From {n}", id="a field left out"),
        pytest.param("numbers", "Até 28 dias, {n}", "Up to 29 days, {n}", id="a number"),
        pytest.param("code", "Com `boto`", "With boto", id="code"),
    ],
)
def test_a_label_keeps_its_fields_numbers_and_code(fact: str, portuguese: str, english: str) -> None:
    assert [each.unlike.fact for each in differences(portuguese, english, place=LABEL)] == [fact]


def test_a_difference_says_where_what_and_what_to_do() -> None:
    assert [str(each) for each in differences("Dura até 90 dias.", "It lasts up to 28 days.")] == [
        "docs/en/conceitos.md#s3: numbers: only the Portuguese has '90 day', only this has '28 day', near 'Dura até 90 "
        "dias.'; mend the one that is wrong, or declare in docs/translations/apart.toml why both are right"
    ]


def test_words_in_code_that_are_declared_may_be_translated() -> None:
    apart = Apart({"meu-ajuste": "my-tuning", "ajuste": "tuning"}, {})
    assert differences("`f(ajuste, 'meu-ajuste')`", "`f(tuning, 'my-tuning')`", apart=apart) == []
    assert differences("`f(ajuste, 'meu-ajuste')`", "`f(tuning, 'meu-ajuste')`", apart=apart) != []


def test_a_declared_difference_is_one_of_one_kind_at_one_place() -> None:
    apart = Apart({}, {PLACE: frozenset({"numbers"})})
    assert [each.unlike.fact for each in differences("São 2.[^a]", "There is 1.", apart=apart)] == ["citations"]
    elsewhere = Place(PLACE.file, "outro")
    assert [each.unlike.fact for each in differences("São 2.", "There is 1.", apart=apart, place=elsewhere)] == [
        "numbers"
    ]


def test_what_is_declared_without_need_is_named() -> None:
    source, translated = parity.read({PLACE: "São 2, `a`."}, PT), parity.read({PLACE: "There are 2, `a`."}, EN)
    apart = Apart({"a": "b", "nome": "name"}, {PLACE: frozenset({"numbers"})})
    assert parity.needless(source, translated, apart) == ["nome", "docs/{}/conceitos.md#s3: numbers"]


def test_a_label_that_stands_at_two_places_has_one_translation() -> None:
    other = Place("decision/text/{}.toml", "q.sim")
    source = {LABEL: "Sim", other: "Sim", PLACE: "Sim"}
    assert parity.unequal(source, {LABEL: "Yes", other: " Yes", PLACE: "Yes, it is"}, EN) == []
    assert parity.unequal(source, {LABEL: "Yes", other: "No", PLACE: "Yes"}, EN) == [
        "docs/words/en.toml#site.page, decision/text/en.toml#q.sim: are one in Portuguese, 'Sim'; make them one here"
    ]
