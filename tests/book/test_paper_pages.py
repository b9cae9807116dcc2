"""What paper puts in the place of what a page shows on a screen, in token words: map, cases, policies, code."""

import pytest
from bs4 import Tag

from publish.book import (
    paper_attached,
    paper_cases,
    paper_comparison,
    paper_diagnosis,
    paper_map,
    paper_permissions,
    paper_workshop,
)
from publish.pages import permissions
from tests.book.articles import article
from tests.tokens import labels, token_tree

WORDS = labels()["book"]
TREE = token_tree()


def links(tag: Tag) -> list[str]:
    return [str(link["href"]) for link in tag.find_all("a")]


# -- the map ----------------------------------------------------------------------------------------------------


ROWS = [
    ("question", "0", "", ["1. en:questions.clima.text"], ["/en/escolher/#pergunta-clima"]),
    (
        *("outcome", "1", "3"),
        ["en:questions.clima.answers.chuva", "en:outcomes.guarda-chuva.name"],
        ["/en/opcoes/guarda-chuva/"],
    ),
    ("answer", "1", "", ["en:questions.clima.answers.sol"], []),
    ("question", "1", "", ["2. en:questions.praia.text"], ["/en/escolher/#pergunta-praia"]),
    ("outcome", "2", "1", ["en:questions.praia.answers.sim", "en:outcomes.oculos.name"], ["/en/opcoes/oculos/"]),
    (
        *("outcome", "2", "3"),
        ["en:questions.praia.answers.nao", "en:outcomes.guarda-chuva.name"],
        ["/en/opcoes/guarda-chuva/"],
    ),
    ("outcome", "2", "none", ["en:questions.praia.answers.nao-sei", "en:outcomes.casa.name"], ["/en/opcoes/casa/"]),
    ("see", "1", "", ["en:questions.clima.answers.vento", "book.question n=2"], ["#mapa.praia"]),
    ("outcome", "1", "none", ["en:questions.clima.answers.nao-sei", "en:outcomes.casa.name"], ["/en/opcoes/casa/"]),
]


@pytest.fixture
def rows() -> list[Tag]:
    page = article('<h1>M</h1><div class="map-frame">what opens</div><p>after</p>')
    paper_map.put(page, TREE, WORDS, "en", "en/")
    assert "what opens" not in page.get_text()
    assert [each.name for each in page.find_all(recursive=False)] == ["h1", "div", "p"]
    return page.select(".map > .map-row")


def test_the_map_has_a_row_for_each_answer_one_step_in_from_its_question_with_what_it_leads_to(rows: list[Tag]) -> None:
    shown = [
        (row["data-kind"], row["data-depth"], row["data-mark"], [p.get_text() for p in row.find_all("p")], links(row))
        for row in rows
        if row["data-kind"] != "legend"
    ]
    assert shown == ROWS


def test_the_map_says_first_what_the_mark_of_each_case_that_is_there_means(rows: list[Tag]) -> None:
    legend = [(row["data-mark"], row.get_text()) for row in rows if row["data-kind"] == "legend"]
    assert legend == [(case, f"en:use_cases.{case}") for case in ("1", "3", "none")]
    assert [row["data-kind"] for row in rows[: len(legend)]] == ["legend"] * len(legend)


def test_what_the_map_leads_to_inside_itself_is_there(rows: list[Tag]) -> None:
    spots = [str(spot["id"]) for row in rows for spot in row.select(".spot")]
    assert spots == [f"mapa.{id_}" for id_ in ("clima", "praia")]


# -- real cases and symptoms -------------------------------------------------------------------------------------

CASE = """<div class="cases"><fieldset class="cases-filter"><legend>filter</legend></fieldset>
<div class="case"><h3 id="mar">who</h3><dl><dt>answers</dt>
<dd>sol. sim. <a href="../escolher/#clima=sol&amp;praia=sim">again</a></dd></dl></div></div>"""
SIMILAR = """<details class="example on-screen"><summary>similar</summary><ul>
<li><a href="../../casos-reais/#mar">who</a>. why</li></ul></details>
<details class="example on-screen">json</details>"""


@pytest.fixture
def with_cases() -> dict[str, Tag]:
    pages = {"casos-reais/": article(CASE), "opcoes/oculos/": article(SIMILAR)}
    paper_cases.put(pages, TREE, "en", "en/")
    return pages


