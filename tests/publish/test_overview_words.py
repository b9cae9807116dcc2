"""How large the tree is, and its drawing: which number and which text stands where."""

from datetime import date

import pytest

from decision import diagram
from publish.checked import Checked
from publish.languages import language
from publish.pages import overview
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


def test_the_drawing_stands_in_a_frame_with_a_name_and_links_to_the_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    def svg(tree, tag, href, words) -> str:
        return f"{tag} {words['title']} {[href(outcome) for outcome in tree.outcomes.values()]}"

    monkeypatch.setattr(diagram, "svg", svg)
    frame = overview.decision_map(token_tree(), language("en"), {**WORDS, "map_region": '"map" & region'})
    assert frame == (
        '<div class="map-frame" role="region" tabindex="0" aria-label="&quot;map&quot; &amp; region">\n'
        "en tree.title ['../opcoes/guarda-chuva/', '../opcoes/oculos/', '../opcoes/casa/']\n</div>\n"
    )
