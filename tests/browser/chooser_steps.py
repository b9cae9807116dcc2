"""What the tests of the chooser do in it and then look for: a walk, an answer, a change, where one stands."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from decision.reading import load
from tests.browser.tree_walks import fragment

VERSION = load().version

WALK = (("objetivo", "treinar"), ("quanto-codigo", "pouco"), ("tipo-de-dado", "tabela"), ("quem-escolhe", "eu"))
OUTCOME = "algoritmo-integrado"


@pytest.fixture
def start(page: Page, base_url: str) -> Callable[..., Page]:
    """Opens the chooser with some answers in the address."""

    def start(steps: tuple = (), rest: str = "") -> Page:
        page.goto(f"{base_url}escolher/" + (fragment(steps) + rest if steps else rest))
        return page

    return start


def answer(page: Page, question: str, answer_id: str) -> None:
    form = page.locator(f'form[data-question="{question}"]')
    form.locator(f'input[name="{question}"][value="{answer_id}"]').check()
    form.locator("button[type=submit]").click()


def change(page: Page, index: int) -> None:
    page.locator("[data-answers] a").nth(index).click()


def expect_question(page: Page, question: str, steps: tuple) -> None:
    expect(page.locator("form[data-question]")).to_have_attribute("data-question", question)
    expect(page.locator("article[data-outcome]")).to_have_count(0)
    expect_address(page, steps)


def expect_outcome(page: Page, outcome: str, steps: tuple) -> None:
    expect(page.locator("article[data-outcome]")).to_have_attribute("data-outcome", outcome)
    expect(page.locator("form[data-question]")).to_have_count(0)
    expect_address(page, steps)


def expect_address(page: Page, steps: tuple) -> None:
    assert page.evaluate("location.hash") == (fragment(steps) if steps else "")
    expect(page.locator("[data-answers] a")).to_have_count(len(steps))
