"""Joining pages into the text of the book: ids, links, and the chooser."""

import json
import shutil
from ctypes import byref, c_uint
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from bs4 import BeautifulSoup
from pypdfium2 import PdfDocument
from pypdfium2.raw import FPDFText_GetFillColor

from decision.model import Answer
from publish.book import combine, paper_chooser, pdf
from publish.book.combine import Part
from publish.languages import BUILD, LANGUAGES, Language
from tests.book.articles import TREE, WORDS, article, joined
from tests.book.reading import Book, bare

PORTUGUESE, ENGLISH, *_ = LANGUAGES


# -- the order of the book ---------------------------------------------------------------------------------------


def test_the_menu_gives_the_parts_and_their_pages() -> None:
    menu = ["index.md", "escolher.md", {"Opções": [{"Pouco código": ["opcoes/canvas.md"]}]}, {"Sobre": ["fontes.md"]}]
    menu.append({"Estudar": ["rosetta.md", {"Erros": ["erros.md"]}, "mapa.md"]})
    assert combine.parts(menu, "Início") == [
        Part(("Início",), ("", "escolher/")),
        Part(("Opções", "Pouco código"), ("opcoes/canvas/",)),
        Part(("Sobre",), ("fontes/",)),
        Part(("Estudar",), ("rosetta/", "erros/", "mapa/")),  # a part does not begin again after what stands in it
    ]


def test_the_workshop_of_an_option_follows_its_page_where_there_is_one(tmp_path: Path) -> None:
    (tmp_path / "opcoes/canvas/oficina").mkdir(parents=True)
    (tmp_path / "opcoes/canvas/oficina/index.html").touch()
    book = [Part(("Opções",), ("opcoes/canvas/", "opcoes/bedrock/"))]
    assert combine.with_workshops(book, tmp_path) == [
        Part(("Opções",), ("opcoes/canvas/", "opcoes/canvas/oficina/", "opcoes/bedrock/"))
    ]


def test_a_page_of_the_menu_that_was_not_built_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"fontes/: is in the menu of mkdocs.yml, but was not built"):
        combine.read(tmp_path, "fontes/")


# -- what is only on the screen ----------------------------------------------------------------------------------


def test_what_is_not_printed_is_named_with_the_address_of_its_page() -> None:
    text = """<details class="example on-screen"><summary>Pedido</summary><p>json</p></details>"""
    (found,) = joined({"conceitos/": f"<h2>Trecho</h2>{text}{text.replace('Pedido', 'Permissões')}"}).find_all("p")
    assert found.get_text() == WORDS["elsewhere"].format(
        what="Pedido; Permissões", where="https://guia.test/conceitos/"
    )
    assert [link["href"] for link in found.find_all("a")] == ["https://guia.test/conceitos/"]


# -- links -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "leads_to"),
    [
        ("#custos", "#opcoes.canvas--custos"),
        ("#titulo", "#opcao-canvas"),
        ("../automl/", "#opcao-automl"),
        ("../automl/#custos", "#opcoes.automl--custos"),
        ("../automl/#titulo", "#opcao-automl"),
        ("../../fontes/", "#pagina-fontes"),
        ("../../", "#pagina-inicio"),
        ("../../escolher/#pergunta-tamanho", "#pergunta-tamanho"),
        ("../../escolher/#objetivo=treinar", "#pergunta-quanto-codigo"),
        ("../../escolher/#objetivo=usar-ia-pronta", "#opcao-sem-treino"),
        ("../../decision/tree.json", "https://guia.test/decision/tree.json"),
        ("../../en/conceitos/#x", "https://guia.test/en/conceitos/#x"),
        ("https://docs.aws.amazon.com/a?b=c#d", "https://docs.aws.amazon.com/a?b=c#d"),
        ("mailto:a@guia.test", "mailto:a@guia.test"),
    ],
)
def test_a_link_leads_to(said: str, leads_to: str) -> None:
    custos = '<h2 id="custos">C</h2>'
    pages = {
        "": "",
        "escolher/": '<h2 id="pergunta-tamanho">P</h2>',
        "fontes/": "",
        "opcoes/canvas/": f'{custos}<a id="x" href="{said}">l</a>',
        "opcoes/automl/": custos,
    }
    link = joined(pages).find("a", href=True)
    assert link is not None
    assert link["href"] == leads_to


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("../automl/", "neither a page of the book nor a file of the site"),
        ("../../escolher/#pergunta-x", r"escolher.md has no id 'pergunta-x'"),
        ("#custos", r"opcoes/canvas.md has no id 'custos'"),
        ("../../nada.zip", "neither a page of the book nor a file of the site"),
    ],
)
def test_a_link_to_nothing_stops_the_build_and_is_named(said: str, fault: str) -> None:
    with pytest.raises(ValueError, match=f"opcoes/canvas.md: links to '{said}', .*{fault}"):
        joined({"escolher/": "", "opcoes/canvas/": f'<a href="{said}">l</a>'})


