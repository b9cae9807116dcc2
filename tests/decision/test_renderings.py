"""Which text stands where in the list and in the drawing, shown by a tree whose texts are their keys."""

import re

import pytest
from lxml import etree, html

from decision import diagram, outline
from decision.model import Outcome
from tests.tokens import token_tree

TREE = token_tree()


def href(outcome: Outcome) -> str:
    return f"/{outcome.page}"


def named(outcome: str) -> str:
    """A recommendation as the list names it: what it is called, and what one works with."""
    return f"en:outcomes.{outcome}.name|en:outcomes.{outcome}.work_label"


def test_the_list_says_each_question_once_with_its_answers_and_what_they_lead_to() -> None:
    drawn = outline.nested_list(TREE, "en", href, {"see_question": "label:see_question"})
    items = html.fromstring(drawn).xpath("//li")
    own = [" ".join("|".join(item.xpath("./*[not(self::ul)]//text()")).split()) for item in items]
    assert own == [
        "en:questions.clima.text",
        f"en:questions.clima.answers.chuva|en:questions.clima.notes.chuva|→|{named('guarda-chuva')}",
        "en:questions.clima.answers.sol|en:questions.clima.notes.sol",
        "en:questions.praia.text",
        f"en:questions.praia.answers.sim|en:questions.praia.notes.sim|→|{named('oculos')}",
        f"en:questions.praia.answers.nao|en:questions.praia.notes.nao|→|{named('guarda-chuva')}",
        f"en:questions.praia.answers.nao-sei|→|{named('casa')}",
        "en:questions.clima.answers.vento|en:questions.clima.notes.vento|label:see_question|en:questions.praia.text",
        f"en:questions.clima.answers.nao-sei|→|{named('casa')}",
    ]
    assert html.fromstring(drawn).xpath("//a/@href") == [
        "/opcoes/guarda-chuva/",
        "/opcoes/oculos/",
        "/opcoes/guarda-chuva/",
        "/opcoes/casa/",
        "#pergunta-praia",
        "/opcoes/casa/",
    ]


class Drawing:
    """The diagram as one sees it: boxes, words and lines with their places."""

    def __init__(self, svg: str) -> None:
        self.root = etree.fromstring(svg)

    def all(self, tag: str) -> list[etree._Element]:
        return list(self.root.iter(f"{{http://www.w3.org/2000/svg}}{tag}"))

    def boxes(self, kind: str) -> list[str]:
        """The words in each box whose class begins with ``kind``, from top to bottom."""
        found = [rect for rect in self.all("rect") if rect.get("class").split()[0] == kind]
        return ["".join(rect.getnext().itertext()) for rect in sorted(found, key=lambda rect: int(rect.get("y")))]

    def box_at(self, x: int, y: int) -> str:
        """The words in the box whose left edge holds a point."""
        return next(
            "".join(rect.getnext().itertext())
            for rect in self.all("rect")
            if int(rect.get("x")) == x and 0 <= y - int(rect.get("y")) <= int(rect.get("height"))
        )

    def leads(self) -> dict[str, str]:
        """Each answer's words, and those of the box at the end of the line below them."""
        answers = [text for text in self.all("text") if text.get("class") == "a-text"]
        lines = {text: list(map(int, re.findall(r"\d+", text.getprevious().get("d")))) for text in answers}
        return {"".join(text.itertext()): self.box_at(end, height) for text, (_, height, end) in lines.items()}


@pytest.fixture(scope="module")
def drawing() -> Drawing:
    words = {"title": "label:title", "description": "label:description", "see_question": "label:see_question"}
    return Drawing(diagram.svg(TREE, "en", href, words))


def test_the_drawing_has_each_text_in_a_box_of_its_kind(drawing: Drawing) -> None:
    assert drawing.boxes("q") == ["en:questions.clima.text", "en:questions.praia.text"]
    assert drawing.boxes("see") == ["label:see_questionen:questions.praia.text"]
    assert sorted(drawing.boxes("o")) == sorted(
        f"en:outcomes.{id_}.name" for id_ in ("guarda-chuva", "oculos", "guarda-chuva", "casa", "casa")
    )
    heads = [element.text for tag in ("title", "desc") for element in drawing.all(tag)]
    assert heads == ["label:title", "label:description"]


def test_the_drawing_links_each_recommendation_and_colours_it_by_its_use_case(drawing: Drawing) -> None:
    links = {(a.get("href"), "".join(a.itertext()), a[0].get("class")) for a in drawing.all("a")}
    assert links == {
        ("/opcoes/guarda-chuva/", "en:outcomes.guarda-chuva.name", "o use-case-3"),
        ("/opcoes/oculos/", "en:outcomes.oculos.name", "o use-case-1"),
        ("/opcoes/casa/", "en:outcomes.casa.name", "o use-case-none"),
    }


def test_each_answer_is_drawn_over_a_line_to_what_it_leads_to(drawing: Drawing) -> None:
    assert drawing.leads() == {
        "en:questions.clima.answers.chuva": "en:outcomes.guarda-chuva.name",
        "en:questions.clima.answers.sol": "en:questions.praia.text",
        "en:questions.clima.answers.vento": "label:see_questionen:questions.praia.text",
        "en:questions.clima.answers.nao-sei": "en:outcomes.casa.name",
        "en:questions.praia.answers.sim": "en:outcomes.oculos.name",
        "en:questions.praia.answers.nao": "en:outcomes.guarda-chuva.name",
        "en:questions.praia.answers.nao-sei": "en:outcomes.casa.name",
    }


def test_the_drawing_as_a_file_is_the_same_with_a_colour_for_all_that_is_drawn() -> None:
    words = {"title": "t", "description": "d", "see_question": "s"}
    alone, inline = diagram.file(TREE, "en", href, words), diagram.svg(TREE, "en", href, words)
    style = etree.fromstring(alone).find("{http://www.w3.org/2000/svg}style")
    assert alone.replace(f"\n<style>{style.text}</style>", "") == inline
    drawn = {name for kind in re.findall(r'class="([^"]+)"', inline) for name in kind.split()}
    assert drawn - {"decision-map", "use-case-none"} <= set(re.findall(r"\.([a-z][\w-]*)", style.text))
