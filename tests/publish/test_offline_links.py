"""What a page of the offline folder links to, case by case; the built zips are looked at in tests/offline/."""

import pytest

from publish.offline.links import carried

SITE = "https://guia.example/sub/"
PORTUGUESE = {
    place: place
    for place in ("index.html", "escolher/index.html", "opcoes/canvas/index.html", "trechos/a.py", "assets/a.css")
} | {"pdf/guia-pt-BR.pdf": "pdf/guia-pt-BR.pdf"}
ENGLISH = {
    "en/index.html": "index.html",
    "en/opcoes/canvas/index.html": "opcoes/canvas/index.html",
    "pdf/guia-en.pdf": "pdf/guia-en.pdf",
}


def link(written: str, place: str, files: dict[str, str]) -> str:
    return carried(f'<a class="x" href="{written}">', place, files, SITE).split('"')[3]


@pytest.mark.parametrize(
    ("written", "place", "leads"),
    [
        ("../../escolher/", "opcoes/canvas/index.html", "../../escolher/index.html"),
        ("../../escolher/#objetivo=treinar", "opcoes/canvas/index.html", "../../escolher/index.html#objetivo=treinar"),
        ("..", "escolher/index.html", "../index.html"),
        ("./", "escolher/index.html", "../escolher/index.html"),
        (".", "index.html", "index.html"),
        ("#codigo", "opcoes/canvas/index.html", "#codigo"),
        ("../trechos/a.py", "escolher/index.html", "../trechos/a.py"),
        ("pdf/guia-pt-BR.pdf", "index.html", "pdf/guia-pt-BR.pdf"),
        ("pdf/guia-en.pdf", "index.html", f"{SITE}pdf/guia-en.pdf"),
        ("../en/escolher/", "escolher/index.html", f"{SITE}en/escolher/"),
        ("../decision/tree.json", "mapa/index.html", f"{SITE}decision/tree.json"),
        ("index.md", "escolher/index.html", f"{SITE}escolher/index.md"),
        ("https://aws.amazon.com/x/?a=1&amp;b=2", "index.html", "https://aws.amazon.com/x/?a=1&amp;b=2"),
    ],
)
def test_in_the_portuguese_folder_a_link_leads_to_a_file_of_it_or_to_the_site(
    written: str, place: str, leads: str
) -> None:
    assert link(written, place, {**PORTUGUESE, place: place}) == leads


@pytest.mark.parametrize(
    ("written", "leads"),
    [
        ("../../", "../../index.html"),
        ("../../../", SITE),
        ("../../../opcoes/canvas/", f"{SITE}opcoes/canvas/"),
        ("../../../pdf/guia-en.pdf", "../../pdf/guia-en.pdf"),
        ("../../../pdf/guia-pt-BR.pdf", f"{SITE}pdf/guia-pt-BR.pdf"),
    ],
)
def test_in_another_language_its_own_folder_is_the_root(written: str, leads: str) -> None:
    assert link(written, "en/opcoes/canvas/index.html", ENGLISH) == leads


@pytest.mark.parametrize("written", ["../../x/", "/escolher/"])
def test_a_link_that_leads_out_of_the_site_is_refused_by_page_and_link(written: str) -> None:
    with pytest.raises(ValueError, match=rf"escolher/index\.html: the link '{written}' leads out"):
        link(written, "escolher/index.html", PORTUGUESE)


def test_a_script_is_found_too_and_data_of_a_script_is_left_alone() -> None:
    page = r'<script src="../assets/a.css"></script><script>{"x": "<a href=\"../escolher/\">"}</script>'
    assert carried(page, "escolher/index.html", PORTUGUESE, SITE) == page