def test_all_links_to_nothing_are_named_at_once() -> None:
    with pytest.raises(ValueError, match=r"(?s)index.md: links to '#a'.*fontes.md: links to '#b'"):
        joined({"": '<a href="#a">l</a>', "fontes/": '<a href="#b">l</a>'})


def test_a_link_to_a_page_that_only_another_language_has_is_not_taken_for_a_chapter() -> None:
    pages = {"conceitos/": "", "fontes/": '<a href="../../conceitos/">l</a>'}
    link = joined(pages, ENGLISH).find("a")
    assert link is not None
    assert link["href"] == "https://guia.test/conceitos/"


def test_a_link_to_a_book_becomes_its_words() -> None:
    found = joined({"": '<p>Leia <a href="pdf/guia-pt-BR.pdf">o guia</a>.</p>'})
    assert found.find("a") is None
    assert "Leia o guia." in found.get_text()


def test_a_broken_link_in_a_built_page_stops_the_book(tmp_path: Path, site: Path) -> None:
    for page in site.rglob("index.html"):
        copy = tmp_path / page.relative_to(site)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(page, copy)
    shutil.copytree(site / "decision", tmp_path / "decision", dirs_exist_ok=True)
    broken = tmp_path / "fontes" / "index.html"
    html = broken.read_text(encoding="utf-8")
    broken.write_text(html.replace("</article>", '<a href="../opcoes/nenhuma/">x</a></article>'), encoding="utf-8")
    with pytest.raises(ValueError, match=r"fontes.md: links to '../opcoes/nenhuma/'"):
        pdf.write(tmp_path, PORTUGUESE, TREE, tmp_path / "guia.pdf")


def test_ids_of_two_pages_do_not_meet() -> None:
    ids = [
        str(tag["id"]) for tag in joined({"": '<h2 id="a">A</h2>', "fontes/": '<h2 id="a">A</h2>'}).find_all(id=True)
    ]
    assert ids == ["parte-1", "pagina-inicio", "inicio--a", "pagina-fontes", "fontes--a"]


# -- the chooser -------------------------------------------------------------------------------------------------


def test_the_chooser_becomes_questions_whose_answers_are_links() -> None:
    page = (
        "<p>only on the screen</p><section data-chooser hidden></section><script data-chooser-data>{}</script>"
        '<div data-tree id="arvore"><ul><li>x</li></ul></div><h2 id="fim">F</h2>'
    )
    outcomes = {outcome.page: "" for outcome in TREE.outcomes.values()}
    found = joined({"escolher/": page, **outcomes})
    assert "only on the screen" not in found.get_text()
    links = {
        str(block.find("h4")["id"]): [str(link["href"]) for link in block.find_all("a")]  # type: ignore[index]
        for block in found.find_all("div", class_="question")
    }
    prefix = {"question": "pergunta", "outcome": "opcao"}
    assert links == {
        f"pergunta-{q.id}": [f"#{prefix[a.target.kind]}-{a.target.id}" for a in q.answers]
        for q in TREE.questions.values()
    }
    assert next(iter(links)) == f"pergunta-{TREE.root}"


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
def test_each_question_and_each_answer_says_its_words_and_where_it_leads_in_its_language(language: Language) -> None:
    words, tag = language.words()["book"], language.tag
    found = article(paper_chooser.questions(TREE, "arvore", words, tag)).find_all("div", class_="question")
    number = {str(block["data-number"]): str(block.find("h4")["id"]) for block in found}  # type: ignore[index]
    name = {id_: words["question"].format(n=n) for n, id_ in number.items()}

    def said(answer: Answer) -> str:
        id_ = answer.target.id
        to = name.get(f"pergunta-{id_}")
        if answer.target.kind == "outcome":
            to = f"{TREE.outcomes[id_].name[tag]} · {TREE.outcomes[id_].work_label[tag]}"
        return " ".join([answer.text[tag], *([answer.note[tag]] if answer.note else []), str(to)])

    assert {block.find("h4").get_text(): [p.get_text() for p in block.find_all("p")] for block in found} == {  # type: ignore[union-attr]
        q.text[tag]: [q.help[tag], *map(said, q.answers)] for q in TREE.questions.values()
    }
    assert list(number) == [str(n + 1) for n in range(len(TREE.questions))]


