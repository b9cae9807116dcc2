"""The book in token words: each question with its number and help, where each answer leads, cover and contents."""

import re
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup, Tag

from publish.book import combine, paper_chooser, pdf
from publish.book.combine import Chapter, Part
from publish.languages import BUILD, language
from tests.book.reading import Book, bare
from tests.tokens import labels, token_tree

ENGLISH = language("en")
WORDS = labels()["book"]
TREE = token_tree()


def named(outcome: str) -> str:
    """A recommendation as the book names it: what it is called, and what one works with."""
    return f"en:outcomes.{outcome}.name · en:outcomes.{outcome}.work_label"


QUESTIONS = [
    (
        "1",
        "pergunta-clima",
        ["en:questions.clima.text", "en:questions.clima.help"],
        [
            (
                "en:questions.clima.answers.chuva",
                "en:questions.clima.notes.chuva",
                named("guarda-chuva"),
                "#opcao-guarda-chuva",
            ),
            ("en:questions.clima.answers.sol", "en:questions.clima.notes.sol", "book.question n=2", "#pergunta-praia"),
            (
                "en:questions.clima.answers.vento",
                "en:questions.clima.notes.vento",
                "book.question n=2",
                "#pergunta-praia",
            ),
            ("en:questions.clima.answers.nao-sei", "", named("casa"), "#opcao-casa"),
        ],
    ),
    (
        "2",
        "pergunta-praia",
        ["en:questions.praia.text", "en:questions.praia.help"],
        [
            ("en:questions.praia.answers.sim", "en:questions.praia.notes.sim", named("oculos"), "#opcao-oculos"),
            (
                "en:questions.praia.answers.nao",
                "en:questions.praia.notes.nao",
                named("guarda-chuva"),
                "#opcao-guarda-chuva",
            ),
            ("en:questions.praia.answers.nao-sei", "", named("casa"), "#opcao-casa"),
        ],
    ),
]


def article(html: str) -> Tag:
    found = BeautifulSoup(f"<article>{html}</article>", "lxml").find("article")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def parts_of_the_book() -> list[str]:
    """A book of the chooser, the map and a page for each outcome, in English, part by part."""
    pages = {
        "escolher/": "<p>before</p><section data-chooser></section><div data-tree id='arvore'>list</div><p>after</p>",
        "mapa/": "<p>around</p><div class='map-frame'>drawing</div>",
        **{outcome.page: "" for outcome in TREE.outcomes.values()},
    }
    chapters = {address: Chapter(address, article(f"<h1>{address}</h1>{html}")) for address, html in pages.items()}
    parts = [Part(("above", "part <one>"), ("escolher/", "mapa/")), Part(("two",), tuple(pages)[2:])]
    return combine.join(parts, chapters, TREE, WORDS, ENGLISH, lambda _: None)


@pytest.fixture(scope="module")
def book(parts_of_the_book: list[str]) -> Tag:
    return article("".join(parts_of_the_book))


