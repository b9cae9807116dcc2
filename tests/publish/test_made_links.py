"""Links that code makes are checked like written ones: in the data of scripts, in the list of the tree, in drawings."""

import json
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from publish.site import hooks, made_links

GOOD = {"outcomes": {"casa": {"url": "../opcoes/casa/", "snippet_url": "../opcoes/casa/#codigo", "name": "a ../b"}}}
PLACES = {
    "data": '<script type="application/json" data-chooser-data>{}</script>',
    "tree": '<div data-tree><a href="{}">x</a></div>',
    "levels": '<div data-levels><a href="{}">x</a></div>',
    "branches": '<div data-branches><a href="{}">x</a></div>',
    "comparison": '<table data-comparison><td><a href="{}">x</a></table>',
    "drawing": '<svg class="decision-map"><a href="{}">x</a></svg>',
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, "opcoes/casa", '<h2 id="codigo">Código</h2><a href="../nada/">the theme\'s or Markdown\'s own</a>')
    return tmp_path


def write(root: Path, page: str, body: str) -> None:
    (root / page).mkdir(parents=True, exist_ok=True)
    (root / page / "index.html").write_text(
        f"<html><body><article class=x>{body}</article></body></html>", encoding="utf-8"
    )


def test_addresses_that_lead_somewhere_are_no_fault(root: Path) -> None:
    write(root, "escolher", PLACES["data"].format(json.dumps(GOOD)) + PLACES["tree"].format("../opcoes/casa/"))
    assert made_links.faults(root, "pt") == []


def test_an_address_outside_the_site_is_not_looked_for_in_it(root: Path) -> None:
    write(root, "escolher", PLACES["tree"].format("https://guia.example/opcoes/nada/"))
    assert made_links.faults(root, "pt") == []


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("address", "fault"),
    [
        pytest.param(
            "../opcoes/casa/#ajuste",
            "docs/pt/opcoes/casa.md: has no heading {#ajuste}, where links made by code lead from docs/pt/escolher.md; "
            "give it that id",
            id="no-heading",
        ),
        pytest.param(
            "../opcoes/cama/",
            "docs/pt/escolher.md: '../opcoes/cama/', a link made by code, leads to no page; mend the code",
            id="no-page",
        ),
    ],
)
def test_an_address_that_leads_nowhere_is_named(place: str, address: str, fault: str, root: Path) -> None:
    said = json.dumps({"more": {"casa": [address]}}) if place == "data" else address
    write(root, "escolher", PLACES[place].format(said))
    assert made_links.faults(root, "pt") == [fault]


def test_a_build_ends_with_what_it_finds(root: Path) -> None:
    write(root, "escolher", PLACES["tree"].format("../opcoes/casa/#ajuste"))
    config = MkDocsConfig()
    config.load_dict({"site_dir": str(root), "extra": {"language": "pt-BR"}})
    with pytest.raises(Abort, match=r"docs/pt/opcoes/casa\.md: has no heading \{#ajuste\}"):
        hooks.on_post_build(config)