# -- pandoc and Typst --------------------------------------------------------------------------------------------

ABOUT = {
    "title": "Guia", "description": "D", "independent": "I. J.", "language": "L", "tag": "pt-BR", "by": "B",
    "edition": "E", "colophon": [],
    "date": "2026-01-01", "version": "1.0.0", "words": WORDS,
}  # fmt: skip


def made(html: str, out: Path) -> bytes:
    # A folder for each file: tests beside this one make books too.
    (BUILD / "book").mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=BUILD / "book") as folder:
        pdf.typeset(pdf.to_typst(html), ABOUT, Path(folder), out, 0)
    return out.read_bytes()


def test_the_same_text_gives_the_same_file(tmp_path: Path) -> None:
    html = '<div class="part"><h1 id="parte-1">P</h1></div><h2 id="a">A</h2><p>x</p>'
    assert made(html, tmp_path / "1.pdf") == made(html, tmp_path / "2.pdf")


def test_what_typst_refuses_is_said(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"(?s)Typst refuses the book:.*skipped from heading level 2 to 4"):
        made('<div class="part"><h1 id="p">P</h1></div><h2 id="a">A</h2><h4 id="b">B</h4>', tmp_path / "x.pdf")


@pytest.mark.parametrize(
    "text", ["#set page(fill: red)", "$x$ *a* _b_ `c` <d> @e", "--flag", "\\", '"', "// no comment", "= no heading"]
)
def test_a_text_is_never_taken_for_typst(text: str, tmp_path: Path) -> None:
    paragraph = BeautifulSoup("", "lxml").new_tag("p", string=text)
    made(f'<div class="part"><h1 id="p">P</h1></div><h2 id="a">A</h2>{paragraph}', tmp_path / "x.pdf")
    assert bare(text).strip('"') in Book(tmp_path / "x.pdf").texts[-1]


def test_what_leads_inside_the_book_is_followed_by_its_page(tmp_path: Path) -> None:
    html = (
        '<div class="part"><h1 id="p">P</h1></div><h2 id="a">A</h2><p>see <a href="#b">there</a>, and '
        '<a class="page" href="#b">·</a>, and <a class="bare" href="#b">it</a>.</p>'
        '<div class="part"><h1 id="q">Q</h1></div><h2 id="b">B</h2>'
    )
    made(html, tmp_path / "x.pdf")
    book = Book(tmp_path / "x.pdf")
    page = book.page_of("b") + 1
    said = bare(f"see there ({WORDS['page'].format(n=page)}), and {page}, and it.")
    assert said in book.texts[book.page_of("a")]


def test_a_long_name_of_an_operation_may_break_between_its_words(tmp_path: Path) -> None:
    name = "DeleteProvisionedModelThroughput"
    html = f'<div class="part"><h1 id="p">P</h1></div><h2 id="a">A</h2><p>{"apague " * 11}<code>{name}</code></p>'
    made(html, tmp_path / "x.pdf")
    code = [run for run in Book(tmp_path / "x.pdf").runs[-1] if run.text.strip() in name and len(run.text.strip()) > 3]
    assert "".join(run.text.strip() for run in code) == name
    assert len({run.baseline for run in code}) == 2