def test_each_answer_of_a_case_leads_to_its_question_and_nothing_filters(with_cases: dict[str, Tag]) -> None:
    page = with_cases["casos-reais/"]
    (answers,) = page.select(".case > p")
    assert answers.get_text() == "answers: 1, “en:questions.clima.answers.sol” → 2, “en:questions.praia.answers.sim”"
    assert links(page) == ["/en/escolher/#pergunta-clima", "/en/escolher/#pergunta-praia"]
    assert "filter" not in page.get_text()


def test_an_option_leads_to_the_cases_that_are_like_it_and_keeps_from_paper_what_it_kept(
    with_cases: dict[str, Tag],
) -> None:
    similar, other = with_cases["opcoes/oculos/"].select("details")
    assert [li.get_text() for li in similar.select("li")] == ["who"]
    assert [box.get_attribute_list("class") for box in (similar, other)] == [["example"], ["example", "on-screen"]]


def test_the_symptoms_are_printed_by_what_is_seen_with_what_to_do_and_the_way_to_their_section() -> None:
    head = "<thead><tr><th>seen</th><th>what</th><th>advice</th></tr></thead>"
    row = """<tr><td><code>text</code></td><td><a href="../erros/#a">name</a> <span data-what>is</span></td>
    <td><span data-advice>do</span></td></tr>"""
    page = article(f"<div data-symptoms><details id='quando-log'><summary>log (1)</summary><table>{head}"
                   f"<tbody>{row}</tbody></table></details></div>")  # fmt: skip
    paper_diagnosis.put(page)
    assert [(h["id"], h.get_text()) for h in page.select("h2")] == [("quando-log", "log (1)")]
    cells = [[cell.get_text(strip=True) for cell in tr.find_all(["th", "td"])] for tr in page.find_all("tr")]
    assert cells == [["seen", "what"], ["text", "namedo"]]
    assert links(page) == ["../erros/#a"]


# -- permissions and code ----------------------------------------------------------------------------------------


def test_the_policies_of_a_snippet_are_printed_by_action_and_resource() -> None:
    policy = {"Statement": [{"Action": ["s3:GetObject", "s3:PutObject"], "Resource": ["arn:aws:s3:::b/*"]}]}
    other = {"Statement": [{"Action": ["logs:PutLogEvents"], "Resource": ["*"]}]}
    found = article(paper_permissions.listing("title", "um", {"caller": policy, "role": other}, WORDS))
    assert [(name.get_text(), name.parent.code.get_text()) for name in found.select(".filename")] == [  # type: ignore[union-attr]
        ("caller.json", "s3:GetObject, s3:PutObject\n  → arn:aws:s3:::b/*"),
        ("role.json", "logs:PutLogEvents\n  → *"),
    ]
    assert "book.policies_attached folder=permissoes/um/" in found.get_text()


def test_the_names_to_replace_in_the_policies_of_a_snippet_are_said_on_paper_too() -> None:
    name = next(iter(permissions.published()))
    page = article(
        f'<div class="behind" data-behind="{name}"><details class="on-screen"><summary>who</summary>'
        f'<p>computed</p><p class="{permissions.BESIDE}">put in yours</p>'
        f'<p>take <a download="" href="../permissoes/{name}/role.json">role.json</a></p></details></div>'
    )
    paper_permissions.put(page, permissions.published(), WORDS)
    said = [each.get_text() for each in page.select("details p")]
    assert said == [f"book.policies_attached folder=permissoes/{name}/", "put in yours"]


def test_the_policies_of_an_adjustment_that_are_those_of_its_snippet_are_not_named_twice() -> None:
    page = article(f'<p class="{permissions.SAME}">the same</p><p>take: {FILES}</p>')
    paper_permissions.put(page, permissions.published(), WORDS)
    assert page.get_text() == "the same"


FILES = "".join(
    f'<a download="" href="../permissoes/um/rede/{name}">{name}</a> ' for name in ("a.json", "template.yaml")
)


def test_paper_says_in_which_folder_of_its_attachments_the_policies_of_an_adjustment_are() -> None:
    page = article(f"<p>take: {FILES}</p>")
    paper_permissions.put(page, permissions.published(), WORDS)
    assert page.get_text() == "book.adjusted_attached folder=permissoes/um/rede/"
    assert links(page) == []


