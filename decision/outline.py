"""The whole tree as one readable nested list, in HTML: the version without JavaScript, for paper and as overview.

A question that several answers lead to stands in the list once, at its shallowest place; the other answers link to
it. Each question has the id ``pergunta-<id>``, so that any page can point at it.
"""

from collections.abc import Callable, Mapping
from html import escape

from decision.model import Answer, Outcome
from decision.tree import Tree


def anchor(question_id: str) -> str:
    """Return the id that a question has in the list, in the PDF and in links to it."""
    return f"pergunta-{question_id}"


def spanning_answers(tree: Tree) -> dict[str, tuple[str, str]]:
    """Return, for each question but the root, the one (question, answer) below which it stands: the shallowest."""
    place: dict[str, tuple[str, str]] = {}
    level = [tree.root]
    while level:
        below = []
        for question_id in level:
            for answer in tree.questions[question_id].answers:
                if answer.target.kind == "question" and answer.target.id not in place:
                    place[answer.target.id] = (question_id, answer.id)
                    below.append(answer.target.id)
        level = below
    return place


def nested_list(tree: Tree, language: str, href: Callable[[Outcome], str], words: Mapping[str, str]) -> str:
    """Return the tree as nested ``<ul>`` elements, without blank lines, so that Markdown leaves it alone.

    Args:
        tree: the tree.
        language: the tag of a language.
        href: the address of an outcome's page, as seen from the page that holds the list.
        words: ``see_question``, the words before a link to a question that stands elsewhere.

    Returns:
        HTML without blank lines, escaped. An answer is an ``<li data-answer="<id>">``; a link to an outcome carries
        ``data-leads-to="<id>"``.

    Raises:
        KeyError: for a language or a word that is not there.
    """
    place = spanning_answers(tree)

    def question(question_id: str) -> str:
        q = tree.questions[question_id]
        items = "\n".join(answer_item(question_id, answer) for answer in q.answers)
        return (
            f'<span class="tree-question" id="{anchor(q.id)}">{escape(q.text[language])}</span>\n<ul>\n{items}\n</ul>'
        )

    def answer_item(question_id: str, answer: Answer) -> str:
        said = f'<li data-answer="{answer.id}"><span class="tree-answer">{escape(answer.text[language])}</span>'
        if answer.note:
            said += f' <small class="tree-note">{escape(answer.note[language])}</small>'
        if answer.target.kind == "outcome":
            outcome = tree.outcomes[answer.target.id]
            name, work = escape(outcome.name[language]), escape(outcome.work_label[language])
            link = (
                f'<a href="{escape(href(outcome))}" data-leads-to="{outcome.id}">{name}</a>'
                f' <small class="tree-work">{work}</small>'
            )
            return f'{said} <span class="tree-arrow" aria-hidden="true">→</span> {link}</li>'
        target = tree.questions[answer.target.id]
        if place[target.id] != (question_id, answer.id):
            link = f'<a href="#{anchor(target.id)}">{escape(target.text[language])}</a>'
            return f'{said} <span class="tree-see">{escape(words["see_question"])}</span> {link}</li>'
        return f"{said}\n<ul>\n<li>{question(target.id)}</li>\n</ul>\n</li>"

    return f"<ul>\n<li>{question(tree.root)}</li>\n</ul>"
