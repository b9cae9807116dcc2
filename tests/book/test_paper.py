"""What only paper needs, in token words: the way to an option, the adjustments, the sources, permissions and index."""

from dataclasses import replace
from itertools import pairwise

import pytest
from bs4 import Tag

from decision import cases, paths
from publish.book import (
    chapters,
    paper_adjustments,
    paper_chooser,
    paper_index,
    paper_option,
    paper_sources,
)
from publish.book.combine import Part
from tests.book.articles import article
from tests.tokens import labels, token_cases, token_tree
from tests.tree import TREE as REAL

WORDS = labels()["book"]
TREE = token_tree()


def links(tag: Tag) -> list[str]:
    return [str(link["href"]) for link in tag.find_all("a")]


# -- the way to an option ----------------------------------------------------------------------------------------


PEOPLE = token_cases(TREE)


@pytest.fixture
def reached() -> dict[str, list[str]]:
    """The lines of the box of an option, by the words that they begin with, and where their links lead."""
    page = article("<h1>T</h1><p>first</p>")
    paper_option.put({TREE.outcomes["oculos"].page: page}, TREE, PEOPLE, WORDS, "en", "en/")
    box = page.find("div", class_="reached")
    assert box is not None
    assert box.find_previous_sibling().name == "h1"  # type: ignore[union-attr]
    return {str(line.strong.get_text()): [line.get_text(), *links(line)] for line in box.find_all("p") if line.strong}


def test_an_option_says_which_answers_lead_to_it(reached: dict[str, list[str]]) -> None:
    assert reached["book.reached"] == [
        "book.reached book.question n=2, “en:questions.praia.answers.sim”.",
        "/en/escolher/#pergunta-praia",
    ]


def test_an_option_says_the_way_of_a_case_that_ends_there(reached: dict[str, list[str]]) -> None:
    way = "1, “en:questions.clima.answers.sol” → 2, “en:questions.praia.answers.sim”"
    assert reached["book.walk"] == [f"book.walk en:mar.who: {way}.", "/en/casos-reais/#mar"]


def test_of_two_cases_the_one_with_fewer_answers_is_said_and_never_one_that_ends_elsewhere() -> None:
    page, (short,) = article("<h1>T</h1>"), [each for each in PEOPLE if each.outcome == "casa"]
    long = replace(short, id="long", answers={"clima": "sol", "praia": "nao-sei"})
    paper_option.put({TREE.outcomes["casa"].page: page}, TREE, [long, *PEOPLE], WORDS, "en", "en/")
    (way,) = [line for line in page.find_all("p") if line.strong and line.strong.get_text() == "book.walk"]
    assert links(way) == [f"/en/casos-reais/#{short.id}"]


def test_another_answer_that_leads_elsewhere_only_after_more_says_after_how_many() -> None:
    people = list(cases.load(REAL).values())
    box = {
        each.id: article(paper_option.reached(REAL, each.outcome, each, WORDS, "en", "")).get_text() for each in people
    }
    further = {
        each.id: [flip.further for flip in paths.flips(REAL, paths.replay(REAL, each.answers))] for each in people
    }
    assert any(1 in after for after in further.values())
    assert {id_: said.count("book.further_one") for id_, said in box.items()} == {
        id_: after.count(1) for id_, after in further.items()
    }


def test_an_option_says_what_would_change_it(reached: dict[str, list[str]]) -> None:
    said, *places = reached["book.flips"]
    assert "book.question n=2, “en:questions.praia.answers.nao”: en:outcomes.guarda-chuva.name" in said
    assert ("/en/escolher/#pergunta-praia", "/en/opcoes/guarda-chuva/") in set(pairwise(places))


def test_an_option_names_its_neighbours_and_the_way_back(reached: dict[str, list[str]]) -> None:
    assert reached["book.neighbours"][1:] == ["/en/opcoes/guarda-chuva/", "/en/opcoes/casa/"]
    assert reached["book.back"][1:] == ["/en/escolher/#pergunta-clima", "/en/escolher/#folha"]


def test_the_sheet_asks_for_an_answer_to_every_question() -> None:
    lines = [p.get_text() for p in article(paper_chooser.sheet(TREE, WORDS, "en")).select(".sheet > p")]
    asked = ["1. en:questions.clima.text", "2. en:questions.praia.text"]
    assert lines == ["book.sheet_before", *asked, "book.sheet_after"]


# -- the adjustments ---------------------------------------------------------------------------------------------


