"""The chooser on paper: each question a block, each answer a link to the next question or to an outcome's chapter.

Made from the tree, not from the page. The ids are those that the site promises: ``pergunta-<id>``, ``opcao-<id>``.
"""

from collections.abc import Mapping
from html import escape
from urllib.parse import parse_qsl

from bs4 import BeautifulSoup, Tag

from decision import paths
from decision.model import Answer
from decision.outline import anchor
from decision.tree import Tree
from publish.book import paper_diagnosis

SHEET = "folha"  # the id of the sheet to fill in
ADDRESS = "escolher/"  # of the page of the chooser


def chapter_id(outcome_id: str) -> str:
    """Return the id of an outcome's chapter in the book."""
    return f"opcao-{outcome_id}"


def put(article: Tag, tree: Tree, words: Mapping[str, str], language: str, has_diagnosis: bool = False) -> None:
    """Put the linked questions in the place of the chooser, and a sheet to fill in behind all else.

    They begin with the way to the diagnosis, for who has an error and no question, where the book has it.

    What stands before the chooser goes too: it says how to use the page.
    """
    if chooser := article.find(None, {"data-chooser": True}):
        for before in chooser.find_previous_siblings():
            if before.name != "h2":
                before.extract()
        chooser.extract()
    if outline := article.find(None, {"data-tree": True}):
        diagnosis = f' <a href="../{paper_diagnosis.ADDRESS}">{escape(words["failed"])}</a>.' if has_diagnosis else ""
        _replace(outline, questions(tree, str(outline["id"]), words, language, diagnosis))
        _append(article, sheet(tree, words, language))


def _replace(tag: Tag, html: str) -> None:
    body = BeautifulSoup(html, "lxml").body
    tag.replace_with(*(body.contents if body else []))


def _append(article: Tag, html: str) -> None:
    body, sources = BeautifulSoup(html, "lxml").body, article.find(class_="sources")
    for tag in list(body.contents) if body else []:
        sources.insert_before(tag) if sources else article.append(tag)


def numbers(tree: Tree) -> dict[str, int]:
    """Return the number that each question has on paper; the root is number 1."""
    ordered = sorted(tree.questions, key=lambda id_: id_ != tree.root)
    return {id_: n for n, id_ in enumerate(ordered, 1)}


def sheet(tree: Tree, words: Mapping[str, str], language: str) -> str:
    """Return a sheet to fill in with the answers, the recommendation and its reasons, as HTML."""
    before, after = (words[key].strip().splitlines() for key in ("sheet_before", "sheet_after"))
    asked = [f"{n}. {tree.questions[id_].text[language]}" for id_, n in numbers(tree).items()]
    lines = "".join(f"<p>{escape(line)}</p>" for line in (*before, *asked, *after))
    title = f'<h3 id="{SHEET}">{escape(words["sheet"])}</h3>'
    fresh = '<div class="fresh"></div>'  # the sheet has pages of its own, to be taken out
    return f'{fresh}{title}<p>{escape(words["sheet_intro"])}</p><div class="sheet">{lines}</div>'


def questions(tree: Tree, id_: str, words: Mapping[str, str], language: str, before: str = "") -> str:
    """Return every question as a block whose answers are links: to the next question, or to an outcome's chapter.

    ``before`` is HTML that stands before the first one.
    """
    number = numbers(tree)

    def leads_to(answer: Answer) -> tuple[str, str]:
        id_ = answer.target.id
        if answer.target.kind == "outcome":
            outcome = tree.outcomes[id_]
            name, work = outcome.name[language], outcome.work_label[language]
            return f"../{outcome.page}", f"{name} · {work}"
        return f"#{anchor(id_)}", words["question"].format(n=number[id_])

    def line(answer: Answer) -> str:
        address, name = leads_to(answer)
        note = f' <span class="answer-note">{escape(answer.note[language])}</span>' if answer.note else ""
        return f'<p>{escape(answer.text[language])}{note} <a href="{address}">{escape(name)}</a></p>'

    def block(id_: str) -> str:
        q = tree.questions[id_]
        return (
            f'<div class="question" data-number="{number[id_]}" data-answers="{len(q.answers)}">'
            f'<h4 id="{anchor(id_)}">{escape(q.text[language])}</h4><p>{escape(q.help[language])}</p>'
            f'<div class="answers">{"".join(map(line, q.answers))}</div></div>'
        )

    how = f'<h3 id="{id_}">{escape(words["questions"])}</h3><p>{escape(words["how"])}{before}</p>'
    return "\n".join([how, *map(block, number)])


def after(tree: Tree, answers: str) -> str:
    """Return where the chooser stands after these answers, as its address holds them."""
    walk = paths.replay(tree, dict(parse_qsl(answers)))
    return chapter_id(walk.end.id) if walk.outcome else anchor(walk.end.id)
