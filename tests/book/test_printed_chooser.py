"""The chooser of the PDF: following the links of the answers leads to the same outcome as in every other form."""

import re
from collections.abc import Mapping
from typing import Any

import pytest

from decision.paths import Walk, all_walks
from publish.languages import Language
from tests.book.reading import Book, bare, in_order, like_print
from tests.paths_followed import note
from tests.tree import TREE


@pytest.fixture(scope="session")
def leads_to(book: Book) -> Mapping[str, list[str]]:
    """Where the answers of each question lead, in the order in which they are printed."""
    return {id_: book.leads_to(f"pergunta-{id_}") for id_ in TREE.questions}


def test_every_question_has_a_link_for_each_answer(leads_to: Mapping[str, list[str]]) -> None:
    assert {id_: len(links) for id_, links in leads_to.items()} == {
        q.id: len(q.answers) for q in TREE.questions.values()
    }


@pytest.mark.parametrize("walk", list(all_walks(TREE)), ids=lambda walk: walk.fragment)
def test_following_the_links_of_the_answers_leads_to_the_outcome(walk: Walk, leads_to: Mapping[str, list[str]]) -> None:
    here = f"pergunta-{TREE.root}"
    for step in walk.steps:
        question = here.removeprefix("pergunta-")
        place = [answer.id for answer in TREE.questions[question].answers].index(step.answer)
        here = leads_to[question][place]
    assert here == f"opcao-{walk.outcome}"
    note("pdf", walk.fragment, 1)


def test_each_answer_stands_in_the_book_in_the_order_of_the_tree(book: Book, language: Language) -> None:
    # Without heads and feet: a question may go on on the next page.
    pages = range(book.page_of(f"pergunta-{TREE.root}"), len(book.runs))
    printed = "".join(run.text for page in pages for run in book.content(page)).replace("-", "")
    ordered = sorted(TREE.questions.values(), key=lambda question: question.id != TREE.root)
    said = [text[language.tag] for q in ordered for text in (q.text, q.help, *(answer.text for answer in q.answers))]
    assert in_order([like_print(text) for text in said], like_print(printed)) is None


def test_the_page_printed_beside_an_answer_is_the_page_it_leads_to(book: Book, words: Mapping[str, Any]) -> None:
    number = re.compile(r"\(" + re.escape(bare(words["book"]["page"])).replace(r"\{n\}", r"(\d+)") + r"\)")
    first, last = book.page_of("escolher--arvore"), max(book.page_of(f"pergunta-{id_}") for id_ in TREE.questions)
    printed = iter([int(n) for text in book.texts[first : last + 1] for n in number.findall(text)])
    ordered = sorted(TREE.questions, key=lambda id_: id_ != TREE.root)
    wanted = [book.page_of(name) + 1 for id_ in ordered for name in book.leads_to(f"pergunta-{id_}")]
    assert len(wanted) > 3 * len(TREE.questions)
    assert [n for n in wanted if n not in printed] == []  # each one behind the one before it