def test_each_adjustment_is_explained_once_with_its_limits_sources_and_options() -> None:
    found = article(paper_adjustments.chapter(TREE, WORDS, "en", "en/"))
    said = {
        str(heading["id"]): [each.get_text("|") for each in heading.find_next_siblings(["p", "ul", "div"], limit=5)]
        for heading in found.find_all("h2")
    }
    assert said["galocha"] == [
        "en:adjustments.galocha.effect",
        "en:adjustments.galocha.effect-|more",
        "book.limits|1",
        "en:adjustments.galocha.limits|en:adjustments.galocha.limits-|more",
        "book.applies| |en:outcomes.guarda-chuva.name|.",
    ]
    assert list(said) == ["galocha", "bolsa"]
    assert [a["href"] for a in found.select("a.footnote-ref")] == ["#fn:algos"]


def test_an_option_only_names_its_adjustments_and_leads_to_their_lines() -> None:
    page = article(
        '<details class="tip"><summary>S</summary><p id="ajuste-galocha"><strong>Q?</strong> effect</p>'
        "<ul><li>step</li></ul>"
        "<p>limits</p><ul><li>limit</li></ul>"
        '<p><a href="oficina/#ajuste-galocha">lines</a></p><p id="ajuste-bolsa"><strong>B?</strong> e</p></details>'
        '<h3 id="ajuste-galocha">Q?</h3><p>effect</p><pre>diff</pre>'
    )
    paper_adjustments.put(page, "en/")
    assert page.get_text() == "SQ? · linesB?Q?diff"
    assert links(page) == [
        "/en/ajustes/#galocha",
        "oficina/#ajuste-galocha",
        "/en/ajustes/#bolsa",
        "/en/ajustes/#galocha",
    ]


def test_what_leads_to_an_adjustment_leads_to_its_chapter_and_to_its_lines_where_these_are_meant() -> None:
    page = article(
        '<a href="#ajuste-galocha">detail</a><a href="oficina/#ajuste-galocha">lines</a>'
        '<a href="../conceitos/#ajuste-fino">a term</a>'
    )
    paper_adjustments.lead(page, ["galocha"], "en/")
    assert links(page) == ["/en/ajustes/#galocha", "oficina/#ajuste-galocha", "../conceitos/#ajuste-fino"]


# -- the sources -------------------------------------------------------------------------------------------------

NOTES = '<div class="footnote"><ol><li id="fn:{id}"><p><a href="https://x.test/{id}">{id}</a></p></li></ol></div>'


def cite(id_: str) -> str:
    return f'<sup id="fnref:{id_}"><a class="footnote-ref" href="#fn:{id_}">1</a></sup>'


@pytest.fixture
def sourced() -> dict[str, Tag]:
    listed = "".join(
        f'<li><a href="https://x.test/{id_}">{id_}</a>, read. By: <a href="../p/">p</a></li>' for id_ in "ab"
    )
    pages = {
        "p/": article(f"<h1>P</h1><p>x{cite('b')}</p>{NOTES.format(id='b')}"),
        "p/oficina/": article(f"<h1>W</h1><p>y{cite('a')}</p>{NOTES.format(id='a')}"),
        "fontes/": article(f"<h1>F</h1><ul>{listed}</ul>"),
    }
    paper_sources.put(pages, [["p/", "p/oficina/"], ["fontes/"]], WORDS, "en/")
    return pages


def test_the_list_numbers_each_source_and_prints_its_address(sourced: dict[str, Tag]) -> None:
    entries = sourced["fontes/"].select(".entry")
    assert [(str(entry.span["id"]), entry.strong.get_text()) for entry in entries if entry.strong and entry.span] == [
        ("fonte-1", "book.source n=1. "),
        ("fonte-2", "book.source n=2. "),
    ]
    assert [a.get_text() for a in sourced["fontes/"].select("a.address")] == ["https://x.test/a", "https://x.test/b"]


def test_a_citation_is_the_number_of_its_source(sourced: dict[str, Tag]) -> None:
    link = sourced["p/"].select_one("sup > a")
    assert link is not None
    assert (link.get_text(), link["href"]) == ("book.source n=2", "/en/fontes/#fonte-2")


def test_a_chapter_says_the_sources_of_its_page_and_its_workshop_before_the_workshop(sourced: dict[str, Tag]) -> None:
    assert sourced["p/oficina/"].find(class_="sources") is None
    closing = sourced["p/"].find_all(class_="sources")
    said = [each.get_text() for each in closing]
    assert said == ["book.notes n=1, book.page n=·book.source n=1, book.source n=2."]
    assert links(closing[0]) == ["/en/fontes/", "/en/fontes/#fonte-1", "/en/fontes/#fonte-2"]
    assert not [page for page in sourced.values() if page.select(".footnote")]