def test_code_without_a_blank_goes_on_below_where_the_page_ends(tmp_path: Path) -> None:
    name = ".".join(["camada"] * 20)
    made(
        f'<div class="part"><h1 id="p">P</h1></div><h2 id="a">A</h2><pre><code>{name}</code></pre>',
        tmp_path / "x.pdf",
    )
    code = [run for run in Book(tmp_path / "x.pdf").runs[-1] if len(run.text) > 3 and bare(run.text) in name]
    assert bare("".join(run.text for run in code)) == name
    assert len({run.baseline for run in code}) == 2
    assert max(run.right for run in code) < 595 - 68  # points of the page and of its margin


def test_a_page_on_which_a_file_goes_on_says_its_name_and_the_next_one_does_not(tmp_path: Path) -> None:
    code = "\n".join(f"n_{n} = {n}" for n in range(60))
    after = "<p>said</p>" * 60
    listing = f'<pre data-title="lancar.py"><code>{code}</code></pre>'
    made(f'<div class="part"><h1 id="p">P</h1></div><h2 id="a">A</h2>{listing}{after}', tmp_path / "x.pdf")
    texts = Book(tmp_path / "x.pdf").texts
    said = bare(WORDS["continued"].format(what="lancar.py"))
    first = next(n for n, text in enumerate(texts) if "n_0=0" in text)
    assert "n_59=59" in texts[first + 1]
    assert [said in text for text in texts[first : first + 3]] == [False, True, False]


@pytest.mark.parametrize("begun", ["--- a/{}", "@@ {} @@"], ids=["diff", "policies"])
def test_a_page_on_which_a_diff_of_two_files_goes_on_names_the_file_whose_lines_it_has(
    tmp_path: Path, begun: str
) -> None:
    lines = [*(f"+a_{n}" for n in range(70)), begun.format("dois.json"), *(f"+b_{n}" for n in range(90))]
    diff = "\n".join([begun.format("um.json"), *lines])
    html = f'<div class="part"><h1 id="p">P</h1></div><h2 id="a">A</h2><pre class="diff"><code>{diff}</code></pre>'
    made(html, tmp_path / "x.pdf")
    texts = Book(tmp_path / "x.pdf").texts
    said = {name: bare(WORDS["continued"].format(what=f"{name}.json")) for name in ("um", "dois")}
    going_on = [[name for name in said if said[name] in text] for text in texts]
    assert [name for page in going_on for name in page] == ["um", "dois"]
    assert ["+a_69" in texts[going_on.index(["um"])], "+b_89" in texts[going_on.index(["dois"])]] == [True, True]


def test_the_lines_that_come_and_go_have_a_colour_each_that_is_read_on_the_ground_of_a_listing(tmp_path: Path) -> None:
    diff = "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-going\n+coming\n staying"
    html = f'<div class="part"><h1 id="p">P</h1></div><h2 id="a">A</h2><pre class="diff"><code>{diff}</code></pre>'
    made(html, tmp_path / "x.pdf")
    colours = {line: colours_of(tmp_path / "x.pdf", line) for line in ("-going", "+coming", "staying")}
    assert [len(each) for each in colours.values()] == [1, 1, 1]  # sign and line alike
    assert len(set.union(*colours.values())) == 3
    assert [line for line, each in colours.items() if contrast(each.pop(), (0xF6, 0xF8, 0xF8)) < 4.5] == []


Colour = tuple[int, int, int]


def colours_of(path: Path, line: str) -> set[Colour]:
    """The colours of the letters of a line on the last page."""
    channels = [c_uint() for _ in range(4)]
    with PdfDocument(path) as file:
        text = file[len(file) - 1].get_textpage()
        start = text.get_text_range().index(line)
        found = set()
        for n in range(start, start + len(line)):
            assert FPDFText_GetFillColor(text, n, *map(byref, channels))
            red, green, blue, _ = (channel.value for channel in channels)
            found.add((red, green, blue))
    return found


def contrast(one: Colour, other: Colour) -> float:
    """The contrast of two colours, by WCAG 2."""

    def light(colour: Colour) -> float:
        parts = [part / 255 for part in colour]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_the_words_of_the_book_are_the_same_in_every_language() -> None:
    keys = {json.dumps(sorted(language.words()["book"])) for language in LANGUAGES}
    assert len(keys) == 1
