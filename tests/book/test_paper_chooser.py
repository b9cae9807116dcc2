"""The chooser on paper, in token words: number, question, help, and where each answer leads."""

import pytest
from bs4 import BeautifulSoup, Tag

from publish.book import combine, paper_chooser
from publish.book.combine import Chapter, Part
from publish.languages import language
from tests.tokens import labels, token_tree

ENGLISH = language("en")
WORDS = labels()["book"]
TREE = token_tree()

QUESTIONS = [
    (
        "1",
        "pergunta-clima",
        ["en:questions.clima.text", "en:questions.clima.help"],
        [
            ("en:questions.clima.answers.chuva", "en:outcomes.guarda-chuva.name", "#opcao-guarda-chuva"),
            ("en:questions.clima.answers.sol", "book.question n=2", "#pergunta-praia"),
            ("en:questions.clima.answers.vento", "book.question n=2", "#pergunta-praia"),
            ("en:questions.clima.answers.nao-sei", "en:outcomes.casa.name", "#opcao-casa"),
        ],
    ),
    (
        "2",
        "pergunta-praia",
        ["en:questions.praia.text", "en:questions.praia.help"],
        [
            ("en:questions.praia.answers.sim", "en:outcomes.oculos.name", "#opcao-oculos"),
            ("en:questions.praia.answers.nao", "en:outcomes.guarda-chuva.name", "#opcao-guarda-chuva"),
            ("en:questions.praia.answers.nao-sei", "en:outcomes.casa.name", "#opcao-casa"),
        ],
    ),
]


def article(html: str) -> Tag:
    found = BeautifulSoup(f"<article>{html}</article>", "lxml").find("article")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def book() -> Tag:
    """A book of the chooser, the map and a page for each outcome, in English."""
    pages = {
        "escolher/": "<p>before</p><section data-chooser></section><div data-tree id='arvore'>list</div><p>after</p>",
        "mapa/": "<p>around</p><div class='map-frame'>drawing</div>",
        **{outcome.page: "" for outcome in TREE.outcomes.values()},
    }
    chapters = {address: Chapter(address, article(f"<h1>{address}</h1>{html}")) for address, html in pages.items()}
    parts = [Part(("above", "part <one>"), ("escolher/", "mapa/")), Part(("two",), tuple(pages)[2:])]
    return article("".join(combine.join(parts, chapters, TREE, WORDS, ENGLISH, lambda _: None)))


def test_each_question_has_its_number_text_and_help_and_each_answer_leads_where_it_says(book: Tag) -> None:
    shown = [
        (
            block["data-number"],
            block.find("h4")["id"],
            [block.find(name).get_text() for name in ("h4", "p")],
            [
                (line.contents[0].get_text(strip=True), line.find("a").get_text(), line.find("a")["href"])
                for line in block.select(".answers > p")
            ],
        )
        for block in book.select(".question")
    ]
    assert shown == QUESTIONS


def test_the_questions_stand_in_the_place_of_the_chooser_and_its_list(book: Tag) -> None:
    chapter = book.find(id="pagina-escolher")
    between = [tag.get_text() for tag in chapter.find_next_siblings(limit=5) if tag.get("class") != ["question"]]
    assert between == ["book.questions", "book.how", "after"]
    assert book.find(string="list") is None


def test_in_the_place_of_the_drawing_a_sentence_leads_to_the_first_question(book: Tag) -> None:
    sentence = book.find(string="around").find_next("p")
    assert sentence.get_text() == "book.map book.questions."
    assert sentence.find("a")["href"] == "#pergunta-clima"


def test_each_part_opens_with_its_name_below_those_around_it_and_holds_its_own_chapters(book: Tag) -> None:
    found = [
        (part.get("data-above"), part.get_text()) if part.name == "div" else part["id"]
        for part in book.select(".part, h2")
    ]
    assert found == [
        ("above", "part <one>"),
        "pagina-escolher",
        "pagina-mapa",
        ("", "two"),
        "opcao-guarda-chuva",
        "opcao-oculos",
        "opcao-casa",
    ]


@pytest.mark.parametrize(
    ("answers", "place"),
    [
        ("clima=chuva", "opcao-guarda-chuva"),
        ("clima=sol", "pergunta-praia"),
        ("clima=sol&praia=sim", "opcao-oculos"),
        ("praia=sim", "pergunta-clima"),
    ],
)
def test_a_link_with_answers_leads_to_where_they_end(answers: str, place: str) -> None:
    assert paper_chooser.after(TREE, answers) == place
