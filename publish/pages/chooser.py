"""What the browser's scripts are given: the chooser's tree and words, and the options that can be set side by side.

The scripts know no word and no address: both stand in the data, as JSON in the page.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from decision import continuity, history, outline, versions
from decision.cases import Case
from decision.labels import criteria
from decision.model import Adjustment, Answer, Outcome
from decision.tree import Tree
from publish.languages import Language
from publish.pages import cards, cases, options, worries

SNIPPET = "codigo"  # the id of the heading, on an option's page, under which its snippets stand


def chooser(tree: Tree, language: Language, words: Mapping[str, Any], issues: str, people: Iterable[Case] = ()) -> str:
    """Return the chooser as HTML: an empty place for the script, its data, and the whole tree as a list."""

    def href(outcome: Outcome) -> str:
        return f"../{outcome.page}"

    return "\n".join(
        [
            '<section class="chooser" data-chooser hidden></section>',
            _data_script("chooser", {**chooser_data(tree, language, words, people), "issues": issues}),
            '<div class="tree" data-tree id="arvore">',
            outline.nested_list(tree, language.tag, href, words["tree"]),
            "</div>",
            "",
        ]
    )


def comparison(tree: Tree, language: Language, words: Mapping[str, Any]) -> str:
    """Return the table of all options, and before it a place where a script sets chosen ones side by side."""
    table = cards.comparison(tree, language.tag, words["card"], lambda outcome: f"../{outcome.page}")
    data = {
        "outcomes": {o.id: _outcome_data(tree, o, language.tag, words["card"]) for o in tree.outcomes.values()},
        "criteria": _criteria(words["card"]),
        "words": {key: text for key, text in words["chooser"].items() if key.startswith("compare")},
    }
    place = "<section data-comparer hidden></section>"
    return f"{place}\n{_data_script('comparer', data)}\n\n{table}"


def _data_script(name: str, data: Mapping[str, Any]) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("<", r"\u003c")  # the same string in JSON, but no text can end the script element early
    return f'<script type="application/json" data-{name}-data>{text}</script>'


def _criteria(labels: Mapping[str, str]) -> dict[str, str]:
    return {key: labels[key] for key in ("use_case", "levels", *criteria())}


def chooser_data(
    tree: Tree, language: Language, words: Mapping[str, Any], people: Iterable[Case] = ()
) -> dict[str, Any]:
    """Return what the chooser's script needs, in one language."""
    tag = language.tag
    return {
        "version": tree.version,
        "root": tree.root,
        "questions": {
            q.id: {
                "text": q.text[tag],
                "help": q.help[tag],
                "answers": [_answer_data(a, tag) for a in q.answers],
            }
            for q in tree.questions.values()
        },
        "outcomes": {
            o.id: {"near": list(o.near), **_outcome_data(tree, o, tag, words["card"])} for o in tree.outcomes.values()
        },
        "criteria": _criteria(words["card"]),
        "adjustments": {
            a.id: {"more": _more(tree, a), **{key: text[tag] for key, text in a.words.items()}}
            for a in tree.adjustments.values()
        },
        "worries": {w.id: worries.data(tree, w, tag, options.has_lines(tree, language)) for w in tree.worries.values()},
        "cases": cases.data(people, tag),
        "changes": changed_advice(tree, tag),
        "gone": {
            f"{question}={answer}": f"{asked[tag]} {said[tag]}"
            for (question, answer), (asked, said) in versions.gone(history.load().values(), tree).items()
        },
        "guide": words["site"]["name"],
        "words": words["chooser"],
    }


def _answer_data(answer: Answer, tag: str) -> dict[str, str]:
    said = {"text": answer.text[tag]} | ({"note": answer.note[tag]} if answer.note else {})
    return {"id": answer.id, **said, answer.target.kind: answer.target.id}


def _more(tree: Tree, adjustment: Adjustment) -> dict[str, str]:
    """Return where each option that an adjustment applies to tells more of it: outcome id -> address."""
    return {id_: f"../{tree.outcomes[id_].page}#{cards.anchor(adjustment.id)}" for id_ in adjustment.outcomes}


def _outcome_data(tree: Tree, outcome: Outcome, tag: str, labels: Mapping[str, str]) -> dict[str, Any]:
    return {
        "name": outcome.name[tag],
        "english": outcome.english(tag),
        "work": outcome.work_label[tag],
        "summary": outcome.words["summary"][tag],
        "use_case": tree.use_case_label(outcome)[tag],
        "url": f"../{outcome.page}",
        "snippet_url": f"../{outcome.page}#{SNIPPET}" if outcome.snippets else None,
        "levels": cards.levels(outcome, labels),
        **{key: outcome.words[key][tag] for key in criteria()},
    }


def changed_advice(tree: Tree, tag: str) -> dict[str, Any]:
    """Return, for each version kept before this one, the answers whose advice changed, and why.

    Version -> ``{"before": {answers: name of the outcome they led to}, "why": [text of each later version], "same":
    whether it advised in all as this one does}``; the answers are written as the address holds them. What did not
    change is not in it.
    """
    kept = history.load()
    return {
        version: {
            "same": not continuity.advises_otherwise(old, tree),
            "before": {change.answers: old.outcomes[change.before].name[tag] for change in versions.changes(old, tree)},
            "why": [
                text[tag] for text in versions.reasons({**kept, tree.version: tree}, version, tree.version).values()
            ],
        }
        for version, old in kept.items()
        if version != tree.version
    }
