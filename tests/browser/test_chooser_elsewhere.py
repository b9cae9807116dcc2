"""The chooser on paper, from file://, and without JavaScript."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.tree_walks import LANGUAGES, fragment, published_tree

WALK = (("objetivo", "treinar"), ("quanto-codigo", "pouco"), ("tipo-de-dado", "tabela"), ("quem-escolhe", "eu"))
OUTCOME = "algoritmo-integrado"


# ---- paper ----


def test_a_result_prints_with_its_answers(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}escolher/{fragment(WALK)}")
    page.emulate_media(media="print")
    expect(page.locator(f'article[data-outcome="{OUTCOME}"]')).to_be_visible()
    expect(page.locator("[data-answers] dt")).to_have_count(len(WALK))
    expect(page.locator("[data-answers] dt").first).to_be_visible()
    expect(page.locator("[data-tree]")).to_be_hidden()


@pytest.mark.parametrize("selector", ["[data-copy]", "[data-restart]", "[data-answers] a"])
def test_what_can_only_be_clicked_is_not_printed(page: Page, base_url: str, selector: str) -> None:
    page.goto(f"{base_url}escolher/{fragment(WALK)}")
    page.emulate_media(media="print")
    expect(page.locator(selector).first).to_be_hidden()


@pytest.mark.parametrize("steps", [(), WALK[:2]], ids=["start", "question"])
def test_the_whole_list_prints_when_there_is_no_result(page: Page, base_url: str, steps: tuple) -> None:
    page.goto(f"{base_url}escolher/" + (fragment(steps) if steps else ""))
    page.emulate_media(media="print")
    expect(page.locator("form[data-question]")).to_be_hidden()
    expect(page.locator("#pergunta-tamanho")).to_be_visible()
    assert page.locator("#pergunta-tamanho").evaluate("e => e.checkVisibility({contentVisibilityAuto: true})")


# ---- file:// ----


@pytest.fixture
def folder_url(site: Path) -> str:
    return site.resolve().as_uri() + "/"


@pytest.mark.parametrize("folder", LANGUAGES.values(), ids=LANGUAGES.keys())
def test_the_chooser_works_from_a_folder(page: Page, folder_url: str, folder: str) -> None:
    page.goto(f"{folder_url}{folder}escolher/index.html")
    for question, answer in WALK:
        page.locator(f'[name="{question}"][value="{answer}"]').check()
        page.locator("form[data-question] button").click()
    page.go_back()
    page.go_forward()
    page.reload()
    expect(page.locator("article[data-outcome]")).to_have_attribute("data-outcome", OUTCOME)
    page.locator(".chooser-actions a").first.click()
    page.wait_for_url(f"{folder_url}{folder}opcoes/{OUTCOME}/index.html")
    expect(page.locator("h1")).to_be_visible()


def test_start_again_works_from_a_folder(page: Page, folder_url: str) -> None:
    page.goto(f"{folder_url}escolher/index.html{fragment(WALK)}")
    page.locator("[data-restart]").click()
    expect(page.locator("form[data-question]")).to_be_visible()
    assert page.url == f"{folder_url}escolher/index.html"


def test_every_link_from_a_folder_names_its_page(page: Page, folder_url: str) -> None:
    page.goto(f"{folder_url}escolher/index.html{fragment(WALK)}&comparar=canvas")
    expect(page.locator("[data-compared] a")).to_have_count(2)
    links = page.locator("a[href]").evaluate_all("links => links.map(link => link.href)")
    assert [link for link in links if link.startswith("file:") and link.partition("#")[0].endswith("/")] == []


def test_the_language_switch_works_from_a_folder(page: Page, folder_url: str) -> None:
    page.goto(f"{folder_url}escolher/index.html{fragment(WALK)}")
    page.locator('a[data-language][hreflang="en"]').first.evaluate("link => link.click()")
    page.wait_for_url(f"{folder_url}en/escolher/index.html{fragment(WALK)}")
    expect(page.locator("article[data-outcome]")).to_have_attribute("data-outcome", OUTCOME)


# ---- without JavaScript ----


def test_without_javascript_there_is_the_list_and_nothing_else(new_page: Callable, chooser_url: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(chooser_url)
    expect(page.locator("[data-chooser]")).to_be_hidden()
    expect(page.locator("form[data-question], article[data-outcome]")).to_have_count(0)
    expect(page.locator("[data-tree]")).to_be_visible()


def test_without_javascript_the_list_holds_the_whole_tree(new_page: Callable, chooser_url: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(chooser_url)
    tree = published_tree()
    questions = page.locator("[data-tree] [id^=pergunta-]:not(a)").evaluate_all("all => all.map(e => e.id.slice(9))")
    assert sorted(questions) == sorted(tree["questions"])
    outcomes = page.locator("[data-tree] a[href*='opcoes/']").evaluate_all(
        "all => all.map(e => e.href.split('/').slice(-2)[0])"
    )
    assert set(outcomes) == set(tree["outcomes"])


def test_with_javascript_the_list_stays_within_reach(page: Page, chooser_url: str) -> None:
    page.goto(chooser_url)
    expect(page.locator("[data-tree]")).to_be_hidden()
    page.locator("details:has([data-tree]) > summary").click()
    expect(page.locator("[data-tree]")).to_be_visible()


# ---- the words ----


@pytest.mark.parametrize("name", ["address", "chooser", "choices", "compare", "elements", "markdown", "tree"])
def test_a_script_knows_no_word_of_the_tree(name: str, site: Path) -> None:
    """It has no id of a question, an answer or an outcome, and no word that a reader sees."""
    script = (site / "assets" / f"{name}.js").read_text(encoding="utf-8")
    tree = published_tree()
    ids = {*tree["questions"], *tree["outcomes"], *(a["id"] for q in tree["questions"].values() for a in q["answers"])}
    quoted = set(re.findall(r"[\"'`]([^\"'`\n]*)[\"'`]", script))
    assert quoted & ids == set()
    assert len(script.splitlines()) <= 350