def test_each_question_has_its_number_text_and_help_and_each_answer_leads_where_it_says(book: Tag) -> None:
    shown = [
        (
            block["data-number"],
            block.find("h4")["id"],
            [block.find(name).get_text() for name in ("h4", "p")],
            [
                (
                    line.contents[0].get_text(strip=True),
                    "".join(note.get_text() for note in line.select(".answer-note")),
                    line.find("a").get_text(),
                    line.find("a")["href"],
                )
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


def test_each_part_opens_with_its_name_below_those_around_it_and_holds_its_own_chapters(book: Tag) -> None:
    found = [
        (part.get("data-above"), part.get_text()) if part.name == "div" else part["id"]
        for part in book.select(".part, h2")
    ]
    assert found == [
        ("above", "Ipart <one>"),
        "pagina-escolher",
        "pagina-mapa",
        ("", "IItwo"),
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


# -- on paper ----------------------------------------------------------------------------------------------------

ABOUT = {key: f"about.{key}" for key in ("title", "description", "independent", "language", "date", "version")}

COLOPHON = [[f"what{n}", f"said{n}", f"https://x.test/{n}"] for n in (1, 2)]
FOOT = "about.edition · about.independent."


@pytest.fixture(scope="module")
def printed(parts_of_the_book: list[str], tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Book:
    """The same book as a PDF."""
    out = tmp_path_factory.mktemp("book") / "tokens.pdf"
    markup = "\n\n".join(map(pdf.to_typst, parts_of_the_book))
    pdf.typeset(
        markup,
        {**ABOUT, "tag": "en", "by": "B", "edition": "about.edition", "colophon": COLOPHON, "words": WORDS},
        BUILD / "book" / f"test-{worker_id}",
        out,
        0,
    )
    return Book(out)


def on_page(number: int, printed: Book) -> str:
    """The letters of a page, from 1, without the dots that lead to a number."""
    return re.sub(r"\.{3,}", "", printed.texts[number - 1])


def test_the_cover_says_each_thing_in_its_place(printed: Book) -> None:
    said = ["about.title", "about.description", "about.language", "book.built date=about.date version=about.version"]
    assert on_page(1, printed) == bare("".join([*said, "about.independent"]))


def test_the_contents_and_the_page_of_a_part_name_each_chapter_with_its_page(printed: Book) -> None:
    first = ["1 escolher/5", "2 mapa/6"]
    second = ["3 opcoes/guarda-chuva/8", "4 opcoes/oculos/8", "5 opcoes/casa/8"]
    contents = ["book.contents", "I part <one>4", *first, "II two7", *second, FOOT, "3"]
    pages = [on_page(number, printed) for number in (3, 4, 7)]
    openers = ["above", "I part <one>", *first], ["II two", *second]
    assert pages == [bare("".join(lines)) for lines in (contents, *openers)]


PRINTED_QUESTIONS = """
1 escolher/
book.questions
book.how
book.question n=1
en:questions.clima.text
en:questions.clima.help
en:questions.clima.answers.chuva en:questions.clima.notes.chuva
→ en:outcomes.guarda-chuva.name · en:outcomes.guarda-chuva.work_label (book.page n=8)
en:questions.clima.answers.sol en:questions.clima.notes.sol
→ book.question n=2 (book.page n=5)
en:questions.clima.answers.vento en:questions.clima.notes.vento
→ book.question n=2 (book.page n=5)
en:questions.clima.answers.nao-sei
→ en:outcomes.casa.name · en:outcomes.casa.work_label (book.page n=8)
book.question n=2
en:questions.praia.text
en:questions.praia.help
en:questions.praia.answers.sim en:questions.praia.notes.sim
→ en:outcomes.oculos.name · en:outcomes.oculos.work_label (book.page n=8)
en:questions.praia.answers.nao en:questions.praia.notes.nao
→ en:outcomes.guarda-chuva.name · en:outcomes.guarda-chuva.work_label (book.page n=8)
en:questions.praia.answers.nao-sei
→ en:outcomes.casa.name · en:outcomes.casa.work_label (book.page n=8)
after
"""


def test_each_question_is_printed_with_the_page_that_each_answer_leads_to(printed: Book) -> None:
    assert on_page(5, printed).startswith(bare(PRINTED_QUESTIONS))
    # A page of its own, to be taken out; above it only what chapter it is of.
    assert on_page(6, printed).startswith(bare("1 escolher/ · about.title book.sheet book.sheet_intro"))
    assert {printed.page_of(f"opcao-{id_}") + 1 for id_ in ("guarda-chuva", "oculos", "casa")} == {8}


def test_each_answer_that_is_printed_is_a_link_to_where_it_leads(printed: Book) -> None:
    assert [printed.leads_to(name) for _, name, _, _ in QUESTIONS] == [
        [address.removeprefix("#") for *_, address in answers] for *_, answers in QUESTIONS
    ]


def test_the_second_page_says_where_the_book_comes_from(printed: Book) -> None:
    said = [f"what{n} said{n} https://x.test/{n}" for n in (1, 2)]
    assert on_page(2, printed) == bare("".join(["about.title", *said, "about.independent", FOOT, "2"]))
    assert [link.outside for link in printed.links if link.page == 1] == ["https://x.test/1", "https://x.test/2"]


def test_every_page_but_the_cover_and_the_openers_has_the_edition_at_its_foot(printed: Book) -> None:
    assert [n for n in range(1, 9) if bare(FOOT) in on_page(n, printed)] == [2, 3, 5, 6, 8]


def test_the_number_of_a_question_belongs_to_what_a_link_leads_to(printed: Book) -> None:
    place = printed.destinations["pergunta-praia"]
    above = [run for run in printed.runs[4] if run.baseline < float(place.top or 0)]
    assert above[0].text.startswith("book.question")


def test_the_cover_is_given_each_label_under_its_key() -> None:
    day = datetime(2026, 11, 28, 23, 59, tzinfo=UTC)
    assert pdf.cover(labels(), ENGLISH, "<version>", day) == {
        "title": "site.name",
        "description": "site.description",
        "independent": "site.independent",
        "language": "site.language",
        "tag": "en",
        "by": "book.by",
        "date": "November 28, 2026",
        "edition": "book.edition date=November 28, 2026 version=<version>",
        "version": "<version>",
        "words": labels()["book"],
    }
