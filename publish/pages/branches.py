"""The map: the whole tree as branches that open, an answer at a time, with nothing but HTML.

It is as wide as the page, however deep the tree; its text can be found, read aloud, copied and printed like any other.
Each question has the id ``mapa.<id>``, for links within the map alone (the address of a question is the chooser's), and
beside it a link into the chooser that takes the answers so far along.
``docs/theme/assets/map.js`` opens the branch that the address holds, if it holds answers as the chooser's does.
"""

from collections.abc import Callable, Mapping
from html import escape

from decision.model import Answer, Outcome
from decision.outline import spanning_answers
from decision.tree import Tree
from publish.pages import marks

CHOOSER = "../escolher/"
ARROW = ' <span class="tree-arrow" aria-hidden="true">→</span>'  # also parts what is copied


def anchor(question_id: str) -> str:
    """Return the id that a question has in the map."""
    return f"mapa.{question_id}"


def branches(tree: Tree, language: str, href: Callable[[Outcome], str], words: Mapping[str, str]) -> str:
    """Return the tree as nested ``<details>``, without blank lines, so that Markdown leaves it alone.

    A question that several answers lead to stands below one of them, nearest to the root; the others lead there.

    Args:
        tree: the tree.
        language: the tag of a language.
        href: the address of an outcome's page, as seen from the page of the map.
        words: ``see_question``, ``start_here``, ``your_answer``, ``open_all`` and ``close_all``; and ``leads_to_one``
            and ``leads_to_many``, patterns with ``{n}``.
    """
    place, number = spanning_answers(tree), marks.numbers(tree)

    def question(question_id: str, given: tuple[str, ...]) -> str:
        q = tree.questions[question_id]
        items = "\n".join(item(question_id, answer, given) for answer in q.answers)
        start = f'<a class="branch-start" href="{CHOOSER}#{"&amp;".join(given)}">{escape(words["start_here"])}</a>'
        text = f'<span id="{anchor(q.id)}">{escape(q.text[language])}</span>'
        title = f'<p class="branch-question">{text}{f" {start}" * bool(given)}</p>'
        return f'<div data-question="{q.id}">{title}\n<ul>\n{items}\n</ul></div>'

    def item(question_id: str, answer: Answer, given: tuple[str, ...]) -> str:
        note = f' <small class="branch-note">{escape(answer.note[language])}{ARROW}</small>' if answer.note else ARROW
        said = (
            f'<span class="branch-answer">{escape(answer.text[language])}'
            f' <span class="branch-given" hidden>{escape(words["your_answer"])}</span>{note}</span>'
        )
        opening = f'<li data-answer="{answer.id}">'
        if answer.target.kind == "outcome":
            return f'{opening}<div class="branch-end">{said} {outcome(tree.outcomes[answer.target.id])}</div></li>'
        if place[answer.target.id] != (question_id, answer.id):
            to = tree.questions[answer.target.id]
            text = escape(f"{words['see_question']} {to.text[language]}")
            link = f'<a class="branch-see" data-see="{to.id}" href="#{anchor(to.id)}">{text}</a>'
            return f'{opening}<div class="branch-end">{said} {link}</div></li>'
        below = question(answer.target.id, (*given, f"{question_id}={answer.id}"))
        return f"{opening}<details><summary>{said} {left(answer)}</summary>\n{below}\n</details></li>"

    def outcome(outcome: Outcome) -> str:
        name = f"{marks.of(outcome, number[outcome.id])} {escape(outcome.name[language])}"
        link = f'<a class="branch-outcome" href="{escape(href(outcome))}" data-leads-to="{outcome.id}">{name}</a>'
        work = f'<small class="branch-note">{escape(outcome.work_label[language])}</small>'
        return f'<span class="branch-target">{link} {work}</span>'

    def left(answer: Answer) -> str:
        n = len(tree.outcomes_after(answer))
        said = words["leads_to_one" if n == 1 else "leads_to_many"].format(n=n)
        return f'<span class="branch-left">{escape(said)}</span>'

    both = f'data-open-all="{escape(words["open_all"])}" data-close-all="{escape(words["close_all"])}"'
    return f'<div class="branches" data-branches {both}>\n{question(tree.root, ())}\n</div>'
