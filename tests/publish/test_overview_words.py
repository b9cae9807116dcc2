"""How large the tree is, and its drawing: which number and which text stands where."""

from datetime import date

import pytest
from lxml import etree

from publish.checked import Checked
from publish.languages import language
from publish.pages import branches, marks, overview
from tests.tokens import labels, token_tree

WORDS = labels()["tree"]
RUN = Checked(version="<version>", paths=7, date=date(2026, 11, 22))


@pytest.mark.parametrize(
    ("tag", "mean", "day"),
    [
        ("pt-BR", "1,5", "22 de novembro de 2026"),
        ("en", "1.5", "November 22, 2026"),
        ("es", "1,5", "22 de noviembre de 2026"),
    ],
)
def test_each_number_of_the_tree_stands_in_its_place(tag: str, mean: str, day: str) -> None:
    """Two sequences of questions, one and two long; eight walks, three of them below each of two answers."""
    size = f"tree.paths longest=2 mean={mean} outcomes=3 questions=2 routes=2 version=1.0.0 walks=8"
    run = f'tree.followed date=<time datetime="2026-11-22">{day}</time> paths=7 version=<version>'
    assert overview.path_count(token_tree(), RUN, language(tag), WORDS) == f"{size} {run}\n"


def test_the_map_stands_over_what_its_marks_mean_and_the_drawing_to_download(monkeypatch: pytest.MonkeyPatch) -> None:
    def tree_of(tree, tag, href, words) -> str:
        return f"{tag} {words['title']} {[href(outcome) for outcome in tree.outcomes.values()]}"

    monkeypatch.setattr(branches, "branches", tree_of)
    monkeypatch.setattr(marks, "legend", lambda tree, tag, present: f"legend {tag} {sorted(present)}")
    assert overview.decision_map(token_tree(), language("en"), WORDS) == (
        '<div class="map-frame" data-search-exclude>\n'
        "en tree.title ['../opcoes/guarda-chuva/', '../opcoes/oculos/', '../opcoes/casa/']\n"
        "legend en ['1', '3', 'none']\n</div>\n\n"
        "[tree.drawing](/mapa/perguntas.svg){ .download download }\n"
    )


@pytest.mark.parametrize(("tag", "folder"), [("pt-BR", ""), ("en", "en/"), ("es", "es/")])
def test_the_links_of_the_drawing_lead_to_the_site_from_wherever_it_is_kept(tag: str, folder: str) -> None:
    drawing = etree.fromstring(overview.drawing(token_tree(), language(tag), WORDS, "https://guia.example/"))
    links = {a.get("href") for a in drawing.iter("{http://www.w3.org/2000/svg}a")}
    assert links == {f"https://guia.example/{folder}opcoes/{id_}/" for id_ in ("guarda-chuva", "oculos", "casa")}
