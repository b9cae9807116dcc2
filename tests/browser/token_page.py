"""The chooser served with token words: each text is its own key, so what a view shows says where it came from."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from decision.cases import WORDS, Case
from decision.languages import TAGS
from publish.languages import LANGUAGES
from publish.pages.chooser import chooser_data
from tests.tokens import labels, token_tree


def answer(id_: str, **target: str) -> dict[str, str]:
    return {"id": id_, **target}


# Deep enough for what would change a result to take one answer more, and two.
ROUTING = {
    "version": "1.0.0",
    "root": "clima",
    "questions": {
        "clima": {
            "answers": [
                answer("chuva", outcome="guarda-chuva"),
                answer("sol", question="praia"),
                answer("nao-sei", outcome="guarda-chuva"),
            ]
        },
        "praia": {"answers": [answer("sim", question="areia"), answer("nao-sei", outcome="guarda-chuva")]},
        "areia": {"answers": [answer("quente", outcome="oculos"), answer("nao-sei", outcome="casa")]},
    },
    "outcomes": {
        "guarda-chuva": {
            "use_case": 3,
            "code": 4,
            "flexibility": 5,
            "work": "none",
            "near": [],
            "snippets": ["modo-script"],
            "sources": [],
        },
        "oculos": {
            "use_case": 1,
            "code": 2,
            "flexibility": 3,
            "work": "none",
            "near": [],
            "snippets": [],
            "sources": [],
        },
        "casa": {"code": 0, "flexibility": 1, "work": "none", "near": [], "snippets": [], "sources": []},
    },
    "adjustments": {
        "galocha": {"outcomes": ["guarda-chuva"], "sources": []},
        "bolsa": {"outcomes": ["oculos", "guarda-chuva"], "sources": []},
    },
    "worries": {
        "frio": {
            "replies": [
                {
                    "id": "casaco",
                    "outcomes": ["guarda-chuva", "oculos"],
                    "page": "limpar/",
                    "sources": [],
                    "adjustment": "bolsa",
                },
                {"id": "lareira", "outcomes": ["casa"], "page": "#custos", "sources": []},
            ]
        },
    },
}
PEOPLE = [
    Case(
        id=id_,
        answers={"clima": "chuva"},
        outcome=outcome,
        worries=(),
        **{key: dict.fromkeys(TAGS, f"{id_}.{key}") for key in WORDS},
    )
    for id_, outcome in (("rua", "guarda-chuva"), ("calcada", "guarda-chuva"), ("mar", "oculos"))
]
CHANGES = {
    "0.9.0": {
        "same": False,
        "before": {
            "clima=chuva": "before.name",
            "clima=neve": "before.neve",
            "clima=sol&areia=quente": "before.areia",
        },
        "why": ["why.first", "why.second"],
    },
    "0.9.9": {"same": True, "before": {}, "why": ["why.second"]},
}
DATA = {
    **chooser_data(token_tree(ROUTING), LANGUAGES[0], labels(), PEOPLE),
    "changes": CHANGES,
    "gone": {"clima=neve": "gone.neve"},
    "issues": "https://guia.example/issues/new",
}
# No lines are kept for what the tokens add; the first reply has some all the same.
DATA["worries"]["frio"]["replies"][0]["lines"] = {"guarda-chuva": "../opcoes/guarda-chuva/oficina/#ajuste-bolsa"}
RESULT = "#clima=chuva"
DEEP = "#clima=sol&praia=sim&areia=quente"

Open = Callable[..., Page]


def with_tokens(page: Path, name: str) -> str:
    """A page of the site with the token data in place of its own, and without the theme's script, which only delays."""
    data = json.dumps(DATA, ensure_ascii=False)
    text, times = re.subn(
        rf"(?s)(<script[^>]*\bdata-{name}-data\b[^>]*>).*?(</script>)",
        lambda match: match[1] + data + match[2],
        page.read_text(encoding="utf-8"),
    )
    assert times == 1
    return re.sub(r'<script src="[^"]*/bundle\.[^"]*"></script>', "", text)


@pytest.fixture
def opened(page: Page, base_url: str, site: Path) -> Open:
    """Opens the chooser of the tokens at a fragment."""
    text = with_tokens(site / "escolher/index.html", "chooser")
    page.route("**/escolher/", lambda route: route.fulfill(body=text, content_type="text/html"))

    def opened(fragment: str = "") -> Page:
        page.goto(f"{base_url}escolher/{fragment}")
        return page

    return opened


@pytest.fixture
def comparer(page: Page, base_url: str, site: Path) -> Locator:
    """The page of its own where options are set side by side, with the tokens."""
    text = with_tokens(site / "comparacao/index.html", "comparer")
    page.route("**/comparacao/", lambda route: route.fulfill(body=text, content_type="text/html"))
    page.goto(f"{base_url}comparacao/")
    return page.locator("[data-comparer]")


def unfolded(page: Page, selector: str) -> Locator:
    """Parts of a view, all that is folded opened."""
    page.locator("details").evaluate_all("all => all.forEach(each => { each.open = true })")
    return page.locator(selector)


def said(view: Locator, base_url: str) -> str:
    """What a view says and where its links lead, all of it unfolded, as the browser's accessibility tree spells it."""
    view.page.locator("details").evaluate_all("all => all.forEach(each => { each.open = true })")
    return "\n" + view.aria_snapshot().replace(base_url, "/") + "\n"
