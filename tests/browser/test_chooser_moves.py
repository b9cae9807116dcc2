"""What the reader does in the chooser, and what the history makes of it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.chooser_steps import (
    OUTCOME,
    WALK,
    answer,
    change,
    expect_address,
    expect_outcome,
    expect_question,
)
from tests.browser.tree_walks import published_tree
from tests.browser.waiting import until

# ---- what is made beforehand, and what follows ----

STAGE = "document.querySelector('.chooser-stage').innerHTML"
COMPLETE = "!document.querySelector('.chooser-stage').style.minHeight"  # a result's lower part comes a frame later


def test_what_is_shown_after_each_continue_is_what_its_address_shows(start: Callable) -> None:
    page = start()
    walked, opened = [], []
    for done, step in enumerate(WALK, 1):
        answer(page, *step)
        expect_address(page, WALK[:done])
        until(page, COMPLETE)
        walked.append(page.evaluate(STAGE))
    for done in range(1, len(WALK) + 1):
        page.goto("about:blank")
        opened.append(start(WALK[:done]).evaluate(STAGE))
    assert walked == opened


CHANGES_ITS_MIND = """async (ids) => {
  const form = document.querySelector("form[data-question]");
  const choose = (id) => form.querySelector(`[value="${id}"]`).click();
  choose(ids[0]);
  await new Promise(done => setTimeout(done, 200));
  choose(ids[1]);
  form.requestSubmit();
}"""


def test_what_was_made_for_another_answer_is_not_shown(start: Callable) -> None:
    page = start()
    page.evaluate(CHANGES_ITS_MIND, ["aprender", "treinar"])
    expect_question(page, "quanto-codigo", (("objetivo", "treinar"),))


# ---- history ----


def test_each_continue_adds_one_history_entry(new_page: Callable, base_url: str) -> None:
    page = new_page()
    page.goto(f"{base_url}escolher/")
    before = page.evaluate("history.length")
    lengths = [(answer(page, *step), page.evaluate("history.length"))[1] for step in WALK]
    assert lengths == [before + 1, before + 2, before + 3, before + 4]


def test_back_and_forward_go_through_the_questions(start: Callable) -> None:
    page = start()
    for step in WALK:
        answer(page, *step)
    expect_outcome(page, OUTCOME, WALK)
    page.go_back()
    expect_question(page, "quem-escolhe", WALK[:3])
    page.go_back()
    page.go_back()
    expect_question(page, "quanto-codigo", WALK[:1])
    page.go_forward()
    page.go_forward()
    page.go_forward()
    expect_outcome(page, OUTCOME, WALK)


def test_going_back_finds_the_choice_as_it_was_left(start: Callable) -> None:
    page = start()
    answer(page, *WALK[0])
    page.go_back()
    expect(page.locator("fieldset input:checked")).to_have_value("treinar")
    answer(page, "objetivo", "aprender")
    expect_question(page, "como-aprender", (("objetivo", "aprender"),))
    expect(page.locator("[data-notice]")).to_have_count(0)


@pytest.mark.parametrize("given", [0, 1, 3, 4])
def test_reload_stays_where_it_is(start: Callable, given: int) -> None:
    page = start()
    for step in WALK[:given]:
        answer(page, *step)
    page.reload()
    if given == len(WALK):
        expect_outcome(page, OUTCOME, WALK)
    else:
        expect_question(page, WALK[given][0], WALK[:given])


@pytest.mark.parametrize("given", [1, 2, 3])
def test_an_address_in_mid_path_asks_the_next_question(start: Callable, given: int) -> None:
    page = start(WALK[:given])
    expect_question(page, WALK[given][0], WALK[:given])
    expect(page.locator("[data-notice]")).to_have_count(0)


def test_an_address_typed_over_another_is_followed(start: Callable) -> None:
    page = start(WALK)
    page.evaluate("location.hash = '#objetivo=aprender'")
    expect_question(page, "como-aprender", (("objetivo", "aprender"),))


def test_the_order_of_answers_in_the_address_does_not_matter(start: Callable) -> None:
    page = start(tuple(reversed(WALK)))
    expect_outcome(page, OUTCOME, WALK)
    expect(page.locator("[data-notice]")).to_have_count(0)


# ---- change ----


def test_change_asks_again_with_the_answer_checked(start: Callable) -> None:
    page = start(WALK)
    change(page, 1)
    expect_question(page, "quanto-codigo", WALK[:1])
    expect(page.locator("fieldset input:checked")).to_have_value("pouco")


def test_change_keeps_the_later_answers_that_still_apply(start: Callable) -> None:
    page = start(WALK)
    change(page, 1)
    answer(page, "quanto-codigo", "nao-sei")
    expect_outcome(page, OUTCOME, (WALK[0], ("quanto-codigo", "nao-sei"), *WALK[2:]))
    expect(page.locator("[data-notice]")).to_have_count(0)


def test_change_keeps_them_through_a_reload(start: Callable) -> None:
    page = start(WALK)
    change(page, 1)
    page.reload()
    answer(page, "quanto-codigo", "nao-sei")
    expect_outcome(page, OUTCOME, (WALK[0], ("quanto-codigo", "nao-sei"), *WALK[2:]))


def test_change_says_which_answers_were_dropped(start: Callable) -> None:
    page = start(WALK)
    change(page, 0)
    answer(page, "objetivo", "aprender")
    expect_question(page, "como-aprender", (("objetivo", "aprender"),))
    asked = published_tree()["questions"]
    expect(page.locator("[data-notice] li")).to_contain_text([asked[q]["text"]["pt-BR"] for q, _ in WALK[1:]])


def test_change_to_the_same_answer_changes_nothing(start: Callable) -> None:
    page = start(WALK)
    change(page, 0)
    page.locator("button[type=submit]").click()
    expect_outcome(page, OUTCOME, WALK)
    expect(page.locator("[data-notice]")).to_have_count(0)


def test_the_notice_goes_with_the_next_answer(start: Callable) -> None:
    page = start(WALK)
    change(page, 2)
    answer(page, "tipo-de-dado", "imagem-ou-texto")
    expect(page.locator("[data-notice] li")).to_have_count(1)
    answer(page, "ponto-de-partida", "nao-sei")
    expect(page.locator("[data-notice]")).to_have_count(0)


def test_back_from_a_change_finds_the_result(start: Callable) -> None:
    page = start(WALK)
    change(page, 1)
    page.go_back()
    expect_outcome(page, OUTCOME, WALK)


def test_back_from_a_change_that_dropped_answers_can_undo_it(start: Callable) -> None:
    page = start(WALK)
    change(page, 0)
    answer(page, "objetivo", "aprender")
    page.go_back()
    expect_question(page, "objetivo", ())
    answer(page, "objetivo", "treinar")
    expect_outcome(page, OUTCOME, WALK)
