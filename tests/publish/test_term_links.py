"""Which words of a page lead to their entry in Conceitos, and what the entry says of other languages."""

import pytest
from markdown import Markdown

from publish.glossary import Name, Term
from publish.languages import language
from publish.pages import terms
from publish.site.term_links import TermLinks

PT = language("pt-BR")
TERMS = [
    Term("log", "log", names={"pt": Name("log", forms=("logs",), allowed=("log out",)), "en": Name("log")}),
    Term(
        "job",
        "job",
        names={"pt": Name("job de treinamento", forms=("job",), aws="trabalho"), "en": Name("training job")},
    ),
    Term("gpu", "gpu", names={"pt": Name("GPU"), "en": Name("GPU")}),
    Term("space", "espaco", names={"pt": Name("espaço do Studio"), "en": Name("Studio space")}),
    Term("none", names={"pt": Name("conta"), "en": Name("account")}),
    Term("hidden", "escondido", names={"pt": Name("ajuste", links=()), "en": Name("tuning")}),
]


def linked(text: str, path: str = "x.md", title: str = "Uma página") -> list[str]:
    links = TermLinks(TERMS, PT)
    links.tell(path, title)
    rendered = Markdown(extensions=[links, "attr_list", "footnotes", "toc", "tables"]).convert(text)
    return [part.split("</a>")[0].replace('" href="/conceitos.md', "") for part in rendered.split('<a class="term')[1:]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("O log e o log.", ['#log">log']),
        ("Um job de treinamento, depois um job.", ['#job">job de treinamento']),
        ("Logs: veja. **Um log** só.", ['#log">Logs']),
        ("Dê log out, e leia o *log*.", ['#log">log']),
        ("Espaço do Studio com GPU, sem gpu.", ['#espaco">Espaço do Studio', '#gpu">GPU']),
        ("# O log\n\n`log`, [log](a.md), log-1 e log.txt", []),
        ("| log |\n| --- |\n| um job |", ['#job">job']),
        ("Já [o job](conceitos.md#job) e o job.", []),
        ("conta e ajuste", []),
        ("Nada[^1]\n\n[^1]: no log", []),
        ('<svg role="img"><a href="b"><text>um log</text></a></svg> e um job.', ['#job">job']),
        ('Um <label><input type="radio"> *log* e job</label> e GPU.', ['#gpu">GPU']),
        ('Um <a href="b">job\nde <em>log</em></a> e um job.', ['#job">job']),
        ("Um <b>job</b> e um <small>log</small>.", ['#job">job', '#log">log']),
    ],
)
def test_the_first_use_in_running_text_leads_to_its_entry(text: str, found: list[str]) -> None:
    assert linked(text) == found


def test_nothing_of_the_text_is_lost() -> None:
    links = TermLinks(TERMS, PT)
    links.tell("x.md", "")
    assert Markdown(extensions=[links]).convert("um log, *uma* GPU e job; fim") == (
        '<p>um <a class="term" href="/conceitos.md#log">log</a>, <em>uma</em> '
        '<a class="term" href="/conceitos.md#gpu">GPU</a> e <a class="term" href="/conceitos.md#job">job</a>; fim</p>'
    )


def test_what_the_title_names_is_not_linked() -> None:
    assert linked("O log e a GPU.", title="O log") == ['#gpu">GPU']


def test_an_entry_does_not_lead_to_itself() -> None:
    assert linked("## Log {#log}\n\nO log de um job.", path="conceitos.md") == ['#job">job']


def test_a_page_that_asks_for_none_has_none() -> None:
    assert linked("O log.", path="") == []


def test_an_entry_says_its_names_in_other_languages_and_aws_s() -> None:
    words = {
        "aws": "AWS: {name}",
        "pt": "em português: {name}",
        "en": "em inglês: {name}",
        "es": "em espanhol: {name}",
    }
    assert terms.fragments(TERMS, PT, words) == {
        "term-job.md": "em inglês: training job · AWS: trabalho\n{ .names }\n",
        "term-espaco.md": "em inglês: Studio space\n{ .names }\n",
        "term-escondido.md": "em inglês: tuning\n{ .names }\n",
    }