def test_the_table_of_policies_has_their_folders() -> None:
    cell = FILES.replace("../permissoes/", "").replace("/rede", "")
    page = article(f"<table><tr><th>snippet</th><th>take</th></tr><tr><td>um</td><td>{cell}</td></tr></table>")
    paper_permissions.put(page, permissions.published(), WORDS)
    assert [each.get_text() for each in page.find_all(["th", "td"])] == [
        *("snippet", "book.attached_in", "um", "permissoes/um/"),
    ]


def test_the_lines_on_the_way_to_other_options_are_not_printed_and_their_address_is() -> None:
    page = article('<h3>cost</h3><p><a href="oficina/#sair">lines</a></p>')
    workshop = article('<h2>before</h2><p>kept</p><h2 id="sair">cost</h2><p>intro</p><div class="leaving">diffs</div>')
    for each in (page, workshop):
        paper_workshop.put(each, "https://guia.test/opcoes/um/oficina/", WORDS)
    assert workshop.get_text() == "beforekept"
    assert page.get_text() == "costbook.leaving where=https://guia.test/opcoes/um/oficina/"
    assert links(page) == ["https://guia.test/opcoes/um/oficina/"]


def test_the_comparison_begins_a_page_and_its_wide_table_comes_last_with_its_heading() -> None:
    figure = '<table class="levels-grid"><tr><td><ul><li><a href="../opcoes/um/">um</a></li></ul></td></tr></table>'
    page = article(f"""<h1>C</h1>{figure}<h2 id="todas">all</h2><p>how</p><table><tr><td>wide</td></tr></table>
    <h2>more</h2><div class="footnote">notes</div>""")
    paper_comparison.put(page)
    assert [each.get_text() for each in page.select("h1 ~ *")] == ["um", "more", "allhowwide", "notes"]
    assert page.select_one(".fresh + h1") is not None
    assert page.select_one(".wide > h2 ~ table") is not None
    assert [str(cell) for cell in page.select(".levels-grid td")] == [
        '<td><p><a class="bare" href="../opcoes/um/">um</a></p></td>'
    ]


KEPT = {
    "um/a.py": "x = 1\n",
    "dois/b.py": "y = 2\n",
    "um/b.py": "y = 2\n",
    "tres.py": "z = 3\n",
    "tutorial/sol/a.py": "w = 4\n",
    "ajustes/um/rede.diff": "",
}


def file_block(text: str) -> str:
    return f'<div class="highlight"><span class="filename">a.py</span><code>{text}\n</code></div>'


@pytest.mark.parametrize(
    ("shown", "where"),
    [
        pytest.param("x = 1", ["um", "ajustes/um"], id="a-folder-with-adjustments"),
        pytest.param("z = 3", ["tres.py"], id="a-file"),
        pytest.param("w = 4", ["tutorial/sol"], id="a-part-of-the-tutorial"),
    ],
)
def test_a_chapter_says_above_its_first_file_where_it_is_attached(shown: str, where: list[str]) -> None:
    page = article(f'<p>a</p><div class="snippet"><div class="tabbed-set">{file_block(shown)}</div></div>')
    paper_attached.put(page, None, "in {places}.", KEPT)
    assert [each.get("class") for each in page.find_all(recursive=False)] == [None, ["attached"], ["snippet"]]
    assert [each.get_text() for each in page.select(".attached code")] == where


def test_a_file_that_two_snippets_have_is_where_the_others_of_the_chapter_are() -> None:
    page = article(file_block("y = 2") + file_block("x = 1"))
    paper_attached.put(page, None, "in {places}.", KEPT)
    assert [each.get_text() for each in page.select(".attached")] == ["in um, ajustes/um."]


def test_a_chapter_names_the_files_of_its_workshop_too() -> None:
    page = article(file_block("z = 3"))
    paper_attached.put(page, article(file_block("x = 1")), "in {places}.", KEPT)
    assert [each.get_text() for each in page.select(".attached")] == ["in tres.py, um, ajustes/um."]


def test_a_chapter_without_an_attached_file_says_nothing_of_attachments() -> None:
    page = article(f'<div class="highlight"><code>pip install</code></div>{file_block("aws s3 ls")}')
    paper_attached.put(page, None, "in {places}.", KEPT)
    assert page.select(".attached") == []
