"""People's situations as Markdown: the page of all of them, those of the start page, and the similar ones of an option.

The page is filtered without a script: one choice among native radios, which a rule of ``cases.css`` for each goal and
each worry follows. Where a browser does not know the rule, or on paper, all cases are shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from decision import paths
from decision.cases import Case, similar
from decision.tree import Tree
from publish.languages import Language
from publish.pages import markdown

PAGE = "casos-reais"


def link(case_id: str) -> str:
    """Return the address of a case, as MkDocs resolves it on any page."""
    return f"/{PAGE}.md#{case_id}"


def address(case_id: str) -> str:
    """Return the address of a case below the root of a language."""
    return f"{PAGE}/#{case_id}"


def page(tree: Tree, cases: Sequence[Case], language: Language, words: Mapping[str, Any]) -> str:
    """Return every case, below the option that it leads to, and what filters them."""
    labels, tag = words["cases"], language.tag
    groups = [
        _group(tree, outcome_id, alike, tag, labels)
        for outcome_id in tree.outcomes
        if (alike := similar(cases, outcome_id))
    ]
    opening = f'<div class="cases" data-cases="{len(cases)}" markdown>\n\n{_filter(tree, cases, tag, labels)}\n'
    return "\n".join([opening, *groups, "</div>", ""])


def _filter(tree: Tree, cases: Sequence[Case], tag: str, labels: Mapping[str, str]) -> str:
    goals = [answer for answer in tree.questions[tree.root].answers if any(c.goal == answer.id for c in cases)]
    worries = [worry for worry in tree.worries.values() if any(worry.id in c.worries for c in cases)]
    rows = [
        f'<fieldset class="cases-filter"><legend>{escape(labels["filter"])}</legend>',
        _radio("todos", labels["all"], checked=True),
        f"<p>{escape(labels['by_goal'])}</p>",
        *(_radio(f"objetivo-{answer.id}", answer.text[tag]) for answer in goals),
        f"<p>{escape(labels['by_worry'])}</p>",
        *(_radio(f"preocupacao-{worry.id}", worry.name[tag]) for worry in worries),
        "</fieldset>",
    ]
    return "\n".join(rows) + "\n"


def _radio(id_: str, text: str, checked: bool = False) -> str:
    kept = " checked" if checked else ""
    return f'<label><input type="radio" name="casos" id="so-{id_}"{kept}> <span>{escape(text)}</span></label>'


def _group(tree: Tree, outcome_id: str, cases: Sequence[Case], tag: str, labels: Mapping[str, str]) -> str:
    outcome = tree.outcomes[outcome_id]
    option = markdown.option(outcome, labels["option"])
    keys = list(dict.fromkeys(key for case in cases for key in _keys(case)))
    parts = [
        f'<div class="cases-group" data-casos="{" ".join(keys)}" data-leads-to="{outcome_id}" markdown>',
        f"## {outcome.name[tag]} {{#casos-{outcome_id}}}",
        f"{outcome.words['summary'][tag]} {option}",
        *(_case(tree, case, tag, labels) for case in cases),
        "</div>",
    ]
    return "\n\n".join(parts) + "\n"


def _keys(case: Case) -> list[str]:
    """Return what a case can be filtered by: the ids of the radios that show it, without their prefix."""
    return [f"objetivo-{case.goal}", *(f"preocupacao-{worry}" for worry in case.worries)]


def _case(tree: Tree, case: Case, tag: str, labels: Mapping[str, str]) -> str:
    worries = ", ".join(tree.worries[worry].name[tag] for worry in case.worries)
    told = f"{labels['told']}[^{case.source}]" if case.source else labels["typical"]
    again = f'<a href="../escolher/#{escape(case.fragment)}">{escape(labels["again"])}</a>'
    rows = [
        (labels["data"], case.data[tag]),
        (labels["constraint"], case.constraint[tag]),
        (labels["answers"], f"{_answers(tree, case, tag)} {again}"),
        (labels["why"], case.why[tag]),
        *([(labels["worries"], f"{worries}.")] if worries else []),
    ]
    terms = "\n\n".join(f"{label}\n:   {text}" for label, text in rows)
    return "\n\n".join(
        [
            f'<div class="case" data-case="{case.id}" data-casos="{" ".join(_keys(case))}" markdown>',
            f"### {case.who[tag]} {{#{case.id}}}",
            f"> {case.said[tag]}",
            terms,
            told,
            "</div>",
        ]
    )


def _answers(tree: Tree, case: Case, tag: str) -> str:
    """Return the answers given, in the order in which they were asked, each a sentence."""
    given = (paths.given(tree, step).text[tag] for step in paths.replay(tree, case.answers).steps)
    return "".join(f"{text.rstrip('.')}. " for text in given).rstrip()


def start(tree: Tree, cases: Iterable[Case], language: Language, words: Mapping[str, Any]) -> str:
    """Return the cases that the start page shows, each a card that leads to its option and to the case."""
    labels, tag = words["cases"], language.tag
    items = [
        f"-   **{case.who[tag]}**\n\n"
        f"    “{case.said[tag]}”\n\n"
        f"    → {markdown.option(tree.outcomes[case.outcome], (case.way or tree.outcomes[case.outcome].name)[tag])}\n\n"
        f"    [{labels['whole']}]({link(case.id)})\n\n"
        for case in cases
        if case.start
    ]
    more = f"[{labels['every']}](/{PAGE}.md)\n"
    return f'<div class="grid cards people" markdown>\n\n{"".join(items)}</div>\n\n{more}'


def block(cases: Iterable[Case], outcome_id: str, tag: str, words: Mapping[str, Any]) -> str:
    """Return the cases similar to who reads an option's page as a Markdown block that opens, or nothing."""
    rows = [f"- [{case.who[tag]}]({link(case.id)}). {case.why[tag]}" for case in similar(cases, outcome_id)]
    return markdown.opening("example on-screen", words["chooser"]["similar"], "\n".join(rows)) if rows else ""


def data(cases: Iterable[Case], tag: str) -> list[dict[str, str]]:
    """Return what the chooser's script needs to know of the cases, in one language."""
    return [
        {"outcome": case.outcome, "who": case.who[tag], "why": case.why[tag], "url": f"../{address(case.id)}"}
        for case in cases
    ]
