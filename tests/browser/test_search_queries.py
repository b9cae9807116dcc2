"""What readers type reaches the section that answers it, among the first three results: ``queries/``, by language.

The queries were written as readers type them, before looking at what the search gives. One that fails is kept, with
``fails``, the reason; when it holds again, the reason goes. Each term is asked for by its English name as well.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page

from publish import glossary
from tests.browser.tree_walks import LANGUAGES

FOLDER = Path(__file__).parent / "queries"
SHOWN = 3  # results, which are pages with those of their sections that are shown at once
AT_LEAST = 60  # queries for each language
HOLD = 0.95  # of them


@dataclass(frozen=True)
class Query:
    """What is typed, the places of which one must be reached (below the language's root), and why none is, if so."""

    ask: str
    reach: frozenset[str]
    fails: str = ""


def load(language: str) -> list[Query]:
    found = tomllib.loads((FOLDER / f"{language.split('-')[0]}.toml").read_text(encoding="utf-8"))["query"]
    return [Query(each["ask"], frozenset(each["reach"]), each.get("fails", "")) for each in found]


ASK = """asked => new Promise((done) => {
  const field = document.querySelector(".md-search__input");
  const told = document.querySelector(".md-search-result__meta");
  const list = document.querySelector(".md-search-result__list");
  const answered = () => {
    watcher.disconnect();
    const items = [...list.children].slice(0, SHOWN);
    const links = (item) => [...item.querySelectorAll(":scope > a")].map((link) => link.pathname + link.hash);
    done(items.map(links));
  };
  const watcher = new MutationObserver(answered);
  watcher.observe(list, { childList: true });
  list.replaceChildren(document.createElement("li"));
  watcher.takeRecords();
  field.value = asked;
  field.dispatchEvent(new Event("input"));
})""".replace("SHOWN", str(SHOWN))


# By hand: the terms about which whole pages speak, and which of these the search gives in place of the entry.
PAGES_IN_PLACE = {
    "hyperparameter": {"como/busca-de-hiperparametros/"},
    "VPC": {"como/rede-e-chaves/#vpc"},
    "script mode": {"opcoes/modo-script/"},
    "Docker": {"opcoes/modo-local/"},
    "training job": {"opcoes/ajuste-em-job/"},
}


def found(page: Page, root: str, asked: str) -> set[str]:
    """What the first results of a search lead to, below the root of a language."""
    return {link.removeprefix(root) for result in page.evaluate(ASK, asked) for link in result}


def start_the_search(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".md-search__input").press_sequentially("canvas")
    page.locator(".md-search-result__link").first.wait_for()


@pytest.mark.parametrize(("tag", "folder"), LANGUAGES.items(), ids=LANGUAGES)
def test_the_english_name_of_a_term_leads_to_its_entry_in_every_language(
    tag: str, folder: str, page: Page, base_url: str
) -> None:
    start_the_search(page, base_url + folder)
    terms = {term.names["en"].name: f"conceitos/#{term.entry}" for term in glossary.load().values() if term.entry}
    reached = {name: found(page, f"/{folder}", name) for name in terms}
    astray = {name for name, entry in terms.items() if not reached[name] & {entry, *PAGES_IN_PLACE.get(name, ())}}
    assert astray == set(), {name: sorted(reached[name]) for name in astray}
    assert len(terms) >= 90


@pytest.mark.parametrize(("tag", "folder"), LANGUAGES.items(), ids=LANGUAGES)
def test_what_readers_type_leads_to_its_answer(tag: str, folder: str, page: Page, base_url: str) -> None:
    queries = load(tag)
    assert len({query.ask for query in queries}) >= AT_LEAST
    start_the_search(page, base_url + folder)
    reached = {query.ask: found(page, f"/{folder}", query.ask) for query in queries}
    failing = {query.ask: sorted(reached[query.ask]) for query in queries if not reached[query.ask] & query.reach}
    assert failing.keys() == {query.ask for query in queries if query.fails}, failing
    assert len(failing) <= (1 - HOLD) * len(queries)