def test_a_source_that_the_list_does_not_have_is_named() -> None:
    pages = {"p/": article(f"<p>{cite('zzz')}</p>{NOTES.format(id='zzz')}"), "fontes/": article("<ul></ul>")}
    with pytest.raises(ValueError, match=r"p/: cites 'zzz'"):
        paper_sources.put(pages, [["p/"]], WORDS, "")


def test_a_source_names_the_chapters_of_the_book_that_cite_it_and_not_the_pages_of_the_site_that_do() -> None:
    note = NOTES.format(id="a")
    pages = {
        "p/": article("<h1>P</h1><p>cites it on the site alone</p>"),
        "q/": article(f"<h1>Q</h1><p>{cite('a')}</p>{note}"),
        "r/": article(f"<h1>R</h1><p>{cite('a')}</p>{note}"),
        "fontes/": article(
            '<ul><li><a href="https://x.test/a">a</a>. By: <a href="../p/">P</a>, <a href="../q/">Q</a>.</li></ul>'
        ),
    }
    paper_sources.put(pages, [["p/"], ["q/"], ["r/"], ["fontes/"]], WORDS, "en/")
    entry = pages["fontes/"].select_one(".entry")
    assert entry is not None
    assert entry.get_text().endswith(". By: book.chapters numbers=2, 3.")
    assert [(a["href"], a.get_text()) for a in entry.select("a.bare")] == [("/en/q/", "2"), ("/en/r/", "3")]
    assert pages["fontes/"].find("li") is None


def test_a_source_that_no_chapter_cites_keeps_the_pages_of_the_site() -> None:
    listed = '<ul><li><a href="https://x.test/a">a</a>. By: <a href="../arquitetura/">A</a>.</li></ul>'
    pages = {"p/": article("<h1>P</h1>"), "fontes/": article(listed)}
    paper_sources.put(pages, [["p/"], ["fontes/"]], WORDS, "en/")
    assert links(pages["fontes/"]) == ["https://x.test/a", "/en/arquitetura/"]


# -- order and index ---------------------------------------------------------------------------------------------


def test_the_book_leaves_out_what_is_for_contributors_and_adds_its_own_chapters() -> None:
    parts = [Part(("a",), ("", "comparacao/")), Part(("b",), ("fontes/", "arquitetura/", "referencia/"))]
    assert chapters.order(parts) == [
        Part(("a",), ("", "comparacao/", "ajustes/")),
        Part(("b",), ("fontes/", "indice/")),
    ]


def test_the_index_has_terms_errors_and_old_names_in_the_order_of_the_alphabet() -> None:
    row = "<tr><td><code>{}</code></td><td>new</td></tr>"
    long = f"train({'x' * paper_index.LONGEST})"
    seen = "<tr><td data-seen><code>ValueError: no</code><br><code>no room</code></td><td>new</td></tr>"
    names = row.format("from sagemaker.x import Zebra, Alfa") + row.format("max_run") + row.format(long)
    pages = {
        "conceitos/": article('<h3 id="s3">S3</h3><h3 id="ambito">Âmbito</h3>'),
        "diagnosticar/": article(f"<table><tbody>{seen}<tr><td data-seen>in words</td></tr></tbody></table>"),
        "erros/no-log/": article('<h2 id="disco">Disk full</h2>'),
        "rosetta/": article(
            f"<div data-rosetta='import'><table><tbody>{names}</tbody></table></div>"
            # What AWS's guide says of v3, and the fields of a request, are no names of v2.
            f"<div data-rosetta='guide'><table><tbody>{row.format('from sagemaker.y import New')}</tbody></table></div>"
            f"<div data-rosetta='differences'><table><tbody>{row.format('Field')}</tbody></table></div>"
        ),
    }
    found = article(paper_index.chapter(pages, TREE, WORDS, "en", "en/"))
    said = [
        [p.get_text(" ", strip=True).removesuffix(" ·") for p in box.find_all("p")] for box in found.select(".index")
    ]
    (said,) = said  # one block, whose columns are filled one after the other
    assert said[0] == "Âmbito"
    assert said[said.index("Disk full") - 1 :] == [
        "S3",
        *("Disk full", "in words", "no room", "ValueError: no"),
        *("Alfa (sagemaker.x)", "max_run", f"{long[: paper_index.LONGEST]}…", "Zebra (sagemaker.x)"),
    ]
    assert links(found)[-1] == "/en/rosetta/#nome-1"
    assert [str(spot["id"]) for spot in pages["rosetta/"].select("span.spot")] == ["nome-1", "nome-2", "nome-3"]
    assert links(found).count("/en/diagnosticar/#texto-1") == 2
