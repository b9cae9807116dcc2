"""What a change of the tree owes to the versions that were published: a new number, a changelog, and ids that keep
their meaning. Everything in ``tree.toml`` belongs to a version; the words may be mended, the changelog apart.
"""

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any

from decision.fields import Text, declared
from decision.languages import LANGUAGES
from decision.model import PARTS, Part, one_of
from decision.tree import Tree
from decision.versions import number

STEPS = ("MAJOR", "MINOR", "PATCH")
BEHIND = {"sources", "snippets"}  # fields that stand behind the advice, and are none


def facts(tree: Tree) -> dict[tuple[str, ...], Any]:
    """Return what a version number stands for, all but the words: ``(table, id, field) -> value``.

    A question's field ``answers`` is ``{answer id: where it leads}``, in order.
    """
    found: dict[tuple[str, ...], Any] = {("root",): tree.root}
    for table in PARTS:
        for part in getattr(tree, table).values():
            found |= {(table, part.id, key): value for key, value in _routed(part).items()}
    return found


def _routed(part: Part) -> dict[str, Any]:
    values = {each.name: getattr(part, each.name) for each in declared(type(part)) if not each.in_words}
    if "answers" in values:
        values["answers"] = [(answer.id, answer.target) for answer in values["answers"]]
    if "replies" in values:
        values["replies"] = [dataclasses.replace(reply, text={}) for reply in values["replies"]]
    return values


def differences(old: Tree, new: Tree) -> list[str]:
    """Return where two trees differ but for their words, as ``outcomes.canvas.code``."""
    before, after = facts(old), facts(new)
    keys = [*before, *(key for key in after if key not in before)]
    return [".".join(key) for key in keys if key not in before or key not in after or before[key] != after[key]]


def advises_otherwise(old: Tree, new: Tree) -> bool:
    """Tell whether anything differs that a reader is told: all but the words, and what only shows where it is read."""
    return any(place.rpartition(".")[2] not in BEHIND for place in differences(old, new))


def step(old: Tree, new: Tree) -> str:
    """Return which number has to grow from ``old`` to ``new``.

    MAJOR when an id or an answer is gone, MINOR when one is new or leads elsewhere, PATCH for the rest.
    """
    before, after = _ids(old), _ids(new)
    if before.keys() - after.keys():
        return "MAJOR"
    return "PATCH" if before == after and old.root == new.root else "MINOR"


def _ids(tree: Tree) -> dict[tuple[str, ...], Any]:
    ids: dict[tuple[str, ...], Any] = {(table, id_): None for table in PARTS for id_ in getattr(tree, table)}
    return ids | {(q.id, answer.id, ""): answer.target for q in tree.questions.values() for answer in q.answers}


def faults(tree: Tree, earlier: Mapping[str, Tree]) -> Iterator[str]:
    """Yield what a tree under a new version owes to those before it, oldest first."""
    if not earlier:
        return
    last = list(earlier.values())[-1]
    if number(tree.version) < number(last.version):
        yield f"tree.toml: version {tree.version} is older than {last.version}, which is kept; go on from that"
        return
    least = step(last, tree)
    place = STEPS.index(least) + 1
    if number(tree.version)[:place] <= number(last.version)[:place]:
        wanted = [*number(last.version)[: place - 1], number(last.version)[place - 1] + 1, *([0] * (3 - place))]
        yield (
            f"tree.toml: from {last.version} on, this is a {least} change ({_reason(last, tree, least)}), "
            f'not {tree.version}; write version = "{".".join(map(str, wanted))}"'
        )
    for language in LANGUAGES:
        same = [v for v, kept in earlier.items() if kept.changelog[language.tag] == tree.changelog[language.tag]]
        if same:
            yield (
                f"text/{language.folder}.toml: the changelog is still that of {same[-1]}; "
                f"write what {tree.version} changed"
            )
    yield from exchanged(last, tree)


def _reason(old: Tree, new: Tree, least: str) -> str:
    before, after = _ids(old), _ids(new)
    if least == "MAJOR":
        return "gone: " + ", ".join(_spell(key) for key in before if key not in after)
    changed = [_spell(key) for key in after if key not in before or after[key] != before[key]]
    return "new or leading elsewhere: " + ", ".join(changed or ["root"])


def _spell(key: tuple[str, ...]) -> str:
    return f"answer {key[1]} of question {key[0]}" if len(key) == 3 else f"{one_of(key[0])} {key[1]}"


def exchanged(old: Tree, new: Tree) -> Iterator[str]:
    """Yield each id whose words are now those that another had, in any language: an id keeps its meaning."""
    for question in new.questions.values():
        if question.id in old.questions:
            before = {answer.id: answer.text for answer in old.questions[question.id].answers}
            now = {answer.id: answer.text for answer in question.answers}
            yield from _taken(f"questions.{question.id}.answers.{{}}", before, now, old.version)
    before = {outcome.id: outcome.name for outcome in old.outcomes.values()}
    now = {outcome.id: outcome.name for outcome in new.outcomes.values()}
    yield from _taken("outcomes.{}.name", before, now, old.version)


def _taken(key: str, before: Mapping[str, Text], now: Mapping[str, Text], version: str) -> Iterator[str]:
    for language in LANGUAGES:
        tag = language.tag
        for id_, text in now.items():
            owners = [other for other, said in before.items() if said[tag] == text[tag]]
            if owners and id_ not in owners:
                yield (
                    f"text/{language.folder}.toml: {key.format(id_)!r} says what {key.format(owners[0])!r} said in "
                    f"{version}; an id keeps its meaning, so put the words back, or write a new id for a new meaning"
                )
