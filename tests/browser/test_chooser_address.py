"""The address of the chooser: what is copied and followed, and what nobody should have written."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chooser_steps import (
    OUTCOME,
    VERSION,
    WALK,
    answer,
    expect_address,
    expect_outcome,
    expect_question,
)
from tests.browser.tree_walks import fragment, published_tree

# ---- links ----


def test_start_again_asks_the_first_question(start: Callable) -> None:
    page = start(WALK, f"&v={VERSION}")
    page.locator("[data-restart]").click()
    expect_question(page, "objetivo", ())
    expect(page.locator("fieldset input:checked")).to_have_count(0)
    page.go_back()
    expect(page.locator("article[data-outcome]")).to_have_attribute("data-outcome", OUTCOME)


def test_copy_puts_the_address_and_the_version_on_the_clipboard(start: Callable, base_url: str) -> None:
    page = start(WALK)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("[data-copy]").click()
    expect(page.locator("[data-copied]")).not_to_be_empty()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{base_url}escolher/{fragment(WALK)}&v={published_tree()['version']}"


@pytest.mark.parametrize(
    "clipboard",
    ["undefined", "{writeText: () => Promise.reject(new Error('refused'))}"],
    ids=["no clipboard", "a clipboard that refuses"],
)
def test_without_a_clipboard_the_address_is_there_to_copy_by_hand(
    new_page: Callable, base_url: str, clipboard: str
) -> None:
    page = new_page()
    page.add_init_script(f"Object.defineProperty(navigator, 'clipboard', {{value: {clipboard}}})")
    page.goto(f"{base_url}escolher/{fragment(WALK)}")
    page.locator("[data-copy]").click()
    field = page.locator("[data-copied] input")
    expect(field).to_be_focused()
    expect(field).to_have_value(re.compile(re.escape(fragment(WALK)) + r"&v=\d+\.\d+\.\d+$"))
    assert page.evaluate("getSelection().toString()") == field.input_value()


def test_a_copied_address_opens_its_result_and_keeps_its_version(start: Callable) -> None:
    page = start(WALK, f"&v={VERSION}")
    expect(page.locator("article[data-outcome]")).to_have_attribute("data-outcome", OUTCOME)
    expect(page.locator("[data-notice]")).to_have_count(0)
    assert page.evaluate("location.hash") == fragment(WALK) + f"&v={VERSION}"


def test_a_new_answer_leaves_the_copied_version_behind(start: Callable) -> None:
    page = start(WALK[:1], f"&v={VERSION}")
    answer(page, *WALK[1])
    expect_question(page, "tipo-de-dado", WALK[:2])


@pytest.mark.parametrize("steps", [(), WALK[:2], WALK], ids=["start", "question", "result"])
def test_the_language_switch_keeps_page_and_answers(start: Callable, base_url: str, steps: tuple) -> None:
    page = start(steps)
    for there, folder in (("en", "en/"), ("es", "es/"), ("pt", "")):
        switch(page, there)
        page.wait_for_url(f"{base_url}{folder}escolher/{fragment(steps) if steps else ''}")
        if steps == WALK:
            expect_outcome(page, OUTCOME, steps)
        else:
            expect_question(page, WALK[len(steps)][0], steps)


def switch(page: Page, language: str) -> None:
    """Click the link to a language; it may be in a menu that opens on hover."""
    page.locator(f'a[data-language][hreflang^="{language}"]').first.evaluate("link => link.click()")


def test_a_link_to_a_spot_in_the_page_keeps_the_answers(start: Callable) -> None:
    page = start(WALK[:2])
    page.locator("details:has([data-tree]) > summary").click()
    page.locator('[data-tree] a[href^="#pergunta-"]').first.click()
    expect_question(page, "tipo-de-dado", WALK[:2])
    expect(page.locator("[data-notice]")).to_have_count(0)


def test_a_link_to_a_question_in_the_list_opens_the_list(start: Callable) -> None:
    page = start(rest="#pergunta-tamanho")
    expect(page.locator("#pergunta-tamanho")).to_be_in_viewport()
    expect(page.locator("form[data-question]")).to_have_attribute("data-question", "objetivo")


# ---- addresses that nobody should have written ----

HOSTILE = {
    "a script for an answer": ("#objetivo=<script>alert(1)</script>", (), "objetivo=<script>alert(1)</script>"),
    "escaped markup": ("#objetivo=%3Cimg%20src=x%20onerror=alert(1)%3E", (), "objetivo=<img src=x onerror=alert(1)>"),
    "markup for a key": ("#<svg/onload=alert(1)>", (), "<svg/onload=alert(1)>"),
    "a script address": ("#objetivo=javascript:alert(1)", (), "objetivo=javascript:alert(1)"),
    "a name of the language": ("#__proto__=x&constructor=prototype", (), "constructor=prototype"),
    "an inherited answer": ("#objetivo=toString", (), "objetivo=toString"),
    "an unknown question": ("#objetivo=treinar&cor=azul", WALK[:1], "cor=azul"),
    "an unknown answer": ("#objetivo=treinar&quanto-codigo=muito", WALK[:1], "quanto-codigo=muito"),
    "an answer off the walk": ("#objetivo=treinar&tamanho=varias", WALK[:1], None),
    "answers after a result": (fragment(WALK) + "&tamanho=varias", WALK, None),
    "an answer given twice": ("#objetivo=treinar&objetivo=aprender", WALK[:1], "objetivo=aprender"),
    "a malformed escape": ("#objetivo=treinar&x=%E0%A4%A", WALK[:1], "x=%E0%A4%A"),
    "a selector that breaks": ("#objetivo=treinar&x=\"]'\\", WALK[:1], "x=\"]'\\"),
    "a lone backslash": ("#\\", (), "\\"),
    "control and direction characters": ("#objetivo=treinar&x=%00a%E2%80%AEb%0Ac", WALK[:1], "x= a b c"),
    "only separators": ("#&&==&=", (), "="),
    "a reserved key with markup": ("#objetivo=treinar&v=<b>1</b>", WALK[:1], "v=<b>1</b>"),
    "a very long text": ("#objetivo=treinar&x=" + "a" * 5000, WALK[:1], "x=" + "a" * 58 + "…"),
}


@pytest.mark.parametrize(("given", "steps", "named"), HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_not_on_the_walk_leaves_the_address_and_is_named(
    start: Callable, given: str, steps: tuple, named: str | None
) -> None:
    page = start(rest=given)
    expect(page.locator("[data-notice]")).to_be_visible()
    expect(page.locator("[data-notice] li").last).to_contain_text(named or published_text("tamanho"))
    expect(page.locator(".chooser").locator("script, img, svg, b, [onerror], [onload]")).to_have_count(0)
    expect_address(page, steps)
    assert len(page.locator("[data-notice] li").last.inner_text()) < 250


def published_text(question: str) -> str:
    return published_tree()["questions"][question]["text"]["pt-BR"]


def test_a_flood_of_keys_is_named_in_a_few_lines(start: Callable) -> None:
    page = start(rest="#objetivo=treinar" + "".join(f"&x{n}={n}" for n in range(3000)))
    expect(page.locator("[data-notice] li")).to_have_count(6)
    expect(page.locator("[data-notice] li").last).to_contain_text("2995")
    expect_question(page, "quanto-codigo", WALK[:1])


EVERY_OPTION = f"comparar={','.join(published_tree()['outcomes'])}"  # which are long together


@pytest.mark.parametrize("reserved", [f"v={VERSION}", "ajustes=um,dois", "comparar=um,dois", EVERY_OPTION])
def test_reserved_keys_are_no_answers_and_no_fault(start: Callable, reserved: str) -> None:
    page = start(WALK[:1], "&" + reserved)
    expect(page.locator("form[data-question]")).to_have_attribute("data-question", "quanto-codigo")
    expect(page.locator("[data-notice]")).to_have_count(0)
    assert page.evaluate("location.hash") == f"{fragment(WALK[:1])}&{reserved}"


def test_the_chooser_goes_on_after_a_hostile_address(start: Callable) -> None:
    page = start(rest="#objetivo=<script>")
    for step in WALK:
        answer(page, *step)
    expect_outcome(page, OUTCOME, WALK)
    expect(page.locator("[data-notice]")).to_have_count(0)
